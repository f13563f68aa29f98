"""A card has no entry in the taskbar. Of its own accord Qt says so to no window manager on X11."""

import logging

from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)

STATES = ("_NET_WM_STATE_SKIP_TASKBAR", "_NET_WM_STATE_SKIP_PAGER")
"""Extended Window Manager Hints. Qt adds its own to those that a window has before it is shown."""


def leave_out(window: int) -> None:
    """Say so of a window that is not shown yet, by its X11 number; elsewhere nothing."""
    if QGuiApplication.platformName() != "xcb":
        return
    from Xlib import Xatom
    from Xlib.error import CatchError, XError

    from . import x11

    try:
        with x11.connection() as display:
            states = [display.intern_atom(name) for name in STATES]
            display.create_resource_object("window", window).change_property(
                display.intern_atom("_NET_WM_STATE"),
                Xatom.ATOM,
                32,
                states,
                onerror=CatchError(XError),
            )
            display.sync()
    except x11.ERRORS as error:
        log.info("the taskbar shows the break, too: %s", error)
