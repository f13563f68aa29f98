"""Hearing at once that the wall clock was set or the machine woke, without asking (Linux).

A timer that is never due and is cancelled by any jump of the clock: timerfd_create(2),
TFD_TIMER_CANCEL_ON_SET. Waking from sleep is such a jump.
"""

import asyncio
import ctypes
import errno
import os
import struct
import sys
from collections.abc import Callable

from ..errors import NotHere

_CLOCK_REALTIME = 0
_ABSOLUTE = 1
_CANCEL_ON_SET = 2

_TIMES = struct.Struct("@4l")
"""struct itimerspec: every so often, and when."""

_NEVER = 2**40 if struct.calcsize("@l") > 4 else 2**31 - 1


class ClockWatch:
    """Calls `jumped` on the loop when the clock jumped. Elsewhere than on Linux it is NotHere."""

    def __init__(self, jumped: Callable[[], None]) -> None:
        self._jumped = jumped
        self._timer: int | None = None

    def start(self) -> None:
        """Begin, on the running loop. Raise NotHere."""
        timer = _make_timer()
        try:
            _arm(timer)
        except NotHere:
            os.close(timer)
            raise
        asyncio.get_running_loop().add_reader(timer, self._ready, timer)
        self._timer = timer

    def close(self) -> None:
        """Stop. May be called twice."""
        if self._timer is None:
            return
        timer, self._timer = self._timer, None
        asyncio.get_running_loop().remove_reader(timer)
        os.close(timer)

    def _ready(self, timer: int) -> None:
        try:
            os.read(timer, 8)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.ECANCELED:
                raise
        _arm(timer)
        self._jumped()


def _make_timer() -> int:
    if sys.platform != "linux":
        raise NotHere("only Linux has timers that a clock jump cancels")
    timer: int = _libc().timerfd_create(_CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC)
    if timer < 0:
        raise NotHere(f"timerfd_create: {os.strerror(ctypes.get_errno())}")
    return timer


def _arm(timer: int) -> None:
    times = _TIMES.pack(0, 0, _NEVER, 0)
    failed = _libc().timerfd_settime(timer, _ABSOLUTE | _CANCEL_ON_SET, times, None) < 0
    # ECANCELED: it is armed, and the clock jumped just before.
    if failed and ctypes.get_errno() != errno.ECANCELED:
        raise NotHere(f"timerfd_settime: {os.strerror(ctypes.get_errno())}")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
