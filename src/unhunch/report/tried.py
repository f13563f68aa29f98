"""What was tried: exercises that were started, and positions that were changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from ..desk import facts as f
from ..desk.policy import STRETCH, Answer
from ..fact import Fact
from .data import Period, Tried

STRETCH_BREAK = "stretch_break"
"""A guided break that was started, whatever its exercises."""

CHANGED_POSITION = "changed_position"
"""A posture check that was answered with "Changed something"."""

_POSTURE = "posture"

PRESSED = (Answer.START,)
BY_ITSELF = (Answer.DONE, Answer.HURT, Answer.STOPPED)
"""Answers that tell that a break was taken: where one begins when it is shown nobody presses Start,
and it can be put off."""


def tried(facts: Iterable[Fact], period: Period) -> tuple[Tried, ...]:
    """Return what was done in the period, all stretch breaks first, then what was done most often.

    Exercises are named by their keys.
    """
    days: dict[str, list[date]] = defaultdict(list)
    for what, day in _done(facts):
        if day in period:
            days[what].append(day)
    found = [_tried(what, when) for what, when in days.items()]
    return tuple(sorted(found, key=_order))


def _order(each: Tried) -> tuple[bool, float, str]:
    return each.what != STRETCH_BREAK, -each.times_per_week, each.what


def _tried(what: str, days: list[date]) -> Tried:
    weeks = ((days[-1] - days[0]).days + 1) / 7
    return Tried(
        what=what,
        from_=days[0],
        to=days[-1],
        times_per_week=round(len(days) / max(1.0, weeks), 1),
    )


def _done(facts: Iterable[Fact]) -> Iterator[tuple[str, date]]:
    shown: dict[int, f.PromptShown] = {}
    for fact in facts:
        match fact:
            case f.PromptShown():
                shown[fact.prompt] = fact
            case f.PromptAnswered(answer=answer, prompt=prompt) if prompt in shown and answer in (
                BY_ITSELF if shown[prompt].starts else PRESSED
            ):
                yield STRETCH_BREAK, fact.at.date()
                for reminder, key in shown[prompt].items:
                    if reminder == STRETCH:
                        yield key, fact.at.date()
            case f.PromptAnswered(answer=Answer.DONE, by="user", prompt=prompt) if prompt in shown:
                if shown[prompt].reminders[:1] == (_POSTURE,):
                    yield CHANGED_POSITION, fact.at.date()
