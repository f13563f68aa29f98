"""Which holds are on: what sensors say, what the clock says, what the user asked for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from . import facts as f
from .instant import Instant
from .moments import is_open, next_change
from .policy import Hold, HoldRule, Policy
from .seen import INHIBITOR
from .spans import settles
from .state import Held, present_time

LINGERS = timedelta(minutes=3)
"""A muted microphone is not the end of a call (product.md 3.4)."""

FORGOTTEN = timedelta(hours=8)
"""A do-not-disturb that has held something back for so much present time is named (3.4)."""

_LINGERING = (Hold.MICROPHONE, Hold.CAMERA, Hold.SCREENCAST)
SENSED = (Hold.DND, Hold.FULLSCREEN, *_LINGERING, Hold.LOCKED)
"""The holds that sensors tell of."""

_USUAL = HoldRule()
_ASKED = (Hold.MEETING, Hold.PAUSED)


@dataclass(frozen=True, slots=True)
class Ending:
    """When a hold ends by itself; `gives_way`: if the user stays, and though its reason stays."""

    at: datetime
    gives_way: bool = False


def hold_step(here: Instant) -> tuple[f.Fact, ...]:
    """Return the next fact about a hold that has become true; empty when there is none."""
    for hold in SENSED:
        if hold in here.state.holds or here.seen.sign(hold).yes:
            fact = _sensed(hold, here)
            if fact is not None:
                return (fact,)
    for hold in _ASKED:
        held = here.state.holds.get(hold)
        if held is None:
            continue
        if not rule_of(hold, here.policy).on:
            return (f.HoldEnded(at=here.dated(), hold=hold),)
        if held.until is not None and held.until <= here.now:
            return (f.HoldEnded(at=here.dated(held.until), hold=hold),)
    return _gave_way(here) or _quiet_hours(here)


def next_hold_change(here: Instant) -> list[datetime]:
    """Return the moments at which holds change by themselves."""
    moments = [
        moment
        for hold, held in here.state.holds.items()
        for moment in (
            held.until,
            _lingers_until(hold, here),
            _gives_way(hold, here),
            _believed_at(hold, held, here),
        )
        if moment is not None
    ]
    change = next_change(here.now, here.seen.zone, here.policy.hours)
    return moments if change is None else [*moments, change]


def forgotten_at(here: Instant) -> datetime | None:
    """Return when do-not-disturb has held something back for so long that it may be forgotten, a
    past moment when it has; None: not as things are."""
    held = here.state.holds.get(Hold.DND)
    if held is None or held.back is None:
        return None
    left = FORGOTTEN - (present_time(here.state, here.now) - held.back_mark)
    if left > timedelta(0) and here.state.present_since is None:
        return None
    return here.now + left


def ending_of(hold: Hold, here: Instant) -> Ending | None:
    """Return when a hold that is on ends by itself; None: it does not."""
    at = [
        moment
        for moment in (here.state.holds[hold].until, _lingers_until(hold, here))
        if moment is not None
    ]
    gives_way = _gives_way(hold, here)
    if gives_way is not None and all(gives_way < moment for moment in at):
        return Ending(gives_way, gives_way=True)
    return Ending(min(at)) if at else None


def _lingers_until(hold: Hold, here: Instant) -> datetime | None:
    sign = here.seen.sign(hold)
    if hold not in _LINGERING or sign.ended is None or sign.yes:
        return None
    return sign.ended + LINGERS


def rule_of(hold: Hold, policy: Policy) -> HoldRule:
    """Return the settings of a hold: heeded and without an end, unless said otherwise."""
    return policy.holds.get(hold, _USUAL)


def _sensed(hold: Hold, here: Instant) -> f.Fact | None:
    sign, held = here.seen.sign(hold), here.state.holds.get(hold)
    heeded = rule_of(hold, here.policy).on
    if held is None:
        since = _reason_since(hold, here) if heeded and sign.yes else None
        if since is None:
            return None
        began = since if _is_known(since, hold, here) else here.now
        return f.HoldBegan(at=here.dated(began), hold=hold)
    if not heeded:
        return f.HoldEnded(at=here.dated(), hold=hold)
    ends, believed = _ends(hold, here), _believed_at(hold, held, here)
    if ends is None or max(ends, believed or ends) > here.now:
        return None
    return f.HoldEnded(at=here.dated(max(ends, held.since)), hold=hold)


def _believed_at(hold: Hold, held: Held, here: Instant) -> datetime | None:
    """From when on a no is believed, where the sensor flaps; None: at once."""
    sign = here.seen.sign(hold)
    return sign.since + settles(held.flaps) if held.flaps and not sign.yes else None


def _is_known(since: datetime, hold: Hold, here: Instant) -> bool:
    """Whether the hold can have been on since then: not before it was last over."""
    over = here.state.over.get(hold)
    begins = here.state.since if over is None else max(here.state.since, over.at)
    return begins <= since <= here.now


def _reason_since(hold: Hold, here: Instant) -> datetime | None:
    """Since when a sensor's yes holds; None when this is the yes that has given way before."""
    sign, gave_way = here.seen.sign(hold), here.state.gave_way.get(hold)
    if gave_way is None or sign.since > gave_way:
        return sign.since
    # A film in the full screen that work went on in is a reason of its own.
    inhibitor = here.seen.sign(INHIBITOR)
    film = hold is Hold.FULLSCREEN and inhibitor.yes and inhibitor.since >= gave_way
    return inhibitor.since if film else None


