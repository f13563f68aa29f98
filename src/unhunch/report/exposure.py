"""The days at the computer, out of what the desk noted: hours, sitting, breaks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
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
    offered, taken, unprompted = breaks(within)
    hours = [present[day] / timedelta(hours=1) for day in days]
    return Exposure(
        screen_hours_median=round(median(hours), 1) if hours else None,
        longest_sit_min_median=round(median(sat)) if sat else None,
        breaks_offered=offered,
        breaks_taken=taken,
        breaks_unprompted=unprompted,
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


def breaks(facts: Iterable[Fact]) -> tuple[int, int, int]:
    """Return how many breaks were offered, how many of these taken, how many others there were."""
    open_: set[int] = set()
    offered = taken = 0
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
                    taken += 1
                    open_.remove(prompt)
            case f.BreakCredited(full=True):
                full.add(fact.at)
    return offered, taken, len(full - by_break)
