"""Counting over report days: spans, weeks, shares and medians (rules.md section 6)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Report days of one group, oldest first, with the group's value on each."""

    numbers: Sequence[int]
    values: Sequence[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def at_least(self, score: int) -> "Stretch":
        """Return the days with this score or more."""
        kept = [index for index, value in enumerate(self.values) if value >= score]
        return Stretch([self.numbers[i] for i in kept], [self.values[i] for i in kept])

    def since(self, number: int) -> "Stretch":
        """Return the days from this one on."""
        first = bisect_left(self.numbers, number)
        return Stretch(self.numbers[first:], self.values[first:])

    def until(self, number: int) -> "Stretch":
        """Return the days up to this one."""
        last = bisect_right(self.numbers, number)
        return Stretch(self.numbers[:last], self.values[:last])

    def window(self, day: int, length: int) -> "Stretch":
        """Return the days d with day - length < d <= day, when none is later than `day`."""
        return self.since(day - length + 1)

    def has_since(self, number: int) -> bool:
        """Whether any of the days is this one or later."""
        return bool(self.numbers) and self.numbers[-1] >= number

    def between(self, first: int, last: int) -> Sequence[int]:
        """Return the days after `first` and before `last`."""
        return self.numbers[bisect_right(self.numbers, first) : bisect_left(self.numbers, last)]

    @property
    def span(self) -> int:
        """The last day minus the first; 0 where there is none."""
        return self.numbers[-1] - self.numbers[0] if self.numbers else 0

    @property
    def median(self) -> float:
        """The median of the values; 0 where there is none."""
        return median(self.values)

    def weeks(self, day: int) -> int:
        """Return in how many of the 7-day bins day..day-6, day-7..day-13, … the days lie."""
        return len({(day - number) // 7 for number in self.numbers})


def median(values: Iterable[int]) -> float:
    """Return the middle value, of an even count the mean of the middle two; of none 0."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def share_is_ok(pain: int, reports: int) -> bool:
    """Whether pain days are half of the report days with 4 or more of them, else three quarters.

    rules.md section 6, C [D].
    """
    return 2 * pain >= reports if pain >= 4 else 4 * pain >= 3 * reports
