"""What the daemon needs from the world, all of it in one file. Adapters speak D-Bus, X11, Wayland.

Moments that sensors report are seconds of `time.monotonic()`: a sensor knows how long ago, not what
the calendar says. Everything runs on the daemon's one event loop; a backend that needs a thread
keeps it inside and reports on the loop. A constructor does nothing; `start` opens, `close` gives
everything back and may be called twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Protocol, runtime_checkable

from .fact import Fact

# --- sensors ---------------------------------------------------------------------------------


class Sign(StrEnum):
    """What a sensor says. Unknown never holds and proves nothing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Active:
    """There was input within the gap attended to; the first that is known came at `since`."""

    since: float


@dataclass(frozen=True, slots=True)
class Quiet:
    """No input since the last one, at `since`, at least one gap ago."""

    since: float


IdleReport = Active | Quiet
"""Reported when it changes: quiet when the gap is reached, active at the next input."""


class IdleSensor(Protocol):
    """Knows when keyboard and pointer rest. The narrowest port: one gap, two reports.

    One that is used for want of anything better has `is_last_resort`: others are looked for again.
    """

    name: str
    caveat: str
    """What this backend cannot see, for `doctor`; empty if nothing."""

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere with the reason when this cannot work here and now.

        `lost` is called once, with the reason, when it stops working later.
        """

    def attend(self, gap: timedelta) -> None:
        """Report Quiet when there has been no input for `gap`, and Active at the next input.

        The first report comes as soon as it is known, with the first input at the latest. Quiet is
        reported again if its last input turns out to have been earlier.

        Called again to change the gap. A user who has already been quiet for the new gap is
        reported Quiet at once; one who was reported Quiet and has not is reported Active.
        """

    async def close(self) -> None:
        """Stop reporting."""


class SignSensor(Protocol):
    """Answers one yes-or-no question: is the screen locked, is do-not-disturb on.

    One that finds out at run time whom to ask says so in `caveat`, a text for `doctor`. One that
    has to ask may have `async while_quiet(on)`: it is told when the user comes to rest and is back.
    """

    name: str

    @property
    def question(self) -> str:
        """A Hold value, or "inhibitor" for an idle inhibitor."""

    async def start(
        self, report: Callable[[Sign, float], None], lost: Callable[[str], None]
    ) -> None:
        """Begin; report the sign and since when, now and at each change. Raise NotHere."""

    async def close(self) -> None:
        """Stop reporting."""


@runtime_checkable
class FocusTeller(Protocol):
    """A SignSensor that hears, beside its question, that another window has the focus."""

    def watch_focus(self, moved: Callable[[float], None]) -> None:
        """Call `moved` with the time of each change from now on; never with which window it is.

        Changes in quick succession may be told as one, and are told a few times a second at most.
        """


class SleepSignal(Protocol):
    """Hears from the system that the machine is about to sleep, woke, or shuts down."""

    name: str

    async def start(
        self, going: Callable[[], None], woke: Callable[[], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere."""

    async def close(self) -> None:
        """Stop reporting."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A backend that was not chosen, and why. `question`: what a sensor would have answered, a Hold
    value, "inhibitor" or "idle"; empty for what is none."""

    name: str
    why: str
    question: str = ""


# --- notifications ---------------------------------------------------------------------------


