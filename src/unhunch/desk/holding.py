"""Which holds are on: what sensors say, what the clock says, what the user asked for."""

from datetime import datetime, timedelta

from . import facts as f
from .moments import is_open, local, next_change
from .policy import Hold, HoldRule, Policy
from .seen import INHIBITOR, Seen
from .state import Held, State, present_time

LINGERS = timedelta(minutes=3)
"""A muted microphone is not the end of a call (product.md 3.4)."""

_LINGERING = (Hold.MICROPHONE, Hold.CAMERA, Hold.SCREENCAST)
_SENSED = (Hold.DND, Hold.FULLSCREEN, *_LINGERING, Hold.LOCKED)
_ASKED = (Hold.MEETING, Hold.PAUSED)


def hold_step(state: State, now: datetime, seen: Seen, policy: Policy) -> tuple[f.Fact, ...]:
    """Return the next fact about a hold that has become true; empty when there is none."""
    for hold in _SENSED:
        fact = _sensed(hold, state, now, seen, policy)
        if fact is not None:
            return (fact,)
    for hold in _ASKED:
        held = state.holds.get(hold)
        if held is not None and held.until is not None and held.until <= now:
            return (f.HoldEnded(at=local(held.until, seen.zone), hold=hold),)
    return _quiet_hours(state, now, seen, policy)


def next_hold_change(
    state: State, now: datetime, seen: Seen, policy: Policy
) -> list[datetime]:
    """Return the moments at which holds change by themselves."""
    moments = [held.until for held in state.holds.values() if held.until is not None]
    for hold in _LINGERING:
        ended = seen.sign(hold).ended
        if hold in state.holds and ended is not None and not seen.sign(hold).yes:
            moments.append(ended + LINGERS)
    for hold in state.holds:
        gives_way = _gives_way(hold, state, now, seen, policy)
        if gives_way is not None:
            moments.append(gives_way)
    change = next_change(now, seen.zone, policy.hours)
    return moments if change is None else [*moments, change]


def rule_of(hold: Hold, policy: Policy) -> HoldRule:
    """Return the settings of a hold: heeded and without an end, unless said otherwise."""
    return policy.holds.get(hold, HoldRule())


def _sensed(
    hold: Hold, state: State, now: datetime, seen: Seen, policy: Policy
) -> f.Fact | None:
    sign, held = seen.sign(hold), state.holds.get(hold)
    heeded = rule_of(hold, policy).on
    if held is None:
        since = state.gave_way.get(hold)
        again = since is None or sign.since > since
        if heeded and sign.yes and again:
            began = sign.since if state.since <= sign.since <= now else now
            return f.HoldBegan(at=local(began, seen.zone), hold=hold)
        return None
    ends = _ends(hold, held, state, now, seen) if heeded else now
    if ends is not None and ends <= now:
        return f.HoldEnded(at=local(max(ends, held.since), seen.zone), hold=hold)
    gives_way = _gives_way(hold, state, now, seen, policy)
    if gives_way is not None and gives_way <= now:
        return f.HoldEnded(at=local(gives_way, seen.zone), hold=hold, gave_way=True)
    return None


def _ends(
    hold: Hold, held: Held, state: State, now: datetime, seen: Seen
) -> datetime | None:
    """When the sensor's no ends the hold; None while it says yes. Unknown ends it now."""
    sign = seen.sign(hold)
    if sign.yes:
        return None
    if sign.yes is None:
        return now
    ended = sign.since if sign.ended is None else sign.ended
    return ended + LINGERS if hold in _LINGERING else ended


def _gives_way(
    hold: Hold, state: State, now: datetime, seen: Seen, policy: Policy
) -> datetime | None:
    """When the hold has lasted its `at_most` of present time; a presentation or film never has."""
    limit = rule_of(hold, policy).at_most
    if limit is None or state.present_since is None:
        return None
    held = state.holds[hold]
    inhibitor = seen.sign(INHIBITOR)
    start = held.since
    if hold is Hold.FULLSCREEN:
        if inhibitor.yes:
            return None
        if inhibitor.ended is not None:
            start = max(start, inhibitor.ended)
    left = limit - (present_time(state, now) - held.mark)
    return max(now + left, start + limit)


def _quiet_hours(
    state: State, now: datetime, seen: Seen, policy: Policy
) -> tuple[f.Fact, ...]:
    open_now = is_open(now, seen.zone, policy.hours)
    held = state.holds.get(Hold.QUIET_HOURS)
    if not open_now and held is None:
        until = next_change(now, seen.zone, policy.hours)
        at = local(now, seen.zone)
        return (f.HoldBegan(at=at, hold=Hold.QUIET_HOURS, until=until, fixed=True),)
    if open_now and held is not None:
        ended = now if held.until is None or held.until > now else held.until
        return (f.HoldEnded(at=local(ended, seen.zone), hold=Hold.QUIET_HOURS),)
    return ()
