"""`python -m unhunch.window`: read the first card, choose how to be shown, show it."""

import ctypes
import os
import signal
import sys
from collections.abc import Mapping, MutableMapping
from io import FileIO

from .pipe import CANNOT, Hidden, Pipe, Shows

NOWHERE = "offscreen"

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that is sent when the parent is gone."""


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


def _dies_with_its_parent() -> None:
    """The end of the input says so, too, but not to a window that hangs."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _own_output() -> FileIO:
    """Return the pipe to the daemon. What a library prints is no request: it goes where errors go
    (python-xlib prints what it misses in an authority file)."""
    said = FileIO(os.dup(1), "wb")
    os.dup2(2, 1)
    return said


def main(environ: MutableMapping[str, str]) -> int:
    """Return an exit code: 0 when there is nothing more to show."""
    _dies_with_its_parent()
    # Unbuffered: when the display goes, Qt ends the process while a thread reads, and Python aborts
    # over the lock of a buffer that is in use.
    pipe = Pipe(FileIO(0, closefd=False), _own_output())
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
