"""The watch on the wall clock, with the real kernel."""

import asyncio
import ctypes
import os
import sys

import pytest

from tests.contracts.idle_sensor import until
from unhunch.sensors.clock import ClockWatch

ADJ_SETOFFSET = 0x0100


class Timex(ctypes.Structure):
    """The beginning of struct timex, as far as the time."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("unused", ctypes.c_long * 4),
        ("status", ctypes.c_int),
        ("unused_too", ctypes.c_long * 3),
        ("seconds", ctypes.c_long),
        ("microseconds", ctypes.c_long),
        ("rest", ctypes.c_char * 256),
    )


def set_the_clock(*, forward: bool) -> None:
    """Set the machine's clock by one microsecond: a set like any other, harmful to nobody.

    By nothing at all the kernel would not call it a change.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    timex = Timex(modes=ADJ_SETOFFSET)
    timex.seconds, timex.microseconds = (0, 1) if forward else (-1, 999_999)
    if libc.adjtimex(ctypes.byref(timex)) < 0:
        pytest.skip(f"needs the right to set the clock: {os.strerror(ctypes.get_errno())}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")
def test_each_setting_of_the_clock_is_heard():
    """The first one, and the one after it: the timer is armed again."""

    async def scene():
        heard: list[bool] = []
        watch = ClockWatch(lambda: heard.append(True))
        watch.start()
        try:
            for times in range(1, 5):
                set_the_clock(forward=times % 2 == 1)
                await until(lambda times=times: len(heard) >= times)
        finally:
            watch.close()
            watch.close()

    asyncio.run(scene())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")
def test_a_closed_watch_gives_its_timer_back():
    """No descriptor is left open."""

    async def scene():
        before = sorted(os.listdir("/proc/self/fd"))  # noqa: PTH208
        watch = ClockWatch(lambda: None)
        watch.start()
        watch.close()

        assert sorted(os.listdir("/proc/self/fd")) == before  # noqa: PTH208

    asyncio.run(scene())
