"""The days at the computer, out of what the desk noted: hours, sitting, breaks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from ..desk import facts as f
from ..desk.policy import SITTING, STRETCH, Answer
from ..desk.present_spans import KINDS as OF_PRESENCE
from ..desk.present_spans import by_day, present_spans
from ..fact import Fact
from .data import Exposure, Period
from .diary import days_before

KINDS: tuple[type[Fact], ...] = (*OF_PRESENCE, f.BoutEnded, f.PromptShown, f.PromptAnswered)
"""The facts of the desk that a report looks at."""

A_DAY_AT_THE_DESK = timedelta(minutes=30)
"""With less presence a day is no working day (product.md section 2, checkin)."""

BREAKS = frozenset({SITTING, STRETCH})
TAKEN = frozenset({Answer.DONE, Answer.START, Answer.STOPPED, Answer.HURT})

Presence = Mapping[date, timedelta]


def presence(facts: Iterable[Fact], period: Period) -> Presence:
    """Return how long the user was present on each day of the period, cut at midnight.

    `facts`: also of the day before and the day after, for who sat through the night. What has not
    ended in them is left out.
    """
    first = days_before(period.from_, 1)
    spans = present_spans(fact for fact in facts if fact.at.date() >= first)
    return {day: lasted for day, lasted in by_day(spans).items() if day in period}


def working_days(present: Presence) -> list[date]:
    """Return the days that count as days at the desk, oldest first."""
    return sorted(day for day, lasted in present.items() if lasted >= A_DAY_AT_THE_DESK)


def exposure(facts: Sequence[Fact], period: Period, present: Presence) -> Exposure:
    """Return what the period's days at the desk were like."""
    within = [fact for fact in facts if fact.at.date() in period]
    days = working_days(present)
    longest = _longest(within)
    sat = [longest[day] / timedelta(minutes=1) for day in days if day in longest]
    found = breaks(within)
    hours = [present[day] / timedelta(hours=1) for day in days]
    return Exposure(
        screen_hours_median=round(median(hours), 1) if hours else None,
        longest_sit_min_median=round(median(sat)) if sat else None,
        breaks_offered=found.offered,
        breaks_taken=len(found.taken),
        breaks_unprompted=len(found.unprompted),
        workstation=(),
    )


def _longest(facts: Iterable[Fact]) -> dict[date, timedelta]:
    """The longest measured bout by the day on which it ended."""
    longest: dict[date, timedelta] = {}
    for fact in facts:
        if isinstance(fact, f.BoutEnded) and fact.sat is not None:
            day = fact.at.date()
            longest[day] = max(fact.sat, longest.get(day, fact.sat))
    return longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """How many breaks were offered, when these were taken, and when there were others."""

    offered: int
    taken: Sequence[datetime]
    unprompted: Collection[datetime]


def breaks(facts: Iterable[Fact]) -> Breaks:
    """Return the breaks in these facts. One that the user asked for was not offered."""
    open_: set[int] = set()
    offered = 0
    taken: list[datetime] = []
    full, by_break = set(), set()
    for fact in facts:
        match fact:
            case f.PromptShown(again=False, asked=False) if BREAKS & set(fact.reminders):
                offered += 1
                open_.add(fact.prompt)
            case f.PromptAnswered(prompt=prompt, answer=answer, by=by):
                if by == "break":
                    by_break.add(fact.at)
                if answer in TAKEN and prompt in open_:
                    taken.append(fact.at)
                    open_.remove(prompt)
            case f.BreakCredited(full=True):
                full.add(fact.at)
    return Breaks(offered=offered, taken=taken, unprompted=full - by_break)
