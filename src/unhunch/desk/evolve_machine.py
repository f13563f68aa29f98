"""What holds, sleep, restarts and a clock that is set do to the situation (part of evolve.py)."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from . import facts as f
from .evolve_asking import asked_under_another_date
from .evolve_presence import gone
from .evolve_prompts import added, off_screen
from .policy import Hold, delays
from .spans import AT_ONCE, settles, whole_days
from .state import Count, Held, Over, Sitting, State, Upset, present_time
from .weekly import not_after

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

# --- holds -----------------------------------------------------------------------------------


def evolve_hold(
    state: State, fact: f.HoldBegan | f.HoldChanged | f.HeldBack | f.HoldEnded
) -> State:
    """Return the state after a hold began, ended, got another end or held something back."""
    holds = dict(state.holds)
    match fact:
        case f.HoldBegan():
            mark = present_time(state, fact.at)
            holds[fact.hold] = Held(
                since=fact.at,
                mark=mark,
                until=fact.until,
                fixed=fact.fixed,
                said=fact.at,
                said_by_clock=_shown(fact.at),
                flaps=_flaps(state.over.get(fact.hold), fact.at),
            )
            suggested = state.suggested
            left = off_screen(state, fact.at)
            stays = suggested is not None and not delays(fact.hold, suggested.level, first=True)
            return replace(left, holds=holds, suggested=suggested if stays else left.suggested)
        case f.HoldChanged():
            if fact.hold in holds:
                holds[fact.hold] = replace(
                    holds[fact.hold],
                    until=fact.until,
                    fixed=fact.fixed,
                    said=fact.at,
                    said_by_clock=_shown(fact.at),
                )
            return replace(state, holds=holds)
        case f.HeldBack():
            if fact.hold in holds:
                mark = present_time(state, fact.at)
                holds[fact.hold] = replace(holds[fact.hold], back=fact.at, back_mark=mark)
            return replace(state, holds=holds)
        case f.HoldEnded():
            return _released(state, fact)


def _flaps(over: Over | None, at: datetime) -> int:
    """Return how often in a row a hold has begun again at once."""
    if over is None or at - over.at >= max(AT_ONCE, 2 * settles(over.flaps)):
        return 0
    return over.flaps + 1


def _released(state: State, fact: f.HoldEnded) -> State:
    held = state.holds.get(fact.hold)
    if held is None:
        return state
    locked = fact.hold is Hold.LOCKED
    paused = whole_days(held.since, fact.at) if fact.hold is Hold.PAUSED else None
    dark = state.dark
    if locked and held.since < fact.at:
        dark = (*_recent(dark, held.since), (held.since, fact.at))
    return replace(
        state,
        holds={hold: each for hold, each in state.holds.items() if hold is not fact.hold},
        dark=dark,
        released=state.released if locked else fact.at,
        unlocked=fact.at if locked else state.unlocked,
        over={**state.over, fact.hold: Over(at=fact.at, flaps=held.flaps)},
        gave_way={**state.gave_way, fact.hold: fact.at} if fact.gave_way else state.gave_way,
        upset=Upset(at=fact.at),
        gone=paused or state.gone,
    )


def _recent(
    dark: tuple[tuple[datetime, datetime], ...], now: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    return tuple(span for span in dark if now - span[1] < _HOUR)


# --- the machine -----------------------------------------------------------------------------


def evolve_machine(
    state: State, fact: f.Slept | f.WasOff | f.Unwatched | f.ClockSet | f.Started
) -> State:
    """Return the state after something happened to the machine or the daemon."""
    match fact:
        case f.Slept() | f.WasOff():
            began = fact.at - fact.lasted
            dark = (*_recent(state.dark, began), (began, fact.at))
            return replace(state, dark=dark, upset=Upset(at=fact.at))
        case f.Unwatched():
            return _unwatched(state, fact)
        case f.ClockSet():
            return _clock_set(state, fact)
        case f.Started():
            new = set(fact.reminders) - (state.known or set(fact.reminders))
            known = added(state, tuple(new), fact.at)
            return replace(
                off_screen(known, fact.at, at_once=True),
                known=frozenset(fact.reminders),
                cue=None,
                started=fact.at,
                upset=Upset(at=fact.at),
            )


def _unwatched(state: State, fact: f.Unwatched) -> State:
    """Nobody knows what happened: counts start at 0, and the next input starts afresh."""
    stopped = gone(state, fact.at - fact.lasted)
    return replace(
        stopped,
        met=False,
        absence=None,
        dark=(),
        counts={},
        base=Count(mark=stopped.present),
        stance=Sitting(since=fact.at) if isinstance(state.stance, Sitting) else state.stance,
    )


def _clock_set(state: State, fact: f.ClockSet) -> State:
    """Every measured span keeps its length: moments move. What belongs to the calendar stays."""
    moved: State = _moved(state, fact.by)
    shown = _shown(fact.at)
    appointed, opened = state.appointed, state.opened
    holds = {k: _still_fixed(state.holds[k], held) for k, held in moved.holds.items()}
    if fact.by <= -_DAY:
        # A clock that was far ahead and is put right must not silence appointments until then.
        appointed = {name: min(was, shown) for name, was in appointed.items()}
        opened = min(opened, shown)
        moved = replace(moved, weekly=not_after(moved.weekly, shown))
        holds = {k: _not_after(held, shown) for k, held in holds.items()}
    return replace(
        moved,
        opened=opened,
        appointed=appointed,
        asked=asked_under_another_date(moved.asked, fact.by),
        upset=Upset(at=fact.at),
        holds=holds,
        paces=state.paces,
    )


def _still_fixed(before: Held, moved: Held) -> Held:
    return replace(moved, until=before.until) if before.fixed else moved


def _not_after(held: Held, shown: datetime) -> Held:
    was = held.said_by_clock
    return held if was is None else replace(held, said_by_clock=min(was, shown))


def _shown(moment: datetime) -> datetime:
    """Return what the clock on the wall shows then."""
    return moment.replace(tzinfo=None)


def _moved(value: Any, by: timedelta) -> Any:
    """Return the value with every aware moment in it moved by `by`."""
    match value:
        case datetime(tzinfo=zone) if zone is not None:
            return value + by
        case tuple():
            return tuple(_moved(each, by) for each in value)
        case Mapping():
            return {key: _moved(each, by) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            names = [each.name for each in fields(value)]
            return replace(value, **{name: _moved(getattr(value, name), by) for name in names})
        case _:
            return value
