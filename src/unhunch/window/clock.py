"""The one clock of the window: for counting what is left of an exercise."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
