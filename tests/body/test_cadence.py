"""On which days a check-in is asked for (reminders.md section 2)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from unhunch.body import facts as f
from unhunch.body.cadence import Cadence, cadence, follow_up, is_asked_on
from unhunch.body.history import History, recall

TODAY = date(2026, 3, 10)
"""A Tuesday."""

DAY = timedelta(days=1)
LONG_AGO = TODAY - 400 * DAY


def reported(days_ago: int, *yes: str, hour: int = 9, **pain: int) -> f.CheckedIn:
    """A check-in."""
    at = datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=UTC) - days_ago * DAY
    return f.CheckedIn(at=at, pain=tuple(pain.items()), yes=yes)


def clear(*days_ago: int) -> list[f.CheckedIn]:
    """Check-ins without anything to report."""
    return [reported(each) for each in days_ago]


def usual(facts: Iterable[f.CheckedIn], *, first_day: date = LONG_AGO, unanswered: int = 0) -> str:
    """How often it is asked after these."""
    return cadence(recall(facts), TODAY, first_day=first_day, unanswered=unanswered).value


def asked(days: range, often: Cadence, after: date) -> list[int]:
    """Which of the days after today a check-in is owed on."""
    return [
        each
        for each in days
        if is_asked_on(TODAY + each * DAY, often, after=after, works=lambda d: d.weekday() < 5)
    ]


@pytest.mark.parametrize(("days", "expected"), [(13, "daily"), (14, "twice a week")])
def test_the_first_two_weeks_ask_daily(days: int, expected: str) -> None:
    """From the first day of the program on."""
    assert expected == usual((), first_day=TODAY - days * DAY)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([reported(29, neck=5)], "daily"),
        ([reported(30, neck=5)], "twice a week"),
        ([reported(20, neck=2)], "twice a week"),
        ([reported(20, neck=2), reported(8, neck=2)], "daily"),
        ([reported(14, neck=5), *clear(10, 5, 1)], "twice a week"),
        ([reported(13, neck=5), *clear(10, 5, 1)], "daily"),
    ],
    ids=["open", "closed", "tentative", "confirmed", "quiet", "not yet quiet"],
)
def test_an_active_episode_asks_daily(facts: list[f.CheckedIn], expected: str) -> None:
    """Until it is quiet or closed."""
    assert expected == usual(facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (clear(28, 20, 12, 4, 1), "weekly"),
        (clear(27, 20, 12, 4, 1), "twice a week"),
        (clear(28, 20, 12, 4), "twice a week"),
        ([reported(28, neck=1), *clear(20, 12, 4, 1)], "weekly"),
        ([reported(40), reported(27, neck=1), *clear(20, 12, 4, 1)], "twice a week"),
        ([reported(40), reported(27, "tingling_arm_one"), *clear(20, 12, 4, 1)], "twice a week"),
    ],
    ids=["clear", "not long enough", "too few", "long before", "a trace", "a nerve symptom"],
)
def test_after_28_clear_days_it_is_asked_weekly(facts: list[f.CheckedIn], expected: str) -> None:
    """Silence is no clear day."""
    assert expected == usual(facts)


@pytest.mark.parametrize(
    ("unanswered", "expected"),
    [(2, "daily"), (3, "twice a week"), (5, "twice a week"), (6, "weekly"), (99, "weekly")],
)
def test_who_does_not_answer_is_asked_less_often(unanswered: int, expected: str) -> None:
    """Three times in a row, six times, and never further."""
    assert expected == usual([reported(1, neck=5)], unanswered=unanswered)


def test_a_missed_tuesday_moves_to_the_next_day() -> None:
    """It is owed until it was asked for; a missed working day is not."""
    monday, tuesday = TODAY - DAY, TODAY

    assert [0, 1, 2, 3] == asked(range(4), Cadence.WEEKLY, monday)
    assert [7] == asked(range(1, 8), Cadence.WEEKLY, tuesday)
    assert [2, 3, 4, 5, 6, 7] == asked(range(1, 8), Cadence.TWICE, tuesday)
    assert [0, 1, 2, 3, 6] == asked(range(7), Cadence.DAILY, monday)


@pytest.mark.parametrize(
    ("facts", "is_due"),
    [
        ([reported(1, neck=7)], True),
        ([reported(1, neck=6)], False),
        ([reported(1, "weakness_leg_one")], True),
        ([reported(4, neck=7), reported(1, neck=7)], True),
        ([reported(3, neck=7), reported(1, neck=7)], False),
        ([reported(15, "radiates_arm"), reported(1, "radiates_arm")], True),
        ([reported(14, "radiates_arm"), reported(1, "radiates_arm")], False),
        ([reported(1, neck=7), reported(0)], False),
        ([], False),
    ],
    ids=[
        "severe",
        "not severe",
        "a nerve symptom",
        "severe again",
        "severe still",
        "a nerve symptom again",
        "a nerve symptom still",
        "done since",
        "nothing",
    ],
)
def test_one_follow_up_after_a_day(facts: list[f.CheckedIn], is_due: bool) -> None:
    """24 hours after a score of 7 or the first nerve symptom."""
    due = follow_up(recall(facts))

    assert (facts[-1].at + DAY if is_due else None) == due


def test_what_was_taken_back_has_no_follow_up() -> None:
    """It was no symptom."""
    ticked = reported(1, "radiates_arm")
    taken = f.Retracted(at=ticked.at + timedelta(hours=1), flag="radiates_arm")

    assert None is follow_up(recall([ticked, taken]))
    assert None is follow_up(History())
