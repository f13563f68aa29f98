"""What is on the screen, asked on the accessibility bus (AT-SPI), as a screen reader would.

GTK programs (panel, menus, notifications) publish each widget with its name, role and place. The
place is asked for anew each time, so a test works at any resolution, font and panel position.
"""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dbus_fast.aio import MessageBus

from . import witness
from .programs import Program
from .waiting import wait_until
from .wire import Refused, Target, ask, call

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
PROPERTIES = "org.freedesktop.DBus.Properties"
LAUNCHER = Target("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
REGISTRY = Target("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
ROOT = "/org/a11y/atspi/accessible/root"
SHOWING = 1 << 25
"""ATSPI_STATE_SHOWING, in the first word of GetState."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the screen in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Thing:
    """A visible widget: what it is ("push button", "menu item"), its text, and where."""

    program: str
    role: str
    name: str
    box: Box


class Sight:
    """Looks at the programs of one desktop. Started before them, or their menus stay unseen."""

    def __init__(self, session_bus: str, environment: Mapping[str, str], logs: Path) -> None:
        self.address: str = call(session_bus, LAUNCHER, "GetAddress")
        command = [sys.executable, witness.__file__, self.address]
        self._witness = Program("witness", command, environment, logs)

    def start(self) -> None:
        """Return when programs are told that somebody looks."""
        self._witness.start()
        events = lambda: call(self.address, REGISTRY, "GetRegisteredEvents")  # noqa: E731
        wait_until(events, "the witness listens")

    def stop(self) -> None:
        """Look no more."""
        self._witness.stop()

    def things(self, program: str = "") -> list[Thing]:
        """Return every visible widget of the programs with this in their name: of all of them."""
        return asyncio.run(self._look(program))

    def find(self, role: str, name: str = "", program: str = "") -> Thing | None:
        """Return the first visible widget of this role whose name contains `name`, or None."""
        for thing in self.things(program):
            if thing.role == role and name in thing.name:
                return thing
        return None

    def wait_for(self, role: str, name: str = "", program: str = "") -> Thing:
        """Return that widget as soon as it is visible."""
        find = lambda: self.find(role, name, program)  # noqa: E731
        found = wait_until(find, f"a {role} {name!r} of {program or 'any program'} is to be seen")
        assert found is not None
        return found

    def described(self, role: str, name: str) -> str:
        """Return what describes that widget, asked for now."""
        return asyncio.run(self._describe(role, name))

    async def _describe(self, role: str, name: str) -> str:
        bus = await MessageBus(bus_address=self.address).connect()
        try:
            glance = Glance(bus, "")
            for thing in await glance.over(self._announced()):
                if thing.role == role and name in thing.name:
                    return await glance.said(thing, "Description")
            return ""
        finally:
            bus.disconnect()
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    async def _look(self, program: str) -> list[Thing]:
        bus = await MessageBus(bus_address=self.address).connect()
        try:
            return await Glance(bus, program).over(self._announced())
        finally:
            bus.disconnect()
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def _announced(self) -> Iterator[tuple[str, str]]:
        for line in self._witness.said().splitlines():
            owner, _, path = line.partition(" ")
            yield owner, path


class Glance:
    """One look: everything that is there now, each widget once. `program`: of which programs."""

    def __init__(self, bus: MessageBus, program: str) -> None:
        self._bus = bus
        self._program = program
        self._called: dict[str, str] = {}
        self._met: set[tuple[str, str]] = set()
        self._things: list[Thing] = []
        self._places: dict[Thing, tuple[str, str]] = {}

    async def over(self, announced: Iterator[tuple[str, str]]) -> list[Thing]:
        """Return the things in the published trees, and those that announced themselves."""
        desktop = Target(REGISTRY.name, ROOT, ACCESSIBLE)
        programs = {owner: path for owner, path in await ask(self._bus, desktop, "GetChildren")}
        for owner in programs:
            with suppress(Refused):  # it went away while we looked
                self._called[owner] = await self._name(owner, ROOT)
        for owner, path in [*programs.items(), *announced]:
            if self._program in self._called.get(owner, "") and owner in self._called:
                await self._take(owner, path)
        return self._things

    async def _take(self, owner: str, path: str) -> None:
        if (owner, path) in self._met:
            return
        self._met.add((owner, path))
        try:
            await self._note(owner, path)
            for child in await ask(self._bus, Target(owner, path, ACCESSIBLE), "GetChildren"):
                await self._take(*child)
        except Refused:
            return  # it went away while we looked

    async def _note(self, owner: str, path: str) -> None:
        widget = Target(owner, path, ACCESSIBLE)
        states = await ask(self._bus, widget, "GetState")
        if states[0] & SHOWING:
            role = await ask(self._bus, widget, "GetRoleName")
            place = await ask(self._bus, Target(owner, path, COMPONENT), "GetExtents", "u", 0)
            name = await self._name(owner, path)
            thing = Thing(self._called[owner], role, name, Box(*place))
            self._things.append(thing)
            self._places[thing] = owner, path

    async def said(self, thing: Thing, what: str) -> str:
        """Return a property of a widget that this look has met: text."""
        return await self._property(*self._places[thing], what)

    async def _name(self, owner: str, path: str) -> str:
        return await self._property(owner, path, "Name")

    async def _property(self, owner: str, path: str, what: str) -> str:
        properties = Target(owner, path, PROPERTIES)
        value = await ask(self._bus, properties, "Get", "ss", ACCESSIBLE, what)
        text: str = value.value
        return text
