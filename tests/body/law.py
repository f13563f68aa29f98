"""How laws are tried, and what they look at."""

import os
from datetime import date

from hypothesis import HealthCheck, settings

from unhunch.body.assess import RULES, Assessment, assess
from unhunch.body.history import History
from unhunch.body.reading import date_of

from .strategies import last_day

EXAMPLES = os.environ.get("LAWS", "")
"""How many examples a law is tried on, drawn at random; unset: the same ones every time."""

LAW = settings(
    derandomize=not EXAMPLES,
    deadline=None,
    max_examples=int(EXAMPLES or 100),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
COUNTS = frozenset(("S8", "S10", "S14", *(each for each in RULES if each[0] in "CW")))
CALMED = frozenset(("W4", "W6"))


def levels(found: Assessment) -> dict[tuple[str, str | None, str | None], int]:
    """Return how high each rule fires, by rule, group and flag."""
    known: dict[tuple[str, str | None, str | None], int] = {}
    for each in found.fired:
        key = (each.rule, each.group, each.flag)
        known[key] = max(each.level.rank, known.get(key, 0))
    return known


def asked(history: History, after: int) -> tuple[Assessment, date]:
    """Return what the rules say so many days after the last thing told, and that day."""
    day = date_of(last_day(history) + after)
    return assess(history, day), day
