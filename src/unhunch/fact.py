"""What every fact is, and what a refused request is; desk and body have kinds of their own."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Anything the journal keeps. `at` is when it became true, aware, with the offset of then."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a request was not done, in a sentence for the person who asked."""

    why: str
