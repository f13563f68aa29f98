"""Sensors that answer questions, each with a life of its own, under a clock that jumps."""

import asyncio
import math
from collections.abc import Awaitable, Callable

import pytest

from tests.sensors.jumping import run_jumping
from unhunch.daemon.questions import AT_ONCE, CLOSING, ONE_EACH, STARTING
from unhunch.daemon.senses import Senses
from unhunch.daemon.sensing import Sensing
from unhunch.errors import NotHere
from unhunch.ports import Active, IdleReport, IdleSensor, Quiet, Sign, Unfit

DAY = 24 * 3600.0


class Odd:
    """A sensor with whatever behaviour a test gives it. Each life of it is another one."""

    question = "dnd"

    def __init__(
        self,
        name: str,
        begins: Callable[["Odd"], Awaitable[None]],
        ends: Callable[["Odd"], Awaitable[None]] | None = None,
    ) -> None:
        self.name = name
        self.closed = 0
        self.report: Callable[[Sign, float], None] = lambda sign, since: None
        self.lost: Callable[[str], None] = lambda why: None
        self._begins = begins
        self._ends = ends

    async def start(
        self, report: Callable[[Sign, float], None], lost: Callable[[str], None]
    ) -> None:
        """Begin, as the test says."""
        self.report, self.lost = report, lost
        await self._begins(self)

    async def close(self) -> None:
        """End, as the test says."""
        self.closed += 1
        if self._ends is not None:
            await self._ends(self)


class Bench:
    """Sensing without an idle sensor, over sensors that are made anew as often as asked for."""

    def __init__(self, **begins: Callable[[Odd], Awaitable[None]]) -> None:
        self.made: dict[str, list[Odd]] = {name: [] for name in begins}
        self.senses = Senses()
        self.disturbed = 0
        self.ends: Callable[[Odd], Awaitable[None]] | None = None
        self._begins = begins
        self.sensing = Sensing(
            self.senses, lambda: [], no_idle, now, self._disturb, fresh=self.fresh
        )

    def fresh(self) -> list[Odd]:
        """One of each, not started."""
        return [Odd(name, self._counted, self.ends) for name in self._begins]

    async def _counted(self, sensor: Odd) -> None:
        self.made[sensor.name].append(sensor)
        await self._begins[sensor.name](sensor)

    async def begin(self) -> None:
        """Start one of each."""
        await self.sensing.begin(self.fresh())

    def newest(self, name: str) -> Odd:
        """The last that was started."""
        return self.made[name][-1]

    def _disturb(self) -> None:
        self.disturbed += 1


async def no_idle(*_: object) -> tuple[IdleSensor | None, list[Unfit]]:
    """Nobody knows when hands rest."""
    return None, []


def now() -> float:
    """What the jumping clock shows."""
    return asyncio.get_running_loop().time()


async def works(sensor: Odd) -> None:
    """Start without trouble, and say no."""
    sensor.report(Sign.NO, now())


async def refuses(sensor: Odd) -> None:
    """What it needs is not there yet."""
    raise NotHere("it is not there yet")


async def hangs(sensor: Odd) -> None:
    """Wait for an answer that never comes."""
    await asyncio.Event().wait()


def test_what_is_never_there_is_looked_for_ever_more_seldom() -> None:
    """A day of a sensor that refuses, and of one that hangs: about one look in five minutes."""

    async def scene() -> None:
        bench = Bench(refuses=refuses, hangs=hangs)
        start = now()
        await bench.begin()
        await asyncio.sleep(DAY)

        assert 288 <= len(bench.made["refuses"]) <= 300
        assert 270 <= len(bench.made["hangs"]) <= 300
        assert [unfit.name for unfit in bench.sensing.unfit] == ["refuses", "hangs"]
        assert now() - start < DAY + 1

        await bench.sensing.close()

        assert all(sensor.closed for each in bench.made.values() for sensor in each)

    run_jumping(scene())


def test_what_breaks_at_once_is_looked_for_ever_more_seldom() -> None:
    """Though it starts each time."""

    async def breaks(sensor: Odd) -> None:
        sensor.report(Sign.YES, now())
        asyncio.get_running_loop().call_later(1, sensor.lost, "the server is gone")

    async def scene() -> None:
        bench = Bench(breaks=breaks)
        await bench.begin()
        await asyncio.sleep(DAY)

        assert 280 <= len(bench.made["breaks"]) <= 300
        assert bench.disturbed <= 4 * len(bench.made["breaks"])

        await bench.sensing.close()

    run_jumping(scene())


def test_what_worked_for_long_is_looked_for_at_once_again() -> None:
    """Its pauses start again at the first."""

    async def lives(sensor: Odd) -> None:
        asyncio.get_running_loop().call_later(400, sensor.lost, "the server is gone")

    async def scene() -> None:
        bench = Bench(lives=lives)
        await bench.begin()
        await asyncio.sleep(DAY)

        assert len(bench.made["lives"]) >= DAY / 406

        await bench.sensing.close()

    run_jumping(scene())


