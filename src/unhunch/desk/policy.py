"""The user's wishes in the desk's own terms, long because they are all of them: values only, made
from the settings at the border."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum

SITTING = "sitting"
"""The reminder that asks people up: it ends bouts and doubts a long stand."""

STRETCH = "stretch"
"""The reminder that "take a break" means."""

POSTURE = "posture"
CHECKIN = "checkin"
"""The reminder that asks how the body feels."""

EXERCISES = (STRETCH, POSTURE)
"""What rests while `soon` or `urgent` stands (product.md, section 2)."""


class Hold(StrEnum):
    """A reason to wait with delivery (product.md 3.4)."""

    DND = "dnd"
    FULLSCREEN = "fullscreen"
    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREENCAST = "screencast"
    LOCKED = "locked"
    MEETING = "meeting"
    PAUSED = "paused"
    QUIET_HOURS = "quiet_hours"


def delays(hold: Hold, level: str, *, first: bool) -> bool:
    """Whether a hold keeps back a suggestion of this level; `first`: when it is first reached.

    `soon` and `urgent` wait for a locked or shared screen alone, later showings of them for a call,
    too (product.md 3.4). Everything else waits for every hold.
    """
    if level not in ("soon", "urgent"):
        return True
    if hold in (Hold.LOCKED, Hold.SCREENCAST):
        return True
    return not first and hold in (Hold.MICROPHONE, Hold.CAMERA)


class Surface(StrEnum):
    """Where a reminder speaks: a prompt with answers, or the tray alone."""

    PROMPT = "prompt"
    TRAY = "tray"


class Answer(StrEnum):
    """What a person can say to a prompt (product.md, section 2)."""

    DONE = "done"
    COMFORTABLE = "comfortable"
    LATER = "later"
    SKIP = "skip"
    START = "start"
    STOPPED = "stopped"
    HURT = "hurt"
    RESUME = "resume"
    ONE_MORE_DAY = "one_more_day"
    KEEP = "keep"
    FEWER = "fewer"
    TURN_OFF = "turn_off"
    TOO_MANY = "too_many"
    RIGHT = "right"
    TOO_FEW = "too_few"
    OPEN = "open"
    READ = "read"


class Asks(StrEnum):
    """What a prompt asks that is about delivery itself.

    `resume`: whether a pause without an end goes on (product.md 3.11). `how_often`: whether a
    reminder that is hardly ever done is still wanted (product.md 3.6). `how_many`: whether there
    were too many prompts in a week. `week`: nothing; it tells how the last week was.
    """

    RESUME = "resume"
    HOW_OFTEN = "how_often"
    HOW_MANY = "how_many"
    WEEK = "week"


WEEKLY = (Asks.WEEK, Asks.HOW_MANY)
"""What comes once a week, when somebody is just back from a break."""

OF_NO_REMINDER = (Asks.RESUME, *WEEKLY)
"""What names no reminder."""


class Halt(StrEnum):
    """Why the time of a guided break stands still: somebody keeps typing, or paused it."""

    TYPING = "typing"
    PAUSED = "paused"


class Move(StrEnum):
    """What a person does to the course of a guided break."""

    NEXT = "next"
    BACK = "back"
    PAUSE = "pause"
    GO_ON = "go_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer under the name the person sees."""

    label: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Due after this much present time, sitting or standing."""

    interval: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """Due after this long in one sitting bout."""

    bout: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Due at clock times, local, on the days that match.

    `weekdays` counts from Monday = 0. As in cron, when both `weekdays` and `monthdays` leave days
    out, a day that matches either is enough.
    """

    times: tuple[time, ...]
    weekdays: frozenset[int] = frozenset(range(7))
    monthdays: frozenset[int] = frozenset(range(1, 32))
    months: frozenset[int] = frozenset(range(1, 13))
    valid_for: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDays:
    """Due once on the days on which a check-in is owed (product.md, section 2).

    After `presence` on that day or at `at`, whichever is first; with working hours, `before_end`
    of them; never before `least` of presence. Shown with the first input after the next absence,
    `latest` after that at the latest. `often`: "auto", or always this cadence.
    """

    presence: timedelta = timedelta(hours=5)
    at: time = time(16)
    before_end: timedelta = timedelta(hours=1)
    least: timedelta = timedelta(minutes=30)
    latest: timedelta = timedelta(hours=1)
    often: str = "auto"


