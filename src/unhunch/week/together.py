"""Long bouts and the check-in after them, side by side. Nothing is said of what makes what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from ..body.facts import CheckedIn
from ..desk.facts import BoutEnded, ClockSet
from ..fact import Fact
from .bouts import Bout, bouts_of
from .ranks import Correlation, spearman

KINDS: tuple[type[Fact], ...] = (BoutEnded, CheckedIn, ClockSet)
"""The facts that are compared, and those that change when they were."""

LOOKED_AT = timedelta(weeks=26)
"""How far back is looked: what was true two desks ago says nothing of this one."""

BEFORE = timedelta(hours=24)
"""A check-in asks for the worst of the last 24 hours, so it is held against the bouts of these."""

LONG = timedelta(minutes=60)
"""From here on a bout is called long here. Only a place to part the days at; no rule knows it."""

FEWEST = 14
"""With fewer check-ins nothing is shown: chance would be all there is to see."""

Checked = tuple[datetime, int]
"""When a check-in was completed, and its worst score."""


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


def pairs_of(facts: Iterable[Fact]) -> list[Pair]:
    """Return a pair for each day with a check-in that measured sitting came before, oldest first.

    `facts`: of `KINDS`, in order. A day's worst score counts, and the time of its last check-in.
    What was noted before the clock was set is moved along with it, so that it stays as long ago.
    """
    bouts: list[Bout] = []
    checked: list[Checked] = []
    for fact in facts:
        match fact:
            case ClockSet(by=by):
                bouts = [Bout(began=each.began + by, ended=each.ended + by) for each in bouts]
                checked = [(at + by, worst) for at, worst in checked]
            case CheckedIn():
                checked.append((fact.at, max((score for _, score in fact.pain), default=0)))
            case _:
                bouts += bouts_of((fact,))
    by_day: dict[date, list[Checked]] = {}
    for each in checked:
        by_day.setdefault(each[0].date(), []).append(each)
    pairs = (_pair(day, said, bouts) for day, said in sorted(by_day.items()))
    return [pair for pair in pairs if pair is not None]


def _pair(day: date, checked: Sequence[Checked], bouts: Iterable[Bout]) -> Pair | None:
    last = max(at for at, _ in checked)
    within = [bout.lasted for bout in bouts if last - BEFORE < bout.ended <= last]
    if not within:
        return None
    return Pair(day=day, longest=max(within), score=max(worst for _, worst in checked))


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
