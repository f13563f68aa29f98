"""Idle on GNOME, by org.gnome.Mutter.IdleMonitor. Pushed, with a look where Mutter is silent.

Two things about Mutter shape this (src/backends/meta-idle-monitor.c): while an idle inhibitor is
held its idle watches do not fire, though the idle time runs on; and when inhibitors change the idle
time starts again at zero, though nobody touched anything. So a look a minute finds an absence under
an inhibitor, and in an absence only the active watch, which fires for real input alone, ends it.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import Rule, match, owner_of, tell, watch_owner
from ..errors import BusError, NotHere
from ..ports import IdleReport
from ..sentence import Sentence
from .asked import ask
from .gap import EARLY
from .polled import Pace, Polling

NAME = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"

WATCHED = Pace(active=timedelta(minutes=1), quiet=None, long=None)


class MutterIdle:
    """The IdleSensor of GNOME. The bus is the session's; None: there is none."""

    name = "mutter"
    caveat: str = Sentence(
        "a video or call that ends within the first minutes of an absence looks like input"
    )

    def __init__(
        self,
        bus: MessageBus | None,
        *,
        patience: timedelta = timedelta(seconds=10),
        pace: Pace = WATCHED,
    ) -> None:
        self._bus = bus
        self._patience = patience
        self._polling = Polling(self._look, pace)
        self._undo = ExitStack()
        self._there = asyncio.Event()
        self._wanted: timedelta | None = None
        self._fired: set[int] = set()
        self._idle_watch: tuple[int, timedelta] | None = None
        self._active_watch: int | None = None
        self._rest: float | None = None

    @property
    def looks(self) -> int:
        """How often Mutter was asked."""
        return self._polling.looks

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere where no GNOME Shell is on the session bus."""
        if self._bus is None:
            raise NotHere(Sentence("there is no session bus"), lasting=True)
        rule = Rule(sender=NAME, path=PATH, interface=NAME, member="WatchFired")
        self._undo.callback(match(self._bus, rule, self._on_fired))
        self._undo.callback(watch_owner(self._bus, NAME, self._on_owner))
        try:
            if not await self._is_there():
                raise NotHere(Sentence("GNOME's idle monitor is not on the session bus"))
            self._there.set()
            await self._polling.start(report, lost)
        finally:
            if not self._polling.is_running:
                self._undo.close()

    def attend(self, gap: timedelta) -> None:
        """As the port says."""
        self._wanted = gap
        self._polling.attend(gap)

    async def close(self) -> None:
        """Remove the watches."""
        await self._polling.close()
        self._undo.close()
        for watch in self._forget():
            self._remove(watch)

    def _forget(self) -> list[int]:
        watches = [] if self._idle_watch is None else [self._idle_watch[0]]
        if self._active_watch is not None:
            watches.append(self._active_watch)
        self._idle_watch = self._active_watch = None
        return watches

    def _remove(self, watch: int) -> None:
        if self._bus is not None and self._there.is_set():
            tell(self._bus, NAME, PATH, NAME, "RemoveWatch", "u", [watch])

    def _on_fired(self, message: Message) -> None:
        # Kept by number: this may come before the reply that tells us the number.
        self._fired.add(message.body[0])
        self._polling.look_now()

    def _on_owner(self, owner: str) -> None:
        # The watches died with the shell.
        self._forget()
        self._fired.clear()
        if owner:
            self._there.set()
        else:
            self._there.clear()
        self._polling.look_now()

    async def _look(self) -> float:
        while True:
            await self._until_there()
            try:
                return await self._look_at_mutter()
            except BusError as error:
                # Gone since: wait for it to come back. Anything else is an answer.
                if await self._is_there():
                    raise NotHere(
                        Sentence("GNOME's idle monitor failed: {error}", error=error)
                    ) from error
                self._on_owner("")

    async def _is_there(self) -> bool:
        assert self._bus is not None
        try:
            return bool(await owner_of(self._bus, NAME))
        except BusError as error:
            raise NotHere(Sentence("the session bus: {error}", error=error)) from error

    async def _until_there(self) -> None:
        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                await self._there.wait()
        except TimeoutError as error:
            raise NotHere(Sentence("GNOME Shell went away")) from error

    async def _look_at_mutter(self) -> float:
        if self._active_watch in self._fired:
            self._active_watch = self._rest = None
        self._fired.clear()
        await self._watch_idle()
        if self._rest is None:
            idle = await self._idle_time()
            if not self._is_long(idle):
                return idle
            await self._watch_active()
            # Asked again: nobody may slip in between the question and the watch.
            idle = await self._idle_time()
            if self._is_long(idle):
                self._rest = self._now() - idle
            return idle
        await self._watch_active()
        return self._now() - self._rest

    def _is_long(self, idle: float) -> bool:
        return self._wanted is not None and idle >= self._wanted.total_seconds() - EARLY

    async def _watch_idle(self) -> None:
        gap = self._wanted
        if gap is None or (self._idle_watch is not None and self._idle_watch[1] == gap):
            return
        if self._idle_watch is not None:
            self._remove(self._idle_watch[0])
            self._idle_watch = None
        watch = await self._ask("AddIdleWatch", "t", [gap // timedelta(milliseconds=1)])
        self._idle_watch = (watch, gap)

    async def _watch_active(self) -> None:
        if self._active_watch is None:
            self._active_watch = await self._ask("AddUserActiveWatch")

    async def _idle_time(self) -> float:
        return await self._ask("GetIdletime") / 1000

    async def _ask(self, member: str, signature: str = "", body: Sequence[int] = ()) -> int:
        assert self._bus is not None
        return await ask(int, self._bus, NAME, PATH, NAME, member, signature, body)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
