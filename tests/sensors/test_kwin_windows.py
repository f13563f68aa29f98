"""Full screen and focus by a script in KWin: the real one, on X11 and on Wayland."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from dbus_fast.aio import MessageBus

from tests.conftest import PrivateBus
from tests.waiting import until
from unhunch.bus import call, connect, disconnect
from unhunch.ports import Sign
from unhunch.sensors.kwin import KWIN, PLUGIN, SCRIPTING, KWinWindows

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
