"""What every fact is, and what a refused request is; desk and body have kinds of their own."""

from dataclasses import dataclass
from datetime import datetime

from .sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Anything the journal keeps. `at` is when it became true, aware, with the offset of then."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a request was not done, in a sentence for the person who asked."""

    why: str

    def __post_init__(self) -> None:
        # The program's own words, also where they need no values.
        if not isinstance(self.why, Sentence):
            object.__setattr__(self, "why", Sentence(self.why))
