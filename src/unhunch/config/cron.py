"""Cron expressions as sets of plain values. The only place that knows cronsim."""

from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta

from cronsim import CronSim, CronSimError

from ..desk.policy import At
from ..sentence import Sentence, mark

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
        raise ValueError(Sentence("{form}; {found}", form=_FORM, found=_said(error))) from None
    if next(cron, None) is None:
        raise ValueError(Sentence("no day matches this; it would never come"))
    hours, minutes = sorted(cron.hours), sorted(cron.minutes)
    times = tuple(time(hour, minute) for hour in hours for minute in minutes)
    if len(times) > _MOST:
        raise ValueError(
            Sentence(
                "{count} times a day is too often; for short intervals write every",
                count=len(times),
            )
        )
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


_FORM = Sentence('write five fields: minute, hour, day, month, weekday, like "30 15 * * mon-fri"')

_SAID = {
    "bad day-of-month": mark("wrong day-of-month"),
    "bad day-of-week": mark("wrong day-of-week"),
    "bad hour": mark("wrong hour"),
    "bad minute": mark("wrong minute"),
    "bad month": mark("wrong month"),
}
"""What cronsim complains about, in our words."""


def _said(error: CronSimError) -> Sentence:
    said = str(error).lower()
    return Sentence(_SAID.get(said, said))


def _fields(text: str) -> list[str]:
    fields = text.upper().split()
    if len(fields) == 6:
        raise ValueError(Sentence("{form}; seconds are not known here", form=_FORM))
    if len(fields) != 5:
        raise ValueError(_FORM)
    names = fields[4].replace("JUL", "").replace("WED", "")
    rest = (*fields[:3], fields[3].replace("JUL", ""), names)
    found = [sign for sign in _SPECIAL if any(sign in field for field in rest)]
    if found:
        raise ValueError(Sentence("{found} is not known here; {form}", found=found[0], form=_FORM))
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
        raise ValueError(
            Sentence("a day with a step (*/) together with weekdays is not known here")
        )
    if not both and (monthdays == all_days or weekdays == all_weekdays):
        return all_days, all_weekdays
    return frozenset(monthdays), frozenset(weekdays)
