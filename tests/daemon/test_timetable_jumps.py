"""The timetable under a clock that is set: a process in which the scheduler reads a moved clock."""

import subprocess
import sys

import pytest

JUMP = """
import asyncio
from datetime import UTC, datetime, timedelta
import sys

MOVED = timedelta(0)

class Moved(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + MOVED

import apscheduler.schedulers.base
from unhunch.daemon import timetable as under_test
apscheduler.schedulers.base.datetime = Moved
under_test.datetime = Moved

async def main(jump, kick):
    global MOVED
    woke = asyncio.Event()
    timetable = under_test.Timetable(woke.set)
    timetable.start()
    timetable.wake_at(Moved.now(UTC) + timedelta(seconds=1 if jump < 0 else 3000))
    await asyncio.sleep(0.1)
    MOVED = timedelta(seconds=jump)
    if kick:
        timetable.wakeup()
    await asyncio.wait_for(woke.wait(), 20)
    timetable.close()
    print("woke")

asyncio.run(main(int(sys.argv[1]), sys.argv[2] == "kick"))
"""


@pytest.mark.parametrize(("jump", "kick"), [("3600", "kick"), ("-3600", "kick"), ("-3600", "no")])
def test_a_clock_that_is_set(jump, kick):
    """Set forward, a wake comes at once when the daemon is told; set back, it is not put off."""
    done = subprocess.run(
        [sys.executable, "-c", JUMP, jump, kick], capture_output=True, text=True, check=False
    )

    assert ("woke\n", "") == (done.stdout, done.stderr)
