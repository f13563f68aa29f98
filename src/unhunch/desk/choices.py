"""The answers that a prompt offers, and the three of them that are buttons."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..sentence import Sentence
from .answer import LATERS
from .asking import TAPS
from .policy import CHECKIN, Answer, Choice, Halt, Item, Move, Policy, Reminder
from .questions import choices_to
from .state import Prompt

AT_NEXT_BREAK = Sentence("At my next break")
AFTER_BREAK = (
    Choice(label=Sentence("Good"), answer=Answer.DONE),
    Choice(label=Sentence("It hurt"), answer=Answer.HURT),
    Choice(label=Sentence("Stopped"), answer=Answer.STOPPED),
)
DURING_BREAK = (
    Choice(label=Sentence("Done"), answer=Answer.DONE),
    Choice(label=Sentence("It hurt"), answer=Answer.HURT),
    Choice(label=Sentence("Stop"), answer=Answer.STOPPED),
)
DOUBTS = (
    Choice(label=Sentence("I'm sitting"), answer=Answer.DONE),
    Choice(label=Sentence("Still standing"), answer=Answer.DONE),
)
LATER_OR_SKIP = (
    Choice(label=Sentence("Later"), answer=Answer.LATER),
    Choice(label=Sentence("Skip"), answer=Answer.SKIP),
)
PLAIN = (
    Choice(label=Sentence("Done"), answer=Answer.DONE),
    Choice(label=Sentence("Later"), answer=Answer.LATER),
    Choice(label=Sentence("Skip"), answer=Answer.SKIP),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The prompt waits for an answer; `on_screen`: in a notification and not only in the tray."""

    on_screen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guiding:
    """The guided break is at exercise `step` (from 0) of `steps`, until `until`, or with `left` to
    go while it is `halted`. `by_itself`: nobody pressed Start."""

    item: Item
    step: int
    steps: int
    until: datetime | None
    left: timedelta
    halted: Halt | None = None
    by_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HowWasIt:
    """The guided break is over and asks how it was."""


def turns_of(stage: Asking | Guiding | HowWasIt) -> tuple[Move, ...]:
    """Return what a person can do to the course of a guided break now."""
    match stage:
        case Guiding(halted=halted):
            return Move.BACK, Move.PAUSE if halted is None else Move.GO_ON, Move.NEXT
        case HowWasIt():
            return (Move.BACK,)
        case Asking():
            return ()


def choices_of(
    prompt: Prompt, stage: Asking | Guiding | HowWasIt, known: list[Reminder], policy: Policy
) -> tuple[Choice, ...]:
    """Every answer by its label; the same answer of several reminders once."""
    if isinstance(stage, HowWasIt):
        return AFTER_BREAK
    if isinstance(stage, Guiding):
        return DURING_BREAK + (LATER_OR_SKIP if stage.by_itself else ())
    if prompt.doubts_stance:
        return DOUBTS
    if prompt.asks is not None:
        return choices_to(prompt, policy)
    if CHECKIN in prompt.reminders:
        taps = tuple(Choice(label=label, answer=Answer.DONE) for label in TAPS[prompt.step])
        rest = (_later(choice, prompt) for choice in LATER_OR_SKIP)
        over = prompt.laters > LATERS
        return (*taps, *(c for c in rest if not (over and c.answer is Answer.LATER)))
    by_label: dict[str, Choice] = {}
    for reminder in known:
        for choice in reminder.choices or PLAIN:
            choice = _later(choice, prompt)
            if choice.answer not in (Answer.LATER, Answer.SKIP) or choice.answer not in [
                each.answer for each in by_label.values()
            ]:
                by_label.setdefault(choice.label, choice)
    last = [Answer.LATER, Answer.SKIP]
    kept = [c for c in by_label.values() if prompt.laters <= LATERS or c.answer is not Answer.LATER]
    return tuple(sorted(kept, key=lambda c: last.index(c.answer) + 1 if c.answer in last else 0))


def _later(choice: Choice, prompt: Prompt) -> Choice:
    if choice.answer is Answer.LATER and prompt.laters >= LATERS:
        return Choice(label=AT_NEXT_BREAK, answer=Answer.LATER)
    return choice


def buttons_of(
    prompt: Prompt,
    stage: Asking | Guiding | HowWasIt,
    known: list[Reminder],
    choices: tuple[Choice, ...],
) -> tuple[Choice, ...]:
    """At most three: a single reminder's own; merged, the first of the first two and Later."""
    if CHECKIN in prompt.reminders and isinstance(stage, Asking):
        return choices[: len(TAPS[prompt.step])]
    asks = prompt.doubts_stance or prompt.asks is not None
    if not isinstance(stage, Asking) or asks or len(known) == 1:
        return choices[:3]
    firsts = [(each.choices or PLAIN)[0] for each in known[:2]]
    later = [choice for choice in choices if choice.answer is Answer.LATER]
    return tuple(dict.fromkeys([*firsts, *later]))[:3]
