"""What of the body there is to see: the question of a check-in, a suggestion, what is watched."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ..body.assess import Assessment, Fired
from ..body.marked import Marked, marked_lately
from ..body.offer import offered, open_suggestion
from ..body.requests import SuggestionAnswer
from ..body.terms import Level
from ..sentence import Sentence
from .asking import next_asked
from .care import care, last_checked_in, now_assessed, raised_assessment, today
from .deliver import suggestion_leaves
from .instant import Instant
from .policy import CHECKIN, SITTING, Reminder
from .state import Prompt

SITTING_PLAINLY = Sentence("You've been sitting for {minutes} minutes.")
"""What sitting says while no advice is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The question of a check-in that comes next, from 0. `since`: the day of the last check-in;
    None: this is the first one."""

    step: int
    since: date | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """A suggestion that was shown and can be answered.

    `again`: it was shown before. `on_screen`: in a notification, and not only in the tray. `waits`:
    nothing was said to it yet. `lasts`: it stays until it is answered. `now`: what the rules come
    to today; `raised`: what they came to when they raised the level, where it is displayed only
    because it is lowered late.
    """

    level: Level
    rules: tuple[str, ...]
    shown: datetime
    again: bool
    on_screen: bool
    waits: bool
    lasts: bool
    answers: tuple[SuggestionAnswer, ...]
    now: Assessment
    raised: Assessment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The level `watch`: the rules behind it, and the day of the next check-in if it is known."""

    behind: tuple[Fired, ...]
    marked: Marked | None
    again: date | None
    today: date


def plainly(reminder: Reminder, here: Instant) -> Reminder:
    """Return the reminder as it speaks now: without advice while `soon` or `urgent` stands."""
    if reminder.name == SITTING and here.once(care).rests:
        return replace(reminder, text=SITTING_PLAINLY)
    return reminder


def question_of(prompt: Prompt, here: Instant) -> Question | None:
    """Return the question of a check-in prompt that comes next; None for any other prompt."""
    if CHECKIN not in prompt.reminders:
        return None
    return Question(step=prompt.step, since=last_checked_in(here), today=today(here))


def suggestion_of(here: Instant) -> SuggestionView | None:
    """Return the suggestion that can be answered; None: there is none."""
    showing = open_suggestion(here.body)
    if showing is None:
        return None
    on, lasts = here.state.suggested, showing.level is Level.URGENT
    fits = suggestion_leaves(here) is not None or (lasts and on is not None and not on.aside)
    return SuggestionView(
        level=showing.level,
        rules=tuple(sorted(showing.rules)),
        shown=showing.at,
        again=len(here.body.showings) > 1,
        on_screen=on is not None and on.on == "screen" and fits,
        waits=on is not None,
        lasts=lasts,
        answers=offered(here.body, showing, today(here)),
        now=now_assessed(here),
        raised=raised_assessment(here),
    )


def watch_of(here: Instant) -> Watch | None:
    """Return what is watched; None at any other level."""
    if here.body.level is not Level.WATCH:
        return None
    now = now_assessed(here)
    behind = tuple(each for each in now.fired if each.level is Level.WATCH)
    return Watch(
        behind=behind,
        marked=marked_lately(here.body, now),
        again=next_asked(here),
        today=today(here),
    )
