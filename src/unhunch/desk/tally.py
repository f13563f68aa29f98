"""How the prompts of each reminder ended, day by day: enough to ask whether it is still wanted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

LOOKED_AT = timedelta(days=30)
"""Days that count: what somebody did last summer says nothing of what they want now. The daemon
reads as many days whole when it starts."""

DAYS, PROMPTS = 10, 15
"""After so many days with a prompt, and so many prompts in all, it is asked (product.md 3.6)."""

HARDLY_EVER = 5
"""Under one in so many done."""


@dataclass(frozen=True, slots=True)
class DayTally:
    """How many prompts of one reminder ended on a local day, and how many of them as done."""

    day: date
    ended: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """`days`: of each reminder, those that count. `ignored`: those hardly ever done that
    were not asked about yet; `wondered`: those that were."""

    days: Mapping[str, tuple[DayTally, ...]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    wondered: frozenset[str] = frozenset()


def tallied(tallies: Tallies, names: Collection[str], day: date, *, done: bool) -> Tallies:
    """Return the tallies with one more prompt of these reminders that ended on this day."""
    days = dict(tallies.days)
    for name in names:
        days[name] = _with_one(days.get(name, ()), day, done)
    ignored = {name for name in names if is_hardly_ever_done(days[name])}
    rest = tallies.ignored.difference(names)
    return replace(tallies, days=days, ignored=rest | (ignored - tallies.wondered))


def tallied_on(tallies: Tallies, today: date) -> Tallies:
    """Return the tallies with the days that count on this one: never more than are looked at."""
    oldest = min((days[0].day for days in tallies.days.values()), default=today)
    if today - oldest < LOOKED_AT:
        return tallies
    recent = {
        name: tuple(each for each in days if today - each.day < LOOKED_AT)
        for name, days in tallies.days.items()
    }
    ignored = {name for name, days in recent.items() if is_hardly_ever_done(days)}
    return replace(
        tallies,
        days={name: days for name, days in recent.items() if days},
        ignored=frozenset(ignored - tallies.wondered),
    )


def wondered(tallies: Tallies, name: str) -> Tallies:
    """Return the tallies with this reminder asked about, once and for all."""
    return replace(tallies, ignored=tallies.ignored - {name}, wondered=tallies.wondered | {name})


def is_hardly_ever_done(days: tuple[DayTally, ...]) -> bool:
    """Whether it is time to ask (product.md 3.6): prompted long and often enough, and under a fifth
    of it done."""
    if len(days) < DAYS:
        return False
    ended, done = sum([each.ended for each in days]), sum([each.done for each in days])
    return ended >= PROMPTS and done * HARDLY_EVER < ended


def _with_one(days: tuple[DayTally, ...], day: date, done: bool) -> tuple[DayTally, ...]:
    if days and days[-1].day == day:
        before, was = days[:-1], days[-1]
    else:
        # An end that is noticed late is dated back to a day that others have followed.
        before = tuple(each for each in days if each.day != day)
        was = next((each for each in days if each.day == day), DayTally(day))
    return (*before, DayTally(day, was.ended + 1, was.done + done))
