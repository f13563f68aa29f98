"""No way to tell: the user counts as active whenever it matters."""

import time
from collections.abc import Callable
from datetime import timedelta

from ..ports import Active, IdleReport
from ..sentence import Sentence


class NoIdle:
    """Reports Active whenever it is told what to attend to, and never Quiet."""

    name = "none"
    is_last_resort = True
    caveat: str = Sentence(
        "nothing here can tell when you are away: "
        "you count as active the whole time within your hours"
    )

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._report: Callable[[IdleReport], None] | None = None

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Never raises; nothing can be lost."""
        self._report = report

    def attend(self, gap: timedelta) -> None:
        """Say that the user is active: also after a sleep, when that is asked anew."""
        if self._report is not None:
            self._report(Active(self._clock()))

    async def close(self) -> None:
        """Nothing to give back."""
        self._report = None
