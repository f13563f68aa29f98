"""Times of day, ranges of them and dates, as people write them."""

import re
from datetime import date, time

from ..desk.policy import TimeRange
from ..sentence import Sentence

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_clock(text: str) -> time:
    """Return the time of day. Raise ValueError with a sentence that says what to write."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) == 24:
        raise ValueError(
            Sentence('write a time of day like "14:00" (hours 00 to 23, minutes 00 to 59)')
        )
    return time(int(match[1]), int(match[2]))


def read_range(text: str) -> TimeRange:
    """Return the range; "24:00" is the midnight at its end. Raise ValueError with a sentence.

    A range that ends where it begins may mean nothing or a whole day; only "00:00-24:00" is clear.
    """
    start, dash, end = (part.strip() for part in text.partition("-"))
    try:
        if not dash:
            raise ValueError
        span = TimeRange(start=read_clock(start), end=read_clock("0:00" if end == "24:00" else end))
    except ValueError:
        raise ValueError(Sentence('write a range of times like "09:00-12:30"')) from None
    if span.start == span.end and end != "24:00":
        raise ValueError(
            Sentence('it ends when it begins; a whole day is "00:00-24:00", no range is []')
        )
    return span


def write_range(span: TimeRange) -> str:
    """Return the range as it is written in the file."""
    end = "24:00" if span.start == span.end == time(0) else f"{span.end:%H:%M}"
    return f"{span.start:%H:%M}-{end}"


def read_date(text: str) -> date:
    """Return the date. Raise ValueError with a sentence that says what to write."""
    try:
        if _DATE.fullmatch(text) is None:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(Sentence("write a date that exists, like 2026-12-25")) from None
