"""Pauses and meetings, as a person asks for them."""

from datetime import datetime, timedelta

from ..fact import Fact
from ..sentence import Sentence
from . import facts as f
from .instant import Instant
from .moments import morning_after, morning_of
from .policy import Answer, Hold
from .questions import answered_by
from .requests import Pause, Refused
from .state import State

PAUSE_AT_MOST = timedelta(days=366)

Outcome = tuple[Fact, ...] | Refused


def pause(here: Instant, request: Pause) -> Outcome:
    """Return the facts of a pause of some length, until a day, or until it is resumed."""
    state, at, zone, hours = here.state, here.dated(), here.seen.zone, here.policy.hours
    if request.tomorrow:
        morning = morning_after(at, zone, hours)
        return hold_until(state, at, Hold.PAUSED, here.dated(morning), fixed=True)
    if request.until is not None:
        morning = morning_of(request.until, zone, hours)
        if morning <= at:
            return Refused(
                why=Sentence(
                    "{until} has begun: a pause ends on a day to come", until=request.until
                )
            )
        return hold_until(state, at, Hold.PAUSED, here.dated(morning), fixed=True)
    if request.length is None:
        facts = hold_until(state, at, Hold.PAUSED, None, fixed=True)
        if isinstance(facts, Refused):
            return facts
        return (*answered_by(here, Answer.ONE_MORE_DAY), *facts)
    return hold_until(state, at, Hold.PAUSED, at + request.length, fixed=False)


def hold_until(
    state: State, at: datetime, hold: Hold, until: datetime | None, *, fixed: bool
) -> Outcome:
    """Return the facts of a hold that was asked for, with its end; said again it gets a new end."""
    if until is not None and not at < until <= at + PAUSE_AT_MOST:
        return Refused(why=Sentence("the length must be more than nothing and at most a year"))
    if hold in state.holds:
        return (f.HoldChanged(at=at, hold=hold, until=until, fixed=fixed),)
    return (f.HoldBegan(at=at, hold=hold, until=until, fixed=fixed),)


def resume(here: Instant) -> Outcome:
    """Return the facts that end a pause and a meeting."""
    on = [hold for hold in (Hold.PAUSED, Hold.MEETING) if hold in here.state.holds]
    if not on:
        return Refused(why=Sentence("nothing is paused"))
    ended = tuple(f.HoldEnded(at=here.dated(), hold=hold) for hold in on)
    return (*answered_by(here, Answer.RESUME), *ended)
