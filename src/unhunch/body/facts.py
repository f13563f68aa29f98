"""What was said about the body, in the past tense. Private: no word of it belongs into a log.

Regions, flags and answers are the words of terms.py. A flag that stands in neither `yes` nor `no`
is unknown. The local day of a fact is that of `at`, with the offset it carries.
"""

from dataclasses import dataclass
from datetime import date

from ..fact import Fact
from .terms import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAccepted(Fact):
    """The first-run statement was read and accepted, in the wording of this ruleset."""

    ruleset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Fact):
    """One completed check-in. `pain`: scores from 1 to 10; a region that is not named scored 0.

    `safety_list`: the safety list was part of it. `form`: the questionnaire's own mark, so that one
    sent twice counts once; empty where there was none.
    """

    pain: tuple[tuple[str, int], ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    safety_list: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagsAnswered(Fact):
    """Flags were answered outside a check-in: the safety list alone, or "it has stopped".

    It is no report of pain: a day with nothing else is no report day.
    """

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    safety_list: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridged(Fact):
    """How the pain was during a silence: one of `BRIDGE_ANSWERS`."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retracted(Fact):
    """The newest yes to this flag was ticked by mistake."""

    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenProfessional(Fact):
    """The user spoke to a professional, on the day `on`; None: at the moment `at`.

    `kept`: flags that were not discussed and stay open. `who`: one of `PROFESSIONALS`, or empty.
    """

    on: date | None = None
    who: str = ""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked(Fact):
    """The user made an appointment with a professional, for the day `on` if that is known."""

    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WasOnLeave(Fact):
    """These local days, both included, were holiday or leave: nothing was expected on them."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseHurt(Fact):
    """ "It hurt": these exercises (keys of the library). Where is asked afterwards."""

    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HurtLocated(Fact):
    """Where the exercises hurt that were asked about; no region: it hurts nowhere any more."""

    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChanged(Fact):
    """The level as displayed, after anti-flapping; `rules`: all that give that level."""

    level: Level
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionShown(Fact):
    """A level was put in front of the user, with the rules behind it.

    `again`: it was shown before and is unchanged. `on`: the surface, "screen" or "tray".
    """

    level: Level
    rules: tuple[str, ...] = ()
    again: bool = False
    on: str = "screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionAnswered(Fact):
    """What the user said to a suggestion of this level: a word of `SuggestionAnswer`."""

    level: Level
    answer: str
