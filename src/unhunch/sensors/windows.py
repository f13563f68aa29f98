"""Idle on Windows, by GetLastInputInfo. Written from its documentation and never run there.

Only the arithmetic is tested. GetLastInputInfo tells of this session alone, which is what is meant.
"""

import ctypes
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ..errors import NotHere
from ..ports import IdleReport
from ..sentence import Sentence
from .polled import Polling


class WindowsIdle:
    """The IdleSensor of a Windows session, polled by the deadline."""

    name = "windows"
    caveat: str = Sentence("written for Windows and not yet tried there")

    def __init__(self) -> None:
        self._polling = Polling(self._look)
        self._user32: Any = None
        self._kernel32: Any = None

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere elsewhere than on Windows."""
        if sys.platform != "win32":
            raise NotHere(Sentence("this is not Windows"))
        self._user32, self._kernel32 = ctypes.windll.user32, ctypes.windll.kernel32
        self._kernel32.GetTickCount.restype = ctypes.c_uint32
        await self._polling.start(report, lost)

    def attend(self, gap: timedelta) -> None:
        """As the port says."""
        self._polling.attend(gap)

    async def close(self) -> None:
        """Stop looking."""
        await self._polling.close()

    async def _look(self) -> float:
        info = LastInputInfo(ctypes.sizeof(LastInputInfo), 0)
        if not self._user32.GetLastInputInfo(ctypes.byref(info)):
            raise NotHere(Sentence("Windows does not tell when the last input was"))
        return ticks_between(info.tick, self._kernel32.GetTickCount()).total_seconds()


class LastInputInfo(ctypes.Structure):
    """LASTINPUTINFO of winuser.h."""

    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


def ticks_between(earlier: int, later: int) -> timedelta:
    """Return the time between two tick counts: milliseconds in 32 bits, which start anew after
    49.7 days.

    A last input that is a moment later than "now" (the two are not read at once) is no time ago.
    """
    milliseconds = (later - earlier) & 0xFFFFFFFF
    if milliseconds > 0xFFFFFFFF - 60_000:
        return timedelta(0)
    return timedelta(milliseconds=milliseconds)
