"""What a person can say about their body. A request may be refused; a fact cannot.

Every field is checked by `answer.py` against terms.py; nothing here is trusted.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SuggestionAnswer(StrEnum):
    """The answers to a suggestion (rules.md section 8)."""

    GETTING_HELP = "getting_help"
    BOOKED = "booked"
    SEEN = "seen"
    MISTAKE = "mistake"
    OVER = "over"
    NOT_NOW = "not_now"
    TOMORROW = "tomorrow"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptStatement:
    """I have read the first-run statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """A completed check-in.

    `pain`: scores 0 to 10 by region; regions left out scored 0. `form`: the questionnaire's own
    mark; the same one again is done once. `bridge`: the answer about the silence before it.
    `hurt`: where the exercise hurt that was asked about; None: it was not asked or not answered.
    `checked`: flags ticked earlier that a professional has looked at since.
    """

    pain: tuple[tuple[str, int], ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    safety_list: bool = False
    form: str = ""
    bridge: str | None = None
    hurt: tuple[str, ...] | None = None
    checked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFlags:
    """Answers without a check-in: the safety list alone."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    safety_list: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """How the pain was since the last check-in."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract:
    """I ticked this by mistake."""

    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSeen:
    """I spoke to a professional, on this day; None: now."""

    on: date | None = None
    who: str = ""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBooked:
    """I have an appointment, on this day if it is known."""

    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateHurt:
    """Here the exercise hurt."""

    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSuggestion:
    """Answer the open suggestion."""

    answer: SuggestionAnswer


BodyRequest = (
    AcceptStatement
    | CheckIn
    | AnswerFlags
    | Bridge
    | Retract
    | NoteSeen
    | NoteBooked
    | LocateHurt
    | AnswerSuggestion
)
