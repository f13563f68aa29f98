"""The screen savers' own word on the lock, from savers of our own on a private bus."""

import asyncio
import time
from collections.abc import Callable
from contextlib import asynccontextmanager

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.contracts.idle_sensor import until
from unhunch.bus import connect, disconnect, emit
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors.screen_lock import SAVERS, ScreenSaverLock

XFCE, GNOME = "org.xfce.ScreenSaver", "org.gnome.ScreenSaver"


class Saver:
    """One screen saver."""

    def __init__(self, bus: MessageBus, name: str, active: bool) -> None:
        self.bus = bus
        self.name = name
        self.active = active
        self.kind = "b"
        self.hook: Callable[[Saver, Message], bool] | None = None
        bus.add_message_handler(self._obey)

    @classmethod
    async def rise(cls, address: str, name: str, active: bool = False) -> "Saver":
        """Come onto the bus."""
        saver = cls(await connect(address), name, active)
        await saver.bus.request_name(name)
        return saver

    def turn(self, active: bool) -> None:
        """Lock or unlock."""
        self.active = active
        emit(self.bus, SAVERS[self.name], self.name, "ActiveChanged", "b", [active])

    async def die(self) -> None:
        """Leave."""
        await disconnect(self.bus)

    def _obey(self, message: Message) -> Message | bool | None:
        if message.message_type is MessageType.METHOD_CALL and message.member == "GetActive":
            if self.hook is not None:
                return self.hook(self, message)
            body = [self.active] if self.kind else []
            return Message.new_method_return(message, self.kind, body)
        return None


@asynccontextmanager
async def watching(address: str):
    """A started sensor and its signs."""
    bus = await connect(address)
    sensor, signs = ScreenSaverLock(bus), []

    def hear(sign: Sign, since: float) -> None:
        assert abs(since - time.monotonic()) < 10
        signs.append(sign)

    await sensor.start(hear, signs.append)
    try:
        yield signs
    finally:
        await sensor.close()
        await disconnect(bus)


def test_a_saver_that_is_there_is_asked_and_then_heard(private_bus):
    """What it is at the start, and each change."""

    async def scene():
        saver = await Saver.rise(private_bus.address, XFCE, active=True)
        async with watching(private_bus.address) as signs:
            saver.turn(False)
            saver.turn(False)
            saver.turn(True)
            await until(lambda: signs == [Sign.YES, Sign.NO, Sign.YES])
        await saver.die()

    asyncio.run(scene())


def test_a_saver_that_comes_later_is_found(private_bus):
    """At login the daemon may be first."""

    async def scene():
        async with watching(private_bus.address) as signs:
            saver = await Saver.rise(private_bus.address, GNOME, active=True)
            await until(lambda: signs == [Sign.UNKNOWN, Sign.YES])
            await saver.die()
            await until(lambda: signs == [Sign.UNKNOWN, Sign.YES, Sign.UNKNOWN])

    asyncio.run(scene())


def test_one_active_saver_of_two_is_a_lock(private_bus):
    """A desktop's proxy that always says no does not outvote the locker."""

    async def scene():
        proxy = await Saver.rise(private_bus.address, "org.freedesktop.ScreenSaver")
        saver = await Saver.rise(private_bus.address, XFCE)
        async with watching(private_bus.address) as signs:
            saver.turn(True)
            await until(lambda: signs == [Sign.NO, Sign.YES])
            proxy.turn(False)
            await saver.die()
            await until(lambda: signs == [Sign.NO, Sign.YES, Sign.NO])
        await proxy.die()

    asyncio.run(scene())


def test_an_answer_that_is_none_is_no_answer(private_bus):
    """Whoever has taken the name; the signal counts all the same."""

    async def scene():
        saver = await Saver.rise(private_bus.address, "org.freedesktop.ScreenSaver")
        saver.kind = ""
        async with watching(private_bus.address) as signs:
            assert signs == [Sign.UNKNOWN]
            saver.turn(True)
            await until(lambda: signs == [Sign.UNKNOWN, Sign.YES])
        await saver.die()

    asyncio.run(scene())


def test_savers_that_are_slow_are_waited_for_together(private_bus):
    """Each has five seconds, and the start of a sensor only ten."""

    async def scene():
        savers = [await Saver.rise(private_bus.address, name, active=True) for name in SAVERS]
        asked: list[tuple[Saver, Message]] = []

        def wait_for_all(saver: Saver, message: Message) -> bool:
            asked.append((saver, message))
            if len(asked) == len(savers):
                for each, question in asked:
                    each.bus.send(Message.new_method_return(question, "b", [True]))
            return True

        for saver in savers:
            saver.hook = wait_for_all
        async with asyncio.timeout(4), watching(private_bus.address) as signs:
            assert signs == [Sign.YES]
        for saver in savers:
            await saver.die()

    asyncio.run(scene())


def test_without_a_session_bus_it_is_refused():
    """Nobody to listen to."""

    async def scene():
        with pytest.raises(NotHere, match="no session bus"):
            await ScreenSaverLock(None).start(print, print)

    asyncio.run(scene())
