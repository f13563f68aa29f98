"""Idle on macOS, by CGEventSourceSecondsSinceLastEventType. Written from its documentation and
never run there; only what surrounds the call is tested.
"""

import ctypes
import math
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ..errors import NotHere
from ..ports import IdleReport
from ..sentence import Sentence
from .polled import Polling

LIBRARY = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
HID_SYSTEM_STATE = 1
ANY_INPUT_EVENT = 0xFFFFFFFF


class MacIdle:
    """The IdleSensor of a macOS session, polled by the deadline."""

    name = "macos"
    caveat: str = Sentence("written for macOS and not yet tried there")

    def __init__(self) -> None:
        self._polling = Polling(self._look)
        self._since: Any = None

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere elsewhere than on macOS."""
        if sys.platform != "darwin":
            raise NotHere(Sentence("this is not macOS"))
        try:
            self._since = ctypes.CDLL(LIBRARY).CGEventSourceSecondsSinceLastEventType
        except (OSError, AttributeError) as error:
            raise NotHere(
                Sentence("macOS does not tell when the last input was: {error}", error=error)
            ) from error
        self._since.restype = ctypes.c_double
        self._since.argtypes = (ctypes.c_int32, ctypes.c_uint32)
        await self._polling.start(report, lost)

    def attend(self, gap: timedelta) -> None:
        """As the port says."""
        self._polling.attend(gap)

    async def close(self) -> None:
        """Stop looking."""
        await self._polling.close()

    async def _look(self) -> float:
        return plausible(self._since(HID_SYSTEM_STATE, ANY_INPUT_EVENT))


def plausible(seconds: float) -> float:
    """Return the seconds since the last input. Raise NotHere for what cannot be such."""
    if not math.isfinite(seconds):
        raise NotHere(
            Sentence("macOS says that the last input was {seconds} seconds ago", seconds=seconds)
        )
    return max(seconds, 0.0)
