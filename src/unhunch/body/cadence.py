"""On which days a check-in is asked for (reminders.md section 2, product.md section 2)."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from .days import Day, past
from .episodes import NERVE_SYMPTOMS, is_active
from .history import History, Report

FIRST_DAYS = 14
"""So many days from the first one on it is asked each working day."""

CLEAR_DAYS = 28
"""After so many days without any pain or nerve symptom it is asked once a week."""

CLEAR_REPORTS = 4
"""So many report days at least must say so [D]: silence is no clear day."""

TUESDAY, THURSDAY = 1, 3

SEVERE = 7
"""A score from which a follow-up is offered after 24 h (rule W2)."""

SEVERE_DAYS, NERVE_DAYS = 3, 14
"""The windows of the rules that a follow-up belongs to: W2, W3."""

FOLLOW_UP = timedelta(hours=24)

FEWER, FEWEST = 3, 6
"""Unanswered so many days in a row, it is asked twice a week; once a week."""

_DAY = timedelta(days=1)
_CLEAR = CLEAR_DAYS * _DAY


class Cadence(StrEnum):
    """How often a check-in is asked for, most often first."""

    DAILY = "daily"
    TWICE = "twice a week"
    WEEKLY = "weekly"


_DAYS = {Cadence.TWICE: (TUESDAY, THURSDAY), Cadence.WEEKLY: (TUESDAY,)}


def cadence(history: History, day: date, *, first_day: date, unanswered: int) -> Cadence:
    """Return how often to ask. `first_day`: of the program. `unanswered`: days in a row."""
    usual = history.once(("cadence", day, first_day), lambda: _usual(history, day, first_day))
    if unanswered >= FEWEST:
        return Cadence.WEEKLY
    if unanswered >= FEWER and usual is Cadence.DAILY:
        return Cadence.TWICE
    return usual


def _usual(history: History, day: date, first_day: date) -> Cadence:
    if (day - first_day).days < FIRST_DAYS:
        return Cadence.DAILY
    if is_active(history, day):
        return Cadence.DAILY
    return Cadence.WEEKLY if _is_clear(history, day) else Cadence.TWICE


def _is_clear(history: History, day: date) -> bool:
    """Whether everything reported in the last 28 days, and for at least as long, was clear."""
    reports = history.once("reports by day", lambda: sorted(history.reports, key=_day))
    before, until = (bisect_right(reports, each, key=_day) for each in (day - _CLEAR, day))
    if not until or day - reports[0].day < _CLEAR:
        return False
    recent = reports[before:until]
    days = {each.day for each in recent if each.completed}
    return len(days) >= CLEAR_REPORTS and not any(map(_hurts, recent))


def _day(report: Report) -> date:
    return report.day


def _hurts(report: Report) -> bool:
    return bool(report.pain) or not NERVE_SYMPTOMS.isdisjoint(report.yes)


def is_asked_on(
    day: date, how_often: Cadence, *, after: date, works: Callable[[date], bool]
) -> bool:
    """Whether a check-in is owed on this day. `after`: the last day on which one was asked for or
    completed. A missed day of the week moves to the next day, one of `DAILY` does not."""
    if how_often is Cadence.DAILY:
        return day > after and works(day)
    since = (day - _DAY * n for n in range(7) if day - _DAY * n > after)
    return any(each.weekday() in _DAYS[how_often] for each in since)


def follow_up(history: History) -> datetime | None:
    """Return when the one follow-up is due, if nothing was completed since; None: none is.

    24 h after a score of 7 or more or a nerve symptom that is the first in the window of its rule
    [D]: 3 days (W2), 14 days (W3). What was taken back is none.
    """
    last = next((each for each in reversed(history.reports) if each.completed), None)
    if last is None or last.at is None:
        return None
    *earlier, day = past(history, last.day).days
    severe = max(last.pain.values(), default=0) >= SEVERE
    if severe and not any(each.score() >= SEVERE for each in _within(earlier, day, SEVERE_DAYS)):
        return last.at + FOLLOW_UP
    nerve = last.yes & day.yes & NERVE_SYMPTOMS
    if nerve and all(
        each.yes.isdisjoint(NERVE_SYMPTOMS) for each in _within(earlier, day, NERVE_DAYS)
    ):
        return last.at + FOLLOW_UP
    return None


def _within(earlier: Sequence[Day], day: Day, length: int) -> list[Day]:
    return [each for each in earlier if day.number - each.number < length]
