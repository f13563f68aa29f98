"""What any desktop stands on: screen, private buses, login manager, accessibility bus, hands."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, Self

from .buses import Bus
from .hands import Hands
from .home import Home
from .logind import SESSION, Logind
from .programs import Program
from .screen import SIZE, Screen
from .services import Service
from .sight import Sight

AT_SPI = "/usr/libexec/at-spi-bus-launcher"


class Part(Protocol):
    """Something that is started, and stopped at the end."""

    def start(self) -> None:
        """Return when it works."""

    def stop(self) -> object:
        """End it; may be called when it has ended already."""


class Ground:
    """Use it in a `with` block. Whatever was begun is stopped in reverse.

    `environment` is for every program of the desktop, Unhunch among them; it may still grow. `size`
    is the screen's.
    """

    size = SIZE

    def __init__(
        self, home: Home, logs: Path, shots: Path, server_options: Sequence[str] = ()
    ) -> None:
        self.home = home
        self.logs = logs
        self._shots = shots
        self._server_options = server_options
        self.environment = home.environment()
        self._parts = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as self._parts:
            self._start_buses()
            self._start_common()
            self.build()
            self._parts = self._parts.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._parts.close()

    def build(self) -> None:
        """Start more; a desktop that is made of its ground does so here."""

    def begin(self, part: Part) -> None:
        """Start a part; it is stopped even when its start fails."""
        self.ends(part)
        part.start()

    def ends(self, part: Part) -> None:
        """Stop this at the end, whoever starts it."""
        self._parts.callback(part.stop)

    def program(self, name: str, *command: str) -> Program:
        """Return a program of this desktop, which is not started yet."""
        return Program(name, command or [name], self.environment, self.logs)

    def service(self, name: str, command: Sequence[str], owns: str) -> Service:
        """Return a program that owns a name on the session bus; not started yet."""
        return Service(name, command, owns, self.session_bus, self.environment, self.logs)

    def screenshot(self, name: str) -> Path:
        """Save what is on the screen as SHOTS/NAME.png, for people to look at."""
        picture = self._shots / f"{name}.png"
        self.screen.shoot(picture)
        return picture

    def _start_buses(self) -> None:
        self.screen = Screen(self.environment, self.logs, self._server_options, self.size)
        self.begin(self.screen)
        self.session_bus = Bus("session", self.home.run, self.environment, self.logs)
        self.begin(self.session_bus)
        self.system_bus = Bus("system", self.home.run, self.environment, self.logs)
        self.begin(self.system_bus)
        self.environment |= {
            "DISPLAY": self.screen.display,
            "DBUS_SESSION_BUS_ADDRESS": self.session_bus.address,
            "DBUS_SYSTEM_BUS_ADDRESS": self.system_bus.address,
            "XDG_SESSION_TYPE": "x11",
            "XDG_SESSION_ID": SESSION,
        }
        self.hands = Hands(self.environment)

    def _start_common(self) -> None:
        self.logind = Logind(self.system_bus, self.environment, self.logs)
        self.begin(self.logind)
        self.begin(self.service("at-spi", [AT_SPI, "--launch-immediately"], "org.a11y.Bus"))
        self.sight = Sight(self.session_bus.address, self.environment, self.logs)
        self.begin(self.sight)


def in_lib(program: str) -> str:
    """Return where Debian keeps a program that is not on the PATH; its name when nowhere."""
    found = sorted(Path("/usr/lib").glob(f"*/{program}"))
    return str(found[0]) if found else program
