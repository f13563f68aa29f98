"""Sleep, lock and idle hint, against python-dbusmock's logind on a private bus."""

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.bus import connect, disconnect
from unhunch.errors import NotHere
from unhunch.ports import Active, Quiet, Sign
from unhunch.sensors import login_session
from unhunch.sensors.logind import LogindIdle, LogindLock, LogindSleep

from .logins import Logind

SECOND = timedelta(seconds=1)


@asynccontextmanager
async def logind_on(address: str):
    """A logind and a connection to it that may carry descriptors."""
    bus = await connect(address, descriptors=True)
    logind = Logind(address, bus)
    try:
        await logind.rise()
        yield logind, bus
    finally:
        await logind.die()
        await disconnect(bus)


class Signs:
    """What a SignSensor said."""

    def __init__(self) -> None:
        self.signs: list[Sign] = []
        self.losses: list[str] = []

    def hear(self, sign: Sign, since: float) -> None:
        """For `start`."""
        assert abs(since - time.monotonic()) < 10
        self.signs.append(sign)


def test_sleep_and_waking_are_heard(private_bus):
    """The machine says that it goes, and that it is back; a shutdown counts as going."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            heard: list[str] = []
            sleep = LogindSleep(bus)
            await sleep.start(
                lambda: heard.append("going"), lambda: heard.append("woke"), heard.append
            )
            await logind.sleeps(True)
            await logind.sleeps(False)
            await logind.shuts_down(True)
            await until(lambda: len(heard) == 3)
            await sleep.close()
            await sleep.close()
            await logind.sleeps(True)
            await asyncio.sleep(0.2)

            assert heard == ["going", "woke", "going"]

    asyncio.run(scene())


def test_a_restarted_logind_is_heard_again(private_bus):
    """An update of systemd does not make us deaf."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            heard: list[str] = []
            sleep = LogindSleep(bus)
            await sleep.start(
                lambda: heard.append("going"), lambda: heard.append("woke"), heard.append
            )
            await logind.die()
            await logind.rise()
            await logind.sleeps(True)
            await until(lambda: heard == ["going"])
            await sleep.close()

    asyncio.run(scene())


def test_without_logind_sleep_is_refused(private_bus):
    """The clocks still tell; doctor can say why nothing else does."""

    async def scene():
        bus = await connect(private_bus.address)
        with pytest.raises(NotHere, match="logind is not on the system bus"):
            await LogindSleep(bus).start(list, list, print)
        with pytest.raises(NotHere, match="no system bus"):
            await LogindSleep(None).start(list, list, print)
        await disconnect(bus)

    asyncio.run(scene())


@asynccontextmanager
async def lock_of(logind: Logind, bus, trust: timedelta = 5 * SECOND):
    """A started lock sensor."""
    lock, signs = LogindLock(bus, logind.environ, trust), Signs()
    await lock.start(signs.hear, signs.losses.append)
    try:
        yield signs
    finally:
        await lock.close()


def test_the_lock_is_what_the_session_says(private_bus):
    """LockedHint is said at the start and at each change, once."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            await logind.set(LockedHint=True)
            async with lock_of(logind, bus) as signs:
                await logind.set(LockedHint=False)
                await logind.set(LockedHint=False)
                await logind.set(LockedHint=True)
                await logind.set(IdleHint=True)
                await until(lambda: len(signs.signs) == 3)
                await asyncio.sleep(0.2)

                assert signs.signs == [Sign.YES, Sign.NO, Sign.YES]

    asyncio.run(scene())


def test_a_request_to_lock_that_nobody_follows_is_not_believed_for_long(private_bus):
    """Where no locker listens, the signal must not silence the program for the day."""

    async def scene():
        async with (
            logind_on(private_bus.address) as (logind, bus),
            lock_of(logind, bus, SECOND / 2) as signs,
        ):
            await logind.asks_to("Lock")
            await until(lambda: signs.signs == [Sign.NO, Sign.YES, Sign.NO])

    asyncio.run(scene())


def test_a_request_to_lock_that_is_followed_stays(private_bus):
    """The desktop locks, sets the hint, and unlocks when asked to."""

    async def scene():
        async with (
            logind_on(private_bus.address) as (logind, bus),
            lock_of(logind, bus, SECOND / 2) as signs,
        ):
            await logind.asks_to("Lock")
            await logind.set(LockedHint=True)
            await asyncio.sleep(0.8)

            assert signs.signs == [Sign.NO, Sign.YES]

            await logind.asks_to("Unlock")
            await until(lambda: signs.signs == [Sign.NO, Sign.YES, Sign.NO])

    asyncio.run(scene())


def test_another_users_turn_is_as_good_as_locked(private_bus):
    """Fast user switching: nobody of us is at this seat; and then we are again."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            await logind.set(Type="x11")
            async with lock_of(logind, bus) as signs:
                await logind.set(Active=False)
                await until(lambda: signs.signs == [Sign.NO, Sign.YES])
                await logind.set(LockedHint=True)
                await logind.set(Active=True)
                await logind.set(LockedHint=False)
                await until(lambda: signs.signs == [Sign.NO, Sign.YES, Sign.NO])

    asyncio.run(scene())


def test_unlocked_in_the_background_is_as_good_as_locked(private_bus):
    """`loginctl unlock-sessions` brings nobody to this seat."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            await logind.set(Type="wayland", Active=False)
            async with lock_of(logind, bus) as signs:
                await logind.asks_to("Unlock")
                await asyncio.sleep(0.2)

                assert signs.signs == [Sign.YES]

    asyncio.run(scene())


def test_a_text_session_in_the_background_proves_nothing(private_bus):
    """`startx` may run on another virtual terminal than the session that it was started in."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            await logind.set(Type="tty", Active=False)
            async with lock_of(logind, bus) as signs:
                await until(lambda: signs.signs == [Sign.NO])

    asyncio.run(scene())


