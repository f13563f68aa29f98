"""Which screen the pointer is on, for an X11 window on Wayland.

X11 knows only where it was when it was last over an X11 window. So sway and KWin are asked; GNOME
tells nobody, and there it is a guess.
"""

import json
import os
import re
import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QCursor, QGuiApplication, QScreen

IPC = struct.Struct("=6sII")
GET_OUTPUTS = 3
"""A message of sway: its name, its length, its kind (sway-ipc(7))."""

PATIENCE = 0.5
"""Seconds that a compositor has to answer; the card is waiting."""

ROUNDED = 2
"""Pixels by which a middle may be another's middle."""

OUTPUT = re.compile(r"^Name: (\S+)\nEnabled: 1\n(?:.*\n)*?Geometry: (.*)$", re.MULTILINE)
"""An output in what KWin says of itself."""

Place = tuple[float, float, float, float]
"""x, y, width and height of an output, as the compositor counts."""


def pointed_screen() -> QScreen | None:
    """Return the screen with the pointer, as far as can be known; None: there is none."""
    primary, at = QGuiApplication.primaryScreen(), QCursor.pos()
    if primary is None or not os.environ.get("WAYLAND_DISPLAY"):
        return QGuiApplication.screenAt(at)
    whole = primary.virtualGeometry()
    if (told := middle(_asked())) is not None:
        x, y = told.x() * whole.width(), told.y() * whole.height()
        return QGuiApplication.screenAt(whole.topLeft() + QPoint(int(x), int(y)))
    # Where Xwayland believes it to be at its start.
    knows = (
        at - whole.topLeft() - QPoint(whole.width() // 2, whole.height() // 2)
    ).manhattanLength() > 2
    return QGuiApplication.screenAt(at) if knows else primary


def middle(outputs: list[tuple[Place, bool]]) -> QPointF | None:
    """Return the middle of the output in use as parts of the whole, 0 to 1: X11 programs may be
    told other sizes than those that the compositor counts in. None: none is in use."""
    active = next((place for place, is_active in outputs if is_active), None)
    if active is None:
        return None
    left, top = (min(place[i] for place, _ in outputs) for i in (0, 1))
    right, bottom = (max(place[i] + place[i + 2] for place, _ in outputs) for i in (0, 1))
    x, y, wide, high = active
    return QPointF((x + wide / 2 - left) / (right - left), (y + high / 2 - top) / (bottom - top))


def _asked() -> list[tuple[Place, bool]]:
    with suppress(OSError, ValueError, LookupError, TypeError):
        if path := os.environ.get("SWAYSOCK"):
            return list(read_sway(_ask_sway(path)))
        if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", ""):
            return list(read_kwin(*_ask_kwin()))
    return []


def read_sway(outputs: list[Mapping[str, Any]]) -> Iterator[tuple[Place, bool]]:
    """Yield each output, and whether it is the focused one: sway's focus follows the pointer."""
    for each in outputs:
        if each.get("active"):
            rect = each["rect"]
            yield (rect["x"], rect["y"], rect["width"], rect["height"]), bool(each.get("focused"))


def read_kwin(active: str, support: str) -> Iterator[tuple[Place, bool]]:
    """Yield each output of KWin's own description, and whether its name is this."""
    for name, numbers in re.findall(
        r"^Name: (\S+)\nEnabled: 1\n(?:.*\n)*?Geometry: (.*)$", support, re.M
    ):
        x, y, wide, high = (float(each) for each in re.split("[,x]", numbers))
        yield (x, y, wide, high), name == active


def _ask_sway(path: str) -> list[Mapping[str, Any]]:
    with socket.socket(socket.AF_UNIX) as sway:
        sway.settimeout(PATIENCE)
        sway.connect(path)
        sway.sendall(IPC.pack(b"i3-ipc", 0, GET_OUTPUTS))
        with sway.makefile("rb") as answer:
            _, length, _ = IPC.unpack(answer.read(IPC.size))
            told: list[Mapping[str, Any]] = json.loads(answer.read(length))
    return told


def _ask_kwin() -> tuple[str, str]:
    from PySide6.QtDBus import QDBusConnection, QDBusInterface

    kwin = QDBusInterface("org.kde.KWin", "/KWin", "org.kde.KWin", QDBusConnection.sessionBus())
    kwin.setTimeout(round(PATIENCE * 1000))
    name, support = (
        kwin.call(method).arguments()[0] for method in ("activeOutputName", "supportInformation")
    )
    return str(name), str(support)
