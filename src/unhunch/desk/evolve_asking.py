"""What check-in prompts leave behind when they are shown and when they end (part of evolve.py)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from .policy import CHECKIN, Answer
from .state import Asked, Prompt, State

TIMES_A_DAY = 2
"""Unanswered, a check-in is asked for once more that day (product.md, section 2)."""


def asked(state: State, at: datetime) -> State:
    """Return the state after a new check-in prompt was shown."""
    was, day = state.asked, at.date()
    if was.day == day:
        return replace(state, asked=replace(was, shown=was.shown + 1, ended=None))
    missed = was.day is not None and not was.done
    return replace(
        state,
        asked=Asked(day=day, shown=1, before=was.day, unanswered=was.unanswered + missed),
    )


def asking_ended(state: State, prompt: Prompt, at: datetime, answer: Answer | None) -> State:
    """Return the state after a check-in prompt ended. Skipped, it is not shown again that day; left
    half-way in the questionnaire, it is due again whatever came before (product.md 2)."""
    if CHECKIN not in prompt.reminders:
        return state
    shown = TIMES_A_DAY if answer is Answer.SKIP else state.asked.shown - prompt.opened
    return replace(state, asked=replace(state.asked, ended=at, shown=shown))


def whole_days(by: timedelta) -> timedelta:
    """Return the days by which a clock was set: none for a correction of less than half a day."""
    return timedelta(days=round(by / timedelta(days=1)))


def asked_under_another_date(asked: Asked, by: timedelta) -> Asked:
    """Return the same days of asking when the clock shows another date for the same day."""
    days = whole_days(by)

    def moved(day: date | None) -> date | None:
        return None if day is None else day + days

    return replace(asked, day=moved(asked.day), before=moved(asked.before))