def test_what_can_never_be_here_is_asked_once() -> None:
    """Until something else starts it anew."""

    async def never(sensor: Odd) -> None:
        raise NotHere("this is another platform", lasting=True)

    async def scene() -> None:
        bench = Bench(never=never)
        await bench.begin()
        await asyncio.sleep(DAY)

        assert len(bench.made["never"]) == 1
        assert [unfit.why for unfit in bench.sensing.unfit] == ["this is another platform"]

        await bench.begin()
        await bench.sensing.until_settled()

        assert len(bench.made["never"]) == 2

        await bench.sensing.close()

    run_jumping(scene())


def test_sensors_that_wait_alike_wake_us_together() -> None:
    """However long each took to refuse."""
    moments: list[float] = []

    def slow(seconds: float) -> Callable[[Odd], Awaitable[None]]:
        async def refuses_slowly(sensor: Odd) -> None:
            moments.append(now())
            await asyncio.sleep(seconds)
            raise NotHere("not yet")

        return refuses_slowly

    async def scene() -> None:
        bench = Bench(a=slow(0.1), b=slow(0.7), c=slow(1.3), d=slow(3))
        await bench.begin()
        await asyncio.sleep(DAY)
        await bench.sensing.close()

    run_jumping(scene())
    late = [moment for moment in moments if moment > DAY / 2]

    assert len({round(moment) for moment in late}) <= len(late) / 4 + 2


def test_one_that_hangs_keeps_nobody_waiting() -> None:
    """The others have answered before it is given up, which is soon; then it is closed."""

    async def scene() -> None:
        bench = Bench(hangs=hangs, works=works)
        await bench.begin()
        await asyncio.sleep(0.01)

        assert [sensor.name for sensor in bench.sensing.signs] == ["works"]
        assert bench.senses.signs() == {"dnd": Sign.NO}

        await asyncio.sleep(STARTING)

        assert bench.made["hangs"][0].closed == 1
        assert [unfit.why for unfit in bench.sensing.unfit] == ["it does not answer"]

        await bench.sensing.close()

    run_jumping(scene())


def test_one_that_does_not_end_is_left_to_itself() -> None:
    """The program stops in bounded time."""

    async def scene() -> None:
        bench = Bench(works=works, other=works)
        bench.ends = hangs
        await bench.begin()
        await bench.sensing.until_settled()
        start = now()
        await bench.sensing.close()

        assert now() - start < CLOSING + 1

    run_jumping(scene())


def test_one_that_does_not_answer_in_a_quiet_time_is_not_waited_for() -> None:
    """The others have been asked."""

    async def scene() -> None:
        bench = Bench(hangs=works, works=works)
        asked: list[str] = []
        await bench.begin()
        await bench.sensing.until_settled()

        async def forever(on: bool) -> None:
            await asyncio.Event().wait()

        async def at_once(on: bool) -> None:
            asked.append("works")

        bench.newest("hangs").while_quiet = forever
        bench.newest("works").while_quiet = at_once
        start = now()
        await bench.sensing._questions.tell_quiet(True)

        assert asked == ["works"]
        assert now() - start < STARTING + 1

        await bench.sensing.close()

    run_jumping(scene())


def test_a_new_one_takes_the_place_of_its_like() -> None:
    """What the old one says after that is not heard; the others notice nothing."""

    async def scene() -> None:
        bench = Bench(mine=works, other=works)
        await bench.begin()
        await bench.sensing.until_settled()
        old, other = bench.newest("mine"), bench.newest("other")
        await bench.sensing.begin([each for each in bench.fresh() if each.name == "mine"])
        await bench.sensing.until_settled()
        old.report(Sign.YES, now())
        old.lost("too late")

        assert (old.closed, other.closed) == (1, 0)
        assert bench.senses.signs() == {"dnd": Sign.NO}
        assert len(bench.sensing.signs) == 2

        await bench.sensing.close()

    run_jumping(scene())


def test_the_others_keep_their_word_while_one_is_renewed() -> None:
    """The answer of another to the same question is not unknown for a moment."""

    async def yes(sensor: Odd) -> None:
        sensor.report(Sign.YES, now())

    async def scene() -> None:
        bench = Bench(logind=yes, saver=works)
        await bench.begin()
        await bench.sensing.until_settled()
        since = bench.senses._signs["dnd"][1]
        await asyncio.sleep(60)
        for _ in range(5):
            await bench.sensing.begin([each for each in bench.fresh() if each.name == "saver"])
            await bench.sensing.until_settled()

        assert bench.senses._signs["dnd"] == (Sign.YES, since, None)

        await bench.sensing.close()

    run_jumping(scene())


