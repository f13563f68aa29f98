"""How much of a screen there is for a window beside the panel, also with several screens.

Qt knows the room of an X11 screen only where it is the only one.
"""

from contextlib import suppress
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen


def room_on(screen: QScreen) -> QRect:
    """Return the part of the screen that no panel takes, as far as the window manager tells. It
    tells of one rectangle for all screens: beside a panel's screen there is a strip too little."""
    room = screen.availableGeometry()
    if QGuiApplication.platformName() != "xcb" or len(QGuiApplication.screens()) == 1:
        return room
    place, scale = screen.geometry(), screen.devicePixelRatio()
    left, top = place.x(), place.y()
    whole = QRect(left, top, round(place.width() * scale), round(place.height() * scale))
    free = whole & (_work_area() or whole)
    if free.height() < whole.height() / 2 or free.width() < whole.width() / 2:
        # A rectangle in the middle of screens that are not side by side; no panel is so large.
        return room
    return room & QRect(
        round(left + (free.x() - left) / scale),
        round(top + (free.y() - top) / scale),
        int(free.width() / scale),
        int(free.height() / scale),
    )


def _work_area() -> QRect | None:
    """Return _NET_WORKAREA of the desktop in use, in pixels; None: nobody tells (EWMH 1.5)."""
    from Xlib.display import Display
    from Xlib.error import DisplayError, XError

    with suppress(OSError, DisplayError, XError):
        display = Display()
        try:
            areas = _numbers(display, "_NET_WORKAREA")
            desktop = _numbers(display, "_NET_CURRENT_DESKTOP")
        finally:
            display.close()
        first = 4 * desktop[0] if desktop else 0
        if len(area := areas[first : first + 4]) == 4:
            return QRect(*area)
    return None


def _numbers(display: Any, name: str) -> list[int]:
    from Xlib import Xatom

    root = display.screen().root
    told = root.get_full_property(display.intern_atom(name), Xatom.CARDINAL)
    return [] if told is None else list(told.value)
