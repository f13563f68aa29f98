"""Long bouts and the check-in after them, side by side. Nothing is said of what makes what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from ..body.facts import CheckedIn
from ..fact import Fact
from .bouts import Bout
from .ranks import Correlation, spearman

LOOKED_AT = timedelta(weeks=26)
"""How far back is looked: what was true two desks ago says nothing of this one."""

BEFORE = timedelta(hours=24)
"""A check-in asks for the worst of the last 24 hours, so it is held against the bouts of these."""

LONG = timedelta(minutes=60)
"""From here on a bout is called long here. Only a place to part the days at; no rule knows it."""

FEWEST = 14
"""With fewer check-ins nothing is shown: chance would be all there is to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A day's last check-in: the longest bout that ended in the 24 h before it, the worst score."""

    day: date
    longest: timedelta
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """So many days, and the score in their middle; None: no days."""

    days: int
    middle: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Days with a long bout and the others. `correlation` None: one side is always the same."""

    pairs: Sequence[Pair]
    long: Side
    others: Side
    correlation: Correlation | None


def pairs_of(facts: Iterable[Fact], bouts: Sequence[Bout]) -> list[Pair]:
    """Return a pair for each day with a check-in that measured sitting came before, oldest first.

    A day's worst score counts, and the time of its last check-in.
    """
    last: dict[date, CheckedIn] = {}
    worst: dict[date, int] = {}
    for fact in facts:
        if isinstance(fact, CheckedIn):
            day = fact.at.date()
            last[day] = max(last.get(day, fact), fact, key=lambda each: each.at)
            worst[day] = max(worst.get(day, 0), *(score for _, score in fact.pain), 0)
    found = []
    for day, checked in sorted(last.items()):
        within = [bout.lasted for bout in bouts if checked.at - BEFORE < bout.ended <= checked.at]
        if within:
            found.append(Pair(day=day, longest=max(within), score=worst[day]))
    return found


def together(pairs: Sequence[Pair]) -> Together | None:
    """Return the comparison; None with fewer than 14 pairs."""
    if len(pairs) < FEWEST:
        return None
    return Together(
        pairs=pairs,
        long=_side([pair for pair in pairs if pair.longest >= LONG]),
        others=_side([pair for pair in pairs if pair.longest < LONG]),
        correlation=spearman(
            [pair.longest.total_seconds() for pair in pairs], [pair.score for pair in pairs]
        ),
    )


def _side(pairs: Sequence[Pair]) -> Side:
    return Side(days=len(pairs), middle=median(pair.score for pair in pairs) if pairs else None)
