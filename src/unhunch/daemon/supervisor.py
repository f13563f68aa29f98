"""The program's tasks: what nobody expected in one of them stops it all, with the traceback."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

log = logging.getLogger(__name__)


class Supervisor:
    """Owns the tasks. `quit` is set when the program is to stop, `has_failed` when that is for a
    mistake of ours."""

    def __init__(self) -> None:
        self.quit = asyncio.Event()
        self.has_failed = False
        self._tasks: set[asyncio.Task[Any]] = set()

    def catch_signals(self) -> None:
        """Stop when the session ends, at a shutdown, at Ctrl+C."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), self.quit.set)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do this meanwhile."""
        task: asyncio.Task[Any] = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def end(self) -> None:
        """Cancel whatever is not done, and wait for that."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("stopping: an error that should not happen", exc_info=error)
            self.has_failed = True
            self.quit.set()
