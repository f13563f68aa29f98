"""The time without a daemon, the machine's sleep and the clock that was set, as facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from . import facts as f
from .evolve import evolve
from .moments import local
from .policy import Policy
from .presence import presence_step
from .seen import Seen
from .state import State

UNEXPLAINED_AT_MOST = timedelta(minutes=15)
"""Up to so much time that nothing explains is taken as present time (product.md, section 1)."""

ZERO = timedelta(0)
Facts = tuple[f.Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is known of the time since the last sign of life, by the clock of now.

    `alive`: the last sign of life. `last_input`: the last input known then. `off_until`: the boot,
    when the machine was off. `slept`: how long it slept. `clock_by`: how far the clock was set.
    """

    alive: datetime
    last_input: datetime | None = None
    off_until: datetime | None = None
    slept: timedelta = ZERO
    clock_by: timedelta = ZERO


def on_start(
    state: State, now: datetime, seen: Seen, policy: Policy, gap: Gap | None
) -> Facts:
    """Return the facts of a start. `gap` None: there was no earlier life to continue."""
    facts: list[f.Fact] = []
    if gap is not None:
        facts += _explained(state, now, seen, policy, gap)
        for fact in facts:
            state = evolve(state, fact)
        facts += _unexplained(state, now, seen, gap)
    names = tuple(reminder.name for reminder in policy.reminders)
    return (*facts, f.Started(at=local(now, seen.zone), reminders=names))


def on_clock_set(now: datetime, by: timedelta, seen: Seen) -> Facts:
    """Return the fact that the wall clock was set; `now` is what it shows since."""
    return (f.ClockSet(at=local(now, seen.zone), by=by),)


def on_slept(now: datetime, lasted: timedelta, seen: Seen) -> Facts:
    """Return the fact that the machine slept until now."""
    return (f.Slept(at=local(now, seen.zone), lasted=lasted),)


def on_settings(
    state: State, now: datetime, seen: Seen, before: Policy, after: Policy
) -> Facts:
    """Return the fact that reminders came or went; empty when the same ones are there."""
    old = {reminder.name for reminder in before.reminders}
    new = {reminder.name for reminder in after.reminders}
    if old == new:
        return ()
    added = tuple(r.name for r in after.reminders if r.name not in old)
    removed = tuple(r.name for r in before.reminders if r.name not in new)
    return (f.SettingsChanged(at=local(now, seen.zone), added=added, removed=removed),)


def _explained(
    state: State, now: datetime, seen: Seen, policy: Policy, gap: Gap
) -> list[f.Fact]:
    facts: list[f.Fact] = []
    if gap.clock_by:
        facts += on_clock_set(now, gap.clock_by, seen)
    dark_until = _dark_until(gap, now)
    if dark_until is None:
        return facts
    at, lasted = local(dark_until, seen.zone), dark_until - gap.alive
    off = gap.off_until is not None
    facts.append(f.WasOff(at=at, lasted=lasted) if off else f.Slept(at=at, lasted=lasted))
    for fact in facts:
        state = evolve(state, fact)
    # Whatever came after, the absence began with the last input of the earlier life.
    last = gap.alive if gap.last_input is None else min(gap.last_input, gap.alive)
    then = Seen(zone=seen.zone, last_input=last)
    while news := presence_step(state, dark_until, then, policy):
        facts += news
        for fact in news:
            state = evolve(state, fact)
    return facts


def _dark_until(gap: Gap, now: datetime) -> datetime | None:
    if gap.off_until is not None:
        return min(now, max(gap.alive, gap.off_until))
    return min(now, gap.alive + gap.slept) if gap.slept > ZERO else None


def _unexplained(state: State, now: datetime, seen: Seen, gap: Gap) -> list[f.Fact]:
    """Nothing is made up about a long time that nobody watched."""
    since = _dark_until(gap, now) or gap.alive
    until = now if seen.last_input is None else max(since, min(seen.last_input, now))
    if until - since <= UNEXPLAINED_AT_MOST or not state.met or state.absence is not None:
        return []
    facts: list[f.Fact] = [f.Unwatched(at=local(until, seen.zone), lasted=until - since)]
    if state.bout is not None:
        facts.append(f.BoutEnded(at=local(since, seen.zone), sat=None))
    return facts
