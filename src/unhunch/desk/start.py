"""The time without a daemon, the machine's sleep and the clock that was set, as facts."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from . import facts as f
from .course import rearranged
from .instant import Instant
from .policy import WEEK_NOTICE, Policy
from .presence import comes_back, presence_step
from .seen import Seen

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


def on_start(here: Instant, gap: Gap | None) -> Facts:
    """Return the facts of a start. `gap` None: there was no earlier life to continue."""
    facts: Facts = ()
    if gap is not None:
        facts = _explained(here, gap)
        facts += _unexplained(here.after(facts), gap)
    names = tuple(reminder.name for reminder in here.policy.reminders)
    return (*facts, f.Started(at=here.dated(), reminders=names))


def on_clock_set(here: Instant, by: timedelta) -> Facts:
    """Return the fact that the wall clock was set; now is what it shows since."""
    return (f.ClockSet(at=here.dated(), by=by),)


def on_slept(here: Instant, lasted: timedelta) -> Facts:
    """Return the fact that the machine slept until now."""
    return (f.Slept(at=here.dated(), lasted=lasted),)


def on_settings(here: Instant, before: Policy) -> Facts:
    """Return the fact that reminders, or the weekly notice, came or went, and that a break goes on
    without an exercise; empty when the same ones are there."""
    old, new = _switched_on(before), _switched_on(here.policy)
    if set(old) == set(new):
        return rearranged(here, before)
    added = tuple(name for name in new if name not in old)
    removed = tuple(name for name in old if name not in new)
    changed = f.SettingsChanged(at=here.dated(), added=added, removed=removed)
    return (changed, *rearranged(here, before))


def _switched_on(policy: Policy) -> tuple[str, ...]:
    names = tuple(reminder.name for reminder in policy.reminders)
    return (*names, WEEK_NOTICE) if policy.week.notice else names


def _explained(here: Instant, gap: Gap) -> Facts:
    facts: Facts = on_clock_set(here, gap.clock_by) if gap.clock_by else ()
    until = _dark_until(gap, here.now)
    if until is None:
        return facts
    at, lasted = here.dated(until), until - gap.alive
    off = gap.off_until is not None
    facts += (f.WasOff(at=at, lasted=lasted) if off else f.Slept(at=at, lasted=lasted),)
    # Whatever came after, the absence began with the last input of the earlier life.
    last = gap.alive if gap.last_input is None else min(gap.last_input, gap.alive)
    then = replace(here.after(facts), now=until, seen=Seen(zone=here.seen.zone, last_input=last))
    while news := presence_step(then):
        facts += news
        then = then.after(news)
    return facts


def _dark_until(gap: Gap, now: datetime) -> datetime | None:
    if gap.off_until is not None:
        return min(now, max(gap.alive, gap.off_until))
    return min(now, gap.alive + gap.slept) if gap.slept > ZERO else None


def _unexplained(here: Instant, gap: Gap) -> Facts:
    """Nothing is made up about a long time that nobody watched; a short one is present time."""
    state, last = here.state, here.seen.last_input
    since = _dark_until(gap, here.now) or gap.alive
    until = here.now if last is None else max(since, min(last, here.now))
    if not state.met or until == since or (last is None and state.absence is not None):
        return ()
    if until - since <= UNEXPLAINED_AT_MOST:
        return () if state.absence is None else comes_back(here, state.absence, since)
    unwatched = f.Unwatched(at=here.dated(until), lasted=until - since)
    if state.bout is None:
        return (unwatched,)
    return (unwatched, f.BoutEnded(at=here.dated(since), sat=None))
