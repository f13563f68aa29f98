"""The arithmetic that every idle sensor shares. Pure: told the time and what was sensed."""

from datetime import timedelta

from ..ports import Active, IdleReport, Quiet

SAME_INPUT = 0.5
"""Two reckonings of the last input that differ by less (seconds) mean the same input."""

EARLY = 0.05
"""A gap is reached this much (seconds) before it is over: displays count in milliseconds, and
timers may be a little early."""


class Gap:
    """Turns what a backend knows about the last input into reports about the gap attended to.

    Moments are seconds of one monotonic clock. Every method returns the reports to pass on, in
    order; none before `attend` was called.
    """

    def __init__(self) -> None:
        self._gap: float | None = None
        self._last: float | None = None
        self._said: IdleReport | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether the latest report was Quiet."""
        return isinstance(self._said, Quiet)

    @property
    def last(self) -> float | None:
        """The last input as far as it is known."""
        return self._last

    @property
    def due(self) -> float | None:
        """When the user will be quiet if no input comes; None: is already, or nothing is known."""
        if self._gap is None or self._last is None or self.is_quiet:
            return None
        return self._last + self._gap

    def attend(self, gap: timedelta, now: float) -> list[IdleReport]:
        """Change the gap."""
        self._gap = gap.total_seconds()
        return self._judge(now, proved=False)

    def expect(self, gap: timedelta) -> None:
        """Change the gap, and report nothing before the backend has had another look."""
        self._gap = gap.total_seconds()

    def heard_input(self, at: float, now: float) -> list[IdleReport]:
        """There was input at `at`, and none since."""
        self._last = at
        # They came back even if they have been quiet again for the whole gap by now.
        back = self._say(Active(at)) if self.is_quiet else []
        return back + self._judge(now, proved=True)

    def heard_nothing(self, since: float, now: float) -> list[IdleReport]:
        """There was no input since `since`, perhaps for longer."""
        self._last = since
        return self._judge(now, proved=False)

    def saw_last_input(self, at: float, now: float) -> list[IdleReport]:
        """The last input was at `at`: a new one if it is later than the one known."""
        # Earlier than the one known: the system counts a sleep that this clock does not.
        if self._last is None or at - self._last >= SAME_INPUT:
            return self.heard_input(at, now)
        return self._judge(now, proved=True)

    def _judge(self, now: float, *, proved: bool) -> list[IdleReport]:
        if self._gap is None or self._last is None:
            return []
        if now - self._last >= self._gap - EARLY:
            return self._say(Quiet(self._last))
        if proved or self.is_quiet:
            return self._say(Active(self._last))
        return []

    def _say(self, report: IdleReport) -> list[IdleReport]:
        if _is_news(report, self._said):
            self._said = report
            return [report]
        return []


def _is_news(report: IdleReport, said: IdleReport | None) -> bool:
    match report, said:
        case Active(), Active():
            return False
        case Quiet(since=since), Quiet(since=before):
            return abs(since - before) >= SAME_INPUT
        case _:
            return True
