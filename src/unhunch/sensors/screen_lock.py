"""Whether the screen is locked, from the screen savers themselves.

Several lockers (Xfce's, MATE's, Cinnamon's) never tell logind. Each answers under its own name.
"""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import Rule, match, owner_of, watch_owner
from ..desk.policy import Hold
from ..errors import BusError, NotHere
from ..sentence import Sentence
from .asked import ask
from .said import Report, Said

SAVERS = {
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
}
"""Names and paths; the interface is called like the name. KDE has the second at both its paths."""


class ScreenSaverLock:
    """The SignSensor "locked" of whichever screen savers are there, now or later.

    Yes while one of them is active, no while at least one answers and none is, else unknown.
    """

    name = "screensaver"
    question = Hold.LOCKED

    def __init__(self, bus: MessageBus | None) -> None:
        self._bus = bus
        self._undo = ExitStack()
        self._tasks: set[asyncio.Task[None]] = set()
        self._active: dict[str, bool] = {}
        self._said = Said()

    @property
    def caveat(self) -> str:
        """Why it does not know; empty when it does."""
        return Sentence("no screen saver tells") if self._said.is_unknown else ""

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a session bus; a saver that is missing may still come."""
        if self._bus is None:
            raise NotHere(Sentence("there is no session bus"), lasting=True)
        for name, path in SAVERS.items():
            self._listen(self._bus, name, path)
        try:
            # All at once: one that hangs must not use up the time of the others.
            asking = [self._ask(self._bus, name, path) for name, path in SAVERS.items()]
            await asyncio.gather(*asking)
        except BusError as error:
            await self.close()
            raise NotHere(Sentence("the session bus: {error}", error=error)) from error
        self._said.begin(report)
        self._say()

    async def close(self) -> None:
        """Stop listening."""
        self._said.end()
        self._undo.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _listen(self, bus: MessageBus, name: str, path: str) -> None:
        def heard(message: Message) -> None:
            if message.signature == "b":
                self._active[name] = message.body[0]
                self._say()

        def owned(owner: str) -> None:
            self._active.pop(name, None)
            self._say()
            if owner:
                task = asyncio.create_task(self._ask_newcomer(bus, name, path))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

        rule = Rule(sender=name, interface=name, member="ActiveChanged")
        self._undo.callback(match(bus, rule, heard))
        self._undo.callback(watch_owner(bus, name, owned))

    async def _ask_newcomer(self, bus: MessageBus, name: str, path: str) -> None:
        try:
            await self._ask(bus, name, path)
        except BusError:
            # The connection went: whoever owns it starts all sensors anew.
            return
        self._say()

    async def _ask(self, bus: MessageBus, name: str, path: str) -> None:
        """Note whether a saver that is there is active. Raise BusError without a bus."""
        # Never wake one up: calling a name that nobody owns would start it.
        if not await owner_of(bus, name):
            return
        try:
            self._active[name] = await ask(bool, bus, name, path, name, "GetActive")
        except BusError:
            # Some offer only half of the interface; their signal still counts.
            return

    def _say(self) -> None:
        self._said.say(any(self._active.values()) if self._active else None)
