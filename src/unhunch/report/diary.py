"""The diary as the report reads it: report days, scores and answers up to the period's end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..body.days import Day, merged_days
from ..body.history import History
from ..body.stretch import median
from ..body.terms import REGIONS
from .data import Period

PAIN = 2
"""A day with this score or a higher one is a pain day (rules.md section 3)."""


@dataclass(frozen=True)
class Diary:
    """A history of which nothing lies after the period."""

    history: History
    period: Period

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Every day of the whole diary that was told about, oldest first."""
        return merged_days(self.history, self.period.to)

    @cached_property
    def reports(self) -> tuple[Day, ...]:
        """The days of the whole diary with a completed check-in, oldest first."""
        return tuple(day for day in self.days if day.completed)

    def within(self, days: int | None = None) -> tuple[Day, ...]:
        """The report days of the period, or of its last `days` days."""
        return tuple(day for day in self.reports if day.date >= self.first(days))

    def first(self, days: int | None = None) -> date:
        """The first day of the period, or of its last `days` days."""
        if days is None:
            return self.period.from_
        return max(self.period.from_, days_before(self.period.to, days - 1))

    def yes(self, flag: str) -> tuple[date, ...]:
        """The days on which this was ticked and not taken back, oldest first."""
        return tuple(day.date for day in self.days if flag in day.yes)

    def no(self, flag: str) -> tuple[date, ...]:
        """The days on which this was answered no, and not also yes."""
        return tuple(day.date for day in self.days if flag in day.no)

    def answered(self, flag: str) -> tuple[date, ...]:
        """The days on which this was answered."""
        return tuple(day.date for day in self.days if flag in day.yes or flag in day.no)

    def is_open(self, flag: str, day: date) -> bool:
        """Whether the tick of this day was discussed with no professional since."""
        return any(each.date == day and flag in each.open for each in self.days)

    def taken_back(self, flag: str) -> tuple[date, ...]:
        """The days on which every tick of this was a mistake."""
        said = {report.day for report in self.history.reports if flag in report.yes}
        return tuple(sorted(said.difference(self.yes(flag))))

    def worst(self, first: date, end: date) -> list[int]:
        """The worst score of each report day from `first` up to but not including `end`."""
        return [day.score(REGIONS) for day in self.reports if first <= day.date < end]


def days_before(day: date, number: int) -> date:
    """Return the day so many days earlier, the earliest date there is at most."""
    return date.fromordinal(max(1, day.toordinal() - number))


def days_after(day: date, number: int) -> date:
    """Return the day so many days later, the latest date there is at most."""
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + number))


def middle(values: Iterable[int]) -> float | None:
    """The median, the mean of the middle two where they are even; None: no values."""
    found = list(values)
    return median(found) if found else None
