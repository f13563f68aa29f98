"""Times of day, ranges and dates as people write them."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.config.times import read_clock, read_date, read_range, write_range
from unhunch.desk.policy import TimeRange

minutes = st.times().map(lambda value: value.replace(second=0, microsecond=0))


@settings(deadline=None)
@given(minutes, minutes)
def test_a_range_is_read_back(start: time, end: time) -> None:
    """A range that is written is read as the same; only a whole day ends when it begins."""
    span = TimeRange(start=start, end=time(0) if start == end != time(0) else end)

    assert span == read_range(write_range(span))


def test_the_end_of_a_day_may_be_called_24() -> None:
    """ "18:00-24:00" ends at midnight."""
    assert TimeRange(start=time(18), end=time(0)) == read_range("18:00 - 24:00")


def test_a_whole_day() -> None:
    """From midnight to midnight is clear, and is written so."""
    day = TimeRange(start=time(0), end=time(0))

    assert (day, "00:00-24:00") == (read_range("0:00-24:00"), write_range(day))


@pytest.mark.parametrize("text", ["09:00-09:00", "00:00-00:00", "12:30 - 12:30"])
def test_a_range_that_ends_when_it_begins_is_refused(text: str) -> None:
    """Nothing or a whole day: nobody can know what was meant."""
    with pytest.raises(ValueError, match="ends when it begins"):
        read_range(text)


@pytest.mark.parametrize("text", ["9-10", "09:00", "", "09:00-", "24:00-25:00", "09:60-10:00"])
def test_what_is_no_range_is_refused(text: str) -> None:
    """A range of times that is written wrong is answered with one that is right."""
    with pytest.raises(ValueError, match='like "09:00-12:30"'):
        read_range(text)


@pytest.mark.parametrize("text", ["24:00", "2 pm", "14", "14:0", "-1:00", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    """A time of day has hours 0 to 23 and minutes 00 to 59."""
    with pytest.raises(ValueError, match='like "14:00"'):
        read_clock(text)


def test_a_date_is_read() -> None:
    """A date is written with the year first."""
    assert date(2026, 12, 25) == read_date("2026-12-25")


@pytest.mark.parametrize("text", ["2026-02-30", "20261225", "25.12.2026", "1766620800"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """A day that does not exist, and other ways to write one, are refused."""
    with pytest.raises(ValueError, match="write a date"):
        read_date(text)
