"""`python -m unhunch.window`: read the first card, choose how to be shown, show it."""

import os
import sys
from collections.abc import Mapping, MutableMapping
from io import FileIO

from .pipe import Hidden, Pipe, Shows

NOWHERE = "offscreen"

CANNOT = 3
"""Exit code: there is no Qt here, or no display."""


def platforms(environ: Mapping[str, str], firmness: str) -> str | None:
    """Return the platforms that Qt is to try, in order; None: its own choice.

    On Wayland no window may say where it is, nor that it does not want the keyboard. X11 programs
    may, in every compositor that runs them. A card that would take the keyboard is none: without
    X11 there is no card. The last platform shows nothing; it is there because Qt ends the process,
    without a word to us, where no platform works.
    """
    if environ.get("QT_QPA_PLATFORM") or sys.platform != "linux":
        return None
    if environ.get("WAYLAND_DISPLAY") and firmness != "card":
        return f"wayland;xcb;{NOWHERE}"
    return f"xcb;{NOWHERE}"


def main(environ: MutableMapping[str, str]) -> int:
    """Return an exit code: 0 when there is nothing more to show."""
    # Without a buffer: whoever waits in one holds its lock, and Python dies of that when it ends.
    pipe = Pipe(FileIO(sys.stdin.fileno(), closefd=False), sys.stdout.buffer)
    match pipe.read():
        case Shows(card=card):
            pass
        case Hidden() | None:
            return 0
        case _:
            return CANNOT
    if chosen := platforms(environ, card.firmness):
        environ["QT_QPA_PLATFORM"] = chosen
    try:
        from .app import run
    except ImportError as error:
        sys.stderr.write(f"no window: {error}\n")
        return CANNOT
    return run(card, pipe, refuses=NOWHERE if chosen else "")


if __name__ == "__main__":
    sys.exit(main(os.environ))
