"""When each reminder is due: measured from what the user did, never counted down."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import crc32

from .asking import asks_at
from .care import rests
from .instant import Instant
from .moments import is_open, last_time, moment_of, next_change, next_time, wall
from .policy import SITTING, After, Asks, At, Every, OnDays, Reminder, Surface
from .seen import Seen
from .state import Bout, Pace, Round, Standing, State, count_of

HOURS = "[hours]"
"""The name of the appointment at which the hours open or close: that of no reminder."""

STAND_BELIEVED = timedelta(minutes=40)
"""Present time after which a long stand is doubted (product.md, section 1)."""


LEAST, MOST = 0.5, 3.0
"""Within these both factors on an interval stay together (product.md 3.6)."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder and the moment at which it is due, or was.

    `doubts`: not the reminder's own text, but whether the user still stands. `asks`: whether the
    reminder, which is hardly ever done, is wanted.
    """

    reminder: Reminder
    at: datetime
    doubts: bool = False
    asks: Asks | None = None

    @property
    def is_question(self) -> bool:
        """Whether it asks instead of reminding; a question is never merged."""
        return self.doubts or self.asks is not None


def due_list(here: Instant) -> list[Due]:
    """Return every reminder that is not in an open prompt with the moment it is or will be due.

    The moments assume that the user stays as present as now. What cannot fall due then, what is
    outside its own hours, and exercises while they rest, are left out.
    """
    taken = {name for prompt in here.state.prompts for name in prompt.reminders}
    dues = [
        due
        for reminder in here.policy.reminders
        if reminder.name not in taken and lives(reminder, here.now, here.seen)
        if not rests(reminder, here)
        if (due := due_of(reminder, here)) is not None
    ]
    return [_or_question(due, here) for due in dues] if here.state.tallies.ignored else dues


def _or_question(due: Due, here: Instant) -> Due:
    """In place of a reminder that is hardly ever done: whether it is wanted (product.md 3.6)."""
    name = due.reminder.name
    if (
        name not in here.state.tallies.ignored
        or due.doubts
        or here.state.weekly.questioned == wall(here.now, here.seen.zone).date()
        or is_cue(due.reminder, here.state, here.now)
    ):
        return due
    return replace(due, asks=Asks.HOW_OFTEN)


def lives(reminder: Reminder, now: datetime, seen: Seen) -> bool:
    """Whether this is within the reminder's own hours."""
    return reminder.hours is None or is_open(now, seen.zone, reminder.hours)


def due_of(reminder: Reminder, here: Instant) -> Due | None:
    """Return when one reminder is, was or will be due; None when it cannot be as things are."""
    match reminder.trigger:
        case Every(interval=interval):
            span = paced(interval, reminder, here)
            count = count_of(here.state, reminder.name)
            head = span / 2 if count.half and reminder.halfway else timedelta(0)
            at = _present_reaches(here.state, here.now, count.mark + span - head)
            return None if at is None else Due(reminder, at)
        case After(bout=length):
            return _after(reminder, length, here)
        case At() as times:
            appointed = _appointed(reminder, times, here.state, here.now, here.seen)
            return None if appointed is None else Due(reminder, appointed)
        case OnDays() as how:
            asks = asks_at(how, here)
            return None if asks is None else Due(reminder, asks)


def paced(span: timedelta, reminder: Reminder, here: Instant) -> timedelta:
    """Return the interval as it is in force: backed off, wished for, and varied by the day."""
    pace = here.state.paces.get(reminder.name)
    factor = 1.0 if pace is None else pace.factor if pace.wished == 1 else factor_of(pace)
    if reminder.varies and here.policy.seed is not None:
        day = wall(here.now, here.seen.zone).date()
        draw = crc32(f"{here.policy.seed}:{reminder.name}:{day}".encode()) / 0xFFFFFFFF
        factor *= 1 + here.policy.delivery.jitter * (2 * draw - 1)
    return span if factor == 1 else span * factor


def factor_of(pace: Pace) -> float:
    """Return the factor on an interval: backing off times what the user wished (product.md 3.6)."""
    return min(MOST, max(LEAST, pace.factor * pace.wished))


def appointments(here: Instant) -> dict[str, datetime]:
    """Return what is appointed by the clock: when each `at` reminder comes next, by its name, and
    when the hours open or close next."""
    zone = here.seen.zone
    moments = {
        reminder.name: next_time(here.now, zone, reminder.trigger)
        for reminder in here.policy.reminders
        if isinstance(reminder.trigger, At)
    }
    moments[HOURS] = next_change(here.now, zone, here.policy.hours)
    return {name: moment for name, moment in moments.items() if moment is not None}


def is_cue(reminder: Reminder, state: State, now: datetime) -> bool:
    """Whether the reminder speaks through the tray alone: by its settings, or backed off."""
    if reminder.surface is Surface.TRAY:
        return True
    pace = state.paces.get(reminder.name)
    return pace is not None and pace.tray_until is not None and now < pace.tray_until


def _present_reaches(state: State, now: datetime, reading: timedelta) -> datetime | None:
    """When the present clock shows this; None when it stands still before that."""
    anchor = now if state.present_since is None else state.present_since
    if reading <= state.present:
        return anchor
    return None if state.present_since is None else anchor + (reading - state.present)


def _after(
    reminder: Reminder,
    length: timedelta,
    here: Instant,
) -> Due | None:
    if reminder.name == SITTING and isinstance(here.state.stance, Standing):
        at = _present_reaches(here.state, here.now, here.state.stance.mark + STAND_BELIEVED)
        return None if at is None else Due(reminder, at, doubts=True)
    if here.state.bout is None:
        return None
    span = paced(length, reminder, here)
    done = here.state.bout.rounds.get(reminder.name, Round())
    dealt_with = done.handled
    if done.joined is not None:
        dealt_with = max(dealt_with, done.joined + here.policy.delivery.join)
    return Due(reminder, _next_round(here.state.bout, done, dealt_with, span))


def _next_round(bout: Bout, done: Round, dealt_with: timedelta, span: timedelta) -> datetime:
    """The first multiple of the span that is not dealt with, or the one repeat before it."""
    multiple = bout.began + span * (dealt_with // span + 1)
    return multiple if done.repeat_at is None else min(multiple, done.repeat_at)


def _appointed(
    reminder: Reminder, times: At, state: State, now: datetime, seen: Seen
) -> datetime | None:
    """The newest missed appointment of today that is still worth showing, or the next one."""
    shown = last_time(now, seen.zone, times)
    dealt_with = state.appointed.get(reminder.name, state.opened)
    if shown is not None and shown > dealt_with:
        moment = moment_of(shown, seen.zone)
        if now - moment <= times.valid_for:
            return moment
    return next_time(now, seen.zone, times)
