"""C1: pain that persists in one group. One function for each row of rules.md section 6, C.

All Core, of kind K. Everything is counted over the report days of the window since the start of the
group's episode; the numbers are by design [D], anchored to [C12][C35][C36]. Every row that holds
counts, not only the first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .days import Group, Past
from .episodes import start_of
from .evidence import Fired, of_group
from .stretch import Stretch, share_is_ok
from .terms import Level


@dataclass(frozen=True, slots=True)
class Spell:
    """The present episode of a group that had a pain day in the last 7 days."""

    told: Past
    group: Group
    start: int

    @property
    def age(self) -> int:
        """The day asked about minus the start."""
        return self.told.day - self.start

    def window(self, length: int) -> Stretch:
        """Return the report days of a window, of these only those since the start."""
        return self.group.reports.since(max(self.start, self.told.day - length + 1))


def spells(told: Past) -> Iterator[Spell]:
    """Return the groups that C1, C2, C5, C6 and C8 look at: with a pain day in the last 7 days."""
    for group in told.groups:
        if group.pain.has_since(told.day - 6) and (start := start_of(told, group)) is not None:
            yield Spell(told, group, start)


def c1a_severe(spell: Spell) -> Fired | None:
    """C1a: in 14 days 3 pain days spanning 6, 2 of them with 7 or more."""
    reports = spell.window(14)
    pain = reports.at_least(2)
    holds = len(pain) >= 3 and pain.span >= 6 and len(pain.at_least(7)) >= 2
    return _persists("C1a", spell, reports, pain, 14) if holds else None


def c1b_moderate(spell: Spell) -> Fired | None:
    """C1b: in 28 days 4 pain days in 3 weeks, spanning 21, their median 4 or more."""
    reports = spell.window(28)
    pain = reports.at_least(2)
    weeks = pain.weeks(spell.told.day)
    holds = len(pain) >= 4 and weeks >= 3 and pain.span >= 21 and pain.median >= 4
    return _persists("C1b", spell, reports, pain, 28) if holds else None


def c1c_mild(spell: Spell) -> Fired | None:
    """C1c: in 42 days 5 pain days in 4 weeks, spanning 35."""
    reports = spell.window(42)
    pain = reports.at_least(2)
    holds = len(pain) >= 5 and pain.weeks(spell.told.day) >= 4 and pain.span >= 35
    return _persists("C1c", spell, reports, pain, 42) if holds else None


def c1d_long(spell: Spell) -> Fired | None:
    """C1d: 84 days old, in 42 days 5 pain days in 4 weeks, spanning 28, lately 4 or more.

    The median of the last three report days. It fires even if improving.
    """
    reports = spell.window(42)
    pain = reports.at_least(2)
    lately = Stretch(reports.numbers[-3:], reports.values[-3:])
    holds = (
        spell.age >= 84
        and len(pain) >= 5
        and pain.weeks(spell.told.day) >= 4
        and pain.span >= 28
        and lately.median >= 4
    )
    return _persists("C1d", spell, reports, pain, 42) if holds else None


def c1e_recalled(spell: Spell) -> Fired | None:
    """C1e: a silence bridged with "most of the time", 28 days old and now 4, or 42 days and 2.

    The answer is dated after the episode's start and up to its last pain day.
    """
    last = spell.group.pain.numbers[-1]
    bridged = "most_of_the_time" in spell.told.answers(spell.start, last)
    current = spell.group.reports.values[-1]
    if not bridged or not (
        (spell.age >= 28 and current >= 4) or (spell.age >= 42 and current >= 2)
    ):
        return None
    pain = spell.group.pain.since(spell.start)
    evidence = of_group(spell.told, spell.group, pain.numbers)
    return Fired(rule="C1e", level=Level.CONSIDER, evidence=evidence, group=spell.group.name)


def _persists(
    rule: str, spell: Spell, reports: Stretch, pain: Stretch, window: int
) -> Fired | None:
    if not share_is_ok(len(pain), len(reports)):
        return None
    evidence = of_group(spell.told, spell.group, pain.numbers, window=window)
    return Fired(rule=rule, level=Level.CONSIDER, evidence=evidence, group=spell.group.name)


C1_RULES: tuple[Callable[[Spell], Fired | None], ...] = (
    c1a_severe,
    c1b_moderate,
    c1c_mild,
    c1d_long,
    c1e_recalled,
)
