"""Where a guided break would be shown now, and why not where it should be: for `doctor`."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec

from ..config.loaded import BreakLook
from ..sentence import mark
from ..words.catalogue import Catalogue

NO_QT = mark("unhunch[window] is not installed")
NO_X11 = mark(
    "this desktop runs no X11 programs, and any other card would take the keyboard;"
    ' with firmness = "full" the window covers the screens'
)
FAILED = mark("the last window could not be shown; the log says why")


@cache
def has_qt() -> bool:
    """Whether the extra unhunch[window] is installed; looked for once, as that reads folders."""
    return find_spec("PySide6") is not None


def has_place(environ: Mapping[str, str], firmness: str) -> bool:
    """Whether such a window may find a place: on Wayland a card is an X11 window (ADR 0020)."""
    return firmness != "card" or not environ.get("WAYLAND_DISPLAY") or bool(environ.get("DISPLAY"))


def place_told(
    words: Catalogue, look: BreakLook, environ: Mapping[str, str], *, failed: bool = False
) -> dict[str, str]:
    """Return `on`: "window", "page" or "notification", and `why`, which is empty where all is as it
    should be. `failed`: the last window could not be shown."""
    if not look.window:
        return {"on": "notification", "why": ""}
    for holds, why in (
        (not has_qt(), NO_QT),
        (not has_place(environ, look.firmness), NO_X11),
        (failed, FAILED),
    ):
        if holds:
            return {"on": "page", "why": words.say(why)}
    return {"on": "window", "why": ""}
