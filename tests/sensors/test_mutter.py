"""Idle on GNOME, against an idle monitor that behaves like Mutter's on a private bus."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.bus import connect, disconnect
from unhunch.errors import NotHere
from unhunch.ports import Active, Quiet
from unhunch.sensors.mutter import MutterIdle
from unhunch.sensors.polled import Pace

from .mutters import FakeMutter

SECOND = timedelta(seconds=1)
EVERY_SECOND = Pace(active=SECOND, quiet=None, long=None)


class Desk:
    """Somebody at a GNOME desktop."""

    def __init__(self, mutter: FakeMutter, bus) -> None:
        self.mutter = mutter
        self.bus = bus

    def sensor(self) -> MutterIdle:
        """For the contract."""
        return MutterIdle(self.bus, patience=2 * SECOND)

    async def types(self) -> None:
        """A key."""
        await self.mutter.types()


@asynccontextmanager
async def desk(address: str):
    """A session with a Mutter."""
    mutter, bus = FakeMutter(address), await connect(address)
    await mutter.rise()
    try:
        yield Desk(mutter, bus)
    finally:
        await disconnect(bus)
        await mutter.die()


class TestContract(IdleSensorContract):
    """The port's promises."""

    @pytest.fixture(autouse=True)
    def _bus(self, private_bus):
        self.address = private_bus.address

    @asynccontextmanager
    async def world(self):
        """Somebody who just typed."""
        async with desk(self.address) as there:
            yield there


@asynccontextmanager
async def attending(there: Desk, gap: timedelta):
    """A started sensor and what it reports."""
    sensor, heard = there.sensor(), Heard()
    await sensor.start(heard.hear, heard.lose)
    sensor.attend(gap)
    try:
        yield sensor, heard
    finally:
        await sensor.close()


def test_someone_already_gone_is_quiet_at_once(private_bus):
    """The watch fires before Mutter has told its number, and nothing is missed."""

    async def scene():
        async with desk(private_bus.address) as there:
            there.mutter.last -= 100
            async with attending(there, 60 * SECOND) as (_, heard):
                await until(lambda: heard.reports)

                assert heard.reports == [Quiet(pytest.approx(there.mutter.last, abs=0.1))]

    asyncio.run(scene())


def test_an_absence_under_an_inhibitor_is_found(private_bus):
    """Mutter does not say that nobody is there while a film runs; a look after the gap does."""

    async def scene():
        async with desk(private_bus.address) as there:
            there.mutter.inhibit(True)
            sensor, heard = MutterIdle(there.bus, pace=EVERY_SECOND), Heard()
            await sensor.start(heard.hear, heard.lose)
            sensor.attend(SECOND / 2)
            await until(lambda: heard.kinds == [Active, Quiet])
            await there.types()
            await until(lambda: len(heard.reports) >= 3)
            await sensor.close()

            assert heard.kinds[2] is Active
            assert heard.reports[1].since == pytest.approx(heard.reports[0].since, abs=0.1)

    asyncio.run(scene())


def test_the_end_of_a_film_brings_nobody_back(private_bus):
    """When an inhibitor goes, Mutter's idle time starts at zero; only input ends an absence."""

    async def scene():
        async with (
            desk(private_bus.address) as there,
            attending(there, SECOND / 2) as (sensor, heard),
        ):
            await until(lambda: heard.kinds == [Active, Quiet])
            since = heard.reports[-1].since
            there.mutter.inhibit(True)
            there.mutter.inhibit(False)
            sensor.attend(SECOND / 4)
            await asyncio.sleep(0.7)

            assert heard.kinds == [Active, Quiet]

            await there.types()
            await until(lambda: len(heard.reports) >= 3)

            assert heard.kinds[:3] == [Active, Quiet, Active]
            assert heard.reports[2].since > since + 0.5

    asyncio.run(scene())


def test_nothing_is_asked_while_nothing_changes(private_bus):
    """In an absence the bus is silent: Mutter speaks first."""

    async def scene():
        async with (
            desk(private_bus.address) as there,
            attending(there, SECOND / 2) as (_, heard),
        ):
            await until(lambda: Quiet in heard.kinds)
            await asyncio.sleep(0.2)
            asked = len(there.mutter.calls)
            await asyncio.sleep(1)

            assert len(there.mutter.calls) == asked

    asyncio.run(scene())


def test_the_shell_restarts_and_the_watches_are_added_again(private_bus):
    """Alt+F2 r, or a crash: the sensor is there again with the shell."""

    async def scene():
        async with (
            desk(private_bus.address) as there,
            attending(there, SECOND / 2) as (_, heard),
        ):
            await until(lambda: heard.kinds == [Active, Quiet])
            await there.mutter.die()
            await there.mutter.rise()
            await until(lambda: there.mutter.kinds == ["active", "idle"])

            assert heard.kinds == [Active, Quiet]

            await there.types()
            await until(lambda: heard.kinds == [Active, Quiet, Active, Quiet])

            assert heard.losses == []

    asyncio.run(scene())


def test_a_shell_that_stays_away_is_lost_once(private_bus):
    """After some patience the next sensor gets its chance."""

    async def scene():
        async with (
            desk(private_bus.address) as there,
            attending(there, SECOND / 2) as (_, heard),
        ):
            await until(lambda: heard.reports)
            await there.mutter.die()
            await until(lambda: heard.losses)

            assert heard.losses == ["GNOME Shell went away"]

    asyncio.run(scene())


def test_closing_leaves_no_watch_behind(private_bus):
    """The connection is shared and lives on; its watches must not."""

    async def scene():
        async with desk(private_bus.address) as there:
            async with attending(there, SECOND / 2) as (sensor, heard):
                await until(lambda: heard.kinds == [Active, Quiet])
                sensor.attend(SECOND)
                await until(lambda: heard.kinds[2:] == [Active, Quiet])

                assert there.mutter.kinds == ["active", "idle"]
            await until(lambda: there.mutter.kinds == [])

    asyncio.run(scene())


def test_no_bus_and_no_shell_are_refused_with_the_reason(private_bus):
    """Elsewhere than on GNOME, choose goes on to the next sensor."""

    async def scene():
        heard = Heard()
        with pytest.raises(NotHere, match="no session bus"):
            await MutterIdle(None).start(heard.hear, heard.lose)
        bus = await connect(private_bus.address)
        sensor = MutterIdle(bus)
        with pytest.raises(NotHere, match="not on the session bus"):
            await sensor.start(heard.hear, heard.lose)
        await sensor.close()
        await disconnect(bus)

    asyncio.run(scene())


def test_a_monitor_that_refuses_is_not_used(private_bus):
    """An error at the first look is a refusal, at a later one a loss."""

    async def scene():
        async with desk(private_bus.address) as there:
            there.mutter.silent = True
            heard = Heard()
            with pytest.raises(NotHere, match="no monitor"):
                await there.sensor().start(heard.hear, heard.lose)
            there.mutter.silent = False
            async with attending(there, SECOND) as (sensor, heard):
                await until(lambda: heard.reports)
                there.mutter.silent = True
                sensor.attend(2 * SECOND)
                await until(lambda: heard.losses)

                assert "no monitor" in heard.losses[0]

    asyncio.run(scene())
