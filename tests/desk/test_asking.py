"""How often in a row nobody answered a check-in."""

from datetime import date, timedelta

import pytest

from unhunch.desk.asking import missed
from unhunch.desk.state import Asked

TODAY = date(2026, 3, 10)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (Asked(), 0),
        (Asked(day=TODAY, unanswered=2), 2),
        (Asked(day=TODAY - DAY, unanswered=2), 3),
        (Asked(day=TODAY - 7 * DAY, unanswered=2), 3),
        (Asked(day=TODAY - DAY, done=True), 0),
    ],
    ids=["never asked", "today", "yesterday", "last week", "done"],
)
def test_a_day_is_missed_once_it_is_over(asked: Asked, days: int) -> None:
    """Today's can still be answered: it makes nothing rarer yet."""
    assert days == missed(asked, TODAY)
