"""Who owns org.freedesktop.Notifications: found, started, asked what they can do, and missed."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import ExitStack

from dbus_fast.aio import MessageBus

from ..bus import DAEMON, DAEMON_PATH, call, can_be_started, owner_of, watch_owner
from ..errors import BusError
from ..ports import Ability
from ..sentence import Sentence
from .server import RETRIES, SETTLES_IN, Server

log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"

FIRST_MEETING = 0.5
"""Seconds for which the start waits for a server's answer; one that is slower is Back later."""


class Host:
    """The server, whichever it is. `owner` is its address; empty: there is none.

    `changed` is called when the owner is another, with whether there was one before; `ready` when
    a server that came, or took long to answer, can show something.
    """

    def __init__(
        self, bus: MessageBus, changed: Callable[[bool], None], ready: Callable[[], None]
    ) -> None:
        self.owner = ""
        self._bus = bus
        self._changed = changed
        self._ready = ready
        self._server: Server | None = None
        self._is_starting = False
        self._meeting: asyncio.Task[None] | None = None
        self._undo = ExitStack()

    @property
    def name(self) -> str:
        """What the server calls itself; empty when none is known."""
        return self._server.name if self._server else ""

    @property
    def abilities(self) -> frozenset[Ability]:
        """What it can do; nothing when none is known."""
        return self._server.abilities() if self._server else frozenset()

    async def start(self) -> None:
        """Begin; one that is there already is known when this returns, unless it is slow."""
        self._undo.callback(watch_owner(self._bus, NAME, self._on_owner))
        try:
            self.owner = await owner_of(self._bus, NAME)
        except BusError as error:
            log.info("the bus does not say who shows notifications: %s", error)
        if self.owner:
            expected = asyncio.get_running_loop().time() + FIRST_MEETING
            self._meeting = asyncio.create_task(self._welcome(self.owner, expected))
            await asyncio.wait({self._meeting}, timeout=FIRST_MEETING)

    def stop(self) -> None:
        """Follow it no more. What is known of it stays, to take back what it shows."""
        self._undo.close()
        if self._meeting is not None:
            self._meeting.cancel()

    async def find(self) -> Server:
        """Return the server, started if need be. Raise BusError."""
        if self._server is not None:
            return self._server
        # Asked again: the answer comes after any word of a new owner that is on its way.
        self.owner = await owner_of(self._bus, NAME)
        if not self.owner:
            await self._start_server()
        return await self._meet(self.owner)

    async def _start_server(self) -> None:
        if not await can_be_started(self._bus, NAME):
            raise BusError(NAME, Sentence("none is running"))
        self._is_starting = True
        try:
            await call(
                self._bus, DAEMON, DAEMON_PATH, DAEMON, "StartServiceByName", "su", [NAME, 0]
            )
            self.owner = await owner_of(self._bus, NAME)
        finally:
            self._is_starting = False
        if not self.owner:
            raise BusError(NAME, Sentence("it was started and went away"))

    async def _meet(self, owner: str) -> Server:
        """Ask what the server can do. Raise BusError."""
        information = await call(self._bus, owner, PATH, NAME, "GetServerInformation")
        capabilities = await call(self._bus, owner, PATH, NAME, "GetCapabilities")
        if not (information and capabilities and isinstance(capabilities[0], list)):
            raise BusError(NAME, Sentence("it does not say what it can do"))
        server = Server(owner, str(information[0]), frozenset(map(str, capabilities[0])))
        if owner == self.owner:
            self._server = server
        return server

    def _on_owner(self, owner: str) -> None:
        had_one, self.owner = bool(self.owner), owner
        self._server = None
        self._changed(had_one)
        if self._meeting is not None:
            self._meeting.cancel()
        if owner and not self._is_starting:
            self._meeting = asyncio.create_task(self._welcome(owner))

    async def _welcome(self, owner: str, expected: float = 0.0) -> None:
        for pause in RETRIES:
            try:
                server = await self._meet(owner)
            except BusError as error:
                log.info("a new notification server, not ready yet: %s", error)
                await asyncio.sleep(pause)
                continue
            if not expected:
                await asyncio.sleep(SETTLES_IN.get(server.name, 0))
            if owner == self.owner and asyncio.get_running_loop().time() > expected:
                self._ready()
            return
