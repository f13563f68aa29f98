"""Full screen and focus on X11: a real X server, real window managers, real windows."""

import asyncio
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from Xlib import X
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage

from tests.conftest import PrivateBus
from tests.waiting import until
from tests.xfce import XFCONF_SERVICE
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors.seldom import PAUSE
from unhunch.sensors.x11_windows import X11Windows

from .displays import Xvfb, xvfb
from .focused import Programs, needs, programs, telling

UNKNOWN, NO, YES = Sign.UNKNOWN, Sign.NO, Sign.YES


class Desk:
    """A display, its programs, and hints that a test writes itself."""

    def __init__(self, display: Xvfb, programs: Programs) -> None:
        self.display = display
        self.start = programs.start
        self.run = programs.run

    def sensor(self) -> X11Windows:
        """On this display."""
        return X11Windows(self.display.environ)

    def manages(self, *command: str) -> subprocess.Popen[bytes]:
        """A window manager."""
        return self.start(*(command or ("xfwm4", "--compositor=off")))

    def opens(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        """A window that has the focus."""
        window = self.start("xterm", "-title", name, *options)
        # One that opens while the window manager is still starting may not get it.
        self.run("xdotool", "search", "--sync", "--onlyvisible", "--name", name, "windowactivate")
        return window


@pytest.fixture
def desk(private_bus: PrivateBus, tmp_path: Path) -> Iterator[Desk]:
    """A display of one's own, with nothing on it."""
    needs(xfwm4="xfwm4", xterm="xterm", xdotool="xdotool")
    if not XFCONF_SERVICE.exists():
        pytest.skip("needs xfconfd (Debian package xfconf)")
    private_bus.services.joinpath("xfconf.service").write_text(XFCONF_SERVICE.read_text())
    environ = {"DBUS_SESSION_BUS_ADDRESS": private_bus.address, "HOME": str(tmp_path)}
    with xvfb() as display, programs(display.environ | environ) as own:
        yield Desk(display, own)


class Hints:
    """A window manager of ours that manages nothing and only writes."""

    def __init__(self, desk: Desk) -> None:
        self.display = Display(desk.display.display)
        self.root = self.display.screen().root
        self.check = self.window()
        self.tells("_NET_ACTIVE_WINDOW", "_NET_WM_STATE_FULLSCREEN")
        for window in (self.root, self.check):
            self.write(window, "_NET_SUPPORTING_WM_CHECK", "WINDOW", [self.check.id])

    def atom(self, name: str) -> int:
        """Its number."""
        return int(self.display.intern_atom(name))

    def window(self, *states: str):
        """A window with these states."""
        window = self.root.create_window(0, 0, 9, 9, 0, X.CopyFromParent)
        self.write(window, "_NET_WM_STATE", "ATOM", [self.atom(state) for state in states])
        return window

    def tells(self, *names: str) -> None:
        """Claim to support these hints."""
        self.write(self.root, "_NET_SUPPORTED", "ATOM", [self.atom(name) for name in names])

    def focus(self, window) -> None:
        """Write down that it has the focus."""
        self.write(self.root, "_NET_ACTIVE_WINDOW", "WINDOW", [window.id if window else 0])

    def write(self, window, name: str, kind: str, numbers: list[int]) -> None:
        """Set a property."""
        window.change_property(self.atom(name), self.atom(kind), 32, numbers)
        self.display.flush()


class Hands:
    """Asks the window manager for what a key would ask."""

    def __init__(self, desk: Desk) -> None:
        self.display = Display(desk.display.display)
        self.root = self.display.screen().root

    def focused(self) -> int:
        """The window with the focus, or 0."""
        active = self.display.intern_atom("_NET_ACTIVE_WINDOW")
        told = self.root.get_full_property(active, X.AnyPropertyType)
        return int(told.value[0]) if told else 0

    def toggle_full_screen(self) -> None:
        """Of the window with the focus."""
        names = ("_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN")
        state, full = map(self.display.intern_atom, names)
        window = self.display.create_resource_object("window", self.focused())
        toggle = ClientMessage(window=window, client_type=state, data=(32, [2, full, 0, 1, 0]))
        self.root.send_event(toggle, X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.display.flush()


@contextmanager
def hands(desk: Desk) -> Iterator[Hands]:
    """For a while."""
    own = Hands(desk)
    try:
        yield own
    finally:
        own.display.close()


@contextmanager
def hints(desk: Desk) -> Iterator[Hints]:
    """For a while."""
    writer = Hints(desk)
    try:
        yield writer
    finally:
        writer.display.close()


def test_a_window_in_full_screen_is_told_and_its_end_too(desk: Desk) -> None:
    """xfwm4: a window from its start, and one that is switched there and back."""

    async def scene() -> None:
        desk.manages()
        async with telling(desk.sensor()) as told:
            await until(lambda: told.says is NO)
            desk.opens("work")
            with hands(desk) as ask:
                await until(ask.focused)
                film = desk.opens("film", "-fullscreen")
                await until(lambda: told.says is YES)
                film.kill()
                await until(lambda: told.says is NO and told.moves)
                ask.toggle_full_screen()
                await until(lambda: told.says is YES)
                ask.toggle_full_screen()
                await until(lambda: told.says is NO)

            assert told.losses == []

    asyncio.run(scene())


def test_a_window_that_is_there_before_is_seen_at_the_start(desk: Desk) -> None:
    """The daemon is started in the middle of a film."""

    async def scene() -> None:
        desk.manages()
        async with telling(desk.sensor()) as told:
            await until(lambda: told.says is NO)
            desk.opens("film", "-fullscreen")
            await until(lambda: told.says is YES)
        async with telling(desk.sensor()) as told:
            assert told.signs == [YES]

    asyncio.run(scene())


def test_the_end_of_a_window_is_seen_where_the_window_manager_forgets_it(desk: Desk) -> None:
    """Openbox goes on naming the window that was closed, and the next one gets its number."""
    needs(openbox="openbox")

    async def scene() -> None:
        desk.manages("openbox")
        async with telling(desk.sensor()) as told:
            await until(lambda: told.says is NO)
            for _ in range(3):
                film = desk.opens("film", "-fullscreen")
                await until(lambda: told.says is YES)
                film.kill()
                await until(lambda: told.says is NO)

    asyncio.run(scene())


def test_without_a_window_manager_it_is_unknown_until_one_comes(desk: Desk) -> None:
    """It comes, dies and leaves its hints behind, and another one takes over."""
    needs(openbox="openbox")

    async def scene() -> None:
        async with telling(desk.sensor()) as told:
            manager = desk.manages()
            await until(lambda: told.says is NO)
            desk.opens("film", "-fullscreen")
            await until(lambda: told.says is YES)
            manager.kill()
            await until(lambda: told.says is UNKNOWN)
            desk.manages("openbox")
            await until(lambda: told.says is not UNKNOWN)

            assert (told.signs[0], told.losses) == (UNKNOWN, [])

    asyncio.run(scene())


def test_a_window_manager_that_does_not_tell_is_no_source(desk: Desk) -> None:
    """One without the hints for focus and full screen, and one that learns them."""

    async def scene() -> None:
        with hints(desk) as writer:
            writer.tells("_NET_ACTIVE_WINDOW")
            writer.focus(writer.window("_NET_WM_STATE_FULLSCREEN"))
            async with telling(desk.sensor()) as told:
                assert told.signs == [UNKNOWN]

                writer.tells("_NET_ACTIVE_WINDOW", "_NET_WM_STATE_FULLSCREEN")
                await until(lambda: told.says is YES)

    asyncio.run(scene())


def test_the_desktop_itself_is_not_full_screen(desk: Desk) -> None:
    """The icons and the background are a window too, as large as the screen."""

    async def scene() -> None:
        with hints(desk) as writer:
            icons = writer.window("_NET_WM_STATE_FULLSCREEN")
            kind = [writer.atom("_NET_WM_WINDOW_TYPE_DESKTOP")]
            writer.write(icons, "_NET_WM_WINDOW_TYPE", "ATOM", kind)
            writer.focus(icons)
            async with telling(desk.sensor()) as told:
                assert told.signs == [NO]

    asyncio.run(scene())


def test_another_window_is_a_change_of_the_focus(desk: Desk) -> None:
    """Not the first one, not the same one again, not none."""

    async def scene() -> None:
        with hints(desk) as writer:
            first, second = writer.window(), writer.window()
            sensor = X11Windows(desk.display.environ, pause=0 * PAUSE)
            async with telling(sensor) as told:
                for window in (first, None, first, second):
                    looks = sensor.looks
                    writer.focus(window)
                    await until(lambda looks=looks: sensor.looks > looks)
                await until(lambda: told.moves)

                assert (told.moves, told.signs) == (1, [NO])

    asyncio.run(scene())


def test_a_window_that_is_gone_before_it_is_looked_at_is_borne(desk: Desk) -> None:
    """The hint names it, the server knows it no more: no error, no full screen."""

    async def scene() -> None:
        with hints(desk) as writer:
            async with telling(desk.sensor()) as told:
                writer.focus(writer.window("_NET_WM_STATE_FULLSCREEN"))
                await until(lambda: told.says is YES)
                gone = writer.window("_NET_WM_STATE_FULLSCREEN")
                gone.destroy()
                writer.focus(gone)
                await until(lambda: told.says is NO)
                writer.focus(writer.window("_NET_WM_STATE_FULLSCREEN"))
                await until(lambda: told.says is YES)

                assert told.losses == []

    asyncio.run(scene())


def test_a_thousand_changes_a_second_are_a_few_looks(desk: Desk) -> None:
    """Whatever flaps, the last state is the one that is told."""

    async def scene() -> None:
        with hints(desk) as writer:
            windows = [writer.window("_NET_WM_STATE_FULLSCREEN"), writer.window()]
            sensor = desk.sensor()
            async with telling(sensor) as told:
                began = time.monotonic()
                for change in range(1000):
                    writer.focus(windows[change % 2])
                    await asyncio.sleep(0.001)
                lasted = time.monotonic() - began
                writer.focus(windows[0])
                await until(lambda: told.says is YES)

                assert sensor.looks <= lasted / 0.2 + 4
                assert told.moves <= sensor.looks

    asyncio.run(scene())


def test_a_server_that_dies_is_lost_once(desk: Desk) -> None:
    """With the reason, and the loop goes on."""

    async def scene() -> None:
        sensor = desk.sensor()
        async with telling(sensor) as told:
            desk.display.stop()
            await until(lambda: told.losses)
            looks = sensor.looks
            await asyncio.sleep(0.3)

            assert ["the connection to the X server broke"] == [
                why.partition(":")[0] for why in told.losses
            ]
            assert sensor.looks == looks

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "X11 sees only"),
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ":30999"}, "no X server"),
    ],
)
def test_where_it_would_lie_it_is_refused(environ: dict[str, str], why: str) -> None:
    """XWayland has only some of the windows."""
    with pytest.raises(NotHere, match=why):
        asyncio.run(X11Windows(environ).start(print, print))
