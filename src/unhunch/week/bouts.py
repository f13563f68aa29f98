"""Sitting, by day and by hour of the day. Only bouts that ended and were measured count."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..desk.facts import BoutBegan, BoutEnded
from ..fact import Fact

KINDS: tuple[type[Fact], ...] = (BoutBegan, BoutEnded)
"""The facts that bouts are made of."""

ZERO = timedelta(0)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_LONGEST = _DAY
"""A bout over more than a day was a clock that was set, and nobody sat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """One stretch of sitting, or what of it lies on one day. Local, both with the same offset."""

    began: datetime
    ended: datetime

    @property
    def lasted(self) -> timedelta:
        """How long it was."""
        return self.ended - self.began


def bouts_of(facts: Iterable[Fact]) -> list[Bout]:
    """Return the measured bouts, in the order in which they ended in the journal."""
    return [
        Bout(began=fact.at - fact.sat, ended=fact.at)
        for fact in facts
        if isinstance(fact, BoutEnded) and fact.sat is not None and ZERO < fact.sat <= _LONGEST
    ]


def open_since(facts: Iterable[Fact]) -> datetime | None:
    """Return when the bout began that has not ended in these facts; None: there is none."""
    since = None
    for fact in facts:
        if isinstance(fact, BoutBegan):
            since = fact.at
        elif isinstance(fact, BoutEnded):
            since = None
    return since


def by_day(bouts: Iterable[Bout], days: Collection[date]) -> Mapping[date, Sequence[Bout]]:
    """Return what of the bouts lies on each of these days, oldest first; cut at midnight."""
    found: dict[date, list[Bout]] = {day: [] for day in days}
    for bout in bouts:
        for piece in _cut(bout, _midnight_after):
            if piece.began.date() in found:
                found[piece.began.date()].append(piece)
    return {day: sorted(pieces, key=_began) for day, pieces in found.items()}


def longest_by_day(bouts: Iterable[Bout]) -> Mapping[date, timedelta]:
    """Return the longest bout by the day on which it ended, uncut."""
    longest: dict[date, timedelta] = {}
    for bout in bouts:
        day = bout.ended.date()
        longest[day] = max(bout.lasted, longest.get(day, ZERO))
    return longest


def by_hour(bouts: Iterable[Bout]) -> Mapping[tuple[date, int], timedelta]:
    """Return how long was sat in each hour of each day, by day and hour (0 to 23).

    An hour that came twice, in autumn or to a traveller, has what was sat in both.
    """
    each: dict[tuple[date, int, timedelta | None], timedelta] = defaultdict(timedelta)
    for bout in bouts:
        for piece in _cut(bout, _hour_after):
            hour = piece.began
            each[hour.date(), hour.hour, hour.utcoffset()] += piece.lasted
    found: dict[tuple[date, int], timedelta] = defaultdict(timedelta)
    for (day, number, _), lasted in each.items():
        # Two bouts can overlap where the clock was set; no hour is longer than it is.
        found[day, number] += min(lasted, _HOUR)
    return found


def total(bouts: Iterable[Bout]) -> timedelta:
    """Return how long these bouts were together."""
    return sum((bout.lasted for bout in bouts), ZERO)


def _cut(bout: Bout, border: Callable[[datetime], datetime]) -> Iterable[Bout]:
    began = bout.began
    while (end := border(began)) < bout.ended:
        yield Bout(began=began, ended=end)
        began = end
    if began < bout.ended:
        yield Bout(began=began, ended=bout.ended)


def _midnight_after(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), moment.tzinfo) + _DAY


def _hour_after(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + _HOUR


def _began(bout: Bout) -> datetime:
    return bout.began
