"""Dates as a user types them."""

from datetime import date

from ..sentence import Sentence


def read_date(text: str) -> date:
    """Return the date. Raise ValueError with a Sentence when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            Sentence("{day} is no date, expected one like 2026-08-20", day=repr(text))
        ) from None
