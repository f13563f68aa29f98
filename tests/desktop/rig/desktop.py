"""Everything a person sits in front of, started in order and taken down again."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from .buses import Bus
from .hands import Hands
from .home import Home
from .logind import SESSION, Logind
from .person import Person
from .programs import Program
from .screen import Screen
from .services import Service
from .sight import Sight
from .waiting import wait_until
from .wire import Target

AT_SPI = "/usr/libexec/at-spi-bus-launcher"
WATCHER = "org.kde.StatusNotifierWatcher"
ITEMS = Target(WATCHER, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties")
NOTIFICATIONS = "org.freedesktop.Notifications"


class Part(Protocol):
    """Something that is started, and stopped at the end."""

    def start(self) -> None:
        """Return when it works."""

    def stop(self) -> object:
        """End it; may be called when it has ended already."""


class Desktop:
    """A running Xfce; use it in a `with` block. Whatever was started is stopped in reverse.

    `panel` and `notifyd` are there but not started: `fixtures.py` says which test wants them.
    """

    def __init__(
        self, home: Home, logs: Path, shots: Path, server_options: Sequence[str] = ()
    ) -> None:
        self.home = home
        self.logs = logs
        self._shots = shots
        self._server_options = server_options
        self.environment = home.environment()
        self._parts = ExitStack()

    def __enter__(self) -> "Desktop":
        with ExitStack() as parts:
            self._start_buses(parts)
            self._start_session(parts)
            self._parts = parts.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._parts.close()

    def screenshot(self, name: str) -> Path:
        """Save what is on the screen as SHOTS/NAME.png, for people to look at."""
        picture = self._shots / f"{name}.png"
        self.screen.shoot(picture)
        return picture

    def _start_buses(self, parts: ExitStack) -> None:
        self.screen = Screen(self.environment, self.logs, self._server_options)
        begin(parts, self.screen)
        self.session_bus = Bus("session", self.home.run, self.environment, self.logs)
        begin(parts, self.session_bus)
        self.system_bus = Bus("system", self.home.run, self.environment, self.logs)
        begin(parts, self.system_bus)
        self.environment |= {
            "DISPLAY": self.screen.display,
            "DBUS_SESSION_BUS_ADDRESS": self.session_bus.address,
            "DBUS_SYSTEM_BUS_ADDRESS": self.system_bus.address,
            "XDG_SESSION_TYPE": "x11",
            "XDG_CURRENT_DESKTOP": "XFCE",
            "XDG_SESSION_ID": SESSION,
        }

    def _start_session(self, parts: ExitStack) -> None:
        self.logind = Logind(self.system_bus, self.environment, self.logs)
        begin(parts, self.logind)
        begin(parts, self._service("at-spi", [AT_SPI, "--launch-immediately"], "org.a11y.Bus"))
        self.sight = Sight(self.session_bus.address, self.environment, self.logs)
        begin(parts, self.sight)
        settings = in_lib("xfce4/xfconf/xfconfd")
        self.xfconfd = self._service("xfconfd", [settings], "org.xfce.Xfconf")
        begin(parts, self.xfconfd)
        begin(parts, Program("xfwm4", ["xfwm4"], self.environment, self.logs))
        wait_until(self.screen.has_window_manager, "a window manager looks after the screen")
        self.person = Person(self.sight, Hands(self.environment))
        self.panel = self._service("xfce4-panel", ["xfce4-panel"], WATCHER)
        parts.callback(self.panel.stop)
        server = in_lib("xfce4/notifyd/xfce4-notifyd")
        self.notifyd = self._service("xfce4-notifyd", [server], NOTIFICATIONS)
        parts.callback(self.notifyd.stop)

    def _service(self, name: str, command: list[str], owns: str) -> Service:
        return Service(name, command, owns, self.session_bus, self.environment, self.logs)


def begin(parts: ExitStack, part: Part) -> None:
    """Start a part; it is stopped even when its start fails."""
    parts.callback(part.stop)
    part.start()


def in_lib(program: str) -> str:
    """Return where Debian keeps a program that is not on the PATH; its name when nowhere."""
    found = sorted(Path("/usr/lib").glob(f"*/{program}"))
    return str(found[0]) if found else program
