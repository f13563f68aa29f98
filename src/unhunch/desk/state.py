"""The situations a person at a desk can be in, long because they are one: the fold of facts.

Spans that count only while the user is present are measured on the present clock: the sum of all
present time so far. A `mark` is a reading of it, so that a count is one subtraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from .policy import Answer, Asks, Halt, Hold
from .tally import Tallies
from .weekly import Weekly

ZERO = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """The stance unless said otherwise. A bout begins with the first input from `since` on."""

    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The user said so; believed for a while of present time from `mark`."""

    mark: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class UpBriefly:
    """ "I'm up": standing until the user settles down again."""

    since: datetime


Stance = Sitting | Standing | UpBriefly


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How far an `after` reminder is through a bout.

    `handled`: the bout's multiples up to this length are dealt with. `joined`: so long was the
    bout when it joined a more important one, maybe before its time. `repeat_at`: due again then,
    because the first prompt of the bout expired.
    """

    handled: timedelta = ZERO
    joined: timedelta | None = None
    repeat_at: datetime | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """One continuous stretch of sitting."""

    began: datetime
    rounds: Mapping[str, Round] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """No presence since `since`; `away` once long enough to have left the chair, `full` once it
    was a full break. `credited` since `credited_at`."""

    since: datetime
    credited_at: datetime
    away: bool = False
    full: bool = False
    credited: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The end of the newest absence: somebody came back at `at`, after so long."""

    at: datetime
    lasted: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """An `every` reminder counts present time from `mark`; `half` an interval is given to it."""

    mark: timedelta
    half: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A hold that is on since `since`. `fixed`: `until` is a moment of the calendar.

    `said`: when a pause or a meeting was last asked for; `said_by_clock`: what the wall clock
    showed then. `back`: since when it has held something back, at the reading `back_mark`; None: it
    has not. `flaps`: so often in a row it has begun again at once.
    """

    since: datetime
    mark: timedelta
    until: datetime | None = None
    fixed: bool = False
    said: datetime | None = None
    said_by_clock: datetime | None = None
    back: datetime | None = None
    back_mark: timedelta = ZERO
    flaps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """The newest end of a hold. `flaps`: so often in a row it had begun again at once."""

    at: datetime
    flaps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What icon and tooltip say, since the present clock showed `mark`."""

    reminder: str
    since: datetime
    mark: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """Waiting for an answer on the screen, or in the tray once `aside`."""

    since: datetime
    mark: timedelta
    on: str
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """Answered later: back at `until`; with `at_break` also at the end of the next absence."""

    since: datetime
    until: datetime
    at_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Off the screen since `since`, due again as the same prompt. `at_once`: it was there until the
    daemon stopped, and waits for no good moment."""

    since: datetime
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A guided break; when it is over the prompt asks how it was.

    At `since` exercise `step` (from 0) had been done for `spent`; from there the time runs, or
    stands still while `halted`. `by_itself`: nobody pressed Start.
    """

    since: datetime
    step: int = 0
    spent: timedelta = ZERO
    halted: Halt | None = None
    by_itself: bool = False


