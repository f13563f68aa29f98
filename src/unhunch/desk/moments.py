"""The calendar: local days, working hours and times of day, with summer time taken seriously.

Moments are aware. A zone is always passed, and a moment is never left in it: two datetimes that
share a ZoneInfo are compared and subtracted by their wall time, which is wrong twice a year.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from .policy import At, Hours, TimeRange

DAY_BEGINS = time(4)
"""When "tomorrow" begins for a pause (product.md 3.11)."""

_MINUTE = timedelta(minutes=1)
_HORIZON = 370
"""Days to look ahead for an appointment or an opening: a year and a leap."""


def local(moment: datetime, zone: tzinfo) -> datetime:
    """Return the moment with the offset that the zone has then, as a fixed offset."""
    there = moment.astimezone(zone)
    offset = there.utcoffset()
    assert offset is not None
    return there.replace(tzinfo=timezone(offset))


def wall(moment: datetime, zone: tzinfo) -> datetime:
    """Return what the clock on the wall shows, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def moment_of(shown: datetime, zone: tzinfo) -> datetime:
    """Return when the wall clock shows this for the first time.

    A time that summer time leaves out is taken at the next one that exists (product.md, 2).
    """
    while True:
        moment = shown.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if wall(moment, zone) == shown:
            return moment
        shown = shown.replace(second=0, microsecond=0) + _MINUTE


def midnight_after(moment: datetime, zone: tzinfo) -> datetime:
    """Return the next local midnight."""
    return moment_of(datetime.combine(wall(moment, zone).date() + timedelta(days=1), time()), zone)


def morning_after(moment: datetime, zone: tzinfo, hours: Hours) -> datetime:
    """Return when "until tomorrow" ends: 04:00, or the start of the working hours after it."""
    shown = wall(moment, zone)
    day = shown.date() if shown.time() < DAY_BEGINS else shown.date() + timedelta(days=1)
    return morning_of(day, zone, hours)


def morning_of(day: date, zone: tzinfo, hours: Hours) -> datetime:
    """Return 04:00 of that day, or the start of the working hours that come next."""
    begins = moment_of(datetime.combine(day, DAY_BEGINS), zone)
    if hours.days is None or is_open(begins, zone, hours):
        return begins
    opens = next_change(begins, zone, hours)
    return begins if opens is None else opens


def is_open(moment: datetime, zone: tzinfo, hours: Hours) -> bool:
    """Whether reminders live at this moment."""
    if hours.days is None and not hours.dates and not hours.quiet:
        return True
    today = wall(moment, zone).date()
    days = (today, today - timedelta(days=1))
    if any(_covers(moment, day, hours.quiet, zone) for day in days):
        return False
    if hours.days is None and not hours.dates:
        return True
    for day in days:
        ranges = ranges_on(day, hours)
        if ranges is None:
            if day == today:
                return True
        elif _covers(moment, day, ranges, zone):
            return True
    return False


def next_change(moment: datetime, zone: tzinfo, hours: Hours) -> datetime | None:
    """Return the next moment at which `is_open` answers otherwise; None: not within a year."""
    always = hours.days is None and not hours.dates and not hours.quiet
    never = hours.days is not None and not any((*hours.days, *hours.dates.values()))
    if always or never:
        return None
    now_open = is_open(moment, zone, hours)
    coming: list[datetime] = []
    for day in _days_that_differ(wall(moment, zone).date() - timedelta(days=1), hours):
        # A range of this day may end after one of the next has begun.
        coming = sorted([*coming, *_edges(day, hours, zone)])
        known_to = moment_of(datetime.combine(day + timedelta(days=1), time()), zone)
        while coming and coming[0] < known_to:
            there = coming.pop(0)
            if there > moment and is_open(there, zone, hours) != now_open:
                return there
    return None


def last_time(moment: datetime, zone: tzinfo, at: At) -> datetime | None:
    """Return what the wall clock showed at the newest appointed time of this local day that has
    come; None if there was none."""
    today = wall(moment, zone).date()
    if not _falls_on(today, at):
        return None
    passed = [
        shown
        for shown in (datetime.combine(today, each) for each in at.times)
        if moment_of(shown, zone) <= moment
    ]
    return max(passed, default=None)


def next_time(moment: datetime, zone: tzinfo, at: At) -> datetime | None:
    """Return the next appointed moment after this one; None: not within a year."""
    today = wall(moment, zone).date()
    for day in _days_from(today):
        if _falls_on(day, at):
            moments = (moment_of(datetime.combine(day, each), zone) for each in at.times)
            coming = [each for each in moments if each > moment]
            if coming:
                return min(coming)
    return None


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=n) for n in range(_HORIZON))


def _days_that_differ(day: date, hours: Hours) -> Iterator[date]:
    """Yield the days to look at for a change: two weeks are like all that follow, but for dates."""
    last = max(hours.dates, default=day)
    days = max(timedelta(0), last - day) + timedelta(days=15)
    return (day + timedelta(days=n) for n in range(min(_HORIZON, days.days)))


def _falls_on(day: date, at: At) -> bool:
    if day.month not in at.months:
        return False
    weekday, monthday = day.weekday() in at.weekdays, day.day in at.monthdays
    if len(at.weekdays) < 7 and len(at.monthdays) < 31:
        return weekday or monthday
    return weekday and monthday


def ranges_on(day: date, hours: Hours) -> tuple[TimeRange, ...] | None:
    """Return the hours that begin on this day; None: there are none set, every hour is one."""
    if day in hours.dates:
        return hours.dates[day]
    return None if hours.days is None else hours.days[day.weekday()]


def _on(day: date, span: TimeRange, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when to when a range lasts that begins on this day. Where the clock shows an hour twice
    it does so within the range or outside, and does not begin it again."""
    end = day if span.end > span.start else day + timedelta(days=1)
    starts, ends = datetime.combine(day, span.start), datetime.combine(end, span.end)
    return moment_of(starts, zone), moment_of(ends, zone)


def _covers(moment: datetime, day: date, ranges: tuple[TimeRange, ...], zone: tzinfo) -> bool:
    spans = (_on(day, each, zone) for each in ranges)
    return any(start <= moment < end for start, end in spans)


def _edges(day: date, hours: Hours, zone: tzinfo) -> Iterator[datetime]:
    # Where a dated exception touches a day with no ranges of its own, midnight is an edge too.
    yield moment_of(datetime.combine(day, time()), zone)
    for span in (ranges_on(day, hours) or ()) + hours.quiet:
        yield from _on(day, span, zone)
