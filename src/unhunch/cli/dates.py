"""Dates as a user types them, and moments as a user reads them."""

from datetime import date, datetime

from ..sentence import Sentence
from ..words.catalogue import Catalogue
from ..words.times import day_and_time, time_words


def read_date(text: str) -> date:
    """Return the date. Raise ValueError with a Sentence when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            Sentence("{day} is no date, expected one like 2026-08-20", day=repr(text))
        ) from None


def clock(words: Catalogue, text: str, now: str) -> str:
    """Return the time, with the date on any other day than today's; both moments in ISO 8601."""
    moment, today = datetime.fromisoformat(text), datetime.fromisoformat(now)
    if moment.date() == today.date():
        return time_words(words, moment)
    return day_and_time(words, moment)
