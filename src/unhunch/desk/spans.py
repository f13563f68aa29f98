"""Whole local days in a span of time."""

from datetime import date, datetime, time, timedelta

QUIET_DAYS = 3
"""So many whole days without input are leave, without a word (product.md 3.11)."""

_DAY = timedelta(days=1)
Days = tuple[date, date]


def whole_days(since: datetime, until: datetime, at_least: int = 1) -> Days | None:
    """Return the first and the last local day that lie wholly between two moments, by the offsets
    these carry; None when there are fewer than `at_least`."""
    first = since.date() if since.time() == time() else since.date() + _DAY
    last = until.date() - _DAY
    return (first, last) if (last - first).days + 1 >= at_least else None
