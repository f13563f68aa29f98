"""The diary as the report reads it: report days, scores and answers up to the period's end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import median

from ..body.history import History
from .data import Period

PAIN = 2
"""A day with this score or a higher one is a pain day (rules.md section 3)."""


@dataclass(frozen=True)
class Diary:
    """A history of which nothing lies after the period."""

    history: History
    period: Period

    @cached_property
    def scores(self) -> dict[date, dict[str, int]]:
        """The highest score of each region by report day, oldest first; not named: it scored 0."""
        found: dict[date, dict[str, int]] = {}
        for report in self.history.reports:
            if report.completed:
                day = found.setdefault(report.day, {})
                for region, score in report.pain.items():
                    day[region] = max(score, day.get(region, 0))
        return dict(sorted(found.items()))

    @cached_property
    def report_days(self) -> tuple[date, ...]:
        """The days of the whole diary with a completed check-in, oldest first."""
        return tuple(self.scores)

    def within(self, days: int | None = None) -> tuple[date, ...]:
        """The report days of the period, or of its last `days` days."""
        first = self.period.from_
        if days is not None:
            first = max(first, self.period.to - timedelta(days=days - 1))
        return tuple(day for day in self.report_days if first <= day)

    def worst(self, day: date, regions: Iterable[str]) -> int | None:
        """The highest score of these regions on this day; None: there was no report."""
        scores = self.scores.get(day)
        return None if scores is None else max(scores.get(region, 0) for region in regions)

    def yes(self, flag: str) -> tuple[date, ...]:
        """The days on which this was ticked and not taken back, oldest first."""
        return tuple(sorted(self._ticked.get(flag, set()) - self._taken.get(flag, set())))

    def taken_back(self, flag: str) -> tuple[date, ...]:
        """The days on which a tick of this was a mistake."""
        return tuple(sorted(self._taken.get(flag, set())))

    def no(self, flag: str) -> tuple[date, ...]:
        """The days on which this was answered no, and not also yes."""
        return tuple(sorted(self._denied.get(flag, set()) - self._ticked.get(flag, set())))

    def answered(self, flag: str) -> tuple[date, ...]:
        """The days on which this was answered."""
        return tuple(sorted({*self.yes(flag), *self.no(flag)}))

    @cached_property
    def _ticked(self) -> dict[str, set[date]]:
        return self._days_of(lambda report: report.yes)

    @cached_property
    def _denied(self) -> dict[str, set[date]]:
        return self._days_of(lambda report: report.no)

    def _days_of(self, answers: Callable[..., Iterable[str]]) -> dict[str, set[date]]:
        found: dict[str, set[date]] = {}
        for report in self.history.reports:
            for flag in answers(report):
                found.setdefault(flag, set()).add(report.day)
        return found

    @cached_property
    def _taken(self) -> dict[str, set[date]]:
        """Each retraction takes back the newest tick up to its day that is not taken back yet."""
        taken: dict[str, set[date]] = {}
        for each in sorted(self.history.retractions, key=lambda retraction: retraction.day):
            already = taken.setdefault(each.flag, set())
            left = [day for day in self._ticked.get(each.flag, ()) if day <= each.day]
            if left := [day for day in left if day not in already]:
                already.add(max(left))
        return taken


def middle(values: Iterable[int]) -> float | None:
    """The median, the mean of the middle two where they are even; None: no values."""
    found = list(values)
    return float(median(found)) if found else None
