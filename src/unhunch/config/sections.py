"""What a table of the settings file is, and the tables that are not reminders."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    StrictBool,
    StrictFloat,
    StrictInt,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from ..sentence import Sentence
from .between import Between
from .fields import (
    ClockRange,
    ClockTime,
    Country,
    Day,
    Limit,
    OptionalRule,
    PhoneNumber,
    Span,
)
from .language import AUTO

Firmness = Literal["card", "full", "firm"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Fault = tuple[str | tuple[str, ...], Sentence]
"""The key in the table ("" for the table itself, several for what is deeper in it, an element of a
list by its index), and what was expected."""


class Section(BaseModel):
    """A table. Unknown keys are refused and nothing changes once it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def faults(cls, given: dict[str, Any]) -> Iterator[Fault]:
        """Yield what the fields cannot see one by one. May take keys out of `given`."""
        return iter(())

    @model_validator(mode="wrap")
    @classmethod
    def _check_whole(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        # A validator that runs after the fields is not reached when a field is wrong, and one
        # that runs before them hides their mistakes. The user wants to hear of all at once.
        if not isinstance(given, dict):
            return handler(given)
        rest = dict(given)
        wrong = [details(key, why, given) for key, why in cls.faults(rest)]
        try:
            section = handler(rest)
        except ValidationError as error:
            wrong = [_repeated(each) for each in error.errors(include_url=False)] + wrong
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return section


def details(key: str | tuple[str, ...], why: Sentence, given: dict[str, Any]) -> InitErrorDetails:
    """Return a fault of a table as pydantic tells it."""
    kind = PydanticCustomError("whole", "{why}", {"why": why})
    loc: list[str | int] = []
    value: Any = given
    for part in [key] if isinstance(key, str) else key:
        if isinstance(value, list):
            loc.append(int(part))
            value = value[int(part)]
        elif part:
            loc.append(part)
            value = value.get(part) if isinstance(value, dict) else None
    return InitErrorDetails(type=kind, loc=tuple(loc), input=value)


def _repeated(error: Any) -> InitErrorDetails:
    context = {"why": error["msg"], **error.get("ctx", {})}
    kind = PydanticCustomError(error["type"], "{why}", context)
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"])


class HoursTable(Section):
    """When reminders live. Ranges are like "09:00-12:30" and may cross midnight; those that overlap
    or touch count as one. "00:00-24:00" is a whole day."""

    mon: tuple[ClockRange, ...] | None = None
    """Hours on Mondays. As soon as one weekday is named, one that is not has no hours."""

    tue: tuple[ClockRange, ...] | None = None
    """Hours on Tuesdays."""

    wed: tuple[ClockRange, ...] | None = None
    """Hours on Wednesdays."""

    thu: tuple[ClockRange, ...] | None = None
    """Hours on Thursdays."""

    fri: tuple[ClockRange, ...] | None = None
    """Hours on Fridays."""

    sat: tuple[ClockRange, ...] | None = None
    """Hours on Saturdays."""

    sun: tuple[ClockRange, ...] | None = None
    """Hours on Sundays."""

    quiet: tuple[ClockRange, ...] = ()
    """Quiet hours, every day: no prompt, whatever the other hours say."""

    dates: dict[Day, tuple[ClockRange, ...]] = Field(default_factory=dict)
    """Days that differ from their weekday, like 2026-12-25 = [] for a day off."""


class PromptTable(Section):
    """How and how often prompts are shown."""

    patience: Annotated[Span, Between("0s", "1h")] = timedelta(minutes=10)
    """How long a prompt that is due waits for a good moment, such as 5 seconds without a key."""

    life: Annotated[Span, Between("10s", "4h")] = timedelta(minutes=10)
    """How long an unanswered prompt stays open, in time at the desk. Then it expires."""

    on_screen: Annotated[Span, Between("5s", "30m")] = timedelta(minutes=2)
    """How long a prompt stays on the screen. After that it waits in the tray."""

    grace: Annotated[Span, Between("0s", "10m")] = timedelta(seconds=30)
    """How long to leave you alone when a call, a film or do-not-disturb has ended."""

    spacing: Annotated[Span, Between("0s", "4h")] = timedelta(minutes=15)
    """The least time between two prompts."""

    join: Annotated[Span, Between("0s", "1h")] = timedelta(minutes=15)
    """Reminders that would be due within this time join the prompt that is shown."""

    per_hour: Annotated[StrictInt, Between(1, 60)] = 2
    """The most prompts in any hour."""

    per_day: Annotated[StrictInt, Between(1, 500)] = 10
    """The most prompts on one day that were skipped or not answered. What was done is free."""

    jitter: Annotated[StrictFloat, Between(0, 0.5)] = 0.1
    """How far posture and stretch may vary their interval: 0.1 is 10 %, 0 is not at all."""

    sound: StrictBool = False
    """Whether a prompt makes a sound."""


class BreaksTable(Section):
    """How a guided break looks once it has begun."""

    window: StrictBool = True
    """Whether a guided break has a window of its own. Where the window is not installed it is a
    page in the browser; with false it stays in notifications."""

    firmness: Firmness = "card"
    """"card": a small card in a corner that never takes the keyboard. "full": it covers every
    screen, Esc ends it. "firm": so, and a button to stop appears after ten seconds."""

    at_once: StrictBool = False
    """Whether a stretch break begins when it is due, without asking; it can be put off then."""

    sound: StrictBool = False
    """Whether a soft sound tells that the next exercise begins."""

    motion: StrictBool = True
    """Whether pictures move. They never do where the desktop asks for less motion."""


class WeekTable(Section):
    """Once a week: how the last one was, and whether there were too many prompts."""

    notice: StrictBool = True
    """Whether a notice tells once a week how long you sat, beside the week before."""

    question: StrictBool = True
    """Whether you are asked once a week if there were too many prompts, or too few."""

    day: Weekday = "mon"
    """The day from which on the notice comes, after a break. The question comes from three days
    later on."""

    at: ClockTime = time(6)
    """The time of day from which on they come."""


class HoldTable(Section):
    """Each reason has these two, on one line: dnd = { on = true, at_most = "never" }."""

    on: StrictBool = True
    """Whether prompts wait for this."""

    at_most: Annotated[Limit, Between("1m", "24h")] = None
    """Prompts stop waiting after this much time at the desk in one go, or "never"."""


class CareTable(Section):
    """Whom to call, and which of the optional rules about what you report count."""

    country: Country = AUTO
    """The two letters of your country, like "DE", for the numbers to call. "auto": the country of
    the desktop's language."""

    emergency: PhoneNumber | None = None
    """The emergency number, instead of your country's. It is shown and never dialled."""

    advice: PhoneNumber | None = None
    """The number for advice that is not an emergency, instead of your country's."""

    rules_off: tuple[OptionalRule, ...] = ()
    """Optional rules that you switch off: "S9", "S12", "S13", "C10". No other rule can be."""


class FullscreenTable(HoldTable):
    """A window fills the screen."""

    at_most: Annotated[Limit, Between("1m", "24h")] = timedelta(minutes=60)
    """A film or a presentation that keeps the screen awake holds for as long as it lasts."""


class HoldsTable(Section):
    """The reasons to wait with prompts, one line each: on or off, and for how long at most."""

    dnd: HoldTable = HoldTable()
    """Do-not-disturb is switched on in the desktop."""

    fullscreen: FullscreenTable = FullscreenTable()
    """A window fills the screen."""

    microphone: HoldTable = HoldTable()
    """A program records sound: probably a call."""

    camera: HoldTable = HoldTable()
    """The camera is in use."""

    screencast: HoldTable = HoldTable()
    """The screen is shared or recorded."""

    locked: HoldTable = HoldTable()
    """The screen is locked."""

    meeting: HoldTable = HoldTable()
    """You said that you are in a meeting."""

    paused: HoldTable = HoldTable()
    """You paused the reminders."""

    quiet_hours: HoldTable = HoldTable()
    """It is quiet, or outside the hours of the reminder."""
