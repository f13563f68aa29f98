"""Hears at once when the wall clock was set, and when the machine woke. Linux only.

A timer on the wall clock can be cancelled by whoever sets that clock; waking sets it too
(timerfd_create(2), TFD_TIMER_CANCEL_ON_SET). That there was a change is all it tells: by how much
is for who compares the clocks.
"""

import asyncio
import ctypes
import errno
import os
import struct
import sys
from collections.abc import Callable
from typing import Any

from ..errors import NotHere
from ..sentence import Sentence

CLOCK_REALTIME = 0
CLOEXEC = 0o2000000
ABSOLUTE_TIME, CANCEL_ON_SET = 1, 2

FAR = struct.pack("@qqqq", 0, 0, 2**40, 0)
"""A struct itimerspec: no interval, in 34 thousand years."""


class ClockWatch:
    """Calls `changed` each time."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._libc: Any = None
        self._timer: int | None = None

    def start(self) -> None:
        """Begin, on the running loop. Raise NotHere where the system has no such timer."""
        if not sys.platform.startswith("linux"):
            raise NotHere(Sentence("only Linux tells when its clock is set"))
        self._libc = ctypes.CDLL(None, use_errno=True)
        timer = self._libc.timerfd_create(CLOCK_REALTIME, os.O_NONBLOCK | CLOEXEC)
        if timer < 0:
            raise NotHere(
                Sentence(
                    "no timer on the clock: {reason}",
                    reason=Sentence(os.strerror(ctypes.get_errno())),
                )
            )
        self._timer = timer
        try:
            self._arm(timer)
        except NotHere:
            self.close()
            raise
        asyncio.get_running_loop().add_reader(timer, self._ring)

    def close(self) -> None:
        """Stop listening. May be called twice."""
        timer, self._timer = self._timer, None
        if timer is not None:
            asyncio.get_running_loop().remove_reader(timer)
            os.close(timer)

    def _arm(self, timer: int) -> None:
        flags = ABSOLUTE_TIME | CANCEL_ON_SET
        if self._libc.timerfd_settime(timer, flags, FAR, None) < 0:
            raise NotHere(
                Sentence(
                    "no timer on the clock: {reason}",
                    reason=Sentence(os.strerror(ctypes.get_errno())),
                )
            )

    def _ring(self) -> None:
        if self._timer is None:
            return
        try:
            os.read(self._timer, 8)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.ECANCELED:
                raise
            # Cancelled is spent: the next change needs it armed again.
            self._arm(self._timer)
        self._changed()
