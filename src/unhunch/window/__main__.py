"""`python -m unhunch.window`: read the first card, choose how to be shown, show it."""

import os
import sys
from collections.abc import Mapping, MutableMapping

from .pipe import Hidden, Pipe, Shows

CANNOT = 3
"""Exit code: there is no Qt here, or no display."""


def platform(environ: Mapping[str, str], firmness: str) -> str | None:
    """Return the platform that Qt is to use; None: its own choice.

    On Wayland no window may say where it is, nor that it does not want the keyboard. X11 programs
    may, in every compositor that runs them; so the card is one where it can be.
    """
    if environ.get("QT_QPA_PLATFORM") or not environ.get("WAYLAND_DISPLAY"):
        return None
    return "xcb" if firmness == "card" and environ.get("DISPLAY") else "wayland"


def main(environ: MutableMapping[str, str]) -> int:
    """Return an exit code: 0 when there is nothing more to show."""
    pipe = Pipe(sys.stdin.buffer, sys.stdout.buffer)
    match pipe.read():
        case Shows(card=card):
            pass
        case Hidden() | None:
            return 0
        case _:
            return CANNOT
    if chosen := platform(environ, card.firmness):
        environ["QT_QPA_PLATFORM"] = chosen
    try:
        from .app import run
    except ImportError as error:
        sys.stderr.write(f"no window: {error}\n")
        return CANNOT
    return run(card, pipe)


if __name__ == "__main__":
    sys.exit(main(os.environ))
