"""Cron expressions as sets of plain values. The only place that knows cronsim."""

from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta

from cronsim import CronSim, CronSimError

from ..desk.policy import At

_MOST = 288
_SPECIAL = ("L", "#", "W", "?", "@")


def read_cron(text: str, valid_for: timedelta = timedelta(hours=2)) -> At:
    """Return the times and days that the five fields name.

    Raise ValueError with a sentence when it is not cron, uses what plain sets cannot say, never
    comes, or comes more than 288 times a day (every 5 minutes).
    """
    fields = _fields(text)
    try:
        cron = CronSim(text, datetime(2026, 1, 1))  # noqa: DTZ001 (a local time, only to count from)
    except CronSimError as error:
        raise ValueError(f"{_FORM}; {str(error).lower().replace('bad', 'wrong')}") from None
    if next(cron, None) is None:
        raise ValueError("no day matches this; it would never come")
    hours, minutes = sorted(cron.hours), sorted(cron.minutes)
    times = tuple(time(hour, minute) for hour in hours for minute in minutes)
    if len(times) > _MOST:
        raise ValueError(f"{len(times)} times a day is too often; for short intervals write every")
    # Sunday is 0 and 7 in cron and 6 in Python.
    weekdays = frozenset((day - 1) % 7 for day in cron.weekdays if isinstance(day, int))
    days = _days(fields[2], fields[4], frozenset(cron.days), weekdays)
    return At(
        times=times,
        monthdays=days[0],
        weekdays=days[1],
        months=frozenset(cron.months),
        valid_for=valid_for,
    )


_FORM = 'write five fields: minute, hour, day, month, weekday, like "30 15 * * mon-fri"'


def _fields(text: str) -> list[str]:
    fields = text.upper().split()
    if len(fields) == 6:
        raise ValueError(f"{_FORM}; seconds are not known here")
    if len(fields) != 5:
        raise ValueError(_FORM)
    names = fields[4].replace("JUL", "").replace("WED", "")
    rest = (*fields[:3], fields[3].replace("JUL", ""), names)
    found = [sign for sign in _SPECIAL if any(sign in field for field in rest)]
    if found:
        raise ValueError(f"{found[0]} is not known here; {_FORM}")
    return fields


def _days(
    day_field: str, weekday_field: str, monthdays: AbstractSet[int], weekdays: AbstractSet[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return month days and weekdays such that At's rule means what cron's rule means.

    cron(5), Debian: either day is enough, unless one of the fields starts with a star.
    """
    all_days, all_weekdays = frozenset(range(1, 32)), frozenset(range(7))
    both = day_field.startswith("*") or weekday_field.startswith("*")
    if both and monthdays != all_days and weekdays != all_weekdays:
        raise ValueError("a day with a step (*/) together with weekdays is not known here")
    if not both and (monthdays == all_days or weekdays == all_weekdays):
        return all_days, all_weekdays
    return frozenset(monthdays), frozenset(weekdays)
