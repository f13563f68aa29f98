"""E and S items: one flag of one row, until a professional was seen or it has faded (section 7)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from .days import Day, Past
from .evidence import Fired, evidence_of
from .terms import Level

Met = Callable[[Day], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an E or S rule rests on: a flag, and the last day on which it met the row.

    `level`: the present one; lower than the rule's once later denials have faded it.
    """

    rule: str
    flag: str
    day: date
    level: Level


@dataclass(frozen=True, slots=True)
class Row:
    """Flags of one rule that need the same on their day.

    `beside` and `regions`: the flags and regions that qualify it, to be named with it.
    """

    rule: str
    flags: Sequence[str]
    met: Met | None = None
    beside: Collection[str] = ()
    regions: Sequence[str] = field(default=())


def urgent(told: Past, row: Row) -> Iterator[Fired]:
    """Return the items of an E row. Each fades with its first denial, or stays urgent."""
    for flag in row.flags:
        if flag in told.ticked and (days := _days_met(told, flag, row)):
            yield from urgent_item(told, row, flag, days)


def urgent_item(told: Past, row: Row, flag: str, days: Sequence[Day]) -> Iterator[Fired]:
    """Return the item of an E row that rests on these days and is dated with the first of them."""
    denied = told.denials(flag, days[0].number)[:1]
    level = _faded_urgent(told.day - denied[0]) if denied else Level.URGENT
    yield from _fired(row, flag, days, level, denied)


def soon(told: Past, row: Row) -> Iterator[Fired]:
    """Return the items of an S row. Each fades with a second denial 3 or more days later."""
    for flag in row.flags:
        if flag in told.ticked and (days := _days_met(told, flag, row)):
            day = days[0].number
            denials = told.denials(flag, day)
            last = next((k for k in denials[1:] if k >= day + 3), None)
            level = Level.SOON if last is None else _faded_soon(told.day - last)
            denied = [] if last is None else [k for k in denials if k <= last]
            yield from _fired(row, flag, days, level, denied)


def _days_met(told: Past, flag: str, row: Row) -> list[Day]:
    for day in reversed(told.keeping(flag).ticked.get(flag, ())):
        if row.met is None or row.met(day):
            return [day]
    return []


def _faded_urgent(since: int) -> Level | None:
    if since <= 28:
        return Level.SOON
    return Level.CONSIDER if since <= 84 else None


def _faded_soon(since: int) -> Level | None:
    return Level.CONSIDER if since <= 28 else None


def _fired(
    row: Row, flag: str, days: Sequence[Day], level: Level | None, denied: Sequence[int]
) -> Iterator[Fired]:
    if level is not None:
        evidence = evidence_of(days, flags=(flag, *row.beside), regions=row.regions, denied=denied)
        yield Fired(rule=row.rule, level=level, evidence=evidence, flag=flag)
