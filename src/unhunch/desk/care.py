"""What the body asks of the desk at an instant: the level to display, what rests, what is gentle.

The one place where the desk looks at the body. It sees levels, days and exercises, never scores.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ..body.assess import Assessment
from ..body.cadence import Cadence, cadence, follow_up, is_asked_on
from ..body.facts import LevelChanged
from ..body.history import History
from ..body.resting import hurting, is_gentle_only
from ..body.suggest import (
    Displayed,
    Wanted,
    assessed,
    displayed,
    left_to_the_week,
    wanted,
)
from ..body.terms import Level
from ..fact import Fact
from .instant import Instant
from .moments import ranges_on, wall
from .policy import EXERCISES, Policy, Reminder

WORKDAYS = range(5)
"""Monday to Friday: the working days where no hours say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What the body asks for. `rests`: no exercise, no posture cue, no tip (`soon`, `urgent`).

    `gentle`: the one safe set alone. `hurting`: exercises that are not offered.
    """

    rests: bool
    gentle: bool
    hurting: frozenset[str]


NO_CARE = Care(rests=False, gentle=False, hurting=frozenset())


def care(here: Instant) -> Care:
    """Return what the body asks for now."""
    if here.body.is_empty:
        return NO_CARE
    day = today(here)
    return here.body.once(
        ("care", day),
        lambda: Care(
            rests=here.body.level.rank >= Level.SOON.rank,
            gentle=is_gentle_only(here.body, day),
            hurting=hurting(here.body, day),
        ),
    )


def rests(reminder: Reminder, here: Instant) -> bool:
    """Whether this reminder is one of exercises or posture, and these rest now."""
    return reminder.name in EXERCISES and here.once(care).rests


def today(here: Instant) -> date:
    """Return the local calendar day."""
    return wall(here.now, here.seen.zone).date()


def works_on(policy: Policy, day: date) -> bool:
    """Whether this is a working day: by the hours, or Monday to Friday where there are none."""
    ranges = ranges_on(day, policy.hours)
    return day.weekday() in WORKDAYS if ranges is None else bool(ranges)


# --- the level ---------------------------------------------------------------------------------


def level_step(here: Instant) -> tuple[Fact, ...]:
    """Return the fact that the level as displayed is another one now."""
    shown = now_displayed(here)
    if shown.level is here.body.level:
        return ()
    return (LevelChanged(at=here.dated(), level=shown.level, rules=shown.rules),)


def now_displayed(here: Instant) -> Displayed:
    """Return the level to display now, with its rules."""
    if here.body.is_empty:
        return Displayed(level=Level.NONE, rules=())
    day, off = today(here), here.policy.rules_off
    return here.body.once(("displayed", day, off), lambda: displayed(here.body, day, off))


def now_assessed(here: Instant) -> Assessment:
    """Return what the rules come to today, before anti-flapping."""
    return assessed(here.body, today(here), here.policy.rules_off)


def raised_assessment(here: Instant) -> Assessment | None:
    """Return what the rules came to on the day that raised the level; None where today's say it."""
    raised = here.body.raised_at
    if raised is None or now_assessed(here).level.rank >= here.body.level.rank:
        return None
    return assessed(here.body, raised.date(), here.policy.rules_off)


def wanted_now(here: Instant) -> Wanted | None:
    """Return the suggestion that should be put in front of the user; None: none."""
    if here.body.level.rank < Level.CONSIDER.rank:
        return None
    return wanted(
        here.body, now_displayed(here), here.dated(), lambda day: works_on(here.policy, day)
    )


def is_left_to_the_week(here: Instant) -> bool:
    """Whether what was reported waits to be read, and only the weekly notice asks for it."""
    if here.body.level is not Level.SOON:
        return False
    day, works = today(here), here.policy
    return left_to_the_week(here.body, now_displayed(here), day, lambda each: works_on(works, each))


# --- check-ins ---------------------------------------------------------------------------------


def asked_on(here: Instant, day: date, often: str, *, after: date, unanswered: int) -> bool:
    """Whether a check-in is owed on a day by the cadence. `after`: the last day that had one."""
    how_often = (
        cadence(here.body, day, first_day=here.state.since.date(), unanswered=unanswered)
        if often == "auto"
        else Cadence(often)
    )
    return is_asked_on(day, how_often, after=after, works=lambda each: works_on(here.policy, each))


def follow_up_at(here: Instant) -> datetime | None:
    """Return when the one follow-up after a severe score or a first nerve symptom is due."""
    return here.body.once("follow_up", lambda: follow_up(here.body))


def last_checked_in(here: Instant) -> date | None:
    """Return the newest day with a completed check-in; None: there is none."""
    day = today(here)
    return here.body.once(("completed", day), lambda: _last_completed(here.body, day))


def _last_completed(body: History, day: date) -> date | None:
    return max(
        (each.day for each in body.reports if each.completed and each.day <= day), default=None
    )
