"""When each reminder is due: measured from what the user did, never counted down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from .moments import is_open, last_time, moment_of, next_time, wall
from .policy import SITTING, After, At, Every, Policy, Reminder, Surface
from .seen import Seen
from .state import Bout, Pace, Round, Standing, State, count_of

STAND_BELIEVED = timedelta(minutes=40)
"""Present time after which a long stand is doubted (product.md, section 1)."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder and the moment at which it is due, or was.

    `doubts`: not the reminder's own text, but whether the user still stands.
    """

    reminder: Reminder
    at: datetime
    doubts: bool = False


def due_list(state: State, now: datetime, seen: Seen, policy: Policy) -> list[Due]:
    """Return every reminder that is not in an open prompt with the moment it is or will be due.

    The moments assume that the user stays as present as now. What cannot fall due then, and what
    is outside its own hours, is left out.
    """
    taken = {name for prompt in state.prompts for name in prompt.reminders}
    return [
        due
        for reminder in policy.reminders
        if reminder.name not in taken and lives(reminder, now, seen)
        if (due := due_of(reminder, state, now, seen, policy)) is not None
    ]


def lives(reminder: Reminder, now: datetime, seen: Seen) -> bool:
    """Whether this is within the reminder's own hours."""
    return reminder.hours is None or is_open(now, seen.zone, reminder.hours)


def due_of(
    reminder: Reminder, state: State, now: datetime, seen: Seen, policy: Policy
) -> Due | None:
    """Return when one reminder is, was or will be due; None when it cannot be as things are."""
    match reminder.trigger:
        case Every(interval=interval):
            span = paced(interval, reminder, state, now, seen, policy)
            count = count_of(state, reminder.name)
            head = span / 2 if count.half and reminder.halfway else timedelta(0)
            at = _present_reaches(state, now, count.mark + span - head)
            return None if at is None else Due(reminder, at)
        case After(bout=length):
            return _after(reminder, length, state, now, seen, policy)
        case At() as times:
            appointed = _appointed(reminder, times, state, now, seen)
            return None if appointed is None else Due(reminder, appointed)


def paced(
    span: timedelta, reminder: Reminder, state: State, now: datetime, seen: Seen, policy: Policy
) -> timedelta:
    """Return the interval as it is in force: backed off, and varied by the day."""
    factor = state.paces.get(reminder.name, Pace()).factor
    if reminder.varies and policy.seed is not None:
        day = wall(now, seen.zone).date()
        draw = crc32(f"{policy.seed}:{reminder.name}:{day}".encode()) / 0xFFFFFFFF
        factor *= 1 + policy.delivery.jitter * (2 * draw - 1)
    return span if factor == 1 else span * factor


def is_cue(reminder: Reminder, state: State, now: datetime) -> bool:
    """Whether the reminder speaks through the tray alone: by its settings, or backed off."""
    until = state.paces.get(reminder.name, Pace()).tray_until
    return reminder.surface is Surface.TRAY or (until is not None and now < until)


def _present_reaches(state: State, now: datetime, reading: timedelta) -> datetime | None:
    """When the present clock shows this; None when it stands still before that."""
    anchor = now if state.present_since is None else state.present_since
    if reading <= state.present:
        return anchor
    return None if state.present_since is None else anchor + (reading - state.present)


def _after(
    reminder: Reminder,
    length: timedelta,
    state: State,
    now: datetime,
    seen: Seen,
    policy: Policy,
) -> Due | None:
    if reminder.name == SITTING and isinstance(state.stance, Standing):
        at = _present_reaches(state, now, state.stance.mark + STAND_BELIEVED)
        return None if at is None else Due(reminder, at, doubts=True)
    if state.bout is None:
        return None
    span = paced(length, reminder, state, now, seen, policy)
    return Due(reminder, _next_round(state.bout, reminder.name, span))


def _next_round(bout: Bout, name: str, span: timedelta) -> datetime:
    """The first multiple of the span that is not dealt with, or the one repeat before it."""
    done = bout.rounds.get(name, Round())
    multiple = bout.began + span * (done.handled // span + 1)
    return multiple if done.repeat_at is None else min(multiple, done.repeat_at)


def _appointed(
    reminder: Reminder, times: At, state: State, now: datetime, seen: Seen
) -> datetime | None:
    """The newest missed appointment of today that is still worth showing, or the next one."""
    shown = last_time(now, seen.zone, times)
    dealt_with = state.appointed.get(reminder.name, wall(state.since, seen.zone))
    if shown is not None and shown > dealt_with:
        moment = moment_of(shown, seen.zone)
        if now - moment <= times.valid_for:
            return moment
    return next_time(now, seen.zone, times)
