"""Our own session at logind: which it is, what it says of itself, through restarts of logind."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import PROPERTIES, Rule, call, match, watch_owner
from ..errors import BusError, NotHere
from ..sentence import Sentence

log = logging.getLogger(__name__)

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
USER = "org.freedesktop.login1.User"

GRAPHICAL = frozenset({"x11", "wayland", "mir"})

TRIES = 10
BETWEEN_TRIES = timedelta(seconds=1)

Properties = Mapping[str, Any]


class LoginSession:
    """Follows one session. `changed` gets what is known of it, now and at each change; empty
    while logind is away and when the session has ended. `signalled` gets the name of each signal
    of the session. `is_graphical`: it is a desktop's, as far as logind was told."""

    def __init__(
        self,
        bus: MessageBus | None,
        environ: Mapping[str, str],
        pid: int,
        uid: int,
        changed: Callable[[Properties], None],
        signalled: Callable[[str], None],
    ) -> None:
        self.is_graphical = False
        self._path = ""
        self._bus = bus
        self._environ = environ
        self._pid = pid
        self._uid = uid
        self._changed = changed
        self._signalled = signalled
        self._undo = ExitStack()
        self._following = ExitStack()
        self._again: asyncio.Task[None] | None = None

    @property
    def is_found(self) -> bool:
        """Whether there is one to follow now."""
        return bool(self._path)

    async def open(self) -> None:
        """Find the session and begin. Raise NotHere where there is none."""
        if self._bus is None:
            raise NotHere(Sentence("there is no system bus"), lasting=True)
        self._undo.callback(watch_owner(self._bus, LOGIN, self._on_owner))
        for member, heard in (("SessionRemoved", self._on_removed), ("SessionNew", self._on_new)):
            rule = Rule(sender=LOGIN, path=LOGIN_PATH, interface=MANAGER, member=member)
            self._undo.callback(match(self._bus, rule, heard))
        try:
            await self._follow(self._bus)
        except (NotHere, BusError) as error:
            self._undo.close()
            raise NotHere(Sentence("logind: {error}", error=error)) from error

    async def refresh(self) -> None:
        """Ask for everything anew. Raise BusError or NotHere."""
        if self._bus is not None:
            await self._follow(self._bus)

    async def close(self) -> None:
        """Stop following."""
        self._undo.close()
        self._following.close()
        task, self._again = self._again, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _follow(self, bus: MessageBus) -> None:
        path, properties = await find_session(bus, self._environ, self._pid, self._uid)
        self._following.close()
        self._path, self.is_graphical = path, properties.get("Type") in GRAPHICAL
        changes = Rule(sender=LOGIN, path=path, interface=PROPERTIES, member="PropertiesChanged")
        self._following.callback(match(bus, changes, self._on_changed))
        signals = Rule(sender=LOGIN, path=path, interface=SESSION)
        self._following.callback(match(bus, signals, lambda m: self._signalled(m.member or "")))
        # Once more, under the match: a change in between was not heard.
        properties = await _properties(bus, path) or properties
        self._changed(properties)

    def _on_changed(self, message: Message) -> None:
        interface, values, invalidated = message.body
        if interface != SESSION:
            return
        self._changed({name: value.value for name, value in values.items()})
        if invalidated:
            self._follow_again()

    def _on_removed(self, message: Message) -> None:
        # A program that systemd started outlives the session, and meets the next one.
        if message.signature == "so" and message.body[1] == self._path:
            self._on_owner("")
            self._follow_again()

    def _on_new(self, message: Message) -> None:
        # The next login may be hours after the last logout.
        if not self._path:
            self._follow_again()

    def _on_owner(self, owner: str) -> None:
        if owner:
            self._follow_again()
        else:
            self._path = ""
            self._following.close()
            self._changed({})

    def _follow_again(self) -> None:
        if self._again is not None:
            self._again.cancel()
        self._again = asyncio.create_task(self._try_again())

    async def _try_again(self) -> None:
        # A logind that just came back may not have read its sessions yet.
        for _ in range(TRIES):
            try:
                await self.refresh()
            except (NotHere, BusError) as error:
                log.info("our session at logind is not to be found yet: %s", error)
                await asyncio.sleep(BETWEEN_TRIES.total_seconds())
            else:
                return
        log.warning("our session at logind is not to be found: lock and idle hint are unknown")


async def find_session(
    bus: MessageBus, environ: Mapping[str, str], pid: int, uid: int
) -> tuple[str, Properties]:
    """Return the path and properties of our session, a graphical one if we have several.

    A program started by systemd for the user belongs to no session: then it is the one that the
    user sees. Raise NotHere, or BusError where there is no logind.
    """
    found: list[tuple[str, Properties]] = []
    for member, signature, body in (
        ("GetSessionByPID", "u", [pid]),
        ("GetSession", "s", [environ.get("XDG_SESSION_ID", "")]),
        ("GetUser", "u", [uid]),
    ):
        path = await _path(bus, member, signature, body)
        properties = await _properties(bus, path) if path else None
        if properties and properties.get("Type") in GRAPHICAL:
            return path, properties
        if properties:
            found.append((path, properties))
    if not found:
        raise NotHere(Sentence("no session of this user"))
    return found[0]


async def _path(bus: MessageBus, member: str, signature: str, body: list[Any]) -> str:
    if body == [""]:
        return ""
    try:
        [path] = await call(bus, LOGIN, LOGIN_PATH, MANAGER, member, signature, body)
        if member != "GetUser":
            return str(path)
        [display] = await call(bus, LOGIN, path, PROPERTIES, "Get", "ss", [USER, "Display"])
        return str(display.value[1])
    except BusError as error:
        log.debug("logind on %s: %s", member, error)
        return ""


async def _properties(bus: MessageBus, path: str) -> Properties | None:
    try:
        [values] = await call(bus, LOGIN, path, PROPERTIES, "GetAll", "s", [SESSION])
    except BusError as error:
        log.debug("logind on %s: %s", path, error)
        return None
    return {name: value.value for name, value in values.items()}
