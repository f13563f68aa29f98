"""Examples of rules: rows with a sentence each, and diaries that several of them need."""

import pytest

from .diary import on

Row = tuple[str, str, str, int]
"""The rule, what the example shows, the diary, and the day it is asked about."""


def named(rows: list[Row]) -> list[object]:
    """Return rows with their sentences as names."""
    return [pytest.param(rule, text, day, id=f"{rule}: {what}") for rule, what, text, day in rows]


def worse(score: int, last: int = 5, before: str = "neck=2") -> str:
    """Return six report days, the last three at a score, the last of all on a day."""
    return f"{on(range(3), before)}\n{on((3, 4), f'neck={score}')}\n{last}: neck={score}"


def alternate(count: int, step: int, high: str, low: str = "") -> str:
    """Return painful reports every so many days, each followed by one without pain."""
    return "\n".join(f"{n * step}: {high}\n{n * step + 1}: {low}" for n in range(count))


def flare(first: int, score: int = 4) -> str:
    """Return two painful days, and two without pain after them."""
    return on((first, first + 1), f"neck={score}") + "\n" + on((first + 2, first + 3), "")