@pytest.mark.parametrize(
    ("said", "heard"),
    [(math.nan, 60), (math.inf, 60), (1e12, 60), (-math.inf, 0), (-1e12, 0), (3, 0), (1030, 30)],
)
def test_a_moment_that_cannot_be_is_not_believed(said: float, heard: float) -> None:
    """It is now, or the moment at which the sensor was started."""

    async def silent(sensor: Odd) -> None:
        pass

    async def scene() -> None:
        bench = Bench(liar=silent)
        await bench.begin()
        await bench.sensing.until_settled()
        start = now()
        await asyncio.sleep(60)
        bench.newest("liar").report(Sign.YES, said)

        assert bench.senses._signs["dnd"][1] == pytest.approx(start + heard, abs=0.1)

        await bench.sensing.close()

    run_jumping(scene())


def test_a_thousand_changes_a_second_are_bounded() -> None:
    """For ten minutes: the first few are believed at once, then one in a while, and the last."""

    async def scene() -> None:
        bench = Bench(flaps=works)
        await bench.begin()
        await bench.sensing.until_settled()
        begun, changes = bench.disturbed, 0
        sensor = bench.newest("flaps")
        for second in range(600):
            for _ in range(500):
                sensor.report(Sign.YES, now())
                sensor.report(Sign.NO, now())
                changes += 2
            await asyncio.sleep(1)
            if second < 20:
                assert bench.disturbed - begun <= AT_ONCE + 2

        assert changes == 600_000
        assert bench.disturbed - begun <= AT_ONCE + 2 * 600 / ONE_EACH + 2

        await asyncio.sleep(2 * ONE_EACH + 1)

        assert bench.senses.signs() == {"dnd": Sign.NO}

        await bench.sensing.close()

    run_jumping(scene())


def test_a_yes_never_waits() -> None:
    """The screen that was locked and unlocked all the time is locked now: nothing is shown on it.
    Its unlocking waits the longer, and is believed in the end."""

    async def scene() -> None:
        bench = Bench(lock=works)
        await bench.begin()
        await bench.sensing.until_settled()
        lock = bench.newest("lock")
        for _ in range(50):
            lock.report(Sign.YES, now())

            assert bench.senses.signs() == {"dnd": Sign.YES}

            await asyncio.sleep(1)
            lock.report(Sign.NO, now())
            await asyncio.sleep(1)
        begun = bench.disturbed
        await asyncio.sleep(2 * ONE_EACH)

        assert bench.senses.signs() == {"dnd": Sign.NO}
        assert bench.disturbed - begun <= 4

        await bench.sensing.close()

    run_jumping(scene())


def test_a_change_between_two_looks_is_not_lost() -> None:
    """Somebody spoke for a second, muted before and after: the end of that is known."""

    async def scene() -> None:
        bench = Bench(microphone=works)
        await bench.begin()
        await bench.sensing.until_settled()
        sensor = bench.newest("microphone")
        for _ in range(AT_ONCE):
            sensor.report(Sign.YES, now())
            sensor.report(Sign.NO, now())
        await asyncio.sleep(3 * ONE_EACH)

        assert bench.senses._signs["dnd"][0] is Sign.NO

        sensor.report(Sign.YES, now())
        await asyncio.sleep(1)
        sensor.report(Sign.NO, now())
        spoke_until = now()
        await asyncio.sleep(2 * ONE_EACH)

        assert bench.senses._signs["dnd"][0] is Sign.NO
        assert bench.senses._signs["dnd"][2] == pytest.approx(spoke_until, abs=0.01)

        await bench.sensing.close()

    run_jumping(scene())


def test_a_mistake_inside_a_sensor_ends_the_program() -> None:
    """It is raised where the supervisor waits, whenever it happened."""

    async def is_wrong(sensor: Odd) -> None:
        raise ZeroDivisionError("a mistake of ours")

    async def scene() -> None:
        bench = Bench(wrong=is_wrong)
        waiting = asyncio.create_task(bench.sensing.until_mistaken())
        await asyncio.sleep(0)
        await bench.begin()
        await asyncio.sleep(1)

        assert isinstance(waiting.exception(), ZeroDivisionError)

        await bench.sensing.close()

    run_jumping(scene())


def test_idle_reports_are_bounded_too() -> None:
    """Active and quiet a thousand times a second: one settle a second, and the last one counts."""

    class Flapping:
        name, caveat = "flapping", ""

        async def start(
            self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
        ) -> None:
            self.report = report

        def attend(self, gap: object) -> None:
            pass

        async def close(self) -> None:
            pass

    async def scene() -> None:
        bench = Bench()
        flapping = Flapping()

        async def choose(_: object, report: object, lost: object) -> object:
            await flapping.start(report, lost)
            return flapping, []

        bench.sensing._choose = choose
        await bench.sensing.choose()
        begun = bench.disturbed
        for _ in range(600):
            for _ in range(500):
                flapping.report(Quiet(now() - 600))
                flapping.report(Active(now() + 1e6))
            await asyncio.sleep(1)

        assert bench.disturbed - begun <= 2 * (30 + 600) + 5
        assert len(bench.sensing._tasks) <= 1
        assert isinstance(bench.senses.idle, Active)
        assert bench.senses.idle.since <= now()

        await bench.sensing.close()

    run_jumping(scene())
