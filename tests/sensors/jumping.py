"""An event loop whose clock jumps to the next timer instead of waiting for it."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any


class _Selector(selectors.DefaultSelector):  # type: ignore[misc,valid-type]
    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "nothing will ever happen again"
            # A little more, or floats round the timer into the future for ever.
            self.now += timeout + 1e-6 if timeout > 0 else 0
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    """Real asyncio, no waiting. `time()` starts at 1000."""

    def __init__(self) -> None:
        self._jumping = _Selector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run_jumping(scene: Coroutine[None, None, None]) -> None:
    """Like asyncio.run, in no time."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(scene)
