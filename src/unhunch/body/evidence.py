"""What a rule rests on, as reported: the shapes of an answer, and how they are filled."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .days import Day, Group, Past
from .terms import FLAGS, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The reported facts that a rule rests on, for words: nothing is inferred in them.

    `days`: the days that count, oldest first. `flags`: those the rule counts and that were ticked
    on these days. `regions`: those the rule looks at, with a score on these days; none where no
    score matters. `low`, `high`: the lowest and the highest score of these days in these regions.
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


def evidence_of(
    days: Iterable[Day],
    *,
    flags: Collection[str] = (),
    regions: Sequence[str] = (),
    window: int | None = None,
    denied: Iterable[int] = (),
) -> Evidence:
    """Return what these days say about these flags and regions."""
    told = sorted({each.number: each for each in days}.values(), key=lambda each: each.number)
    hurt = tuple(name for name in regions if any(each.pain.get(name) for each in told))
    scores = [each.score(regions) for each in told if each.completed] if hurt else []
    ticked = {flag for flag in flags if any(flag in each.open for each in told)}
    return Evidence(
        days=tuple(each.date for each in told),
        flags=tuple(flag for flag in FLAGS if flag in ticked) if ticked else (),
        regions=hurt,
        low=min(scores, default=None),
        high=max(scores, default=None),
        window=window,
        denied=tuple(date.fromordinal(number) for number in denied),
    )


def of_group(
    told: Past,
    group: Group,
    numbers: Iterable[int],
    *,
    flags: Collection[str] = (),
    window: int | None = None,
) -> Evidence:
    """Return what these days say about a group."""
    return evidence_of(told.on(numbers), flags=flags, regions=group.regions, window=window)
