"""What Qt does not do on X11, said to the server and asked of it by a connection of our own."""

from collections.abc import Iterator
from contextlib import contextmanager

from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError

ERRORS = (OSError, DisplayError, ConnectionClosedError, XauthError, XError)
"""What a server that refuses, or goes, raises."""


@contextmanager
def connection() -> Iterator[Display]:
    """A connection for one question. Raise one of ERRORS where there is none."""
    display = Display()
    try:
        yield display
    finally:
        display.close()
