"""When the process ends: a while after the last request, sooner when nothing is left to do."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

UNUSED = timedelta(minutes=15)
"""After the last request. No page asks for anything by itself, but for a guided break's."""

HALF_FINISHED = timedelta(hours=2)
"""With answers that were not sent: called away from a check-in, one can still come back to it."""

FINISHED = timedelta(minutes=3)
"""After a page that was the last one."""


class Lifetime:
    """Knows how long the process may still be needed."""

    def __init__(
        self, has_unsent: Callable[[], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._has_unsent = has_unsent
        self._clock = clock
        self._last = clock()
        self._is_finished = False
        self._sooner = asyncio.Event()

    def used(self) -> None:
        """A request came."""
        self._last = self._clock()
        self._is_finished = False

    def finished(self) -> None:
        """The page that is being answered now is the last one."""
        self._is_finished = True
        self._sooner.set()

    @property
    def left(self) -> timedelta:
        """How long the process stays if no request comes."""
        allowed = FINISHED if self._is_finished else UNUSED
        if self._has_unsent():
            allowed = HALF_FINISHED
        return allowed - timedelta(seconds=self._clock() - self._last)

    async def over(self) -> None:
        """Return when nobody needs the pages any more."""
        while (left := self.left) > timedelta(0):
            self._sooner.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(left.total_seconds()):
                    await self._sooner.wait()
