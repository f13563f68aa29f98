"""Questions, and answers as they are given: words out of the options of a question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from .terms import REGIONS

Answer: TypeAlias = tuple[str, ...]
"""The chosen options; empty: the question was skipped."""

SKIPPED: Answer = ()
YES, NO, NONE = "yes", "no", "none"
STILL, STOPPED, CHECKED = "still", "stopped", "checked"

QUICK = ("where", "tingling", "weakness")
"""None, No, No: the three taps of somebody whom nothing hurts. Only these may stand in a
notification; they say nothing of what was reported before."""


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    """With exactly one of its options."""

    SEVERAL = "several"
    """With all that hold, or with "none" alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `flags`: what it is about. `regions`, `since`: values of its words.

    `needed`: it cannot be skipped.
    """

    key: str
    kind: Kind
    options: tuple[str, ...]
    flags: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    since: date | None = None
    needed: bool = False

    @property
    def topic(self) -> str:
        """The key without what it is about: "score" of "score:neck"."""
        return self.key.partition(":")[0]

    def takes(self, answer: Answer) -> bool:
        """Whether this is an answer to the question."""
        if not answer:
            return not self.needed
        if not set(answer) <= set(self.options) or len(set(answer)) < len(answer):
            return False
        return len(answer) == 1 or (self.kind is Kind.SEVERAL and NONE not in answer)


def one(said: Mapping[str, Answer], key: str) -> str:
    """Return the one word that was chosen; empty: none."""
    answer = said.get(key, SKIPPED)
    return answer[0] if answer else ""


def several(said: Mapping[str, Answer], key: str) -> Answer:
    """Return what was ticked."""
    return tuple(each for each in said.get(key, SKIPPED) if each != NONE)


def pain_of(said: Mapping[str, Answer]) -> dict[str, int]:
    """Return the scores so far, in the order of the map."""
    return {
        region: int(score) for region in REGIONS if (score := one(said, f"score:{region}")) != ""
    }


def told(said: Mapping[str, Answer], *words: str) -> frozenset[str]:
    """Return the flags about which the first questions were answered, with one of these words."""
    stills = ((key.partition(":")[2], one(said, key)) for key in said if key.startswith("still:"))
    return frozenset(flag for flag, word in stills if word and (not words or word in words))
