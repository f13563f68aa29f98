"""The questions about delivery itself, and what their answers make true (product.md 3.6, 3.11)."""

from collections.abc import Iterable

from ..fact import Fact
from ..sentence import Sentence
from . import facts as f
from .due import LEAST, MOST
from .instant import Instant
from .policy import After, Answer, Asks, Choice, Every, Hold, Reminder
from .requests import GiveAnswer, Refused
from .state import Pace, Prompt

FEWER = 1.25
"""What "Fewer" makes of an interval (../clinical/reminders.md, section 3: too many)."""

RESUME_OR_NOT = (
    Choice(label=Sentence("Resume"), answer=Answer.RESUME),
    Choice(label=Sentence("One more day"), answer=Answer.ONE_MORE_DAY),
)
KEEP = Choice(label=Sentence("Keep"), answer=Answer.KEEP)
LESS = Choice(label=Sentence("Fewer"), answer=Answer.FEWER)
NONE = Choice(label=Sentence("Turn off"), answer=Answer.TURN_OFF)

ANSWERS = {
    Asks.RESUME: (Answer.RESUME, Answer.ONE_MORE_DAY),
    Asks.HOW_OFTEN: (Answer.KEEP, Answer.FEWER, Answer.TURN_OFF),
}
"""The words that each question takes, and no other prompt."""


def choices_to(prompt: Prompt, reminders: Iterable[Reminder]) -> tuple[Choice, ...]:
    """Return the answers to a question. What comes by the clock has no interval to make longer."""
    if prompt.asks is Asks.RESUME:
        return RESUME_OR_NOT
    counts = any(
        isinstance(each.trigger, Every | After)
        for each in reminders
        if each.name in prompt.reminders
    )
    return (KEEP, LESS, NONE) if counts else (KEEP, NONE)


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
            wished = here.state.paces.get(name, Pace()).wished * FEWER
            factor = round(min(MOST, max(LEAST, wished)), 4)
            return (answered, f.IntervalWished(at=at, reminder=name, factor=factor))
        case Answer.TURN_OFF:
            [name] = prompt.reminders
            return (answered, f.TurnedOff(at=at, reminder=name))
        case _:
            return (answered,)


def answered_by(here: Instant, answer: Answer) -> tuple[Fact, ...]:
    """Return the fact that a pause that was asked about got its answer in another way."""
    return tuple(
        f.PromptAnswered(at=here.dated(), prompt=each.number, answer=answer, by="user")
        for each in here.state.prompts
        if each.asks is Asks.RESUME
    )
