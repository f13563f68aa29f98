"""What a person can ask of the desk. A request may be refused; a fact cannot."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..body.requests import BodyRequest
from ..fact import Refused as Refused
from .policy import Answer, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Switch prompts off: for `length`, until `until` (a date, at the start of it), or
    `tomorrow`, or with none of them until resumed."""

    length: timedelta | None = None
    until: date | None = None
    tomorrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Switch prompts on again and end a meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Hold prompts for a meeting of this length."""

    length: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """I'm standing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sit:
    """I'm sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBreak:
    """Prompt for this reminder now; None: the stretch break."""

    reminder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAnswer:
    """Answer the open prompt.

    `prompt` None: whichever is open. `length` goes with `later`. `label` tells two choices of the
    same word apart. `at_sight`: pressed on the notification itself, where a press within half a
    second of the showing is no answer.
    """

    answer: Answer
    length: timedelta | None = None
    prompt: int | None = None
    label: str | None = None
    at_sight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Turn the guided break to the next exercise or back, or pause it. `prompt` None: whichever
    runs."""

    move: Move
    prompt: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """The prompt was clicked or closed: off the screen, kept in the tray, no answer.

    `prompt` 0: the suggestion.
    """

    prompt: int


DeskRequest = Pause | Resume | Meeting | Stand | Sit | TakeBreak | GiveAnswer | Guide | PutAside
Request = DeskRequest | BodyRequest
