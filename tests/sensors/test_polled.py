"""A counter that can only be asked, under a clock that jumps."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.errors import NotHere
from unhunch.ports import Active, Quiet
from unhunch.sensors.polled import POLLED, Polling

from .jumping import run_jumping

IDLE_AFTER = timedelta(minutes=2)


class Typist:
    """Someone at a keyboard whose idle counter can be read."""

    def __init__(self) -> None:
        self.now = asyncio.get_running_loop().time
        self.last = self.now()
        self.looks: list[float] = []
        self.broken = ""

    async def types(self) -> None:
        """One input."""
        self.last = self.now()

    async def works(self, seconds: float) -> None:
        """Input every second."""
        end = self.now() + seconds
        while self.now() < end:
            self.last = self.now()
            await asyncio.sleep(1)

    async def look(self) -> float:
        """The counter."""
        if self.broken:
            raise NotHere(self.broken)
        self.looks.append(self.now())
        return self.now() - self.last

    def sensor(self) -> "PolledIdle":
        """For the contract."""
        return PolledIdle(self)

    def most_in_a_minute(self) -> int:
        """The largest number of looks in any 60 s."""
        return max(
            sum(1 for other in self.looks if look <= other < look + 60) for look in self.looks
        )


class PolledIdle(Polling):
    """The polling as a sensor."""

    name = "typist"
    caveat = ""

    def __init__(self, typist: Typist) -> None:
        super().__init__(typist.look, POLLED)


class TestContract(IdleSensorContract):
    """A polled sensor keeps the port's promises."""

    gap = timedelta(seconds=30)
    slack = 0.6

    def run(self, scene):
        """In no time."""
        run_jumping(scene)

    @asynccontextmanager
    async def world(self):
        """Somebody who just typed."""
        yield Typist()


def test_nothing_can_happen_before_the_gap_is_over_and_nobody_looks():
    """After input at 0 with a gap of 2 min the counter is read at the start and at 2 min."""

    async def scene():
        typist, heard = Typist(), Heard()
        start = typist.last
        polling = PolledIdle(typist)
        await polling.start(heard.hear, heard.lose)
        polling.attend(IDLE_AFTER)
        await until(lambda: Quiet in heard.kinds, 200)
        await polling.close()

        # The start, the attention, the end of the gap.
        assert [round(look - start) for look in typist.looks] == [0, 0, 120]
        assert heard.reports == [Active(start), Quiet(start)]

    run_jumping(scene())


def test_an_hour_of_typing_costs_a_look_every_two_minutes():
    """While there is input the next look is one gap after the last one, give or take a second."""

    async def scene():
        typist, heard = Typist(), Heard()
        polling = PolledIdle(typist)
        await polling.start(heard.hear, heard.lose)
        polling.attend(IDLE_AFTER)
        await typist.works(3600)
        await polling.close()

        assert heard.kinds == [Active]
        assert len(typist.looks) <= 33

    run_jumping(scene())


@pytest.mark.parametrize("pattern", [(1, 3), (4, 2), (5.5, 0.5), (1, 6), (30, 40)])
def test_never_more_than_twelve_looks_a_minute(pattern):
    """Whatever the person does, a polled sensor wakes at most every five seconds."""
    works, rests = pattern

    async def scene():
        typist, heard = Typist(), Heard()
        polling = PolledIdle(typist)
        await polling.start(heard.hear, heard.lose)
        polling.attend(timedelta(seconds=5))
        # Let the two looks of the start lie behind.
        await asyncio.sleep(61)
        typist.looks.clear()
        for _ in range(100):
            await typist.works(works)
            await asyncio.sleep(rests)
        await polling.close()

        assert typist.most_in_a_minute() <= 12

    run_jumping(scene())


def test_the_longer_the_absence_the_sparser_the_looks():
    """Every five seconds in the first five minutes, then once a minute."""

    async def scene():
        typist, heard = Typist(), Heard()
        start = typist.last
        polling = PolledIdle(typist)
        await polling.start(heard.hear, heard.lose)
        polling.attend(IDLE_AFTER)
        await asyncio.sleep(3600)
        await polling.close()
        looks = [look - start for look in typist.looks]

        assert sum(1 for look in looks if 130 <= look < 190) == 12
        assert sum(1 for look in looks if 1200 <= look < 1800) == 10

    run_jumping(scene())


def test_a_return_is_dated_to_its_input_and_not_to_the_look():
    """A look once a minute loses no minute."""

    async def scene():
        typist, heard = Typist(), Heard()
        polling = PolledIdle(typist)
        await polling.start(heard.hear, heard.lose)
        polling.attend(IDLE_AFTER)
        await asyncio.sleep(1234.5)
        await typist.types()
        typed = typist.last
        await until(lambda: heard.kinds == [Active, Quiet, Active], 70)
        await polling.close()

        assert abs(heard.reports[-1].since - typed) < 0.001

    run_jumping(scene())


def test_a_hint_is_worth_a_look():
    """A backend that is rung need not wait for the next look."""

    async def scene():
        typist, heard = Typist(), Heard()
        polling = PolledIdle(typist)
        await polling.start(heard.hear, heard.lose)
        polling.attend(IDLE_AFTER)
        await asyncio.sleep(2000)
        await typist.types()
        polling.look_now()
        await until(lambda: heard.kinds[-1] is Active, 1)
        await polling.close()

        assert heard.at[-1] - typist.last < 0.1

    run_jumping(scene())


def test_a_counter_that_breaks_is_lost_once():
    """The reason is passed on, and nobody looks any more."""

    async def scene():
        typist, heard = Typist(), Heard()
        polling = PolledIdle(typist)
        await polling.start(heard.hear, heard.lose)
        polling.attend(IDLE_AFTER)
        await asyncio.sleep(1)
        typist.broken = "the display hung"
        await asyncio.sleep(600)
        polling.look_now()
        await asyncio.sleep(600)
        await polling.close()

        assert heard.losses == ["the display hung"]

    run_jumping(scene())


def test_a_counter_that_never_worked_is_refused_at_the_start():
    """Not here is said at the start, not as a loss."""

    async def scene():
        typist, heard = Typist(), Heard()
        typist.broken = "no counter"
        polling = PolledIdle(typist)
        with pytest.raises(NotHere, match="no counter"):
            await polling.start(heard.hear, heard.lose)
        await polling.close()

        assert heard.losses == []

    run_jumping(scene())
