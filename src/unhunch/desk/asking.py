"""When a check-in is due: on which day, at which moment, and how often on it (product.md 2)."""

from datetime import date, datetime, time, timedelta

from ..body.answer import on_said
from ..body.checkin import is_quick
from ..body.requests import CheckIn
from ..body.terms import TINGLING, WEAKNESS
from ..fact import Fact, Refused
from ..sentence import Sentence
from . import facts as f
from .care import asked_on, follow_up_at, last_checked_in, today
from .evolve_asking import TIMES_A_DAY
from .instant import Instant
from .moments import moment_of, ranges_on, wall
from .policy import OnDays
from .state import Asked, Prompt, day_mark
from .watching import CHAIR_EMPTY, came_back

PAINS = (Sentence("None"), Sentence("A little"), Sentence("A lot"))
NO_OR_YES = (Sentence("No"), Sentence("Yes"))
TAPS = (PAINS, NO_OR_YES, NO_OR_YES)
"""Pain, tingling or numbness, new weakness: three taps when nothing hurts."""

UNFINISHED = Sentence("a check-in is done when its questions are answered: unhunch checkin")

UNHURT = (*TINGLING, *WEAKNESS)
"""What three taps deny; nothing else was asked."""

_BEFORE = timedelta(seconds=1)
_DAY = timedelta(days=1)


def asks_at(how: OnDays, here: Instant) -> datetime | None:
    """Return when the check-in is, was or will be shown; None: not today.

    That is the first input after an absence of a minute or more once it is due, and an hour after
    it was due at the latest. With working hours that hour ends before they do, so that it can
    still be answered: after them nothing is shown.
    """
    due = asks_from(how, here)
    if due is None:
        return None
    latest = due + how.latest
    ends = _end_of_hours(here, today(here))
    if ends is not None and due < ends:
        latest = min(latest, max(due, ends - here.policy.delivery.life))
    came = came_back(here, CHAIR_EMPTY)
    if due <= here.now and came is not None and came > due:
        return min(came, latest)
    return latest


def asks_from(how: OnDays, here: Instant) -> datetime | None:
    """Return from when the check-in waits for the end of an absence; None: not today."""
    due = _due(how, here)
    if due is None:
        return None
    asked, day = here.state.asked, today(here)
    shown = asked.shown if asked.day == day else 0
    if shown >= TIMES_A_DAY:
        return None
    if shown and asked.ended is not None:
        due = max(due, asked.ended)
    return due


def answer_check_in(here: Instant, prompt: Prompt, label: str | None) -> tuple[Fact, ...] | Refused:
    """Return what a tap on a check-in prompt makes true: the next question, the whole check-in, or
    the questionnaire, for whoever is asked more or has more to say than "None, No, No"."""
    taps = TAPS[prompt.step]
    if label not in taps:
        return Refused(why=UNFINISHED)
    at = here.dated()
    quick = here.body.accepted and is_quick(here.body, today(here))
    if label != taps[0] or not quick:
        return (f.CheckInOpened(at=at, prompt=prompt.number),)
    if prompt.step + 1 < len(TAPS):
        return (f.CheckInStepped(at=at, prompt=prompt.number, step=prompt.step + 1),)
    return on_said(here.body, at, CheckIn(no=UNHURT))


def is_over(prompt: Prompt, here: Instant) -> bool:
    """Whether a check-in was completed since this prompt was first shown."""
    return any(
        report.completed and report.at is not None and report.at >= prompt.first_shown
        for report in here.body.reports[-3:]
    )


def missed(asked: Asked, day: date) -> int:
    """Return on how many days in a row, before this one, nobody answered."""
    return asked.unanswered + (asked.day is not None and asked.day < day and not asked.done)


def _due(how: OnDays, here: Instant) -> datetime | None:
    day = today(here)
    last = last_checked_in(here)
    follow = follow_up_at(here)
    if follow is not None and _is_owed(follow, here, day):
        return follow
    if last == day or not _is_asked(how, here, day, last):
        return None
    return _moment(how, here, day)


def _is_asked(how: OnDays, here: Instant, day: date, last: date | None) -> bool:
    before = [each for each in (last, _asked_before(here.state.asked, day)) if each is not None]
    after = max(before, default=here.state.opened.date() - _DAY)
    return asked_on(here, day, how.often, after=after, unanswered=missed(here.state.asked, day))


def next_asked(here: Instant) -> date | None:
    """Return the next day on which a check-in is asked for, today included; None: none is."""
    how = next((r.trigger for r in here.policy.reminders if isinstance(r.trigger, OnDays)), None)
    if how is None:
        return None
    day, last = today(here), last_checked_in(here)
    coming = (day + _DAY * n for n in range(last == day, 8))
    return next((each for each in coming if _is_asked(how, here, each, last)), None)


def _is_owed(follow: datetime, here: Instant, day: date) -> bool:
    """Whether a follow-up is owed on this day: it comes once, on the day of its time or later."""
    falls_on = wall(follow, here.seen.zone).date()
    asked = here.state.asked.day
    return falls_on <= day and (asked is None or asked < falls_on or asked == day)


def _asked_before(asked: Asked, day: date) -> date | None:
    """The last day before this one on which it was asked."""
    return asked.before if asked.day is not None and asked.day >= day else asked.day


def _moment(how: OnDays, here: Instant, day: date) -> datetime | None:
    least = _present_reaches(how.least, here, day)
    if least is None:
        return None
    ends = _end_of_hours(here, day)
    if ends is not None:
        return max(least, ends - how.before_end)
    fixed = moment_of(datetime.combine(day, how.at), here.seen.zone)
    long = _present_reaches(how.presence, here, day)
    return max(least, fixed if long is None else min(fixed, long))


def _end_of_hours(here: Instant, day: date) -> datetime | None:
    """When the working hours end on this day, also those that began on the day before; at midnight
    where they only end after it. None where there are none."""
    midnight = datetime.combine(day, time())
    ends = [
        datetime.combine(begins + _DAY * (each.end <= each.start), each.end)
        for begins in (day - _DAY, day)
        for each in ranges_on(begins, here.policy.hours) or ()
    ]
    later = [end for end in ends if end > midnight]
    if not later:
        return None
    today = [end for end in later if end <= midnight + _DAY]
    return moment_of(max(today, default=midnight + _DAY), here.seen.zone)


def _present_reaches(length: timedelta, here: Instant, day: date) -> datetime | None:
    """When the presence of this day reaches a length, if the user stays; None: not as things are.

    Of one that was reached before the last absence only that is known: it was before its end.
    """
    state = here.state
    reading = day_mark(state, day, here.now, here.seen.zone) + length
    if state.present_since is None:
        return state.absence.since if state.absence and reading <= state.present else None
    if reading < state.present:
        return state.present_since - _BEFORE
    return state.present_since + (reading - state.present)
