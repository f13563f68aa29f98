"""The questions about delivery itself, and what their answers make true (product.md 3.6, 3.11)."""

from ..fact import Fact
from ..sentence import Sentence
from . import facts as f
from .due import LEAST, MOST
from .instant import Instant
from .policy import (
    WEEK_NOTICE,
    After,
    Answer,
    Asks,
    Choice,
    Every,
    Hold,
    Policy,
    Reminder,
    Surface,
)
from .requests import GiveAnswer, Refused
from .state import Pace, Prompt

FEWER = 1.25
"""What "Fewer" makes of an interval (../clinical/reminders.md, section 3: too many)."""

TOO_MANY, TOO_FEW = FEWER, 0.85
"""What the weekly question makes of intervals (the same section)."""

RESUME_OR_NOT = (
    Choice(label=Sentence("Resume"), answer=Answer.RESUME),
    Choice(label=Sentence("One more day"), answer=Answer.ONE_MORE_DAY),
)
KEEP = Choice(label=Sentence("Keep"), answer=Answer.KEEP)
LESS = Choice(label=Sentence("Fewer"), answer=Answer.FEWER)
NONE = Choice(label=Sentence("Turn off"), answer=Answer.TURN_OFF)

HOW_MANY = (
    Choice(label=Sentence("Too many"), answer=Answer.TOO_MANY),
    Choice(label=Sentence("Right"), answer=Answer.RIGHT),
    Choice(label=Sentence("Too few"), answer=Answer.TOO_FEW),
)
MY_WEEK = Choice(label=Sentence("My week…"), answer=Answer.OPEN)
READ = Choice(label=Sentence("OK"), answer=Answer.READ)

ANSWERS = {
    Asks.RESUME: (Answer.RESUME, Answer.ONE_MORE_DAY),
    Asks.HOW_OFTEN: (Answer.KEEP, Answer.FEWER, Answer.TURN_OFF),
    Asks.HOW_MANY: (Answer.TOO_MANY, Answer.RIGHT, Answer.TOO_FEW),
    Asks.WEEK: (Answer.OPEN, Answer.READ, Answer.TURN_OFF),
}
"""The words that each question takes, and no other prompt."""


def choices_to(prompt: Prompt, policy: Policy) -> tuple[Choice, ...]:
    """Return the answers to a question. What comes by the clock has no interval to make longer; a
    notice that comes although it is turned off cannot be turned off."""
    match prompt.asks:
        case Asks.RESUME:
            return RESUME_OR_NOT
        case Asks.HOW_MANY:
            return HOW_MANY
        case Asks.WEEK:
            return (MY_WEEK, NONE, READ) if policy.week.notice else (MY_WEEK, READ)
        case _:
            known = [each for each in policy.reminders if each.name in prompt.reminders]
            return (KEEP, LESS, NONE) if any(map(_has_interval, known)) else (KEEP, NONE)


def _has_interval(reminder: Reminder) -> bool:
    return isinstance(reminder.trigger, Every | After)


def answer_question(
    here: Instant, prompt: Prompt, request: GiveAnswer
) -> tuple[Fact, ...] | Refused:
    """Return what the answer to a question makes true; it must be one that the question takes."""
    if request.length is not None:
        return Refused(
            why=Sentence("only later takes a length, not {answer}", answer=request.answer.value)
        )
    at = here.dated()
    answered = f.PromptAnswered(at=at, prompt=prompt.number, answer=request.answer, by="user")
    match request.answer:
        case Answer.RESUME:
            return (answered, f.HoldEnded(at=at, hold=Hold.PAUSED))
        case Answer.ONE_MORE_DAY:
            return (answered, f.HoldChanged(at=at, hold=Hold.PAUSED, fixed=True))
        case Answer.FEWER:
            [name] = prompt.reminders
            return (answered, _wish(here, name, FEWER))
        case Answer.TOO_MANY | Answer.TOO_FEW:
            factor = TOO_MANY if request.answer is Answer.TOO_MANY else TOO_FEW
            return (answered, *(_wish(here, name, factor) for name in interrupting(here.policy)))
        case Answer.TURN_OFF:
            [name] = prompt.reminders or (WEEK_NOTICE,)
            return (answered, f.TurnedOff(at=at, reminder=name))
        case _:
            return (answered,)


def interrupting(policy: Policy) -> list[str]:
    """Return the reminders that the weekly question is about: prompts that come by an interval.

    A tray cue interrupts nobody, an appointment has its time of its own, a check-in its cadence.
    """
    return [
        each.name
        for each in policy.reminders
        if _has_interval(each) and each.surface is Surface.PROMPT
    ]


def _wish(here: Instant, name: str, times: float) -> f.IntervalWished:
    wished = here.state.paces.get(name, Pace()).wished * times
    factor = round(min(MOST, max(LEAST, wished)), 4)
    return f.IntervalWished(at=here.dated(), reminder=name, factor=factor)


def answered_by(here: Instant, answer: Answer) -> tuple[Fact, ...]:
    """Return the fact that a pause that was asked about got its answer in another way."""
    return tuple(
        f.PromptAnswered(at=here.dated(), prompt=each.number, answer=answer, by="user")
        for each in here.state.prompts
        if each.asks is Asks.RESUME
    )
