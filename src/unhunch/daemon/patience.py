"""How long to wait before failures are tried again, and how much of a flood is heeded."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

Said = TypeVar("Said")


class Patience:
    """A pause that doubles each time. What worked for longer than the longest starts afresh."""

    def __init__(self, first: float, longest: float) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def worked(self, seconds: float) -> None:
        """It worked for so long before it failed."""
        if seconds > self._longest:
            self._next = self._first

    def pause(self) -> float:
        """Return the seconds to wait now."""
        pause, self._next = self._next, min(self._longest, self._next * 2)
        return pause


class Ration:
    """So many at once, and after that one every `every` seconds."""

    def __init__(self, at_once: int, every: float) -> None:
        self._every = every
        self._saved = (at_once - 1) * every
        self._free_at = 0.0

    def wait(self, now: float) -> float:
        """Return in how many seconds the next one may be taken."""
        return max(0.0, self._free_at - self._saved - now)

    def take(self, now: float) -> None:
        """Take one."""
        self._free_at = max(self._free_at, now) + self._every


class Rationed(Generic[Said]):
    """Hands reports on at once while the ration lasts, and then only the last two, when it allows.

    Two, because the one before the last tells that in between it was otherwise.
    """

    def __init__(self, ration: Ration, hear: Callable[[Said], None]) -> None:
        self._ration = ration
        self._hear = hear
        self._kept: list[Said] = []
        self._timer: asyncio.TimerHandle | None = None

    def hear(self, report: Said, *, at_once: bool = False) -> None:
        """Take a report. `at_once`: hand it on now, and let the next ones wait the longer."""
        loop = asyncio.get_running_loop()
        self._kept = [*self._kept[-1:], report]
        wait = 0 if at_once else self._ration.wait(loop.time())
        if wait <= 0:
            self._hand_on()
        elif self._timer is None:
            self._timer = loop.call_later(wait, self._hand_on)

    def forget(self) -> None:
        """Hand nothing on any more of what was kept back."""
        self._kept.clear()
        self._stop_timer()

    def _stop_timer(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _hand_on(self) -> None:
        self._stop_timer()
        self._ration.take(asyncio.get_running_loop().time())
        kept, self._kept = self._kept, []
        for report in kept:
            self._hear(report)


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do it, or give up and cancel it when `stop` is set; return whether it was done."""
    doing, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            doing.result()
        return doing.done()
    finally:
        doing.cancel()
        stopping.cancel()
        await asyncio.gather(doing, stopping, return_exceptions=True)


async def in_time(work: Coroutine[Any, Any, None], limit: float) -> bool:
    """Do it, or give up and cancel it after `limit` seconds; return whether it was done."""
    try:
        async with asyncio.timeout(limit) as given:
            await work
    except TimeoutError:
        if not given.expired():
            raise
        return False
    return True
