"""What became of prompts, by reminder. A prompt of several reminders counts for each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ..desk.facts import PromptAnswered, PromptExpired, PromptShown, PromptWithdrawn
from ..desk.policy import Answer
from ..fact import Fact

KINDS: tuple[type[Fact], ...] = (PromptShown, PromptAnswered, PromptExpired, PromptWithdrawn)
"""The facts that are counted here."""

ENDS_WITHIN = timedelta(days=31)
"""A prompt of the evening ends the next morning, or after a holiday: its life is present time."""


class End(StrEnum):
    """What a prompt came to. A guided break that was begun is done, however it ended."""

    DONE = "done"
    SKIPPED = "skipped"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"
    OPEN = "open"


_ENDS: Mapping[Answer, End] = {
    Answer.DONE: End.DONE,
    Answer.COMFORTABLE: End.DONE,
    Answer.START: End.DONE,
    Answer.STOPPED: End.DONE,
    Answer.HURT: End.DONE,
    Answer.SKIP: End.SKIPPED,
}
"""Later is no end: the same prompt comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """How many prompts of a reminder were shown, and how many came to each end."""

    reminder: str
    shown: int
    ends: Mapping[End, int]


def became(facts: Iterable[Fact], first: date, last: date) -> tuple[Became, ...]:
    """Return what became of the prompts first shown on these days, most shown first.

    One that the user asked for is no reminder. `facts` go on after the last day: see `ENDS_WITHIN`.
    """
    names: dict[int, tuple[str, ...]] = {}
    ends: dict[int, End] = {}
    for fact in facts:
        match fact:
            case PromptShown(again=False, asked=False, asks=None) if (
                first <= fact.at.date() <= last
            ):
                names[fact.prompt] = fact.reminders
                ends[fact.prompt] = End.OPEN
            case PromptAnswered() if fact.prompt in names and fact.answer in _ENDS:
                ends[fact.prompt] = _ENDS[fact.answer]
            case PromptExpired() if fact.prompt in names:
                ends[fact.prompt] = End.UNANSWERED
            case PromptWithdrawn() if fact.prompt in names:
                ends[fact.prompt] = End.WITHDRAWN
    by_name: dict[str, list[End]] = {}
    for number, reminders in names.items():
        for name in reminders:
            by_name.setdefault(name, []).append(ends[number])
    found = [_became(name, each) for name, each in by_name.items()]
    return tuple(sorted(found, key=lambda each: (-each.shown, each.reminder)))


def _became(name: str, ends: list[End]) -> Became:
    return Became(reminder=name, shown=len(ends), ends={end: ends.count(end) for end in End})
