"""Full screen and focus by a script in KWin: the real one, on X11 and on Wayland."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.conftest import PrivateBus
from tests.waiting import until
from unhunch.bus import call, connect, disconnect
from unhunch.errors import BusError, NotHere
from unhunch.ports import Sign
from unhunch.sensors.kwin import INTERFACE, KWIN, MEMBER, PATH, PLUGIN, SCRIPTING, KWinWindows

from .displays import xvfb
from .focused import Programs, Told, end, needs, programs, telling

UNKNOWN, NO, YES = Sign.UNKNOWN, Sign.NO, Sign.YES
WAYLAND = {"XDG_SESSION_TYPE": "wayland"}
QUICKLY = (0.0,) + 60 * (0.2,)
"""Tries to load the script: KWin starts in a few seconds."""


class Desk:
    """A display, a bus, and KWin's own script engine to ask for things with."""

    def __init__(self, bus: MessageBus, own: Programs, folder: Path) -> None:
        self.bus = bus
        self.start = own.start
        self._folder = folder

    async def scripts(self, source: str) -> None:
        """Have KWin do something."""
        file = self._folder / "test.js"
        file.write_text(source)
        ask = (self.bus, KWIN, "/Scripting", SCRIPTING)
        await call(*ask, "unloadScript", "s", ["a test"])
        [number] = await call(*ask, "loadScript", "ss", [str(file), "a test"])
        await call(self.bus, KWIN, f"/{number}", "org.kde.kwin.Script", "run")

    async def has_ours(self) -> bool:
        """Whether our script is in KWin."""
        [has] = await call(self.bus, KWIN, "/Scripting", SCRIPTING, "isScriptLoaded", "s", [PLUGIN])
        return bool(has)


@contextmanager
def session(private_bus: PrivateBus, folder: Path) -> Iterator[Programs]:
    """A display and what a program in this session sees."""
    folder.chmod(0o700)
    with xvfb() as display:
        environ = {
            "DISPLAY": display.display,
            "DBUS_SESSION_BUS_ADDRESS": private_bus.address,
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
            "QT_QPA_PLATFORM": "xcb",
            "KWIN_COMPOSE": "N",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "XDG_CURRENT_DESKTOP": "KDE",
        }
        with programs(environ) as own:
            yield own


@asynccontextmanager
async def sensing(
    private_bus: PrivateBus, own: Programs, folder: Path
) -> AsyncIterator[tuple[Desk, Told]]:
    """A sensor and a desk that share nothing but the bus."""
    bus, theirs = await connect(private_bus.address), await connect(private_bus.address)
    try:
        async with telling(KWinWindows(bus, WAYLAND, pauses=QUICKLY)) as told:
            yield Desk(theirs, own, folder), told
    finally:
        await disconnect(bus)
        await disconnect(theirs)


def test_kwin_tells_by_our_script(private_bus: PrivateBus, tmp_path: Path) -> None:
    """Full screen and back, focus, a KWin that is restarted, and no script left behind."""
    needs(kwin_x11="kwin-x11", xterm="xterm")

    async def scene(own: Programs) -> None:
        async with sensing(private_bus, own, tmp_path) as (desk, told):
            kwin = own.start("kwin_x11")
            await until(lambda: told.signs == [UNKNOWN, NO], within=60)
            own.start("xterm", "-title", "work")
            own.run("xdotool", "search", "--sync", "--onlyvisible", "--name", "work")
            film = own.start("xterm", "-fullscreen")
            await until(lambda: told.says is YES)
            await desk.scripts("workspace.activeClient.fullScreen = false")
            await until(lambda: told.says is NO)
            await desk.scripts("workspace.activeClient.fullScreen = true")
            await until(lambda: told.says is YES)
            film.kill()
            await until(lambda: told.says is NO and told.moves)
            end(kwin)
            await until(lambda: told.says is UNKNOWN)
            own.start("kwin_x11")
            await until(lambda: told.says is NO, within=60)

            assert await desk.has_ours()
            assert told.losses == []

        theirs = await connect(private_bus.address)
        desk.bus = theirs
        assert not await desk.has_ours()
        await disconnect(theirs)

    with session(private_bus, tmp_path) as own:
        asyncio.run(scene(own))


def test_kwin_on_wayland_tells_too(private_bus: PrivateBus, tmp_path: Path) -> None:
    """The session for which the script is there; the window is a Wayland one."""
    needs(kwin_wayland="kwin-wayland", zenity="zenity")

    async def scene(own: Programs) -> None:
        # A program with file capabilities does not take the environment that is needed here.
        binary = tmp_path / "kwin_wayland"
        shutil.copy(shutil.which("kwin_wayland") or "", binary)
        async with sensing(private_bus, own, tmp_path) as (desk, told):
            own.start(
                str(binary), "--x11-display", own.environ["DISPLAY"], "--width", "400",
                "--height", "300", "--no-lockscreen", "--no-global-shortcuts",
                "--socket", "wayland-k",
                KWIN_COMPOSE="Q",
            )  # fmt: skip
            await until(lambda: told.says is NO, within=60)
            await desk.scripts("workspace.clientActivated.connect(c => { c.fullScreen = true })")
            own.start(
                "zenity", "--info", "--text", "a film",
                GDK_BACKEND="wayland", WAYLAND_DISPLAY="wayland-k", NO_AT_BRIDGE="1",
            )  # fmt: skip
            await until(lambda: told.says is YES, within=60)
            await desk.scripts("workspace.activeClient.fullScreen = false")
            await until(lambda: told.says is NO)

    with session(private_bus, tmp_path) as own:
        asyncio.run(scene(own))


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