def _ends(hold: Hold, here: Instant) -> datetime | None:
    """When the sensor's no ends the hold; None while it says yes. Unknown ends it now."""
    sign = here.seen.sign(hold)
    if sign.yes:
        return None
    if sign.yes is None:
        return here.now
    ended = sign.since if sign.ended is None else sign.ended
    return ended + LINGERS if hold in _LINGERING else ended


def _gave_way(here: Instant) -> tuple[f.Fact, ...]:
    for hold in here.state.holds:
        over = _gives_way(hold, here)
        if over is not None and over <= here.now:
            return (f.HoldEnded(at=here.dated(over), hold=hold, gave_way=True),)
    return ()


def _gives_way(hold: Hold, here: Instant) -> datetime | None:
    """When the hold has lasted its `at_most` of present time; a presentation or film never has."""
    limit = rule_of(hold, here.policy).at_most
    if limit is None or here.state.present_since is None:
        return None
    held = here.state.holds[hold]
    inhibitor = here.seen.sign(INHIBITOR)
    start = held.since
    if hold is Hold.FULLSCREEN:
        if inhibitor.yes:
            return None
        if inhibitor.ended is not None:
            start = max(start, inhibitor.ended)
    left = limit - (present_time(here.state, here.now) - held.mark)
    return max(here.now + left, start + limit)


def _quiet_hours(here: Instant) -> tuple[f.Fact, ...]:
    heeded = rule_of(Hold.QUIET_HOURS, here.policy).on
    open_now = not heeded or is_open(here.now, here.seen.zone, here.policy.hours)
    held = here.state.holds.get(Hold.QUIET_HOURS)
    if open_now:
        if held is None:
            return ()
        ended = here.now if held.until is None or held.until > here.now else held.until
        return (f.HoldEnded(at=here.dated(ended), hold=Hold.QUIET_HOURS),)
    if held is None and _given_up(here):
        return ()
    change = next_change(here.now, here.seen.zone, here.policy.hours)
    at, until = here.dated(), None if change is None else here.dated(change)
    if held is None:
        return (f.HoldBegan(at=at, hold=Hold.QUIET_HOURS, until=until, fixed=True),)
    if held.until != until:
        # The settings were changed meanwhile, or the time zone.
        return (f.HoldChanged(at=at, hold=Hold.QUIET_HOURS, until=until, fixed=True),)
    return ()


def _given_up(here: Instant) -> bool:
    """Whether these are the same quiet hours that have given way before."""
    since = here.state.gave_way.get(Hold.QUIET_HOURS)
    if since is None:
        return False
    change = next_change(since, here.seen.zone, here.policy.hours)
    return change is None or here.now < change