class Ability(Enum):
    """What a notifier can do here and now."""

    BUTTONS = auto()
    """Draws the answers as buttons."""

    BODY_CLICK = auto()
    """Tells when the text itself is clicked."""

    CONFIRMS = auto()
    """Knows whether the notice was accepted."""

    REWORDS = auto()
    """Gives what it shows other words without showing it anew (Notice.quiet)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An answer to press. `key` comes back when it is pressed."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to show, replacing whatever this notifier showed before.

    `mark` is the caller's name for it. `on_screen`: take it away after this; None: leave it.
    `hint` says how to answer and is shown where the buttons are not. `quiet`: other words for the
    notice that is there, with no sound and no new popup; where it is gone nothing is shown. Only
    for a notifier that REWORDS.
    """

    mark: str
    title: str
    body: str
    buttons: tuple[Button, ...] = ()
    hint: str = ""
    on_screen: timedelta | None = None
    sound: bool = False
    urgent: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """It was accepted (or, without CONFIRMS, sent)."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Nobody can have seen it."""

    why: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the notice with this mark."""

    mark: str
    key: str


@dataclass(frozen=True, slots=True)
class Clicked:
    """The body of the notice."""

    mark: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The person closed it. Not reported for what we or the server's timeout took away."""

    mark: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The server went away and what was shown with it."""

    why: str


@dataclass(frozen=True, slots=True)
class Back:
    """A server is there (again): what should be visible may be shown now."""


Heard = Pressed | Clicked | Closed | Gone | Back


class Notifier(Protocol):
    """Shows one notice at a time."""

    name: str

    @property
    def abilities(self) -> frozenset[Ability]:
        """What it can do now."""

    async def start(self, heard: Callable[[Heard], None]) -> None:
        """Begin. Raise NotHere with the reason when this can never work here; a server that may
        still come is not a reason (D-Bus: no owner and none to be activated now: `show` fails,
        Back is reported when one arrives)."""

    async def show(self, notice: Notice) -> Shown | Failed:
        """Show this and nothing else. Return Failed, never raise, when nobody can have seen it."""

    async def withdraw(self) -> None:
        """Show nothing."""

    async def close(self) -> None:
        """Withdraw and stop."""


# --- tray ------------------------------------------------------------------------------------


class IconState(StrEnum):
    """What the icon says at a glance."""

    OK = "ok"
    DUE = "due"
    QUIET = "quiet"
    NEEDS_YOU = "needs_you"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the menu. An empty `label` is a separator; an empty `key` cannot be picked."""

    key: str = ""
    label: str = ""
    enabled: bool = True
    checked: bool | None = None
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Everything the tray shows. `tooltip` is text, never markup."""

    icon: IconState
    tooltip: str
    menu: tuple[Entry, ...]


class Tray(Protocol):
    """An icon with a menu."""

    name: str

    @property
    def is_shown(self) -> bool:
        """Whether a panel has taken the icon."""

    @property
    def is_open(self) -> bool:
        """Whether the menu is believed to be open: its labels are worth refreshing."""

    async def start(
        self,
        picked: Callable[[str], None],
        opening: Callable[[], Face],
        changed: Callable[[], None],
    ) -> None:
        """Begin. Raise NotHere when there can never be a tray here.

        `picked` gets the key of the entry. `opening` is asked for a fresh face when the menu is
        about to be shown. `changed` is called when `is_shown` or `is_open` changed.
        """

    def show(self, face: Face) -> None:
        """Make the icon and menu look like this, now or when a panel comes."""

    async def close(self) -> None:
        """Take the icon away."""


# --- journal ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entered:
    """A fact with its place in the order."""

    number: int
    fact: Fact


class Journal(Protocol):
    """Append-only. Order is the number, never the timestamp."""

    def append(self, facts: Sequence[Fact], *, durable: bool = False) -> None:
        """Keep all of them or none. `durable`: on disk, past any power cut, when this returns.

        Raise JournalUnreadable when they could not be kept (a full disk, a read-only home).
        """

    def facts(self, *, after: int = 0) -> Iterable[Entered]:
        """The facts numbered above `after`, in order. Unknown kinds are left out."""

    def last_moment(self) -> datetime | None:
        """When the last fact was written, by the clock of then; None: an empty journal."""

    def close(self) -> None:
        """Give the file back."""


# --- autostart -------------------------------------------------------------------------------


class Autostart(Protocol):
    """Starts the program at login, or not."""

    name: str

    def is_on(self) -> bool:
        """Whether it will be started at the next login."""

    def turn_on(self, command: Sequence[str]) -> str:
        """Arrange it; return what was written and where."""

    def turn_off(self) -> str:
        """Undo it; return what was removed, or that nothing was there."""
