"""A clock that jumps is heard, and one that runs is not."""

import asyncio
import ctypes
import sys

import pytest

from unhunch.daemon.clockwatch import ClockWatch

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such timers")

ADJ_SETOFFSET, ADJ_NANO = 0x0100, 0x2000


class Timex(ctypes.Structure):
    """The beginning of struct timex, adjtimex(2), and room for the rest."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("unused", ctypes.c_long * 4),
        ("status", ctypes.c_int),
        ("unused_too", ctypes.c_long * 3),
        ("seconds", ctypes.c_long),
        ("nanoseconds", ctypes.c_long),
        ("rest", ctypes.c_long * 30),
    )


def push_clock(nanoseconds: int) -> bool:
    """Set the wall clock by this little; return whether that is allowed here."""
    seconds, rest = divmod(nanoseconds, 10**9)
    timex = Timex(modes=ADJ_SETOFFSET | ADJ_NANO, seconds=seconds, nanoseconds=rest)
    return ctypes.CDLL(None).adjtimex(ctypes.byref(timex)) >= 0


@LINUX
def test_a_jump_of_the_clock_is_heard():
    """However small the setting, the daemon is woken, each time."""

    async def main():
        jumped = asyncio.Event()
        watch = ClockWatch(jumped.set)
        watch.start()
        try:
            for nanoseconds in (1, -1):
                jumped.clear()
                if not push_clock(nanoseconds):
                    pytest.skip("setting the clock is not allowed here")
                await asyncio.wait_for(jumped.wait(), 20)
        finally:
            watch.close()
            watch.close()

    asyncio.run(main())


@LINUX
def test_a_clock_that_runs_is_not_heard():
    """Armed and left alone, it costs no wake at all."""

    async def main():
        heard = []
        watch = ClockWatch(lambda: heard.append(1))
        watch.start()
        await asyncio.sleep(0.05)
        watch.close()
        return heard

    assert [] == asyncio.run(main())
