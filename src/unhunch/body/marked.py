"""How often lately a place was marked: for the line that `watch` has (content.md, watch)."""

from dataclasses import dataclass

from .assess import Assessment
from .days import merged_days
from .history import History
from .terms import Level

LATELY = 5
"""So many of the last report days are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """On how many of the last check-ins these regions were marked."""

    regions: tuple[str, ...]
    times: int
    checkins: int


def marked_lately(history: History, assessment: Assessment) -> Marked | None:
    """Return that of the pain days that `watch` rests on (W1); None where it rests on others."""
    rules = [each for each in assessment.fired if each.level is Level.WATCH]
    if not rules or any(each.rule != "W1" for each in rules):
        return None
    regions = tuple(dict.fromkeys(name for each in rules for name in each.evidence.regions))
    reported = [each for each in merged_days(history, assessment.day) if each.completed]
    last = reported[-LATELY:]
    times = sum(any(each.pain.get(name, 0) >= 1 for name in regions) for each in last)
    return Marked(regions=regions, times=times, checkins=len(last))
