"""What logind knows: sleep and shutdown, whether our session is locked, and its hint of idleness.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import Rule, can_be_started, match, owner_of
from ..desk.policy import Hold
from ..errors import BusError, NotHere
from ..ports import Active, IdleReport
from ..sentence import Sentence
from .gap import Gap
from .login_session import LOGIN, LOGIN_PATH, MANAGER, LoginSession, Properties
from .said import Report, Said


class LogindSleep:
    """The SleepSignal of systemd (and elogind). A shutdown is told like a sleep."""

    name = "logind"

    def __init__(self, bus: MessageBus | None) -> None:
        self._bus = bus
        self._undo = ExitStack()

    async def start(
        self, going: Callable[[], None], woke: Callable[[], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere without logind. It may restart: its signals are heard again."""
        if self._bus is None:
            raise NotHere(Sentence("there is no system bus"), lasting=True)

        def heard(message: Message) -> None:
            if message.signature == "b":
                (going if message.body[0] else woke)()

        for member in ("PrepareForSleep", "PrepareForShutdown"):
            rule = Rule(sender=LOGIN, path=LOGIN_PATH, interface=MANAGER, member=member)
            self._undo.callback(match(self._bus, rule, heard))
        try:
            is_there = await owner_of(self._bus, LOGIN) or await can_be_started(self._bus, LOGIN)
        except BusError as error:
            await self.close()
            raise NotHere(Sentence("the system bus: {error}", error=error)) from error
        if not is_there:
            await self.close()
            raise NotHere(Sentence("logind is not on the system bus"))

    async def close(self) -> None:
        """Stop listening."""
        self._undo.close()


class LogindLock:
    """The SignSensor "locked" of our session.

    The session's LockedHint is the answer. The Lock signal only asks the desktop to lock: it is
    believed for as long as `trust`, within which a desktop that locks will have set the hint.
    A graphical session that is not the active one of its seat (another user's turn, or another
    session of ours) is as good as locked; one without a seat (remote) is always active.
    """

    name = "logind-lock"
    question = Hold.LOCKED

    def __init__(
        self,
        bus: MessageBus | None,
        environ: Mapping[str, str],
        trust: timedelta = timedelta(seconds=5),
    ) -> None:
        self._session = _own(bus, environ, self._on_changed, self._on_signal)
        self._trust = trust
        self._said = Said()
        self._hint: bool | None = None
        self._is_away = False
        self._timer: asyncio.TimerHandle | None = None

    @property
    def caveat(self) -> str:
        """Why it does not know; empty when it does."""
        if not self._said.is_unknown:
            return ""
        if self._session.is_found:
            return Sentence("{server} does not tell", server="logind")
        return Sentence("logind: {error}", error=Sentence("no session of this user"))

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a session at logind. Unknown while logind is away."""
        self._said.begin(report)
        await self._session.open()

    async def close(self) -> None:
        """Stop listening."""
        self._said.end()
        self._stop_timer()
        await self._session.close()

    def _on_changed(self, properties: Properties) -> None:
        if not properties:
            self._hint, self._is_away = None, False
        self._hint = properties.get("LockedHint", self._hint)
        self._is_away = not properties.get("Active", not self._is_away)
        if not properties or "LockedHint" in properties:
            self._stop_timer()
        if self._timer is None:
            self._say_hint()

    def _on_signal(self, name: str) -> None:
        if name == "Unlock":
            self._stop_timer()
            self._said.say(self._is_elsewhere)
        elif name == "Lock":
            self._stop_timer()
            self._said.say(True)
            self._timer = asyncio.get_running_loop().call_later(
                self._trust.total_seconds(), self._say_hint
            )

    def _say_hint(self) -> None:
        self._stop_timer()
        self._said.say(self._is_elsewhere or self._hint)

    @property
    def _is_elsewhere(self) -> bool:
        return self._is_away and self._session.is_graphical

    def _stop_timer(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()


class LogindIdle:
    """The IdleSensor of last resort: the idle hint that a desktop gives to logind.

    Nothing changes it when somebody comes back with a machine that slept. Therefore somebody is
    taken to be there again once the hint has said "not idle" for as long as `trust` since the gap
    was last asked for: by then a desktop that gives the hint would have said "idle".
    """

    name = "logind-hint"
    is_last_resort = True
    caveat: str = Sentence(
        "only as good as the desktop: some set the idle hint minutes late, many never do, "
        "and then you always count as active"
    )

    def __init__(
        self,
        bus: MessageBus | None,
        environ: Mapping[str, str],
        trust: timedelta = timedelta(minutes=5),
    ) -> None:
        self._session = _own(bus, environ, self._on_changed, _ignore)
        self._trust = trust
        self._report: Callable[[IdleReport], None] = _unheard
        self._lost: Callable[[str], None] = _ignore
        self._gap = Gap()
        self._is_idle: bool | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere without a session at logind. Lost when logind goes away."""
        self._report = report
        await self._session.open()
        self._lost = lost

    def attend(self, gap: timedelta) -> None:
        """As the port says."""
        now = self._now()
        if self._is_idle:
            self._pass_on(self._gap.attend(gap, now))
        else:
            self._gap.expect(gap)
            self._pass_on(self._gap.heard_input(now, now))
        self._set_timer()

    async def close(self) -> None:
        """Stop listening."""
        self._report, self._lost = _unheard, _ignore
        self._stop_timer()
        await self._session.close()

    def _on_changed(self, properties: Properties) -> None:
        if not properties:
            self._stop_timer()
            lost, self._lost = self._lost, _ignore
            lost("logind went away")
        if "IdleHint" not in properties:
            return
        now = self._now()
        if properties["IdleHint"] and not self._is_idle:
            # The same clock as ours: CLOCK_MONOTONIC. Zero where nobody filled it in.
            since = properties.get("IdleSinceHintMonotonic", 0) / 1_000_000 or now
            self._is_idle = True
            self._pass_on(self._gap.heard_nothing(min(since, now), now))
        elif not properties["IdleHint"]:
            self._is_idle = False
            self._pass_on(self._gap.heard_input(now, now))
        self._set_timer()

    def _set_timer(self) -> None:
        self._stop_timer()
        loop = asyncio.get_running_loop()
        if self._is_idle is False:
            self._timer = loop.call_later(self._trust.total_seconds(), self._is_still_there)
        elif self._is_idle and self._gap.due is not None:
            self._timer = loop.call_at(self._gap.due, self._gap_is_over)

    def _is_still_there(self) -> None:
        self._report(Active(self._now()))

    def _gap_is_over(self) -> None:
        if self._gap.last is not None:
            self._pass_on(self._gap.heard_nothing(self._gap.last, self._now()))

    def _stop_timer(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _pass_on(self, reports: list[IdleReport]) -> None:
        for report in reports:
            self._report(report)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _own(
    bus: MessageBus | None,
    environ: Mapping[str, str],
    changed: Callable[[Properties], None],
    signalled: Callable[[str], None],
) -> LoginSession:
    return LoginSession(bus, environ, os.getpid(), os.getuid(), changed, signalled)


def _ignore(text: str) -> None:
    """Nobody listens."""


def _unheard(report: IdleReport) -> None:
    """Before the start and after the end."""
