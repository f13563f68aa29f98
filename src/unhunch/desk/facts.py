"""What happened, in the past tense. A fact cannot be refused and has no behaviour.

`at` is when it became true (aware, with the local offset kept), which may be before it was noticed.
The kind of a fact, its name in the journal, is its class name in snake_case. A fact's shape is a
promise: fields are added with a default, never removed (tests/journal/golden).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..fact import Fact as Fact
from .policy import Answer, Asks, Halt, Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Fact):
    """The program began to watch, with these reminders: open prompts are shown again."""

    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Fact):
    """Reminders came or went; what came counts from now."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutBegan(Fact):
    """The user sat down at the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutEnded(Fact):
    """The user got up. `sat` is the length of the bout; None: not measured."""

    sat: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleBegan(Fact):
    """An absence reached the idle threshold and satisfied nothing (else: BreakCredited)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleEnded(Fact):
    """An absence ended before the user was away."""

    lasted: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayBegan(Fact):
    """The user left; dated back to where the absence began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayEnded(Fact):
    """The user is back."""

    lasted: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakCredited(Fact):
    """An absence, `lasted` so far, satisfied these reminders. `full`: it was a full break."""

    reminders: tuple[str, ...]
    lasted: timedelta
    full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceChanged(Fact):
    """`stance` is "sitting" or "standing"; `brief`: only until the user settles down again."""

    stance: str
    brief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldBegan(Fact):
    """Delivery waits. `until`: its end where it is known. `fixed`: that end is a moment of the
    calendar and stays when the clock is set."""

    hold: Hold
    until: datetime | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldChanged(Fact):
    """A pause, a meeting or the quiet hours got another end."""

    hold: Hold
    until: datetime | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEnded(Fact):
    """Delivery no longer waits for this. `gave_way`: the reason is still there, its time is up."""

    hold: Hold
    gave_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack(Fact):
    """Something is due and waits for this hold, for the first time since it began."""

    hold: Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Slept(Fact):
    """The machine slept until `at`."""

    lasted: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class WasOff(Fact):
    """The machine was switched off until `at`."""

    lasted: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwatched(Fact):
    """No daemon watched, until `at`, and nothing explains the time."""

    lasted: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSet(Fact):
    """The wall clock was set by `by` (forward is positive); nobody slept. `at` is the new time."""

    by: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptShown(Fact):
    """A prompt was put where it can be seen, its reminders most important first.

    `again`: the same prompt came back. `asked`: the user asked for it. `items`: the keys of what
    it names, by reminder. `on`: the surface, "screen" or "tray". `doubts_stance`: it asks whether
    the user still stands. `asks`: it asks about a pause or a reminder, and reminds of nothing.
    `due_again`: those of its reminders that fell due anew before it came back; it serves for both.
    `starts`: its guided break begins with the showing.
    """

    prompt: int
    reminders: tuple[str, ...]
    again: bool = False
    asked: bool = False
    items: tuple[tuple[str, str], ...] = ()
    on: str = "screen"
    doubts_stance: bool = False
    asks: Asks | None = None
    due_again: tuple[str, ...] = ()
    starts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptPutAside(Fact):
    """A prompt, or the suggestion (0), was clicked or closed: off the screen, kept in the tray, no
    answer."""

    prompt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInStepped(Fact):
    """The questions of a check-in prompt were answered so far that question `step` comes next.

    What was said is not part of it: a check-in that is left half-way is not kept.
    """

    prompt: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInOpened(Fact):
    """The questionnaire of a check-in prompt was opened, to go on there."""

    prompt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptAnswered(Fact):
    """`answer` was given `by` the user or by a break. Later and start leave the prompt open.

    `until`: with later, when it comes back at the latest; `at_break`: also after the next absence.
    """

    prompt: int
    answer: Answer
    by: str
    until: datetime | None = None
    at_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakMoved(Fact):
    """A guided break is at exercise `step` (from 0), done for `spent`, and goes on from there or is
    `halted`. A step behind the last one: the break is over and asks how it was. `put_back`: it left
    the screen for a hold and is due again, from its beginning."""

    prompt: int
    step: int
    spent: timedelta = timedelta(0)
    halted: Halt | None = None
    put_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptExpired(Fact):
    """A prompt's life was over and nobody had answered: not a skip."""

    prompt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptWithdrawn(Fact):
    """A prompt lost its reason: settings, stance, turned_off, care (exercises rest, or what was
    reported is answered), or pause (the pause that it asks about is over or has an end)."""

    prompt: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenLost(Fact):
    """The notification server went away with a prompt on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueShown(Fact):
    """A reminder spoke through icon and tooltip alone."""

    reminder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalChanged(Fact):
    """Backing off or coming nearer: the factor now in force; `tray_until`: a cue only till then."""

    reminder: str
    factor: float
    tray_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalWished(Fact):
    """The user wants this reminder at `factor` times its interval, whatever backing off adds."""

    reminder: str
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedOff(Fact):
    """The user does not want this reminder any more: the settings are to say so."""

    reminder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Fact):
    """The facts of these local days were removed. `first` None: all from the beginning on.

    `wished`: what the user said to the one question about a reminder stays: its name, and the
    factor that is wished for.
    """

    first: date | None
    last: date
    wished: tuple[tuple[str, float], ...] = ()
