"""Whether the desktop is told not to disturb, from whoever shows its notifications now.

A setting of another desktop may be left over from last year. It is never asked: the owner of the
name org.freedesktop.Notifications decides which way it is (`dnd_ways.py`).
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from datetime import timedelta

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import match, owner_of, watch_owner
from ..desk.policy import Hold
from ..errors import BusError, NotHere
from ..sentence import Sentence
from ..watch import Watch
from .dnd_ways import NOTIFICATIONS, Way, server_of, way_of
from .said import Report, Said

FIRST = 1.0
"""Seconds that a start waits for the first answer."""


class DoNotDisturb:
    """The SignSensor "dnd" of the notification server that is there, now or later.

    Unknown without a server, with one that does not tell, and with one that does not answer. What
    is not pushed is asked every `every`, every `at_rest` while the user is quiet, and when the user
    comes back; nothing oftener than every `breath`, however often it changes.
    """

    name = "notification-server"
    question = Hold.DND

    def __init__(
        self,
        bus: MessageBus | None,
        environ: Mapping[str, str],
        every: timedelta = timedelta(seconds=30),
        at_rest: timedelta = timedelta(minutes=5),
        breath: timedelta = timedelta(milliseconds=500),
    ) -> None:
        self._bus = bus
        self._environ = environ
        self._every = every
        self._at_rest = at_rest
        self._breath = breath
        self._said = Said()
        self._server = ""
        self._way: Way | None = None
        self._why = ""
        self._is_quiet = False
        self._is_followed = False
        self._servers = 0
        self._news = asyncio.Event()
        self._looked = asyncio.Event()
        self._undo = ExitStack()
        self._undo_way = ExitStack()
        self._looking: asyncio.Task[None] | None = None

    @property
    def caveat(self) -> str:
        """Which server is asked in which way, or why it is not known: for `doctor`."""
        if self._why:
            return Sentence("{server}: {why}", server=self._server or NOTIFICATIONS, why=self._why)
        if not self._server:
            return Sentence("no notification server")
        if self._way is None:
            return Sentence("{server} does not tell", server=self._server)
        return f"{self._server}: {self._way.name}"

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a session bus; a server that is missing may still come."""
        if self._bus is None:
            raise NotHere(Sentence("there is no session bus"), lasting=True)
        self._undo.callback(watch_owner(self._bus, NOTIFICATIONS, self._on_owner))
        self._said.begin(report)
        self._looking = asyncio.create_task(self._keep_looking(self._bus))
        self._looking.add_done_callback(_look_at)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._looked.wait(), FIRST)
        if not self._looked.is_set():
            self._said.say(None)

    async def while_quiet(self, on: bool) -> None:
        """Ask seldom from now on, or ask at once and as often as before."""
        self._is_quiet = on
        if not on and self._pause() is not None:
            self._news.set()

    async def close(self) -> None:
        """Stop listening and asking."""
        self._said.end()
        self._undo.close()
        self._undo_way.close()
        task, self._looking = self._looking, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _on_owner(self, owner: str) -> None:
        self._servers += 1
        self._is_followed = False
        self._said.say(None)
        self._news.set()

    def _on_signal(self, message: Message) -> None:
        if self._way is not None and self._way.is_news(message):
            self._news.set()

    async def _keep_looking(self, bus: MessageBus) -> None:
        while True:
            self._news.clear()
            await self._look(bus)
            self._looked.set()
            await asyncio.sleep(self._breath.total_seconds())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), self._pause())

    def _pause(self) -> float | None:
        """Seconds until the next question; None: not before there is news."""
        is_pushed = self._way is None or self._way.is_pushed
        if is_pushed and not self._why:
            return None
        return (self._at_rest if self._is_quiet else self._every).total_seconds()

    async def _look(self, bus: MessageBus) -> None:
        servers, sign = self._servers, None
        try:
            if not self._is_followed:
                await self._follow(bus)
            if self._way is not None:
                sign = await self._way.ask()
            self._why = ""
        except (BusError, NotHere) as error:
            self._why = error.words
        # Not the word of a server that went while it was asked.
        if servers == self._servers:
            self._said.say(sign)

    async def _follow(self, bus: MessageBus) -> None:
        """Find out who shows notifications and how they tell. Raise BusError."""
        servers = self._servers
        self._undo_way.close()
        self._way, self._server = None, ""
        owner = await owner_of(bus, NOTIFICATIONS)
        if owner:
            server = await server_of(bus, owner)
            self._server = server.name
            self._way = await way_of(server, self._environ)
            if self._way is not None:
                self._listen(bus, self._way)
        self._is_followed = servers == self._servers

    def _listen(self, bus: MessageBus, way: Way) -> None:
        for rule in way.rules:
            self._undo_way.callback(match(bus, rule, self._on_signal))
        if way.file is not None:
            watch = Watch(way.file, self._news.set)
            watch.start()
            self._undo_way.callback(watch.close)


def _look_at(task: asyncio.Task[None]) -> None:
    # A mistake in here ends in the loop's exception handler, not in silence.
    if not task.cancelled():
        task.result()
