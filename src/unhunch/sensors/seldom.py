"""A look that may be asked for a thousand times a second and is not taken that often."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from ..errors import NotHere

PAUSE = timedelta(milliseconds=200)
"""Between two looks at a screen whose windows keep changing."""


class Seldom:
    """Looks when asked: at once, but `pause` after the look before. No asking is lost, and nothing
    wakes when nobody asks. `failed` gets the reason when a look raises NotHere."""

    def __init__(
        self,
        look: Callable[[], Awaitable[None]],
        failed: Callable[[str], None],
        pause: timedelta = PAUSE,
    ) -> None:
        self._look = look
        self._failed = failed
        self._pause = pause.total_seconds()
        self._free_at = 0.0
        self._is_asked = False
        self._is_closed = False
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def now(self) -> None:
        """Look, and return when that is done. Raise NotHere."""
        async with self._turn:
            # What is asked from here on may be about what this look no longer sees.
            self._is_asked = False
            self._free_at = asyncio.get_running_loop().time() + self._pause
            await self._look()

    def ask(self) -> None:
        """Have it looked soon."""
        if self._is_asked or self._is_closed:
            return
        self._is_asked = True
        task = asyncio.create_task(self._look_soon())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Look no more. May be called twice."""
        self._is_closed = True
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _look_soon(self) -> None:
        await asyncio.sleep(max(0.0, self._free_at - asyncio.get_running_loop().time()))
        try:
            await self.now()
        except NotHere as error:
            self._failed(error.words)
