"""History and day -> level: every rule of rules.md section 6 asked, the highest that fires wins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .history import History
from .terms import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The reported facts that a rule rests on, for words: nothing is inferred in them.

    `days`: the days that count, oldest first. `flags`: those ticked on these days. `regions`: those
    with a score on these days. `low`, `high`: the lowest and the highest score of these days.
    `window`: how many days were looked at; None: all. `denied`: the days on which it was denied.
    """

    days: tuple[date, ...] = ()
    flags: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    window: int | None = None
    denied: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One rule that fired, at which level. `group`: "U", "A" or "L" where it is a rule of a group.

    `flag`: of an E or S item, the flag that it is; `level` is then lower once the item has faded.
    """

    rule: str
    level: Level
    evidence: Evidence
    group: str | None = None
    flag: str | None = None


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
    """Return the level on this day. `off`: optional rules that the user switched off."""
    raise NotImplementedError
