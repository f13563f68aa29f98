"""The calendar: summer time both ways, odd zones, hours across midnight, dates that differ."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhunch.desk.moments import (
    is_open,
    last_time,
    local,
    midnight_after,
    moment_of,
    morning_after,
    morning_of,
    next_change,
    next_time,
    wall,
)
from unhunch.desk.policy import At, Hours, TimeRange

from .test_laws import LAW

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
NEVER = ((),) * 7


def there(text: str, zone: ZoneInfo = BERLIN, *, fold: int = 0) -> datetime:
    """Return the moment at which a clock in the zone shows this."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def span(text: str) -> TimeRange:
    """Read "09:00-17:00"."""
    start, end = map(time.fromisoformat, text.split("-"))
    return TimeRange(start=start, end=end)


def shown(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return what a clock on the wall shows: no zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


def week(**days: str) -> tuple[tuple[TimeRange, ...], ...]:
    """Return seven days, Monday first; those not named are never."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple(tuple(map(span, days.get(name, "").split())) for name in names)


def daily(*times: str, **more: frozenset[int]) -> At:
    """Return an appointment at these times."""
    return At(times=tuple(map(time.fromisoformat, times)), **more)


def test_a_time_that_is_left_out_is_the_next_one_that_exists() -> None:
    """On the last Sunday of March there is no 02:30; it is taken at 03:00."""
    assert there("2026-03-29T03:00") == moment_of(shown(2026, 3, 29, 2, 30), BERLIN)
    assert datetime(2026, 3, 29, 1, tzinfo=UTC) == moment_of(shown(2026, 3, 29, 2), BERLIN)


def test_a_time_that_comes_twice_is_the_first() -> None:
    """On the last Sunday of October 02:30 comes twice; the first is meant."""
    assert datetime(2026, 10, 25, 0, 30, tzinfo=UTC) == moment_of(
        shown(2026, 10, 25, 2, 30), BERLIN
    )


def test_half_an_hour_of_summer_time() -> None:
    """Lord Howe moves by half an hour: 02:15 is left out in October, 01:45 comes twice in April."""
    assert there("2026-10-04T02:30", LORD_HOWE) == moment_of(shown(2026, 10, 4, 2, 15), LORD_HOWE)
    assert there("2026-04-05T01:45", LORD_HOWE) == moment_of(shown(2026, 4, 5, 1, 45), LORD_HOWE)


def test_facts_carry_the_offset_of_then() -> None:
    """The local time of a moment has the offset of that moment, as a fixed one."""
    summer = local(there("2026-07-01T12:00"), BERLIN)
    nepal = local(there("2026-07-01T12:00", KATHMANDU), KATHMANDU)

    assert "2026-07-01T12:00:00+02:00" == summer.isoformat()
    assert "2026-07-01T12:00:00+05:45" == nepal.isoformat()


def test_days_are_23_and_25_hours_long() -> None:
    """Midnight follows midnight by the length of the day that it was."""
    short = midnight_after(there("2026-03-29T00:00"), BERLIN) - there("2026-03-29T00:00")
    long = midnight_after(there("2026-10-25T00:00"), BERLIN) - there("2026-10-25T00:00")

    assert (timedelta(hours=23), timedelta(hours=25)) == (short, long)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-03-02T22:00", "2026-03-03T04:00"),
        ("2026-03-03T01:00", "2026-03-03T04:00"),
        ("2026-03-03T04:00", "2026-03-04T04:00"),
        ("2026-03-28T22:00", "2026-03-29T04:00"),
    ],
)
def test_tomorrow_begins_at_four(now: str, ends: str) -> None:
    """Until tomorrow is until 04:00, also in a night of summer time and for who is up late."""
    assert there(ends) == morning_after(there(now), BERLIN, Hours())


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-03-02T16:00", "2026-03-03T10:00"),
        ("2026-03-03T16:00", "2026-03-06T22:00"),
        ("2026-03-07T03:00", "2026-03-07T04:00"),
        ("2026-03-07T05:00", "2026-03-09T09:00"),
    ],
)
def test_tomorrow_begins_with_the_working_hours(now: str, ends: str) -> None:
    """With working hours, until tomorrow is until they begin; a night shift has begun already."""
    hours = Hours(days=week(mon="09:00-17:00", tue="10:00-17:00", fri="22:00-06:00"))

    assert there(ends) == morning_after(there(now), BERLIN, hours)


def test_a_date_off_is_no_morning() -> None:
    """A pause until a holiday ends with the working hours after it."""
    hours = Hours(days=week(mon="09:00-17:00", tue="09:00-17:00"), dates={date(2026, 3, 2): ()})

    assert there("2026-03-03T09:00") == morning_of(date(2026, 3, 2), BERLIN, hours)


def test_hours_that_cross_midnight_belong_to_the_day_they_begin_on() -> None:
    """Friday 22:00 to 02:00 is open in the first hours of Saturday, which has none of its own."""
    hours = Hours(days=week(fri="22:00-02:00"))
    moments = ["2026-03-06T21:59", "2026-03-06T22:00", "2026-03-07T01:59", "2026-03-07T02:00"]

    assert [False, True, True, False] == [is_open(there(m), BERLIN, hours) for m in moments]
    assert there("2026-03-06T22:00") == next_change(there("2026-03-06T12:00"), BERLIN, hours)
    assert there("2026-03-07T02:00") == next_change(there("2026-03-06T22:00"), BERLIN, hours)


def test_a_date_stands_above_its_weekday() -> None:
    """Christmas is off although it is a Friday; the evening before ends early."""
    hours = Hours(
        days=week(thu="09:00-17:00", fri="09:00-17:00"),
        dates={date(2026, 12, 25): (), date(2026, 12, 24): (span("09:00-13:00"),)},
    )
    moments = ["2026-12-24T12:00", "2026-12-24T14:00", "2026-12-25T12:00", "2026-12-31T14:00"]

    assert [True, False, False, True] == [is_open(there(m), BERLIN, hours) for m in moments]
    assert there("2026-12-31T09:00") == next_change(there("2026-12-24T13:00"), BERLIN, hours)


def test_a_date_alone_leaves_the_other_days_open() -> None:
    """Without a table of days every hour is open, but for the day that is named."""
    hours = Hours(dates={date(2026, 12, 25): ()})
    moments = ["2026-12-24T23:59", "2026-12-25T00:00", "2026-12-25T23:59", "2026-12-26T00:00"]

    assert [True, False, False, True] == [is_open(there(m), BERLIN, hours) for m in moments]
    assert there("2026-12-26T00:00") == next_change(there("2026-12-25T03:00"), BERLIN, hours)


def test_quiet_hours_are_taken_out() -> None:
    """Quiet hours cross midnight every day and are stronger than the hours of work."""
    hours = Hours(days=week(mon="00:00-00:00"), quiet=(span("22:00-07:00"),))
    moments = ["2026-03-02T06:59", "2026-03-02T07:00", "2026-03-02T21:59", "2026-03-02T22:00"]

    assert [False, True, True, False] == [is_open(there(m), BERLIN, hours) for m in moments]


def test_quiet_hours_in_the_nights_of_summer_time() -> None:
    """The night is an hour shorter or longer, and 07:00 is 07:00."""
    hours = Hours(quiet=(span("22:00-07:00"),))
    spring = next_change(there("2026-03-28T22:00"), BERLIN, hours)
    autumn = next_change(there("2026-10-24T22:00"), BERLIN, hours)

    assert (there("2026-03-29T07:00"), there("2026-10-25T07:00")) == (spring, autumn)


def test_hours_in_the_hour_that_comes_twice() -> None:
    """Quiet from the first 02:30 to 03:30 is quiet for two hours without a break."""
    hours = Hours(quiet=(span("02:30-03:30"),))
    begins, ends = there("2026-10-25T02:30"), there("2026-10-25T03:30")

    assert ends == next_change(begins, BERLIN, hours)
    assert timedelta(hours=2) == ends - begins
    assert not is_open(there("2026-10-25T02:10", fold=1), BERLIN, hours)


def test_hours_that_begin_in_the_hour_that_is_left_out() -> None:
    """Open from 02:30 when there is no 02:30 is open from 03:00."""
    hours = Hours(days=week(sun="02:30-05:00"))

    assert there("2026-03-29T03:00") == next_change(there("2026-03-29T00:00"), BERLIN, hours)


def test_nothing_ever_changes() -> None:
    """Always open and never open have no next change."""
    assert None is next_change(there("2026-03-02T09:00"), BERLIN, Hours())
    assert None is next_change(there("2026-03-02T09:00"), BERLIN, Hours(days=NEVER))


def test_a_night_that_ends_after_the_morning_began() -> None:
    """A range that began the day before is still open when today's quiet begins."""
    hours = Hours(days=week(thu="02:00-02:00"), quiet=(span("01:01-00:00"),))

    assert there("2026-02-06T01:01") == next_change(there("2026-02-06T01:00"), BERLIN, hours)


ranges = st.tuples(st.times(), st.times()).map(
    lambda pair: TimeRange(
        start=pair[0].replace(second=0, microsecond=0), end=pair[1].replace(second=0, microsecond=0)
    )
)
some_hours = st.builds(
    Hours,
    days=st.none() | st.tuples(*[st.lists(ranges, max_size=2).map(tuple)] * 7),
    quiet=st.lists(ranges, max_size=1).map(tuple),
)
zones = st.sampled_from([BERLIN, LORD_HOWE, KATHMANDU, ZoneInfo("America/St_Johns")])
instants = st.datetimes(shown(2026, 1, 1), shown(2026, 12, 31), timezones=st.just(UTC))


@LAW
@given(moment=instants, zone=zones, hours=some_hours)
def test_the_next_change_is_the_next_change(moment: datetime, zone: ZoneInfo, hours: Hours) -> None:
    """Up to the next change it is as it is now, and from then on it is not."""
    change = next_change(moment, zone, hours)
    now = is_open(moment, zone, hours)
    until = moment + timedelta(days=2) if change is None else change
    steps = range(0, int((min(until, moment + timedelta(days=2)) - moment).total_seconds()), 600)

    assert {now} | {is_open(moment + timedelta(seconds=n), zone, hours) for n in steps} == {now}
    assert change is None or now is not is_open(change, zone, hours)


# --- appointments ----------------------------------------------------------------------------


def test_an_appointment_in_the_night_of_summer_time() -> None:
    """02:30 comes at 03:00 in March and at the first 02:30 in October, once each."""
    at = daily("02:30")
    march = next_time(there("2026-03-29T01:00"), BERLIN, at)
    october = next_time(there("2026-10-25T01:00"), BERLIN, at)
    again = next_time(there("2026-10-25T02:30"), BERLIN, at)

    assert there("2026-03-29T03:00") == march
    assert there("2026-10-25T02:30") == october
    assert there("2026-10-26T02:30") == again


def test_the_last_of_several_appointments() -> None:
    """Only the newest of today's appointments is missed; yesterday's are gone."""
    at = daily("09:00", "14:00", "23:00")

    assert shown(2026, 3, 2, 14) == last_time(there("2026-03-02T15:00"), BERLIN, at)
    assert None is last_time(there("2026-03-02T08:00"), BERLIN, at)


def test_weekdays() -> None:
    """Monday and Wednesday: on Monday afternoon the next one is on Wednesday."""
    at = daily("14:00", weekdays=frozenset({0, 2}))

    assert there("2026-03-04T14:00") == next_time(there("2026-03-02T14:00"), BERLIN, at)
    assert None is last_time(there("2026-03-03T15:00"), BERLIN, at)


def test_days_as_cron_counts_them() -> None:
    """With weekdays and days of the month, either is enough; the month must fit as well."""
    at = daily("08:00", weekdays=frozenset({4}), monthdays=frozenset({13}), months=frozenset({11}))
    days, found = [], next_time(there("2026-03-02T09:00"), BERLIN, at)
    while found is not None and len(days) < 5:
        days.append(f"{wall(found, BERLIN).date()}")
        found = next_time(found, BERLIN, at)

    assert ["2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27", "2027-11-05"] == days


def test_the_end_of_a_month() -> None:
    """The 31st comes in months that have one."""
    at = daily("08:00", monthdays=frozenset({31}))

    assert there("2026-05-31T08:00") == next_time(there("2026-04-01T00:00"), BERLIN, at)


def test_an_appointment_that_never_comes() -> None:
    """The 30th of February is never; the search ends."""
    at = daily("08:00", monthdays=frozenset({30}), months=frozenset({2}))

    assert None is next_time(there("2026-01-01T00:00"), BERLIN, at)
