"""Pauses and meetings, as a person asks for them."""

from datetime import datetime, timedelta

from ..fact import Fact
from ..sentence import Sentence
from . import facts as f
from .holding import rule_of
from .instant import Instant
from .moments import morning_after, morning_of
from .policy import Answer, Hold
from .questions import answered_by
from .requests import Pause, Refused

PAUSE_AT_MOST = timedelta(days=366)

Outcome = tuple[Fact, ...] | Refused


def pause(here: Instant, request: Pause) -> Outcome:
    """Return the facts of a pause of some length, until a day, or until it is resumed."""
    at, zone, hours = here.dated(), here.seen.zone, here.policy.hours
    if request.tomorrow:
        morning = morning_after(at, zone, hours)
        return hold_until(here, Hold.PAUSED, here.dated(morning), fixed=True)
    if request.until is not None:
        morning = morning_of(request.until, zone, hours)
        if morning <= at:
            return Refused(
                why=Sentence(
                    "{until} has begun: a pause ends on a day to come", until=request.until
                )
            )
        return hold_until(here, Hold.PAUSED, here.dated(morning), fixed=True)
    if request.length is None:
        facts = hold_until(here, Hold.PAUSED, None, fixed=True)
        if isinstance(facts, Refused):
            return facts
        return (*answered_by(here, Answer.ONE_MORE_DAY), *facts)
    return hold_until(here, Hold.PAUSED, at + request.length, fixed=False)


def hold_until(here: Instant, hold: Hold, until: datetime | None, *, fixed: bool) -> Outcome:
    """Return the facts of a hold that was asked for, with its end; said again it gets a new end."""
    at = here.dated()
    if not rule_of(hold, here.policy).on:
        return Refused(
            why=Sentence(
                "your settings say that prompts do not wait for this: holds.{hold}", hold=hold.value
            )
        )
    if until is not None and not at < until <= at + PAUSE_AT_MOST:
        return Refused(why=Sentence("the length must be more than nothing and at most a year"))
    if hold in here.state.holds:
        return (f.HoldChanged(at=at, hold=hold, until=until, fixed=fixed),)
    return (f.HoldBegan(at=at, hold=hold, until=until, fixed=fixed),)


def resume(here: Instant) -> Outcome:
    """Return the facts that end a pause and a meeting."""
    on = [hold for hold in (Hold.PAUSED, Hold.MEETING) if hold in here.state.holds]
    if not on:
        return Refused(why=Sentence("nothing is paused"))
    ended = tuple(f.HoldEnded(at=here.dated(), hold=hold) for hold in on)
    return (*answered_by(here, Answer.RESUME), *ended)
