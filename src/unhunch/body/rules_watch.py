"""W, K and N: what is kept an eye on, and less. One function for each row of rules.md section 6.

W4 and W6 are the modifiers: they take the place of a rule that is met.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from .change import improvement
from .days import Past
from .episodes import start_of
from .evidence import Evidence, Fired, evidence_of, of_group
from .limbs import resolving_denials, unresolved
from .terms import LIMB_FLAGS, REGIONS, Level

_IMPROVABLE = ("C1a", "C1b", "C1c", "C1e")
_SEEN_TO = ("C1a", "C1b", "C1c", "C1d", "C1e", "C6", "C8", "C10")


def w1_three_pain_days(told: Past) -> Iterator[Fired]:
    """W1: 3 pain days of one group in the last 10 days [D]."""
    for group in told.groups:
        pain = group.pain.window(told.day, 10)
        if len(pain) >= 3:
            evidence = of_group(told, group, pain.numbers, window=10)
            yield Fired(rule="W1", level=Level.WATCH, evidence=evidence, group=group.name)


def w2_severe_once(told: Past) -> Iterator[Fired]:
    """W2: any score of 7 or more in the last 3 days [C15][D]. One number does not escalate."""
    days = [day for day in told.last(3) if day.score() >= 7]
    if days:
        yield _watch("W2", evidence_of(days, regions=REGIONS, window=3))


def w3_limb_symptom_once(told: Past) -> Iterator[Fired]:
    """W3: a limb flag, not resolved, on a date in 14 d [D]."""
    flags = unresolved(told)
    if days := told.dates(flags, 14):
        yield _watch("W3", evidence_of(days, flags=flags, window=14))


def w4_improving(told: Past, met: Sequence[Fired]) -> Iterator[Fired]:
    """W4: a C1 rule other than C1d is met, but its group improves: tested again in 14 days."""
    for group in told.groups:
        held = [each for each in met if each.group == group.name and each.rule in _IMPROVABLE]
        start = start_of(told, group) if held else None
        if start is not None and improvement(group.reports, start, told.day):
            yield replace(held[0], rule="W4", level=Level.WATCH)


def w5_limb_symptom_resolved(told: Past) -> Iterator[Fired]:
    """W5: a limb flag was denied on 2 later days, the last 5 d after; for 14 days after its yes."""
    for flag in LIMB_FLAGS:
        denials = resolving_denials(told, flag)
        if denials and told.day - told.ticked[flag][-1].number <= 14:
            days = told.ticked[flag][-1:]
            yield _watch("W5", evidence_of(days, flags=(flag,), denied=denials))


def w6_seen(told: Past, met: Sequence[Fired]) -> Iterator[Fired]:
    """W6: C1, C6, C8 or C10 is met, and a professional was seen within 42 days."""
    if not was_seen(told):
        return
    found: set[str | None] = set()
    for each in met:
        if each.rule in _SEEN_TO and each.group not in found:
            found.add(each.group)
            yield replace(each, rule="W6", level=Level.WATCH)


def w7_painful_before_silence(told: Past) -> Iterator[Fired]:
    """W7: silent for 7 to 21 days after a pain day, the third or more in 10 days [D]."""
    for group in told.groups:
        reports = group.reports
        if not reports or not 7 <= told.day - reports.numbers[-1] <= 21 or reports.values[-1] < 2:
            continue
        pain = group.pain.since(reports.numbers[-1] - 9)
        if len(pain) >= 3:
            evidence = of_group(told, group, pain.numbers)
            yield Fired(rule="W7", level=Level.WATCH, evidence=evidence, group=group.name)


def k1_some_pain(told: Past) -> Iterator[Fired]:
    """K1: any score of 1 or more in the last 7 days."""
    days = [day for day in told.last(7) if day.score() >= 1]
    if days:
        evidence = evidence_of(days, regions=REGIONS, window=7)
        yield Fired(rule="K1", level=Level.SELF_CARE, evidence=evidence)


def n1_nothing() -> Fired:
    """N1: none of the other rules fired."""
    return Fired(rule="N1", level=Level.NONE, evidence=Evidence())


def modified(told: Past, met: Sequence[Fired]) -> list[Fired]:
    """Return the rules met with the modifiers applied: W4 and W6 instead of what they calm."""
    improving = list(w4_improving(told, met))
    seen = list(w6_seen(told, met))
    better = {each.group for each in improving}
    left = [
        each
        for each in met
        if not (each.rule in _IMPROVABLE and each.group in better)
        and not (each.rule in _SEEN_TO and seen)
    ]
    return [*left, *improving, *seen]


def was_seen(told: Past) -> bool:
    """Whether a professional was seen within 42 days."""
    return bool(told.visits) and told.visits[-1].day.toordinal() > told.day - 42


def _watch(rule: str, evidence: Evidence) -> Fired:
    return Fired(rule=rule, level=Level.WATCH, evidence=evidence)


W_RULES: tuple[Callable[[Past], Iterator[Fired]], ...] = (
    w1_three_pain_days,
    w2_severe_once,
    w3_limb_symptom_once,
    w5_limb_symptom_resolved,
    w7_painful_before_silence,
    k1_some_pain,
)
