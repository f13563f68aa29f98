"""C2 to C10: worth talking to a professional. One function for each row of rules.md section 6, C.

Core unless marked Opt. P: public advice tied to one item; K: counts of the user's own reports. C2,
C5, C6 and C8 are asked for each group that had a pain day in the last 7 days.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from .change import flares, worsening
from .days import Day, Past
from .evidence import Evidence, Fired, evidence_of, of_group
from .limbs import unresolved
from .rules_persistent import Spell
from .rules_soon import LIMB_RADIATES
from .stretch import share_is_ok
from .terms import RADIATES, TINGLING, Level


def c2_worsening(spell: Spell) -> Fired | None:
    """C2 (K): worsening, the last median 4 or more and below 7 [C14][D]. From 7 on it is S8."""
    worse = worsening(spell.group.reports, spell.told.day)
    if worse is None or worse.after >= 7:
        return None
    return _of(spell, "C2", worse.numbers, ())


def c3_radiates_again(told: Past) -> Iterator[Fired]:
    """C3 (K): radiates into an arm or leg, not resolved, on 2 dates in 14 d [C35][C36][D].

    Or into neck and shoulders on 3 dates in 14 d, and worse on twisting on any date of these 14.
    """
    limbs = told.dates(unresolved(told) & set(LIMB_RADIATES), 14)
    spread = told.dates(("radiates_neck_shoulder",), 14)
    twisting = told.dates(("worse_twist_extend",), 14)
    if len(limbs) >= 2:
        yield _flagged("C3", limbs, LIMB_RADIATES, 14)
    elif len(spread) >= 3 and twisting:
        flags = ("radiates_neck_shoulder", "worse_twist_extend")
        yield _flagged("C3", [*spread, *twisting], flags, 14)


def c4_tingling_again(told: Past) -> Iterator[Fired]:
    """C4 (K): tingling of one arm or leg, not resolved, on 2 dates in 14 d [C35][C36][D]."""
    flags = unresolved(told) & {"tingling_arm_one", "tingling_leg_one"}
    days = told.dates(flags, 14)
    if len(days) >= 2:
        yield _flagged("C4", days, flags, 14)


def c5_spine_column(spell: Spell) -> Fired | None:
    """C5 (K): within 14 d at least 3 of 6 signs: the source article's "spine" column, counted [D].

    Radiates; tingling at any score; worse on twisting on 2 dates; constant on 2 dates; a score of 7
    or more; 14 days old with 3 pain days in 14.
    """
    told, group = spell.told, spell.group
    radiating = told.dates(RADIATES, 14, group)
    tingling = told.dates(TINGLING, 14)
    twisting = told.dates(("worse_twist_extend",), 14, group)
    constant = told.dates(("constant",), 14, group)
    severe = group.reports.window(told.day, 14).at_least(7).numbers
    pain = group.pain.window(told.day, 14).numbers if spell.age >= 14 else ()
    signs = [
        [day.number for day in radiating],
        [day.number for day in tingling],
        [day.number for day in twisting] if len(twisting) >= 2 else [],
        [day.number for day in constant] if len(constant) >= 2 else [],
        severe,
        pain if len(pain) >= 3 else [],
    ]
    if sum(1 for sign in signs if sign) < 3:
        return None
    flags = [*RADIATES, *TINGLING]
    flags += ["worse_twist_extend"] if len(twisting) >= 2 else []
    flags += ["constant"] if len(constant) >= 2 else []
    return _of(spell, "C5", (number for sign in signs for number in sign), flags, 14)


def c6_recurrent_or_intermittent(spell: Spell) -> Fired | None:
    """C6 (K): 3 flares in 182 d; or in 84 d 12 pain days in 8 weeks, below the share [C10][D].

    The median of these pain days is 3 or more. Neither looks at the episode.
    """
    told, group = spell.told, spell.group
    found = flares(group.reports, told.day)
    if len(found) >= 3:
        return _of(spell, "C6", (number for flare in found for number in flare), (), 182)
    reports = group.reports.window(told.day, 84)
    pain = reports.at_least(2)
    often = len(pain) >= 12 and pain.weeks(told.day) >= 8 and pain.median >= 3
    if often and not share_is_ok(len(pain), len(reports)):
        return _of(spell, "C6", pain.numbers, (), 84)
    return None


def c8_interferes(spell: Spell) -> Fired | None:
    """C8 (K): it stopped work or sleep on 3 dates in 14 d [C35][D]."""
    days = spell.told.dates(("interferes",), 14, spell.group)
    if len(days) < 3:
        return None
    return _of(spell, "C8", (day.number for day in days), ("interferes",), 14)


def c9_worried(told: Past) -> Iterator[Fired]:
    """C9 (P): worried in the last 7 d [C35]."""
    if days := told.dates(("worried",), 7):
        yield _flagged("C9", days, ("worried",), 7)


def c10_painkillers(told: Past) -> Iterator[Fired]:
    """C10 (K, Opt): painkillers most days in 14 d, first and last date 7 d apart [C35][D]."""
    days = told.dates(("painkillers_most_days",), 14)
    if days and days[-1].number - days[0].number >= 7:
        yield _flagged("C10", days, ("painkillers_most_days",), 14)


def _of(
    spell: Spell,
    rule: str,
    numbers: Iterable[int],
    flags: Collection[str],
    window: int | None = None,
) -> Fired:
    evidence = of_group(spell.told, spell.group, numbers, flags=flags, window=window)
    return Fired(rule=rule, level=Level.CONSIDER, evidence=evidence, group=spell.group.name)


def _flagged(rule: str, days: Iterable[Day], flags: Collection[str], window: int) -> Fired:
    evidence: Evidence = evidence_of(days, flags=flags, window=window)
    return Fired(rule=rule, level=Level.CONSIDER, evidence=evidence)


C_RULES: tuple[Callable[[Past], Iterator[Fired]], ...] = (
    c3_radiates_again,
    c4_tingling_again,
    c9_worried,
    c10_painkillers,
)
"""The rows that do not look at groups."""

C_GROUP_RULES: tuple[Callable[[Spell], Fired | None], ...] = (
    c2_worsening,
    c5_spine_column,
    c6_recurrent_or_intermittent,
    c8_interferes,
)
