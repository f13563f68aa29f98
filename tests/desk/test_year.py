"""A year with the program: how often it asks and how often it suggests. `pytest -s` prints it."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from .living import Person, Report, asked_on, by_month, levels, suggested_on
from .wanted import only

FIRST = date(2026, 3, 2)
MONTHS = 12
CLEAR = "answers done"


def _score(number: int) -> str:
    return f"feels neck={number}" if number else "feels"


def _noisy() -> Report:
    draw = random.Random(7)

    def report(day: date) -> str:
        tingles = " tingling_arm_one" if draw.random() < 0.03 else ""
        return _score(max(0, min(8, round(draw.gauss(2, 2))))) + tingles

    return report


def _improving(day: date) -> str:
    return _score(max(0, 6 - (day - FIRST).days // 14))


def _drops_out(day: date) -> str | None:
    return CLEAR if (day - FIRST).days < 21 else None


def lived(report: Report, away: range = range(0)) -> Person:
    """Return somebody who lived with the program for a year."""
    person = Person(only("checkin"))
    person.lives(FIRST + timedelta(days=30 * MONTHS), report, away)
    return person


def printed(name: str, asked: Iterable[int], suggested: Iterable[int]) -> None:
    """Print a row of the table: by months of 30 days."""
    for what, counts in (("asked", asked), ("suggested", suggested)):
        print(f"{name:>12} {what:>9} " + " ".join(f"{count:>3}" for count in counts))  # noqa: T201


@pytest.mark.parametrize(
    ("name", "report", "away", "first_month", "later", "most"),
    [
        ("healthy", lambda _: CLEAR, range(0), 15, 5, 0),
        ("steady", lambda _: "feels neck=4", range(0), 22, 22, 4),
        ("improving", _improving, range(0), 22, 22, 4),
        ("noisy", _noisy(), range(0), 24, 24, 12),
        ("holiday", lambda _: "feels neck=3", range(120, 141), 22, 22, 8),
        ("drops out", _drops_out, range(0), 20, 10, 0),
    ],
)
def test_a_year(
    name: str, report: Report, away: range, first_month: int, later: int, most: int
) -> None:
    """Check-in prompts by month, and suggestions in all, stay within what the cadence allows."""
    person = lived(report, away)
    asked = by_month(asked_on(person.facts), FIRST, MONTHS)
    suggested = suggested_on(person.facts)
    printed(name, asked, by_month([day for day, _ in suggested], FIRST, MONTHS))

    assert asked[0] <= first_month
    assert max(asked[1:]) <= later
    assert len(suggested) <= most
    assert {"consider"} >= {level for _, level in suggested} or name == "noisy"
    assert ([] == suggested) == ("consider" not in levels(person.facts))
