"""When somebody was there, out of facts: what the present clock counted, from when to when.

The present clock alone of evolve.py, for who asks about years of it; a law holds the two together
(tests/desk/test_laws_of_clocks.py).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from ..fact import Fact
from . import facts as f
from .state import ZERO

KINDS: tuple[type[Fact], ...] = (
    f.BoutBegan,
    f.IdleBegan,
    f.IdleEnded,
    f.AwayBegan,
    f.AwayEnded,
    f.BreakCredited,
    f.Unwatched,
    f.ClockSet,
)
"""The facts by which the present clock starts, stops or is moved; no other does."""

_DAY = timedelta(days=1)
_LONGEST = _DAY
"""A longer span was not sat through: days of it were forgotten, or a clock was set."""

Span = tuple[datetime, datetime]
"""From when to when, both with the same offset."""


def present_spans(facts: Iterable[Fact]) -> Iterator[Span]:
    """Yield each span of presence that ended in these facts, in the journal's order.

    Facts of other kinds than `KINDS` change nothing and may be missing.
    """
    since = None
    for fact in facts:
        match fact:
            case f.BoutBegan() | f.IdleEnded() | f.AwayEnded():
                since = since or fact.at
                continue
            case f.IdleBegan() | f.AwayBegan():
                ended = fact.at
            case f.BreakCredited() | f.Unwatched():
                ended = fact.at - fact.lasted
            case f.ClockSet():
                since = since and since + fact.by
                continue
            case _:
                continue
        if since is not None and ZERO < ended - since <= _LONGEST:
            yield since, ended.astimezone(since.tzinfo)
        since = None


def by_day(spans: Iterable[Span]) -> dict[date, timedelta]:
    """Return how long the spans were on each local day, cut at midnight."""
    found: dict[date, timedelta] = {}
    for began, ended in spans:
        while began < ended:
            day = began.date()
            end = min(datetime.combine(day, time(), began.tzinfo) + _DAY, ended)
            found[day] = found.get(day, ZERO) + (end - began)
            began = end
    return found
