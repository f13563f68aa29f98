"""Appointments by the clock and the one next wake, with the real scheduler."""

import asyncio
import subprocess
import sys
import threading
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from unhunch.daemon.timetable import Appointment, Timetable

PATIENCE = 20
SOON = timedelta(milliseconds=30)
HOUR = timedelta(hours=1)


class Heard(list[str]):
    """What was called, and a way to wait for the next."""

    def __init__(self) -> None:
        self._came = asyncio.Event()

    def __call__(self, name: str):
        def called() -> None:
            self.append(name)
            self._came.set()

        return called

    async def until(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self) < count:
                self._came.clear()
                await self._came.wait()


@asynccontextmanager
async def started(heard: Heard):
    timetable = Timetable(heard("woke"))
    timetable.start()
    try:
        yield timetable
    finally:
        timetable.close()
        timetable.close()
        await asyncio.sleep(0)


def now() -> datetime:
    return datetime.now(UTC)


def test_the_next_wake_comes_at_its_moment():
    """Not before, and not much later."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            at = now() + SOON
            timetable.wake_at(at)
            await heard.until(1)
            return now() - at

    assert timedelta(0) <= asyncio.run(main()) < timedelta(seconds=PATIENCE)


def test_there_is_only_one_next_wake():
    """A new one takes the place of the old one, earlier or later."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            for delay in (HOUR, SOON, HOUR, SOON * 2):
                timetable.wake_at(now() + delay)
            await heard.until(1)
            await asyncio.sleep(0.1)
            return heard

    assert ["woke"] == asyncio.run(main())


def test_settling_often_leaves_nothing_behind():
    """A thousand changed minds leave one job with the scheduler."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            for minutes in range(1000):
                timetable.wake_at(now() + timedelta(minutes=minutes + 1))
                timetable.set_appointments({"tea": Appointment(now() + HOUR, heard("tea"))})
            return len(timetable._scheduler.get_jobs())

    assert 2 == asyncio.run(main())


def test_a_wake_can_be_called_off():
    """None means that nothing is to come."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            timetable.wake_at(now() + SOON)
            timetable.wake_at(None)
            timetable.wake_at(None)
            await asyncio.sleep(0.2)
            return heard

    assert [] == asyncio.run(main())


def test_a_moment_in_the_past_is_called_at_once():
    """What fell due while the machine slept is called once, however long ago it was."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            timetable.wake_at(now() - 9 * HOUR)
            timetable.set_appointments({"lunch": Appointment(now() - HOUR, heard("lunch"))})
            await heard.until(2)
            return sorted(heard)

    assert ["lunch", "woke"] == asyncio.run(main())


def test_a_wake_set_from_within_a_wake_is_not_lost():
    """The daemon settles in the call and sets the next one there, even for right now."""

    async def main():
        heard = Heard()

        def again() -> None:
            heard("woke")()
            if len(heard) < 5:
                timetable.wake_at(now() - HOUR)

        timetable = Timetable(again)
        timetable.start()
        timetable.wake_at(now())
        await heard.until(5)
        timetable.close()
        return heard

    assert ["woke"] * 5 == asyncio.run(main())


def test_appointments_are_replaced_moved_and_removed():
    """The timetable holds what it was last given and nothing else; the next wake is apart."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            timetable.wake_at(now() + SOON)
            timetable.set_appointments(
                {
                    "gone": Appointment(now() + SOON, heard("gone")),
                    "moved": Appointment(now() + HOUR, heard("moved")),
                    "late": Appointment(now() + SOON, heard("late")),
                }
            )
            timetable.set_appointments(
                {
                    "moved": Appointment(now() + SOON, heard("moved")),
                    "late": Appointment(now() + HOUR, heard("late")),
                }
            )
            await heard.until(2)
            await asyncio.sleep(0.1)
            return sorted(heard)

    assert ["moved", "woke"] == asyncio.run(main())


def test_an_appointment_takes_its_new_call():
    """The same moment with a new call is called the new way, and once."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            at = now() + SOON
            timetable.set_appointments({"tea": Appointment(at, heard("old"))})
            timetable.set_appointments({"tea": Appointment(at, heard("new"))})
            await heard.until(1)
            return heard

    assert ["new"] == asyncio.run(main())


def test_an_appointment_that_was_kept_can_be_made_again():
    """Tomorrow's is set under the same name after today's was called."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            for _ in range(2):
                timetable.set_appointments({"tea": Appointment(now() + SOON, heard("tea"))})
                await heard.until(len(heard) + 1)
            return heard

    assert ["tea", "tea"] == asyncio.run(main())


def test_moments_of_any_zone():
    """A moment with another offset is the same moment."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            timetable.wake_at((now() + SOON).astimezone(timezone(timedelta(hours=13))))
            await heard.until(1)

    asyncio.run(main())


def test_what_a_call_raises_is_not_swallowed():
    """A mistake in a call reaches the loop's supervisor; later calls come all the same."""

    async def main():
        heard, mistakes = Heard(), []
        asyncio.get_running_loop().set_exception_handler(
            lambda _, told: mistakes.append(told["exception"])
        )
        async with started(heard) as timetable:
            timetable.set_appointments(
                {
                    "bad": Appointment(now(), lambda: 1 // 0),
                    "good": Appointment(now() + SOON, heard("good")),
                }
            )
            await heard.until(1)
            return [type(each) for each in mistakes]

    assert [ZeroDivisionError] == asyncio.run(main())


def test_calls_are_made_on_the_loop_and_no_thread_is_started():
    """One thread, one loop."""

    async def main():
        heard, threads = Heard(), []
        timetable = Timetable(lambda: (threads.append(threading.get_ident()), heard("woke")()))
        timetable.start()
        timetable.wake_at(now())
        await heard.until(1)
        timetable.close()
        return threads, threading.active_count()

    before = threading.active_count()

    assert ([threading.get_ident()], before) == asyncio.run(main())


def test_a_blocked_loop_loses_no_call():
    """A call that is seconds late is made: late is better than dropped."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            timetable.wake_at(now() + SOON)
            blocked = subprocess.Popen(["sleep", "1.5"])
            blocked.wait()
            await heard.until(1)
            return heard

    assert ["woke"] == asyncio.run(main())


def test_a_far_appointment_costs_no_wake_of_the_process():
    """One timer, hours away: the loop sleeps. Measured by the kernel's count of its sleeps."""

    async def main():
        heard = Heard()
        async with started(heard) as timetable:
            timetable.wake_at(now() + HOUR)
            timetable.set_appointments({"tea": Appointment(now() + 5 * HOUR, heard("tea"))})
            await asyncio.sleep(0.1)
            before = sleeps_of_this_process()
            await asyncio.sleep(1.0)
            return sleeps_of_this_process() - before

    # Our own timer of one second is one.
    assert asyncio.run(main()) <= 2


def sleeps_of_this_process() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (each for each in status.splitlines() if each.startswith("voluntary"))
    return int(line.split()[1])


def test_importing_it_does_not_load_the_scheduler():
    """What does not run the daemon does not pay for it."""
    script = "import sys, unhunch.daemon.timetable; print('apscheduler' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert b"False\n" == done.stdout
