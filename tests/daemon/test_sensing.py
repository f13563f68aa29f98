"""Sensors kept running: chosen, replaced, asked in time."""

import asyncio
import math
from collections.abc import Callable

import pytest

from tests.fakes import FakeSign, TypistSensor, World
from tests.waiting import until
from unhunch.daemon import questions, sensing
from unhunch.daemon.senses import Senses
from unhunch.daemon.sensing import Sensing
from unhunch.ports import Active, Quiet, Sign
from unhunch.sensors.choose import choose_idle
from unhunch.sensors.none import NoIdle

from .desk import still


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses of a test, not of a day."""
    for module in (sensing, questions):
        monkeypatch.setattr(module, "FIRST_PAUSE", 0.01)
        monkeypatch.setattr(module, "LAST_PAUSE", 0.04)


class Bench:
    """Sensing over sensors of a test."""

    def __init__(self, *sensors: TypistSensor, world: World | None = None) -> None:
        self.world = world or World()
        self.senses = Senses()
        self.disturbed = 0
        self.chosen = 0
        self.sensors = sensors
        self.sensing = Sensing(
            self.senses, self._candidates, choose_idle, lambda: self.world.monotonic, self._disturb
        )

    def _candidates(self) -> list[object]:
        self.chosen += 1
        return [*self.sensors, NoIdle()]

    def _disturb(self) -> None:
        self.disturbed += 1


def play(scene: Callable[[], object]) -> None:
    """Run a scene."""
    asyncio.run(scene())


def test_a_lost_sensor_is_replaced_by_the_next() -> None:
    """And by the better one again, when it is back."""

    async def scene() -> None:
        world = World()
        best, second = TypistSensor(world, "best"), TypistSensor(world, "second")
        bench = Bench(best, second, world=world)
        await bench.sensing.choose()
        best.is_here = False
        best.breaks()
        await until(lambda: bench.sensing.idle is second)

        assert [unfit.name for unfit in bench.sensing.unfit] == ["best"]

        second.breaks()
        best.is_here = True
        await until(lambda: bench.sensing.idle is best)
        await bench.sensing.close()

        assert not (best.is_open or second.is_open)

    play(scene)


def test_the_end_of_a_sensor_is_no_return() -> None:
    """Who was away stays away until a sensor says otherwise."""

    async def scene() -> None:
        world = World()
        sensor = TypistSensor(world)
        bench = Bench(sensor, world=world)
        await bench.sensing.choose()
        world.touches()
        world.monotonic += 600
        sensor.look()
        await still()
        sensor.breaks()

        assert isinstance(bench.senses.idle, Quiet)

        await bench.sensing.close()

    play(scene)


def test_a_sensor_that_breaks_at_once_is_tried_ever_less() -> None:
    """The pause grows to its end, though it reports before it breaks."""

    async def scene() -> None:
        world = World()
        sensor = TypistSensor(world)
        bench = Bench(sensor, world=world)
        await bench.sensing.choose()
        for losses in range(1, 5):
            world.touches()
            sensor.look()
            sensor.breaks()
            await until(lambda losses=losses: bench.chosen == 1 + losses)
            await until(lambda: sensor.is_open)

        assert bench.sensing._patience.pause() == sensing.LAST_PAUSE

        await bench.sensing.close()

    play(scene)


def test_without_a_sensor_the_others_are_asked_again() -> None:
    """A desktop that is still starting has its sensor later."""

    async def scene() -> None:
        world = World()
        late = TypistSensor(world, here=False)
        bench = Bench(late, world=world)
        await bench.sensing.choose()

        assert isinstance(bench.sensing.idle, NoIdle)
        assert isinstance(bench.senses.idle, Active)

        late.is_here = True
        await until(lambda: bench.sensing.idle is late)
        await bench.sensing.close()

    play(scene)


def test_a_last_resort_is_left_for_anything_better() -> None:
    """What is used for want of a compositor is not kept when the compositor comes."""

    async def scene() -> None:
        world = World()
        late, hint = TypistSensor(world, "late", here=False), TypistSensor(world, "hint")
        hint.is_last_resort = True
        bench = Bench(late, hint, world=world)
        await bench.sensing.choose()

        assert bench.sensing.idle is hint

        late.is_here = True
        await until(lambda: bench.sensing.idle is late)
        tries = bench.chosen
        await asyncio.sleep(0.1)

        assert bench.chosen == tries
        assert not hint.is_open

        await bench.sensing.close()

    asyncio.run(scene())


def test_a_last_resort_is_named_once(caplog: pytest.LogCaptureFixture) -> None:
    """However often something better is looked for in vain."""
    caplog.set_level("INFO")

    async def scene() -> None:
        bench = Bench(TypistSensor(World(), "late", here=False))
        await bench.sensing.choose()
        await until(lambda: bench.chosen > 3)
        await bench.sensing.close()

    asyncio.run(scene())

    assert [each for each in caplog.messages if "idle" in each] == ["idle time from none"]


def test_a_moment_that_cannot_be_is_not_believed_of_idle_time() -> None:
    """Neither input to come nor input before the machine was there; not a number is now."""

    async def scene() -> None:
        world = World()
        sensor = TypistSensor(world)
        bench = Bench(sensor, world=world)
        await bench.sensing.choose()
        assert sensor._report is not None
        for said, heard in ((1e12, 1000.0), (math.nan, 1000.0), (-1e12, 0.0)):
            sensor._report(Active(said))

            assert bench.senses.idle == Active(heard)

        await bench.sensing.close()

    asyncio.run(scene())


def test_quiet_is_believed_when_those_who_must_be_asked_have_answered() -> None:
    """Until then the user counts as active; input in between is a return all the same."""

    async def scene() -> None:
        world = World()
        sensor = TypistSensor(world)
        bench = Bench(sensor, world=world)
        film = FakeSign(world, "inhibitor")
        answers: list[object] = []
        film.answers = lambda: answers.append(bench.senses.idle)
        await bench.sensing.choose()
        await bench.sensing.add(film)
        world.touches()
        sensor.look()
        await still()
        world.monotonic += 150
        sensor.look()
        await still()

        assert answers == [Active(1000.0)]
        assert bench.senses.idle == Quiet(1000.0)

        world.touches()
        sensor.look()
        await still()

        assert film.told == [False, True, False]

        world.monotonic += 150
        sensor.look()
        world.touches()
        sensor.look()
        await still()

        assert bench.senses.idle == Active(1300.0)
        assert film.told[-1] is False
        await bench.sensing.close()

    play(scene)


def test_a_sensor_that_comes_in_a_quiet_time_is_told() -> None:
    """It asks at once, not after the next pause."""

    async def scene() -> None:
        world = World()
        sensor = TypistSensor(world)
        bench = Bench(sensor, world=world)
        await bench.sensing.choose()
        world.touches()
        world.monotonic += 150
        sensor.look()
        await still()
        film = FakeSign(world, "inhibitor")
        await bench.sensing.add(film)
        await still()

        assert film.told == [True]

        await bench.sensing.close()

    play(scene)


def test_two_locks_are_unlocked_once_and_when_both_are() -> None:
    """A signal that no locker heeded does not bring anybody back."""

    async def scene() -> None:
        world = World()
        sensor = TypistSensor(world)
        bench = Bench(sensor, world=world)
        logind, saver = FakeSign(world, "locked", "logind"), FakeSign(world, "locked", "saver")
        await bench.sensing.choose()
        for lock in (logind, saver):
            await bench.sensing.add(lock)
        world.touches()
        world.monotonic += 150
        sensor.look()
        await still()
        logind.say(Sign.YES)
        saver.say(Sign.YES)
        logind.say(Sign.NO)

        assert bench.senses.idle == Quiet(1000.0)

        world.monotonic += 10
        saver.say(Sign.NO)

        assert bench.senses.idle == Quiet(1160.0)

        await bench.sensing.close()

    play(scene)


def test_reasons_are_kept_over_a_new_choice() -> None:
    """Of sensors that answer questions too, until they are there."""

    async def scene() -> None:
        bench = Bench(TypistSensor(World()))
        refused = FakeSign(bench.world, "locked", "logind")
        refused.refuses = "no session"
        await bench.sensing.add(refused)
        await bench.sensing.choose()
        await bench.sensing.choose()

        assert [(each.name, each.question) for each in bench.sensing.unfit] == [
            ("logind", "locked")
        ]

        await bench.sensing.add(FakeSign(bench.world, "locked", "logind"))

        assert bench.sensing.unfit == []

        await bench.sensing.close()

    play(scene)


def test_what_is_stopped_is_unknown() -> None:
    """A sign without a sensor says nothing."""

    async def scene() -> None:
        bench = Bench(TypistSensor(World()))
        lock = FakeSign(bench.world, "locked")
        await bench.sensing.add(lock)
        lock.say(Sign.YES)
        await bench.sensing.close()

        assert bench.senses.signs() == {"locked": Sign.UNKNOWN}

    play(scene)


def test_where_nothing_can_tell_that_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    """However often the others are asked again."""
    caplog.set_level("INFO")

    async def scene() -> None:
        bench = Bench(TypistSensor(World(), "absent", here=False))
        await bench.sensing.choose()
        await until(lambda: bench.chosen > 3)
        await bench.sensing.close()

    play(scene)

    assert ["idle time from none"] == [each.getMessage() for each in caplog.records]
