"""The IdleSensor port as code. Every backend's test, and every fake, inherits it."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from unhunch.ports import Active, IdleReport, IdleSensor, Quiet


class World(Protocol):
    """A keyboard and a pointer that the test moves, and the clock that the sensor goes by."""

    def sensor(self) -> IdleSensor:
        """A fresh sensor, not started."""

    async def types(self) -> None:
        """One input, now. Perhaps the sensor hears of it later."""


@dataclass
class Heard:
    """What a sensor reported, with when it was heard."""

    reports: list[IdleReport] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def hear(self, report: IdleReport) -> None:
        """For `start`."""
        self.reports.append(report)
        self.at.append(asyncio.get_running_loop().time())

    def lose(self, why: str) -> None:
        """For `start`."""
        self.losses.append(why)

    @property
    def kinds(self) -> list[type[IdleReport]]:
        """The reports without their moments."""
        return [type(report) for report in self.reports]


async def until(holds: Callable[[], object], patience: float = 20) -> None:
    """Wait for a condition; fail when it does not come within `patience` seconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while not holds():
        assert loop.time() < end, "it did not happen"
        await asyncio.sleep(0.02)


class IdleSensorContract:
    """Inherit it and say how the world is made."""

    gap = timedelta(seconds=1)
    slack = 0.3
    """How far a reported moment may be from the true one, in seconds."""

    @property
    def patience(self) -> float:
        """How long to wait for what must come, in seconds."""
        return 10 + 10 * self.gap.total_seconds()

    def run(self, scene: Coroutine[None, None, None]) -> None:
        """Run one scene on a loop of its own."""
        asyncio.run(scene)

    def world(self) -> AbstractAsyncContextManager[World]:
        """A world with an input just made, closed after the test."""
        raise NotImplementedError

    def test_it_has_a_name_and_says_what_it_cannot_see(self):
        """`doctor` can name the sensor and its limits."""

        async def scene():
            async with self.world() as world:
                sensor = world.sensor()

                assert sensor.name
                assert isinstance(sensor.caveat, str)

        self.run(scene())

    def test_no_input_for_the_gap_is_quiet_since_the_last_input(self):
        """Quiet comes when the gap is over and is dated back to the last input."""

        async def scene():
            async with self.world() as world:
                sensor, heard = world.sensor(), Heard()
                await sensor.start(heard.hear, heard.lose)
                sensor.attend(self.gap)
                await asyncio.sleep(0.2)
                await world.types()
                typed = asyncio.get_running_loop().time()
                await until(lambda: Quiet in heard.kinds, self.patience)
                await sensor.close()

                assert isinstance(heard.reports[-1], Quiet)
                assert abs(heard.reports[-1].since - typed) <= self.slack
                assert heard.at[-1] - heard.reports[-1].since >= self.gap.total_seconds() - 0.1

        self.run(scene())

    def test_input_after_quiet_is_active_and_quiet_comes_again(self):
        """Each return and each rest is reported, once, in turn."""

        async def scene():
            async with self.world() as world:
                sensor, heard = world.sensor(), Heard()
                await sensor.start(heard.hear, heard.lose)
                sensor.attend(self.gap)
                await until(lambda: heard.kinds[-1:] == [Quiet], self.patience)
                del heard.reports[:-1]
                await world.types()
                typed = asyncio.get_running_loop().time()
                await until(lambda: len(heard.reports) == 3, self.patience)
                await sensor.close()

                assert heard.kinds == [Quiet, Active, Quiet]
                assert abs(heard.reports[1].since - typed) <= self.slack
                assert heard.reports[2].since >= heard.reports[1].since - self.slack
                assert heard.losses == []

        self.run(scene())

    def test_the_first_input_is_reported_even_before_any_quiet(self):
        """A daemon that starts learns from the first input, at the latest, that someone is here."""

        async def scene():
            async with self.world() as world:
                sensor, heard = world.sensor(), Heard()
                await sensor.start(heard.hear, heard.lose)
                sensor.attend(timedelta(minutes=2))
                await asyncio.sleep(0.3)
                await world.types()
                await until(lambda: heard.reports, self.patience)
                await sensor.close()

                assert heard.kinds == [Active]

        self.run(scene())

    def test_a_longer_gap_takes_quiet_back_until_it_is_over_too(self):
        """Attending to a longer gap reports Active, then Quiet since the same last input."""

        async def scene():
            async with self.world() as world:
                sensor, heard = world.sensor(), Heard()
                await sensor.start(heard.hear, heard.lose)
                sensor.attend(self.gap)
                await until(lambda: heard.kinds[-1:] == [Quiet], self.patience)
                since = heard.reports[-1].since
                heard.reports.clear()
                sensor.attend(3 * self.gap)
                await until(lambda: len(heard.reports) == 2, self.patience)
                await sensor.close()

                assert heard.kinds == [Active, Quiet]
                assert abs(heard.reports[1].since - since) <= self.slack

        self.run(scene())

    def test_a_shorter_gap_that_is_long_over_is_quiet_at_once(self):
        """Nobody waits again for what is already known."""

        async def scene():
            async with self.world() as world:
                sensor, heard = world.sensor(), Heard()
                await sensor.start(heard.hear, heard.lose)
                sensor.attend(self.gap)
                await until(lambda: heard.kinds[-1:] == [Quiet], self.patience)
                since = heard.reports[-1].since
                sensor.attend(20 * self.gap)
                await until(lambda: heard.kinds[-1:] == [Active], self.patience)
                heard.reports.clear()
                now = asyncio.get_running_loop().time()
                sensor.attend(self.gap)
                await until(lambda: heard.reports, self.patience)
                await sensor.close()

                assert heard.kinds == [Quiet]
                assert abs(heard.reports[0].since - since) <= self.slack
                assert heard.at[-1] - now < self.gap.total_seconds()

        self.run(scene())

    def test_closing_twice_is_allowed_and_ends_the_reports(self):
        """After close nothing is heard, lost included."""

        async def scene():
            async with self.world() as world:
                sensor, heard = world.sensor(), Heard()
                await sensor.start(heard.hear, heard.lose)
                sensor.attend(self.gap)
                await sensor.close()
                await sensor.close()
                heard.reports.clear()
                await world.types()
                await asyncio.sleep(1.5 * self.gap.total_seconds())

                assert heard.reports == []
                assert heard.losses == []

        self.run(scene())

    def test_closing_before_the_start_is_allowed(self):
        """Whoever gives up half-way need not remember how far it got."""

        async def scene():
            async with self.world() as world:
                sensor = world.sensor()
                await sensor.close()

        self.run(scene())
