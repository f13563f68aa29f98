"""org.freedesktop.Notifications: the notification server of every Linux desktop.

An id is good for one owner and one event. Servers restart and count from 1 again, send signals
twice (GNOME: from two connections), and say both that a button was pressed and that the notice was
closed; so whatever comes first for an id is what happened, and the id is forgotten.
"""

import asyncio
import logging
from collections.abc import Callable

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import (
    DAEMON,
    DAEMON_PATH,
    Rule,
    Stop,
    call,
    can_be_started,
    match,
    owner_of,
    tell,
    watch_owner,
)
from ..errors import BusError, NotHere
from ..ports import Ability, Back, Clicked, Closed, Failed, Gone, Heard, Notice, Pressed, Shown
from ..sentence import Sentence
from .server import DEFAULT, Server, notify_arguments

log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"

DISMISSED = 2
"""NotificationClosed: by the person. 1 is expired, 3 our own CloseNotification, 4 undefined."""

PATIENCE = 5.0
"""Seconds a server has to be started and to accept a notice."""

FIRST_MEETING = 0.5
"""Seconds for which the start waits for a server's answer; one that is slower is Back later."""

LATE = 60.0
"""Seconds in which a notice that was given up is still taken away if it shows after all."""


class DBusNotifier:
    """A notifier on a session bus that is already connected.

    `icon` is the name of an icon or the path of one.
    """

    name = "D-Bus notifications"

    def __init__(self, bus: MessageBus, icon: str = "unhunch") -> None:
        self.abilities: frozenset[Ability] = frozenset()
        self._bus = bus
        self._icon = icon
        self._heard: Callable[[Heard], None] | None = None
        self._stops: list[Stop] = []
        self._server: Server | None = None
        self._owner = ""
        self._is_starting = False
        self._is_asking = False
        self._id = 0
        self._notice: Notice | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self._meeting: asyncio.Task[None] | None = None
        self._late: set[asyncio.Task[int]] = set()
        self._turn = asyncio.Lock()

    @property
    def server_name(self) -> str:
        """What the server calls itself; empty when none is known."""
        return self._server.name if self._server else ""

    async def start(self, heard: Callable[[Heard], None]) -> None:
        """Begin. Raise NotHere without a bus; a server may come later."""
        if not self._bus.connected:
            raise NotHere(Sentence("the session bus is gone"))
        self._heard = heard
        # No sender in the rule: GNOME's server signals from another connection than it answers on.
        rule = Rule(path=PATH, interface=NAME)
        self._stops = [
            match(self._bus, rule, self._signalled),
            watch_owner(self._bus, NAME, self._owner_changed),
        ]
        try:
            self._owner = await owner_of(self._bus, NAME)
        except BusError as error:
            log.info("the bus does not say who shows notifications: %s", error)
        if self._owner:
            expected = asyncio.get_running_loop().time() + FIRST_MEETING
            self._meeting = asyncio.create_task(self._welcome(self._owner, expected))
            await asyncio.wait({self._meeting}, timeout=FIRST_MEETING)

    async def show(self, notice: Notice) -> Shown | Failed:
        """Show this and nothing else, within five seconds or Failed.

        Where no server runs but the bus can start one, it is started.
        """
        async with self._turn:
            if self._heard is None:
                return Failed(Sentence("not started"))
            try:
                async with asyncio.timeout(PATIENCE):
                    server = self._server or await self._find()
                    number = await self._notify(server, notice)
            except TimeoutError:
                self._take_away()
                return Failed(
                    Sentence(
                        "notification server: no answer in {patience} s", patience=f"{PATIENCE:g}"
                    )
                )
            except BusError as error:
                self._take_away()
                return Failed(Sentence("notification server: {error}", error=error))
            if server.owner != self._owner:
                return Failed(Sentence("notification server: it went away while it was asked"))
            self._forget()
            self._id, self._notice = number, notice
            self._expire_after(notice)
            return Shown()

    async def withdraw(self) -> None:
        """Show nothing."""
        async with self._turn:
            self._take_away()

    async def close(self) -> None:
        """Withdraw and stop."""
        for stop in self._stops:
            stop()
        self._stops = []
        self._heard = None
        if self._meeting is not None:
            self._meeting.cancel()
        await self.withdraw()
        for late in self._late:
            late.cancel()

    # --- the server --------------------------------------------------------------------------

    async def _find(self) -> Server:
        """Return the server, started if need be. Raise BusError."""
        # Asked again: the answer comes after any word of a new owner that is on its way.
        self._owner = await owner_of(self._bus, NAME)
        if not self._owner:
            await self._start_server()
        return await self._meet(self._owner)

    async def _start_server(self) -> None:
        if not await can_be_started(self._bus, NAME):
            raise BusError(NAME, Sentence("none is running"))
        self._is_starting = True
        try:
            await call(
                self._bus, DAEMON, DAEMON_PATH, DAEMON, "StartServiceByName", "su", [NAME, 0]
            )
            self._owner = await owner_of(self._bus, NAME)
        finally:
            self._is_starting = False
        if not self._owner:
            raise BusError(NAME, Sentence("it was started and went away"))

    async def _meet(self, owner: str) -> Server:
        """Ask what the server can do. Raise BusError."""
        information = await call(self._bus, owner, PATH, NAME, "GetServerInformation")
        capabilities = await call(self._bus, owner, PATH, NAME, "GetCapabilities")
        if not (information and capabilities and isinstance(capabilities[0], list)):
            raise BusError(NAME, Sentence("it does not say what it can do"))
        server = Server(owner, str(information[0]), frozenset(map(str, capabilities[0])))
        if owner == self._owner:
            self._server, self.abilities = server, server.abilities()
        return server

    def _owner_changed(self, owner: str) -> None:
        had_one, self._owner = bool(self._owner), owner
        self._server, self.abilities = None, frozenset()
        self._forget()
        if had_one:
            self._say(Gone("the notification server went away"))
        if self._meeting is not None:
            self._meeting.cancel()
        if owner and not self._is_starting:
            self._meeting = asyncio.get_running_loop().create_task(self._welcome(owner))

    async def _welcome(self, owner: str, expected: float = 0.0) -> None:
        try:
            await self._meet(owner)
        except BusError as error:
            log.info("the notification server does not say what it can do: %s", error)
            return
        if owner == self._owner and asyncio.get_running_loop().time() > expected:
            self._say(Back())

    # --- the notice --------------------------------------------------------------------------

    async def _notify(self, server: Server, notice: Notice) -> int:
        """Have the notice shown, in the place of what is on the screen; return its id."""
        replaces = self._id
        self._stop_expiry()
        number = await self._ask_patiently(server, notice, replaces)
        if replaces and number == replaces and self._id != replaces:
            # What was replaced was answered in that moment: what comes for this id is about that.
            self._close(number)
            number = await self._ask_patiently(server, notice, 0)
        return number

    async def _ask_patiently(self, server: Server, notice: Notice, replaces: int) -> int:
        loop = asyncio.get_running_loop()
        asking = loop.create_task(self._ask(server, notice, replaces))
        self._is_asking = True
        try:
            return await asyncio.shield(asking)
        finally:
            self._is_asking = False
            # Given up, but it may be shown yet: with buttons that nobody listens to.
            if not asking.done():
                self._late.add(asking)
                asking.add_done_callback(lambda late: self._close_late(server, late))

    async def _ask(self, server: Server, notice: Notice, replaces: int) -> int:
        arguments = notify_arguments(server, notice, self._icon, replaces)
        signature = "susssasa{sv}i"
        body = await call(
            self._bus, server.owner, PATH, NAME, "Notify", signature, arguments, timeout=LATE
        )
        if not body or not isinstance(body[0], int) or body[0] == 0:
            raise BusError(NAME, Sentence("it gave the notice no id"))
        return body[0]

    def _close_late(self, server: Server, late: asyncio.Task[int]) -> None:
        self._late.discard(late)
        if not late.cancelled() and late.exception() is None and server.owner == self._owner:
            self._close(late.result())

    def _expire_after(self, notice: Notice) -> None:
        # Many servers ignore expire_timeout or keep the notice in a list afterwards.
        if notice.on_screen is not None:
            loop = asyncio.get_running_loop()
            self._expiry = loop.call_later(notice.on_screen.total_seconds(), self._take_away)

    def _take_away(self) -> None:
        number = self._id
        self._forget()
        # While it is being replaced its id is already the next notice's.
        if number and not self._is_asking:
            self._close(number)

    def _close(self, number: int) -> None:
        if self._owner:
            tell(self._bus, self._owner, PATH, NAME, "CloseNotification", "u", [number])

    def _forget(self) -> None:
        self._id, self._notice = 0, None
        self._stop_expiry()

    def _stop_expiry(self) -> None:
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None

    # --- what the person did -----------------------------------------------------------------

    def _signalled(self, message: Message) -> None:
        if message.member == "ActionInvoked" and message.signature == "us":
            self._invoked(*message.body)
        elif message.member == "NotificationClosed" and message.signature == "uu":
            self._closed(*message.body)

    def _invoked(self, number: int, key: str) -> None:
        notice = self._notice
        if notice is None or number != self._id:
            return
        if key == DEFAULT:
            heard: Heard = Clicked(notice.mark)
        elif key in [button.key for button in notice.buttons]:
            heard = Pressed(notice.mark, key)
        else:
            return
        # Not every server closes what was answered.
        self._take_away()
        self._say(heard)

    def _closed(self, number: int, reason: int) -> None:
        notice = self._notice
        if notice is None or number != self._id:
            return
        self._forget()
        if reason == DISMISSED:
            self._say(Closed(notice.mark))

    def _say(self, heard: Heard) -> None:
        if self._heard is not None:
            self._heard(heard)
