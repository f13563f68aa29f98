"""What the sensor of KWin's windows makes of a KWin of ours, which does as it is told."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.conftest import PrivateBus
from tests.waiting import until
from unhunch.bus import call, connect, disconnect
from unhunch.errors import BusError, NotHere
from unhunch.ports import Sign
from unhunch.sensors.kwin import INTERFACE, KWIN, MEMBER, PATH, KWinWindows

from .focused import Told, telling

UNKNOWN, NO, YES = Sign.UNKNOWN, Sign.NO, Sign.YES
WAYLAND = {"XDG_SESSION_TYPE": "wayland"}


class FakeKWin:
    """Takes the script or not, and calls back by itself."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.takes = True
        self.numbers: list[object] = []
        self.asked: list[str] = []
        self.scripts: list[str] = []
        self.bus: MessageBus | None = None

    async def rise(self) -> None:
        """Come onto the bus."""
        self.bus = await connect(self.address)
        self.bus.add_message_handler(self._obey)
        await self.bus.request_name(KWIN)

    def _obey(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or not message.member:
            return None
        self.asked.append(message.member)
        match message.member:
            case "loadScript" if self.numbers:
                number = self.numbers.pop(0)
                kind = "i" if isinstance(number, int) else "s"
                return Message.new_method_return(message, kind, [number])
            case "loadScript" if self.takes:
                self.scripts.append(Path(message.body[0]).read_text())
                return Message.new_method_return(message, "i", [len(self.scripts)])
            case "unloadScript":
                return Message.new_method_return(message, "b", [False])
            case "run" if message.path and message.path.startswith("/Scripting/"):
                return Message.new_method_return(message)
            case _:
                return Message.new_error(message, "org.freedesktop.DBus.Error.Failed", "no")


@asynccontextmanager
async def fake(private_bus: PrivateBus) -> AsyncIterator[tuple[FakeKWin, KWinWindows, Told, str]]:
    """A KWin of ours, a sensor that waits for it, what it tells, and its address."""
    kwin, bus = FakeKWin(private_bus.address), await connect(private_bus.address)
    sensor = KWinWindows(bus, WAYLAND, pauses=(0.0, 0.0, 0.0))
    try:
        async with telling(sensor) as told:
            yield kwin, sensor, told, str(bus.unique_name)
    finally:
        await disconnect(bus)
        if kwin.bus is not None:
            await disconnect(kwin.bus)


async def says(bus: MessageBus | None, address: str, *words: object, signature: str = "bb") -> None:
    """Call back, as a script does."""
    assert bus is not None
    await call(bus, address, PATH, INTERFACE, MEMBER, signature, list(words))


def test_only_kwin_itself_is_believed(private_bus: PrivateBus) -> None:
    """Any program on the bus can call; a stranger's word, and a garbled one, changes nothing."""

    async def scene() -> None:
        async with fake(private_bus) as (kwin, _, told, address):
            await kwin.rise()
            await until(lambda: kwin.scripts)

            assert address in kwin.scripts[0]

            await says(kwin.bus, address, False, True)
            await until(lambda: told.says is NO)
            stranger = await connect(private_bus.address)
            with pytest.raises(BusError):
                await says(stranger, address, True, True)
            with pytest.raises(BusError):
                await says(kwin.bus, address, "yes", signature="s")
            await says(kwin.bus, address, False, True)
            await until(lambda: told.moves)

            assert told.signs == [UNKNOWN, NO]

            await disconnect(stranger)

    asyncio.run(scene())


def test_a_kwin_that_takes_no_script_leaves_it_unknown(private_bus: PrivateBus) -> None:
    """It is tried a few times with a growing pause, and again with the next KWin."""

    async def scene() -> None:
        async with fake(private_bus) as (kwin, sensor, told, address):
            assert sensor.caveat == "KWin is not running"

            kwin.takes = False
            await kwin.rise()
            await until(lambda: "does not take" in sensor.caveat)

            assert (told.signs, kwin.asked.count("loadScript")) == ([UNKNOWN], 3)

            assert kwin.bus is not None
            await disconnect(kwin.bus)
            kwin.takes = True
            await kwin.rise()
            await until(lambda: kwin.scripts)
            await says(kwin.bus, address, True, True)
            await until(lambda: told.says is YES)

    asyncio.run(scene())


def test_an_answer_that_is_no_number_of_a_script_is_tried_again(private_bus: PrivateBus) -> None:
    """KWin says -1 when it has a script of this name: the one before us may still be ending."""

    async def scene() -> None:
        async with fake(private_bus) as (kwin, _, told, address):
            kwin.numbers = [-1, "nonsense"]
            await kwin.rise()
            await until(lambda: kwin.scripts)
            await says(kwin.bus, address, True, True)
            await until(lambda: told.says is YES)

    asyncio.run(scene())


def test_a_thousand_calls_a_second_are_a_few_words(private_bus: PrivateBus) -> None:
    """Whatever flaps, the last word is the one that is told."""

    async def scene() -> None:
        async with fake(private_bus) as (kwin, _, told, address):
            await kwin.rise()
            await until(lambda: kwin.scripts)
            began = time.monotonic()
            for change in range(500):
                await says(kwin.bus, address, change % 2 == 0, True)
                await says(kwin.bus, address, change % 2 == 1, True)
            lasted = time.monotonic() - began
            await until(lambda: told.says is YES)

            assert len(told.signs) <= lasted / 0.2 + 4
            assert told.moves <= lasted / 0.2 + 4

    asyncio.run(scene())


def test_where_the_x_server_tells_it_is_not_needed(private_bus: PrivateBus) -> None:
    """One source is enough, and without a bus there is none."""

    async def scene() -> None:
        for environ in ({"XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"}, {"DISPLAY": ":0"}):
            with pytest.raises(NotHere, match="X11 session"):
                await KWinWindows(None, environ).start(print, print)
        with pytest.raises(NotHere, match="no session bus"):
            await KWinWindows(None, WAYLAND).start(print, print)

    asyncio.run(scene())
