"""org.freedesktop.Notifications: the notification server of every Linux desktop.

An id is good for one owner and one event. Servers restart and count from 1 again, send signals
twice (GNOME: from two connections), and say both that a button was pressed and that the notice is
closed; whatever comes first for an id is what happened, and the id is forgotten.
"""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import Rule, call, match, tell
from ..errors import BusError, NotHere
from ..ports import Ability, Back, Clicked, Closed, Failed, Gone, Heard, Notice, Pressed, Shown
from ..sentence import Sentence
from .host import NAME, PATH, Host
from .server import DEFAULT, Server, notify_arguments

DISMISSED = 2
"""NotificationClosed: by the person. 1 is expired, 3 our own CloseNotification, 4 undefined."""

PATIENCE = 5.0
"""Seconds a server has to be started and to accept a notice."""

LATE = 60.0
"""Seconds in which a notice that was given up is still taken away if it shows after all."""


class DBusNotifier:
    """A notifier on a session bus that is already connected.

    `icon` is the name of an icon or the path of one.
    """

    name = "D-Bus notifications"

    def __init__(self, bus: MessageBus, icon: str = "unhunch") -> None:
        self._bus = bus
        self._icon = icon
        self._heard: Callable[[Heard], None] | None = None
        self._undo = ExitStack()
        self._host = Host(bus, self._host_changed, lambda: self._say(Back()))
        self._is_asking = False
        self._id = 0
        self._notice: Notice | None = None
        self._expiry: asyncio.TimerHandle | None = None
        self._late: set[asyncio.Task[int]] = set()
        self._turn = asyncio.Lock()

    @property
    def abilities(self) -> frozenset[Ability]:
        """What the server that is there now can do."""
        return self._host.abilities

    @property
    def server_name(self) -> str:
        """What the server calls itself; empty when none is known."""
        return self._host.name

    async def start(self, heard: Callable[[Heard], None]) -> None:
        """Begin. Raise NotHere without a bus; a server may come later."""
        if not self._bus.connected:
            raise NotHere(Sentence("the session bus is gone"))
        self._heard = heard
        # No sender in the rule: GNOME's server signals from another connection than it answers on.
        rule = Rule(path=PATH, interface=NAME)
        self._undo.callback(match(self._bus, rule, self._signalled))
        await self._host.start()

    async def show(self, notice: Notice) -> Shown | Failed:
        """Show this and nothing else, within five seconds or Failed.

        Where no server runs but the bus can start one, it is started.
        """
        async with self._turn:
            if self._heard is None:
                return Failed(Sentence("not started"))
            if notice.quiet and not self._id:
                return Shown()
            try:
                async with asyncio.timeout(PATIENCE):
                    server = await self._host.find()
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
            if server.owner != self._host.owner:
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
        self._undo.close()
        self._host.stop()
        self._heard = None
        await self.withdraw()
        for late in self._late:
            late.cancel()

    def _host_changed(self, had_one: bool) -> None:
        self._forget()
        if had_one:
            self._say(Gone("the notification server went away"))

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
        if not late.cancelled() and late.exception() is None and server.owner == self._host.owner:
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
        if owner := self._host.owner:
            tell(self._bus, owner, PATH, NAME, "CloseNotification", "u", [number])

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
