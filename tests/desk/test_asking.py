"""Check-ins: how often in a row nobody answered one, and for whom three taps are all of it."""

from datetime import date, timedelta

import pytest

from tests.person import Person
from unhunch.body.requests import CheckIn
from unhunch.desk.asking import missed
from unhunch.desk.facts import CheckInOpened, CheckInStepped, PromptShown
from unhunch.desk.policy import Answer
from unhunch.desk.requests import TakeBreak
from unhunch.desk.state import Asked

from .wanted import only

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


def test_who_is_asked_more_is_not_done_with_three_taps() -> None:
    """After a silence about pain, "None" opens the questionnaire: it asks how it was meanwhile."""
    person = Person(only("checkin")).works(minutes=5)
    for _ in range(4):
        person.asks(CheckIn(pain=(("neck", 4),))).is_off(hours=22).works(minutes=5)
    person.is_off(hours=24 * 8).works(minutes=5).asks(TakeBreak(reminder="checkin"))

    person.answers(Answer.DONE, label="None")

    assert person.last(CheckInOpened).prompt == person.last(PromptShown).prompt
    assert not person.all(CheckInStepped)
