"""What a SignSensor said last, so that it says only news."""

import asyncio
from collections.abc import Callable

from ..ports import Sign

Report = Callable[[Sign, float], None]


class Said:
    """Reports a sign when it differs from the one before, and only while somebody listens."""

    def __init__(self) -> None:
        self._report: Report | None = None
        self._last: Sign | None = None

    @property
    def is_heard(self) -> bool:
        """Whether somebody listens."""
        return self._report is not None

    @property
    def is_unknown(self) -> bool:
        """Whether neither yes nor no is what was said last."""
        return self._last in (None, Sign.UNKNOWN)

    def begin(self, report: Report) -> None:
        """From now on, to `report`."""
        self._report = report

    def end(self) -> None:
        """To nobody."""
        self._report = None

    def say(self, answer: bool | None) -> None:
        """Report yes, no or (None) unknown, since now, if it is news."""
        sign = {True: Sign.YES, False: Sign.NO, None: Sign.UNKNOWN}[answer]
        if self._report is not None and sign is not self._last:
            self._last = sign
            self._report(sign, asyncio.get_running_loop().time())
