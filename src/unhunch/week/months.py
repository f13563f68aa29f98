"""Pain by region and breaks taken, day by day. A day without a report is None, never 0."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..body.days import merged_days
from ..body.history import History
from ..body.terms import REGIONS
from ..desk.facts import BreakCredited, PromptAnswered, PromptShown
from ..fact import Fact
from ..report.exposure import breaks

KINDS: tuple[type[Fact], ...] = (BreakCredited, PromptAnswered, PromptShown)
"""The facts that breaks are counted from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The worst score of each region on each of the days; None: nobody was asked, or answered."""

    days: Sequence[date]
    by_region: Mapping[str, Sequence[int | None]]

    @property
    def reported(self) -> int:
        """On how many of the days there is a report."""
        return sum(score is not None for score in self.by_region[REGIONS[0]])

    def hurt(self) -> tuple[str, ...]:
        """Return the regions that had any pain, in the order of the body map."""
        return tuple(region for region in REGIONS if any(self.by_region[region]))


def days_from(first: date, last: date) -> tuple[date, ...]:
    """Return the days from the first to the last, both included."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def scores(history: History, days: Sequence[date]) -> Scores:
    """Return the scores of these days, by the days as they were put right when the clock was."""
    known = {each.date: each for each in merged_days(history, days[-1]) if each.completed}
    return Scores(
        days=days,
        by_region={
            region: [known[day].score((region,)) if day in known else None for day in days]
            for region in REGIONS
        },
    )


def breaks_taken(facts: Sequence[Fact], days: Sequence[date]) -> list[int | None]:
    """Return how many breaks were taken on each of the days, asked for by a prompt or not.

    `facts`: also of the day before, whose last prompt may have been answered on the first.
    None: a day of which nothing was noted; nobody knows whether anybody sat on it.
    """
    noted = {fact.at.date() for fact in facts}
    found = breaks(facts)
    counts = Counter(moment.date() for moment in (*found.taken, *found.unprompted))
    return [counts[day] if day in noted else None for day in days]
