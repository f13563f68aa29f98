"""Dates as they are typed."""

from datetime import date


def read_date(text: str) -> date:
    """Return the date. Raise ValueError with what was expected."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date, expected one like 2026-08-20") from None
