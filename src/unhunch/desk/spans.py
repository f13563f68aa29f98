"""Lengths of time: whole local days, and how long a sensor must stay with its word."""

from datetime import date, datetime, time, timedelta

AT_ONCE = timedelta(seconds=10)
"""A hold that begins again this soon after its end has flapped."""

_SECOND = timedelta(seconds=1)

SETTLES_AT_MOST = timedelta(minutes=1)

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


def settles(flaps: int) -> timedelta:
    """Return how long the no of a sensor must last until it is believed, when its hold has begun
    again at once so often in a row: once is an accident, then twice as long each time, a minute at
    most. So a sensor that flaps makes no facts in the long run.
    """
    if flaps < 2:
        return timedelta(0)
    doubled: int = 2 ** min(flaps - 2, 6)
    return min(SETTLES_AT_MOST, _SECOND * doubled)
