"""Looking at an idle counter, and never before anything can have happened."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from ..errors import NotHere
from ..ports import IdleReport
from .gap import Gap

Look = Callable[[], Awaitable[float]]
"""Returns for how many seconds there was no input; raises NotHere when that cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait at least between two looks. None: do not look, a push will come.

    `active`: while there is input. `quiet`: while there is none, for the first `lately`; `long`:
    after that.
    """

    active: timedelta
    quiet: timedelta | None
    long: timedelta | None
    lately: timedelta = timedelta(minutes=5)


POLLED = Pace(active=timedelta(seconds=5), quiet=timedelta(seconds=5), long=timedelta(minutes=1))
"""Nothing is pushed: at most twelve looks a minute."""


def next_look(gap: Gap, pace: Pace, now: float) -> float:
    """Return when the next look can be worth it; infinity: only when told to."""
    if gap.is_quiet:
        is_long = gap.last is not None and now - gap.last >= pace.lately.total_seconds()
        wait = pace.long if is_long else pace.quiet
        return math.inf if wait is None else now + wait.total_seconds()
    if gap.due is None:
        return math.inf
    return max(gap.due, now + pace.active.total_seconds())


class Polling:
    """Reports from a counter that can only be asked. `look_now` is for backends that get a hint."""

    def __init__(self, look: Look, pace: Pace = POLLED) -> None:
        self.looks = 0
        self._look = look
        self._pace = pace
        self._gap = Gap()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether it was started and not closed."""
        return self._task is not None

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Look once, then begin. Raise NotHere when the counter cannot be read."""
        await self._look_once(report)
        self._task = asyncio.create_task(self._watch(report, lost))
        self._task.add_done_callback(_surface)

    def attend(self, gap: timedelta) -> None:
        """As the port says; what is reported at once comes after one look."""
        self._gap.expect(gap)
        self._wake.set()

    def look_now(self) -> None:
        """Something happened: do not wait for the next look."""
        self._wake.set()

    async def close(self) -> None:
        """Stop looking."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _watch(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        try:
            while True:
                now = asyncio.get_running_loop().time()
                await self._until(next_look(self._gap, self._pace, now))
                await self._look_once(report)
        except NotHere as error:
            lost(error.words)

    async def _look_once(self, report: Callable[[IdleReport], None]) -> None:
        self.looks += 1
        idle = await self._look()
        now = asyncio.get_running_loop().time()
        for news in self._gap.saw_last_input(now - idle, now):
            report(news)

    async def _until(self, moment: float) -> None:
        timer = None
        if moment < math.inf:
            timer = asyncio.get_running_loop().call_at(moment, self._wake.set)
        try:
            await self._wake.wait()
        finally:
            if timer is not None:
                timer.cancel()
        self._wake.clear()


def _surface(task: asyncio.Task[None]) -> None:
    # A mistake in here ends in the loop's exception handler, not in a sensor that is silent.
    if not task.cancelled():
        task.result()