Phase = Visible | PutOff | Waiting | Running


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One open prompt. `lived`: what its earlier showings used of its life. `step`: the question
    of a check-in that comes next; `opened`: its questionnaire was opened. `asks`: it is about a
    pause or a week, with no reminder, or about the one reminder that it names."""

    number: int
    reminders: tuple[str, ...]
    phase: Phase
    first_shown: datetime
    items: tuple[tuple[str, str], ...] = ()
    lived: timedelta = ZERO
    laters: int = 0
    asked: bool = False
    doubts_stance: bool = False
    step: int = 0
    opened: bool = False
    asks: Asks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How far a reminder has backed off, and the run of like ends that may change it. `wished`: the
    factor that the user asked for."""

    factor: float = 1.0
    wished: float = 1.0
    tray_until: datetime | None = None
    run: Answer | None = None
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What the budget has seen: first showings of the last hour, and unanswered ends of a day."""

    shown: tuple[datetime, ...] = ()
    day: date | None = None
    unanswered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Check-in prompts: the newest day that had one, how many it had and when the last one ended,
    whether a check-in was completed on it; the day before it that had one; and on how many days in
    a row before it nobody answered."""

    day: date | None = None
    shown: int = 0
    ended: datetime | None = None
    done: bool = False
    before: date | None = None
    unanswered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """What the present clock showed at the beginning of a local day."""

    day: date
    mark: timedelta = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A suggestion that was shown and not answered. `aside`: off the screen, kept in the tray."""

    since: datetime
    level: str
    on: str
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Upset:
    """The last sleep, hold, restart or set clock, over at `at`, and the first prompt after it."""

    at: datetime
    prompt: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The whole situation.

    `opened`: what the wall clock showed at the very beginning; appointments before it are none of
    ours, wherever the clock and the zone go later. `met`: somebody has touched the computer.
    `present` is the present clock at `present_since`, from where it runs; None: it stands still.
    `appointed`: what the wall clock showed when an `at` reminder was last dealt with. `dark`:
    spans without a screen or a machine since the last presence. `gave_way`: holds that are over
    although their sensor says otherwise, since when. `over`: the newest ends of holds. `gone`: the
    first and last day of the newest pause of whole days, or of days without input.
    """

    since: datetime
    opened: datetime
    known: frozenset[str] | None = None
    met: bool = False
    present: timedelta = ZERO
    present_since: datetime | None = None
    stance: Stance
    bout: Bout | None = None
    absence: Absence | None = None
    back: Back | None = None
    dark: tuple[tuple[datetime, datetime], ...] = ()
    counts: Mapping[str, Count] = field(default_factory=dict)
    base: Count = Count(mark=ZERO, half=True)
    appointed: Mapping[str, datetime] = field(default_factory=dict)
    holds: Mapping[Hold, Held] = field(default_factory=dict)
    gave_way: Mapping[Hold, datetime] = field(default_factory=dict)
    over: Mapping[Hold, Over] = field(default_factory=dict)
    released: datetime | None = None
    unlocked: datetime | None = None
    started: datetime | None = None
    upset: Upset | None = None
    prompts: tuple[Prompt, ...] = ()
    numbered: int = 0
    spaced_from: datetime | None = None
    spent: Spent = field(default_factory=Spent)
    cue: Cue | None = None
    items: Mapping[str, datetime] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    today: DayMark
    suggested: Suggested | None = None
    gone: tuple[date, date] | None = None
    paces: Mapping[str, Pace] = field(default_factory=dict)
    tallies: Tallies = field(default_factory=Tallies)
    weekly: Weekly = field(default_factory=Weekly)


def initial(at: datetime) -> State:
    """Return the situation before anything happened; `at` carries the local offset."""
    return State(
        since=at,
        opened=at.replace(tzinfo=None),
        stance=Sitting(since=at),
        today=DayMark(day=at.date()),
    )


def present_time(state: State, now: datetime) -> timedelta:
    """Return the reading of the present clock. It never runs backwards."""
    if state.present_since is None:
        return state.present
    return state.present + max(ZERO, now - state.present_since)


def day_mark(state: State, day: date, now: datetime, zone: tzinfo) -> timedelta:
    """Return what the present clock showed at the beginning of the day on which `now` is."""
    if state.today.day == day:
        return state.today.mark
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return present_time(state, midnight)


def count_of(state: State, name: str) -> Count:
    """Return the count of a reminder; one that never restarted counts from the base."""
    return state.counts.get(name, state.base)


def on_stage(state: State) -> Prompt | None:
    """Return the prompt that is visible or running: at most one is."""
    for prompt in state.prompts:
        if isinstance(prompt.phase, Visible | Running):
            return prompt
    return None


def prompt_numbered(state: State, number: int) -> Prompt | None:
    """Return the open prompt of that number; None when it is not open."""
    return next((prompt for prompt in state.prompts if prompt.number == number), None)


def lived(state: State, prompt: Prompt, now: datetime) -> timedelta:
    """Return how much of its life a prompt has used: present time while it could be answered."""
    match prompt.phase:
        case Visible(mark=mark):
            return prompt.lived + max(ZERO, present_time(state, now) - mark)
        case PutOff() | Waiting() | Running():
            return prompt.lived