BY_CLOCK = (At, OnDays)
"""Triggers of what rest never satisfies and what is never merged or brought forward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """From `start` to `end`, local; when `end` is not later than `start`, into the next day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When reminders live. A range belongs to the day it starts on.

    `days` has seven entries, Monday first; None: every hour of every day. `dates` overrides
    the weekday. `quiet` is taken out of what is left.
    """

    days: tuple[tuple[TimeRange, ...], ...] | None = None
    dates: Mapping[date, tuple[TimeRange, ...]] = field(default_factory=dict)
    quiet: tuple[TimeRange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One rotating text: a posture cue, an exercise or a line of the user's own.

    `step` is how to do it; `avoid` for whom it is not; `lasts` how long it takes in a guided break;
    `target` where it is felt; all of them empty or zero for a plain cue. `figure`: how one of the
    user's own is drawn, as JSON; the program's are drawn by their keys.
    """

    key: str
    text: str
    step: str = ""
    avoid: str = ""
    lasts: timedelta = timedelta(0)
    target: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSet:
    """Items that belong together; a stretch takes two or three of one set.

    A `daily` set replaces an ordinary one once on each local day.
    """

    name: str
    title: str
    items: tuple[Item, ...]
    daily: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One configured kind of prompt.

    `name` is unique. `sets` with a guided reminder; `items` rotate one at a time; neither: `text`.
    `gentle` is the one set that is offered with arm or leg symptoms.
    `hours` None: the policy's own. `varies`: the interval takes the policy's jitter. `micro`: a
    short break satisfies it. `halfway`: its count starts at half the interval, so that it falls
    between two others of the same interval.
    """

    name: str
    trigger: Every | After | At | OnDays
    surface: Surface = Surface.PROMPT
    text: str = ""
    items: tuple[Item, ...] = ()
    sets: tuple[ItemSet, ...] = ()
    gentle: ItemSet | None = None
    choices: tuple[Choice, ...] = ()
    duration: timedelta = timedelta(0)
    hours: Hours | None = None
    varies: bool = False
    micro: bool = False
    halfway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRule:
    """Whether a hold is heeded, and the present time in one go after which it gives way."""

    on: bool = True
    at_most: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Numbers of product.md section 3."""

    patience: timedelta = timedelta(minutes=10)
    life: timedelta = timedelta(minutes=10)
    on_screen: timedelta = timedelta(minutes=2)
    grace: timedelta = timedelta(seconds=30)
    spacing: timedelta = timedelta(minutes=15)
    join: timedelta = timedelta(minutes=15)
    per_hour: int = 2
    per_day: int = 10
    jitter: float = 0.1
    sound: bool = False


WEEK_NOTICE = "[week]"
"""What the weekly notice is called among what can be turned off: the name of no reminder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The weekly notice, from `at` on `weekday` (Monday = 0) on, and the weekly question."""

    notice: bool = False
    question: bool = False
    weekday: int = 0
    at: time = time(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything the desk is told about what the user wants.

    `seed` drives the jitter and the order of items; None: no jitter, items in the order of their
    files. `reminders` come in the order of their priority (product.md 3.1), most important first.
    `rules_off`: optional rules of the assessment that the user switched off. `at_once`: a guided
    break begins when it is shown.
    """

    idle_after: timedelta = timedelta(minutes=2)
    away_after: timedelta = timedelta(minutes=5)
    watching_at_most: timedelta = timedelta(minutes=90)
    sit_stand_desk: bool = False
    keep_stance: bool = False
    hours: Hours = field(default_factory=Hours)
    delivery: Delivery = field(default_factory=Delivery)
    holds: Mapping[Hold, HoldRule] = field(default_factory=dict)
    reminders: tuple[Reminder, ...] = ()
    rules_off: frozenset[str] = frozenset()
    seed: int | None = None
    at_once: bool = False
    week: Week = field(default_factory=Week)


def without(policy: Policy, name: str) -> Policy:
    """Return the wishes with this reminder, or the weekly notice, turned off."""
    if name == WEEK_NOTICE:
        return replace(policy, week=replace(policy.week, notice=False))
    rest = tuple(each for each in policy.reminders if each.name != name)
    return replace(policy, reminders=rest)
