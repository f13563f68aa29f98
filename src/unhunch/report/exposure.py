"""The days at the computer, out of what the desk noted: hours, sitting, breaks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from ..desk import facts as f
from ..desk.evolve import evolve
from ..desk.policy import SITTING, STRETCH, Answer
from ..desk.state import initial, present_time
from ..fact import Fact
from .data import Exposure, Period

A_DAY_AT_THE_DESK = timedelta(minutes=30)
"""With less presence a day is no working day (product.md section 2, checkin)."""

BREAKS = frozenset({SITTING, STRETCH})
TAKEN = frozenset({Answer.DONE, Answer.START, Answer.STOPPED, Answer.HURT})

Presence = Mapping[date, timedelta]


def presence(facts: Iterable[Fact], period: Period) -> Presence:
    """Return how long the user was present on each day of the period, by the present clock.

    What lasts over midnight counts for the day on which it ended.
    """
    found: dict[date, timedelta] = defaultdict(timedelta)
    state = None
    for fact in facts:
        day = fact.at.date()
        if day not in period:
            continue
        before = state or initial(fact.at)
        state = evolve(before, fact)
        found[day] += present_time(state, fact.at) - present_time(before, before.since)
    return found


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
