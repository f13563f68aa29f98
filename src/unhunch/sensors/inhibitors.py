"""Whether something keeps the screen awake: a video, a call, a presentation.

Each SignSensor here answers the question "inhibitor". GNOME and power managers push; logind does
not, so it is asked, and only while the user is quiet, when alone it matters.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import PROPERTIES, Rule, get_property, match, owner_of, watch_owner
from ..errors import BusError, NotHere
from ..sentence import Sentence
from .asked import ask as ask_for
from .asked import of_kind
from .login_session import LOGIN, LOGIN_PATH, MANAGER
from .said import Report, Said

QUESTION = "inhibitor"


class LogindInhibitor:
    """Asks logind who blocks idleness, at once and every `every` while the user is quiet."""

    name = "logind-inhibitor"
    question = QUESTION

    def __init__(
        self,
        bus: MessageBus | None,
        every: timedelta = timedelta(seconds=30),
        user: int | None = None,
    ) -> None:
        """`user`: whose films count, by default one's own; another's say nothing of this desk."""
        self._bus = bus
        self._every = every
        self._user = os.getuid() if user is None else user
        self._said = Said()
        self._asking: asyncio.Task[None] | None = None

    @property
    def caveat(self) -> str:
        """Why it does not know; empty when it does."""
        return Sentence("logind does not answer") if self._said.is_unknown else ""

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Ask once. Raise NotHere without logind."""
        if self._bus is None:
            raise NotHere(Sentence("there is no system bus"), lasting=True)
        try:
            held = await self._ask(self._bus)
        except BusError as error:
            raise NotHere(Sentence("logind: {error}", error=error)) from error
        self._said.begin(report)
        self._said.say(held)

    async def while_quiet(self, on: bool) -> None:
        """Begin or stop asking. When this returns, the first answer has been reported."""
        await self._stop()
        if on and self._bus is not None and self._said.is_heard:
            await self._look(self._bus)
            self._asking = asyncio.create_task(self._keep_asking(self._bus))

    async def close(self) -> None:
        """Stop asking."""
        self._said.end()
        await self._stop()

    async def _keep_asking(self, bus: MessageBus) -> None:
        while True:
            await asyncio.sleep(self._every.total_seconds())
            await self._look(bus)

    async def _look(self, bus: MessageBus) -> None:
        try:
            self._said.say(await self._ask(bus))
        except BusError:
            self._said.say(None)

    async def _ask(self, bus: MessageBus) -> bool:
        listed = await ask_for(list, bus, LOGIN, LOGIN_PATH, MANAGER, "ListInhibitors")
        return any(_blocks_idle(inhibitor, self._user) for inhibitor in listed)

    async def _stop(self) -> None:
        task, self._asking = self._asking, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def _blocks_idle(inhibitor: list[Any], user: int) -> bool:
    what, _who, _why, mode, of, _pid = inhibitor
    # "block-weak" (systemd 257) is a block that its own user may pass over.
    return of == user and "idle" in what.split(":") and mode in ("block", "block-weak")


class PushedInhibitor:
    """One service on the session bus that tells when its inhibitors change.

    Unknown while it is not there; it may come later. `told` reads the signal; None: it says only
    that something changed, and `ask` must be asked.
    """

    question = QUESTION

    def __init__(
        self,
        bus: MessageBus | None,
        name: str,
        service: str,
        rule: Rule,
        told: Callable[[Message], bool | None],
        ask: Callable[[MessageBus], Awaitable[bool]],
    ) -> None:
        self.name = name
        self._bus = bus
        self._service = service
        self._rule = rule
        self._told = told
        self._ask = ask
        self._undo = ExitStack()
        self._said = Said()
        self._is_there = False
        self._asking: asyncio.Task[None] | None = None

    @property
    def caveat(self) -> str:
        """Why it does not know; empty when it does."""
        if not self._said.is_unknown:
            return ""
        if self._is_there:
            return Sentence("{server} does not tell", server=self._service)
        return Sentence("{name} is not on the session bus", name=self._service)

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a session bus."""
        if self._bus is None:
            raise NotHere(Sentence("there is no session bus"), lasting=True)
        self._undo.callback(match(self._bus, self._rule, self._on_told))
        self._undo.callback(watch_owner(self._bus, self._service, self._on_owner))
        self._said.begin(report)
        await self._look(self._bus)

    async def close(self) -> None:
        """Stop listening."""
        self._said.end()
        self._undo.close()
        task, self._asking = self._asking, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _on_told(self, message: Message) -> None:
        held = self._told(message)
        if held is None:
            self._ask_again()
        else:
            self._said.say(held)

    def _on_owner(self, owner: str) -> None:
        if owner:
            self._ask_again()
        else:
            self._is_there = False
            self._said.say(None)

    def _ask_again(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        assert self._bus is not None
        self._asking = asyncio.create_task(self._look(self._bus))

    async def _look(self, bus: MessageBus) -> None:
        try:
            # Never start it: calling a name that nobody owns would.
            self._is_there = bool(await owner_of(bus, self._service))
            held = await self._ask(bus) if self._is_there else None
        except BusError:
            held = None
        self._said.say(held)


GNOME = "org.gnome.SessionManager"
GNOME_PATH = "/org/gnome/SessionManager"
GNOME_IDLE = 8
"""The flag of InhibitedActions that means idle (gnome-session, gsm-inhibitor-flag.h)."""


KDE = "org.kde.Solid.PowerManagement.PolicyAgent"
KDE_PATH = "/org/kde/Solid/PowerManagement/PolicyAgent"
KDE_SCREEN = 4
"""The policy ChangeScreenSettings (powerdevil, powerdevilpolicyagent.h). Music that only keeps the
machine from sleeping has another, and proves nobody."""


def gnome_inhibitor(bus: MessageBus | None) -> PushedInhibitor:
    """GNOME's session manager, and those that took its name: MATE's, Cinnamon's, Budgie's."""

    def told(message: Message) -> bool | None:
        actions = message.body[1].get("InhibitedActions")
        return None if actions is None else bool(actions.value & GNOME_IDLE)

    async def ask(bus: MessageBus) -> bool:
        actions = await get_property(bus, GNOME, GNOME_PATH, GNOME, "InhibitedActions")
        return bool(of_kind(int, actions, "InhibitedActions") & GNOME_IDLE)

    rule = Rule(
        sender=GNOME,
        path=GNOME_PATH,
        interface=PROPERTIES,
        member="PropertiesChanged",
        arg0=GNOME,
    )
    return PushedInhibitor(bus, "gnome-inhibitor", GNOME, rule, told, ask)


def kde_inhibitor(bus: MessageBus | None) -> PushedInhibitor:
    """KDE's power manager."""

    def told(message: Message) -> bool | None:
        return None

    async def ask(bus: MessageBus) -> bool:
        return await ask_for(bool, bus, KDE, KDE_PATH, KDE, "HasInhibition", "u", [KDE_SCREEN])

    rule = Rule(sender=KDE, path=KDE_PATH, interface=KDE, member="InhibitionsChanged")
    return PushedInhibitor(bus, "kde-inhibitor", KDE, rule, told, ask)
