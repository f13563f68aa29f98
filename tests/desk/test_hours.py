"""Hours as people write them: several a day, overlapping, touching, across midnight, all day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhunch.desk.moments import is_open, next_change
from unhunch.desk.policy import Hours, TimeRange

from .test_laws import LAW
from .test_moments import BERLIN, NEVER, instants, ranges, span, there, week, zones


def opening(day: str, hours: Hours, *, hour: int = 0) -> list[str]:
    """Return the times of this day and the next at which the hours open or close, in order."""
    moment, end = there(f"{day}T{hour:02}:00"), there(f"{day}T00:00") + timedelta(hours=47)
    found = []
    while (change := next_change(moment, BERLIN, hours)) is not None and change < end:
        found.append(f"{change.astimezone(BERLIN):%d %H:%M}")
        moment = change
    return found


@pytest.mark.parametrize(
    ("mon", "changes"),
    [
        ("09:00-12:30 13:00-18:00", ["02 09:00", "02 12:30", "02 13:00", "02 18:00"]),
        ("13:00-18:00 09:00-12:30", ["02 09:00", "02 12:30", "02 13:00", "02 18:00"]),
        ("09:00-13:00 12:00-18:00", ["02 09:00", "02 18:00"]),
        ("09:00-18:00 10:00-11:00", ["02 09:00", "02 18:00"]),
        ("09:00-12:00 12:00-18:00", ["02 09:00", "02 18:00"]),
        ("09:00-18:00 09:00-18:00", ["02 09:00", "02 18:00"]),
        ("22:00-02:00", ["02 22:00", "03 02:00"]),
        ("22:00-00:00 00:00-01:00", ["02 01:00", "02 22:00", "03 00:00"]),
        ("20:00-02:00 01:00-03:00", ["02 01:00", "02 03:00", "02 20:00", "03 02:00"]),
        ("00:00-00:00", ["03 00:00"]),
    ],
)
def test_ranges_of_one_day(mon: str, changes: list[str]) -> None:
    """Ranges that overlap or touch are one; a range belongs to the day on which it begins."""
    assert changes == opening("2026-03-02", Hours(days=week(mon=mon)))


def test_a_night_touches_the_next_day() -> None:
    """Until midnight and on from midnight is one night, also from one day to the next."""
    hours = Hours(days=week(mon="22:00-00:00", tue="00:00-06:00"))

    assert ["02 22:00", "03 06:00"] == opening("2026-03-02", hours)


def test_quiet_hours_that_overlap_are_one() -> None:
    """Two quiet ranges, one of them across midnight, and hours that they cut in two."""
    quiet = (span("21:00-23:00"), span("22:00-07:00"), span("12:00-12:30"))
    hours = Hours(days=week(mon="06:00-22:00"), quiet=quiet)

    assert ["02 07:00", "02 12:00", "02 12:30", "02 21:00"] == opening("2026-03-02", hours)


def test_a_dated_exception_across_midnight() -> None:
    """The evening of a date ends on the next day, which keeps its own hours beside it."""
    eve = {date(2026, 3, 2): (span("20:00-10:00"),)}
    hours = Hours(days=week(mon="09:00-17:00", tue="09:00-17:00"), dates=eve)

    assert ["02 20:00", "03 17:00"] == opening("2026-03-02", hours)


def test_a_date_far_ahead_is_found() -> None:
    """Never open but on one date, months from now: that is the next change."""
    hours = Hours(days=NEVER, dates={date(2026, 12, 24): (span("09:00-12:00"),)})

    assert there("2026-12-24T09:00") == next_change(there("2026-03-02T09:00"), BERLIN, hours)


@pytest.mark.parametrize("quiet", [("00:00-00:00",), ("00:00-13:00", "12:00-00:00")])
def test_quiet_round_the_clock_never_ends(quiet: tuple[str, ...]) -> None:
    """However it is written; and that is known without a look at a whole year."""
    hours = Hours(days=week(mon="09:00-17:00"), quiet=tuple(map(span, quiet)))

    assert next_change(there("2026-03-02T09:00"), BERLIN, hours) is None


@LAW
@given(
    moment=instants,
    zone=zones,
    spans=st.lists(ranges, min_size=1, max_size=4).map(tuple),
    order=st.randoms(use_true_random=False),
)
def test_order_and_repetition_change_nothing(
    moment: datetime, zone: object, spans: tuple[TimeRange, ...], order: object
) -> None:
    """Ranges are a set of hours: written in another order, or twice, they are the same."""
    shuffled = [*spans, *spans]
    order.shuffle(shuffled)
    one, two = Hours(days=(spans,) * 7), Hours(days=(tuple(shuffled),) * 7)

    assert is_open(moment, zone, one) == is_open(moment, zone, two)
    assert next_change(moment, zone, one) == next_change(moment, zone, two)
    assert next_change(moment, zone, Hours(quiet=spans)) == next_change(
        moment, zone, Hours(quiet=tuple(shuffled))
    )


@given(at=st.times())
def test_a_whole_day_is_open_all_day(at: time) -> None:
    """ "00:00-24:00" leaves nothing out."""
    moment = there(f"2026-03-02T{at:%H:%M}")

    assert is_open(moment, BERLIN, Hours(days=week(mon="00:00-00:00")))
