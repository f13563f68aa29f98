"""When the weekly notice and the weekly question are due (product.md 3.6; ADR 0021).

A week begins at a day and an hour of the settings. The notice comes once in each, the question
once in each from its fourth day on, both in the first minute after a break and never on one day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .care import is_left_to_the_week
from .instant import Instant
from .moments import moment_of, wall
from .policy import Asks, Policy
from .questions import interrupting
from .state import Prompt
from .watching import CHAIR_EMPTY, came_back
from .weekly import Sums, week_before

BACK = timedelta(minutes=1)
"""So long after the first input somebody is taken to be just back, in the middle of nothing."""

QUESTION = timedelta(days=3)
"""So long after the notice the question comes: a day of its own."""

FEW_DAYS = 3
"""A week with fewer days at the desk is not told of, and no other is compared with it."""

FEW_PROMPTS = 5
"""Whoever saw fewer prompts in a week cannot say whether they were too many."""

IGNORED = 3
"""After so many questions in a row without an answer it is asked in every fourth week."""

SELDOM = timedelta(weeks=4)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a weekly notice tells. `until`: the last of the seven days. `now` None: too little to
    tell; `before` None: too little to compare it with. `reported`: something that was said to a
    check-in still waits to be read, and nothing else asks for it any more (rules.md section 8)."""

    until: date
    now: Sums | None
    before: Sums | None
    reported: bool = False


def weekly_since(here: Instant) -> tuple[Asks, datetime] | None:
    """Return which of the two is due, and since when; None: neither."""
    if not (here.policy.week.notice or here.policy.week.question or here.body.showings):
        return None
    came = came_back(here, CHAIR_EMPTY)
    if came is None or not timedelta(0) <= here.now - came <= BACK:
        return None
    shown, weekly = wall(came, here.seen.zone), here.state.weekly
    if _is_notice_wanted(here, shown):
        return Asks.WEEK, came
    asked_today = weekly.questioned == shown.date()
    told_today = weekly.noticed is not None and weekly.noticed.date() == shown.date()
    if _is_question_wanted(here, shown) and not asked_today and not told_today:
        return Asks.HOW_MANY, came
    return None


def waits_for_break(here: Instant) -> bool:
    """Whether one of them comes with the next break."""
    shown = wall(here.now, here.seen.zone)
    return _is_notice_wanted(here, shown) or _is_question_wanted(here, shown)


def week_moments(here: Instant) -> Iterator[datetime]:
    """Yield the moments from which on the next of them may come."""
    if not (here.policy.week.notice or here.policy.week.question or here.body.showings):
        return
    began = _began(here, wall(here.now, here.seen.zone))
    for moment in (began + QUESTION, began + _WEEK):
        yield moment_of(moment, here.seen.zone)


def review_of(prompt: Prompt, here: Instant) -> Review | None:
    """Return what a weekly notice tells, the same for as long as it is open; None: it is none."""
    if prompt.asks is not Asks.WEEK:
        return None
    return _review(here, _began(here, wall(prompt.first_shown, here.seen.zone)).date())


def lost_reason(prompt: Prompt, here: Instant) -> str:
    """Return why an open notice or question has nothing to say any more: "settings", or "care" when
    what was reported is answered; empty when it has."""
    if prompt.asks is Asks.HOW_MANY:
        return "" if _asks(here.policy) else "settings"
    told = review_of(prompt, here)
    if told is None or told.now is not None or told.reported:
        return ""
    return "care" if here.policy.week.notice else "settings"


def _began(here: Instant, shown: datetime) -> datetime:
    """Return when the week began in which the wall clock shows this."""
    week = here.policy.week
    day = shown.date() - timedelta(days=(shown.weekday() - week.weekday) % 7)
    began = datetime.combine(day, week.at)
    return began if began <= shown else began - _WEEK


def _is_notice_wanted(here: Instant, shown: datetime) -> bool:
    began, noticed = _began(here, shown), here.state.weekly.noticed
    if noticed is not None and began <= noticed:
        return False
    told = _review(here, began.date())
    return told.now is not None or told.reported


def _asks(policy: Policy) -> bool:
    """Whether the question is wanted, and an answer would change anything."""
    return policy.week.question and bool(interrupting(policy))


def _is_question_wanted(here: Instant, shown: datetime) -> bool:
    weekly = here.state.weekly
    if not _asks(here.policy):
        return False
    began = _began(here, shown)
    begins = began + QUESTION
    every = SELDOM if weekly.unanswered >= IGNORED else _WEEK
    if shown < begins or (weekly.asked is not None and begins - every + _WEEK <= weekly.asked):
        return False
    return week_before(weekly, begins.date()).prompts >= FEW_PROMPTS


def _review(here: Instant, day: date) -> Review:
    now = before = None
    if here.policy.week.notice:
        this, last = (week_before(here.state.weekly, each) for each in (day, day - _WEEK))
        now = this if this.days >= FEW_DAYS else None
        before = last if now is not None and last.days >= FEW_DAYS else None
    return Review(
        until=day - timedelta(days=1),
        now=now,
        before=before,
        reported=is_left_to_the_week(here),
    )