def test_a_session_that_ended_is_unknown_until_the_next(private_bus, monkeypatch):
    """What was started by systemd outlives a logout: it follows the next login, however late."""
    monkeypatch.setattr(login_session, "TRIES", 1)
    monkeypatch.setattr(login_session, "BETWEEN_TRIES", timedelta(0))

    async def scene():
        async with (
            logind_on(private_bus.address) as (logind, bus),
            lock_of(logind, bus) as signs,
        ):
            await logind.set(LockedHint=True)
            await until(lambda: signs.signs == [Sign.NO, Sign.YES])
            await logind.ends_session()
            await until(lambda: signs.signs[2:] == [Sign.UNKNOWN])
            await asyncio.sleep(0.3)
            await logind.begins_session()
            await until(lambda: signs.signs[3:] == [Sign.NO])

    asyncio.run(scene())


def test_while_logind_is_away_the_lock_is_unknown(private_bus):
    """Unknown holds nothing; the answer is back with logind."""

    async def scene():
        async with (
            logind_on(private_bus.address) as (logind, bus),
            lock_of(logind, bus) as signs,
        ):
            await logind.set(LockedHint=True)
            await until(lambda: signs.signs == [Sign.NO, Sign.YES])
            await logind.die()
            await until(lambda: signs.signs[2:] == [Sign.UNKNOWN])
            await logind.rise()
            await until(lambda: signs.signs[3:] == [Sign.NO])

            assert signs.losses == []

    asyncio.run(scene())


def test_no_session_is_refused(private_bus):
    """A service account, a container: there is nothing to lock."""

    async def scene():
        async with logind_on(private_bus.address) as (_, bus):
            signs = Signs()
            lock = LogindLock(bus, {"XDG_SESSION_ID": "99"})
            with pytest.raises(NotHere, match="no session of this user"):
                await lock.start(signs.hear, signs.losses.append)
            await lock.close()

            assert signs.signs == []

    asyncio.run(scene())


class Desk:
    """Somebody whose desktop tells logind at once when they rest."""

    def __init__(self, logind: Logind, bus) -> None:
        self.logind = logind
        self.bus = bus

    def sensor(self) -> LogindIdle:
        """For the contract."""
        return LogindIdle(self.bus, self.logind.environ)

    async def types(self) -> None:
        """The desktop takes the hint back, and gives it again as soon as they rest."""
        await self.logind.set(IdleHint=False)
        await self.rests()

    async def rests(self, seconds: float = 0) -> None:
        """No input, for so long already."""
        since = int((time.monotonic() - seconds) * 1_000_000)
        await self.logind.set(IdleHint=True, IdleSinceHintMonotonic=since)


class TestContract(IdleSensorContract):
    """The port's promises, as far as the desktop keeps its own."""

    @pytest.fixture(autouse=True)
    def _bus(self, private_bus):
        self.address = private_bus.address

    @asynccontextmanager
    async def world(self):
        """Somebody who just typed."""
        async with logind_on(self.address) as (logind, bus):
            desk = Desk(logind, bus)
            await desk.types()
            yield desk


def test_an_absence_is_dated_to_the_hint(private_bus):
    """The moment that logind gives counts, not the moment of the signal."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            desk, heard = Desk(logind, bus), Heard()
            sensor = desk.sensor()
            await sensor.start(heard.hear, heard.lose)
            sensor.attend(60 * SECOND)
            await desk.rests(seconds=100)
            await until(lambda: heard.kinds == [Active, Quiet])
            await sensor.close()

            assert heard.reports[1].since == pytest.approx(time.monotonic() - 100, abs=2)

    asyncio.run(scene())


def test_a_logind_that_goes_is_lost(private_bus):
    """The next choice may find it again."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            heard = Heard()
            sensor = Desk(logind, bus).sensor()
            await sensor.start(heard.hear, heard.lose)
            sensor.attend(SECOND)
            await logind.die()
            await until(lambda: heard.losses)
            await sensor.close()

            assert heard.losses == ["logind went away"]

    asyncio.run(scene())


def test_after_a_sleep_somebody_is_there_again_without_a_new_hint(private_bus):
    """The hint is "not idle" before and after: asked anew, it is believed in a while."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            await logind.set(IdleHint=False)
            heard = Heard()
            sensor = LogindIdle(bus, logind.environ, trust=timedelta(seconds=0.2))
            await sensor.start(heard.hear, heard.lose)
            sensor.attend(SECOND)
            await until(lambda: heard.kinds)
            woke = time.monotonic()
            sensor.attend(SECOND)
            await until(lambda: len(heard.reports) > 1)
            await sensor.close()

            assert heard.kinds == [Active, Active]
            assert heard.reports[-1].since >= woke + 0.2

    asyncio.run(scene())


def test_after_a_sleep_an_empty_chair_stays_empty(private_bus):
    """The desktop says "idle" in time: nobody is taken to be there."""

    async def scene():
        async with logind_on(private_bus.address) as (logind, bus):
            await logind.set(IdleHint=False)
            desk, heard = Desk(logind, bus), Heard()
            sensor = LogindIdle(bus, logind.environ, trust=timedelta(seconds=1))
            await sensor.start(heard.hear, heard.lose)
            sensor.attend(SECOND / 2)
            await until(lambda: heard.kinds)
            await desk.rests()
            await until(lambda: heard.kinds[-1] is Quiet)
            first = time.monotonic()
            await until(lambda: time.monotonic() > first + 1.2)
            await sensor.close()

            assert heard.kinds == [Active, Quiet]

    asyncio.run(scene())
