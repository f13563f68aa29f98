"""What keeps the screen awake, from logind's mock and from services of our own."""

import asyncio
import os
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from dbus_fast import Message, MessageType

from tests.buses import connected
from tests.contracts.idle_sensor import until
from unhunch.bus import connect, disconnect, emit
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors.inhibitors import (
    KDE,
    KDE_PATH,
    KDE_SCREEN,
    LogindInhibitor,
    gnome_inhibitor,
    kde_inhibitor,
)

from .logins import Logind
from .session_manager import SessionManager

TENTH = timedelta(milliseconds=100)
MOCKED = 1000
"""Whose inhibitors all are, to the mock of logind."""


@asynccontextmanager
async def hearing(sensor):
    """A started sensor and its signs."""
    signs: list[Sign] = []
    await sensor.start(lambda sign, since: signs.append(sign), print)
    try:
        yield signs
    finally:
        await sensor.close()


def test_logind_is_asked_only_while_the_user_is_quiet(private_bus):
    """At the first quiet moment the answer is there; a film that ends later is noticed."""

    async def scene():
        bus = await connect(private_bus.address, descriptors=True)
        logind = Logind(private_bus.address, bus)
        await logind.rise()
        sensor = LogindInhibitor(bus, TENTH, MOCKED)
        async with hearing(sensor) as signs:
            film = await logind.inhibit("sleep:idle", "block")
            await asyncio.sleep(0.3)

            assert signs == [Sign.NO]

            await sensor.while_quiet(True)

            assert signs == [Sign.NO, Sign.YES]

            os.close(film)
            await until(lambda: signs == [Sign.NO, Sign.YES, Sign.NO])
            await sensor.while_quiet(False)
            film = await logind.inhibit("idle", "block")
            await asyncio.sleep(0.3)
            os.close(film)

            assert signs == [Sign.NO, Sign.YES, Sign.NO]
        await sensor.while_quiet(True)
        await logind.die()
        await disconnect(bus)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("what", "mode", "user", "sign"),
    [
        ("idle", "block", MOCKED, Sign.YES),
        ("idle", "block-weak", MOCKED, Sign.YES),
        ("sleep:shutdown", "block", MOCKED, Sign.NO),
        ("idle", "delay", MOCKED, Sign.NO),
        ("idle", "block", MOCKED + 1, Sign.NO),
    ],
)
def test_whose_and_which_inhibitors_count(private_bus, what, mode, user, sign):
    """A backup that forbids sleep proves nobody at the desk, nor does what another user watches."""

    async def scene():
        bus = await connect(private_bus.address, descriptors=True)
        logind = Logind(private_bus.address, bus)
        await logind.rise()
        held = await logind.inhibit(what, mode)
        async with hearing(LogindInhibitor(bus, TENTH, user)) as signs:
            assert signs == [sign]
        os.close(held)
        await logind.die()
        await disconnect(bus)

    asyncio.run(scene())


def test_a_logind_that_goes_away_makes_it_unknown(private_bus):
    """Unknown proves nothing, and is said."""

    async def scene():
        bus = await connect(private_bus.address, descriptors=True)
        with pytest.raises(NotHere, match="logind"):
            await LogindInhibitor(bus).start(print, print)
        logind = Logind(private_bus.address, bus)
        await logind.rise()
        sensor = LogindInhibitor(bus, TENTH, MOCKED)
        async with hearing(sensor) as signs:
            await logind.die()
            await sensor.while_quiet(True)

            assert signs == [Sign.NO, Sign.UNKNOWN]
        await disconnect(bus)

    asyncio.run(scene())


def test_gnome_tells_when_its_inhibitors_change(private_bus):
    """The flag for idle counts, the one for logout does not; a manager may come and go."""

    async def scene():
        bus = await connect(private_bus.address)
        manager = SessionManager(private_bus.address)
        async with hearing(gnome_inhibitor(bus)) as signs:
            await manager.rise()
            await until(lambda: signs == [Sign.UNKNOWN, Sign.NO])
            manager.inhibit(idle=False, logout=True)
            manager.inhibit(idle=True, logout=True)
            manager.inhibit(idle=True)
            await until(lambda: signs[2:] == [Sign.YES])
            manager.inhibit(idle=False)
            await until(lambda: signs[3:] == [Sign.NO])
            await manager.die()
            await until(lambda: signs[4:] == [Sign.UNKNOWN])
        await disconnect(bus)

    asyncio.run(scene())


def test_kde_is_asked_again_when_it_says_that_something_changed(private_bus):
    """Its signal says who, not what for: only the policy about the screen counts."""

    async def scene():
        bus = await connect(private_bus.address)
        powerdevil = await connect(private_bus.address)
        held = 0

        def obey(message: Message) -> Message | None:
            if message.message_type is not MessageType.METHOD_CALL:
                return None
            assert (message.path, message.interface) == (KDE_PATH, KDE)
            assert message.member == "HasInhibition"
            return Message.new_method_return(message, "b", [bool(held & message.body[0])])

        powerdevil.add_message_handler(obey)
        await powerdevil.request_name(KDE)
        async with hearing(kde_inhibitor(bus)) as signs:
            body = [[["film", "playing"]], []]
            held = KDE_SCREEN | 1
            emit(powerdevil, KDE_PATH, KDE, "InhibitionsChanged", "a(ss)as", body)
            await until(lambda: signs == [Sign.NO, Sign.YES])
            held = 1
            emit(powerdevil, KDE_PATH, KDE, "InhibitionsChanged", "a(ss)as", body)
            await until(lambda: signs == [Sign.NO, Sign.YES, Sign.NO])
        await disconnect(powerdevil)
        await disconnect(bus)

    asyncio.run(scene())


def test_a_silent_or_strange_service_is_unknown_and_says_why(private_bus):
    """Nothing that a program on the bus answers ends the daemon."""

    async def scene():
        async with connected(private_bus.address) as bus, connected(private_bus.address) as other:
            sensor = kde_inhibitor(bus)
            async with hearing(sensor) as signs:
                assert sensor.caveat == f"{KDE} is not on the session bus"

                other.add_message_handler(
                    lambda message: (
                        message.member == "HasInhibition"
                        and Message.new_method_return(message, "s", ["perhaps"])
                    )
                )
                await other.request_name(KDE)
                await until(lambda: sensor.caveat == f"{KDE} does not tell")

                assert signs == [Sign.UNKNOWN]

    asyncio.run(scene())


def test_without_a_bus_they_are_refused():
    """Nobody to ask."""

    async def scene():
        for sensor in (LogindInhibitor(None), gnome_inhibitor(None), kde_inhibitor(None)):
            with pytest.raises(NotHere, match="bus"):
                await sensor.start(print, print)
            await sensor.close()

    asyncio.run(scene())
