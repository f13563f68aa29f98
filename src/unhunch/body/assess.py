"""History and day -> level: every rule of rules.md section 6 asked, the highest that fires wins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .days import Past, past
from .evidence import Evidence, Fired
from .history import History
from .items import Item
from .rules_consider import C_GROUP_RULES, C_RULES
from .rules_persistent import C1_RULES, spells
from .rules_soon import S_RULES
from .rules_urgent import E_RULES
from .rules_watch import W_RULES, modified, n1_nothing
from .terms import Level

__all__ = ["OPTIONAL", "RULES", "Assessment", "Evidence", "Fired", "Item", "assess", "open_items"]

OPTIONAL = frozenset(("S9", "S12", "S13", "C10"))
"""The rules that the settings can switch off. No other has a switch."""

RULES = (
    *("E1", "E2", "E3", "E4", "E5", "E6", "E7"),
    *("S1", "S2", "S3", "S4", "S5", "S8", "S9", "S10", "S12", "S11", "S13", "S14", "S15"),
    *("C1a", "C1b", "C1c", "C1d", "C1e", "C2", "C3", "C4", "C5", "C6", "C8", "C9", "C10"),
    *("W1", "W2", "W3", "W4", "W5", "W6", "W7"),
    *("K1", "N1"),
)
"""Every rule, in the order of the specification."""

_PLACE = {rule: place for place, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the rules come to on a day, before anti-flapping. `fired`: highest level first."""

    day: date
    level: Level
    fired: tuple[Fired, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that give the level, each once, in the order of the specification."""
        return tuple(dict.fromkeys(each.rule for each in self.fired if each.level is self.level))


def assess(history: History, day: date, off: Collection[str] = ()) -> Assessment:
    """Return the level on this day. `off`: optional rules that the user switched off.

    Anything else in `off` has no effect: what is Core has no switch.
    """
    told = past(history, day)
    silent = OPTIONAL.intersection(off)
    items = [each for each in _items(told) if each.rule not in silent]
    counts = [each for each in _counts(told) if each.rule not in silent]
    fired = [*items, *modified(told, counts), *(each for rule in W_RULES for each in rule(told))]
    ordered = sorted(fired or [n1_nothing()], key=_by_level)
    return Assessment(day=day, level=ordered[0].level, fired=tuple(ordered))


def open_items(history: History, day: date, off: Collection[str] = ()) -> tuple[Item, ...]:
    """Return the E and S items that stand on this day, faded ones too, highest level first."""
    silent = OPTIONAL.intersection(off)
    found = [
        Item(rule=each.rule, flag=each.flag, day=each.evidence.days[0], level=each.level)
        for each in sorted(_items(past(history, day)), key=_by_level)
        if each.flag is not None and each.rule not in silent
    ]
    return tuple(found)


def _items(told: Past) -> list[Fired]:
    return [each for rule in (*E_RULES, *S_RULES) for each in rule(told)]


def _counts(told: Past) -> list[Fired]:
    found = [each for rule in C_RULES for each in rule(told)]
    for spell in spells(told):
        asked = (rule(spell) for rule in (*C1_RULES, *C_GROUP_RULES))
        found.extend(each for each in asked if each is not None)
    return found


def _by_level(each: Fired) -> tuple[int, int]:
    return -each.level.rank, _PLACE[each.rule]
