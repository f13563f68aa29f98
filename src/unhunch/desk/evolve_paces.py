"""What ends of prompts and wishes do to intervals and budget (part of evolve.py)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from . import facts as f
from .policy import Answer
from .state import Pace, State
from .tally import tallied, wondered

_HOUR = timedelta(hours=1)


def budgeted(state: State, at: datetime) -> State:
    """Return the state in which one more showing counts for spacing and budget."""
    shown = (*(each for each in state.spent.shown if at - each < _HOUR), at)
    return replace(state, spaced_from=at, spent=replace(state.spent, shown=shown))


def unanswered(state: State, at: datetime) -> State:
    """Return the state in which one more prompt of this day ended as skip or expired."""
    day = at.date()
    spent = state.spent.unanswered if state.spent.day == day else 0
    return replace(state, spent=replace(state.spent, day=day, unanswered=spent + 1))


def paced(state: State, names: Collection[str], kind: Answer, at: datetime) -> State:
    """Return the state with one more end of this kind in the row of each reminder."""
    paces = dict(state.paces)
    for name in names:
        was = paces.get(name, Pace())
        length = was.length + 1 if was.run is kind else 1
        paces[name] = replace(was, run=kind, length=length)
    tallies = tallied(state.tallies, names, at.date(), done=kind is Answer.DONE)
    return replace(state, paces=paces, tallies=tallies)


def evolve_pace(state: State, fact: f.IntervalChanged | f.IntervalWished) -> State:
    """Return the state after a factor on an interval changed."""
    was = state.paces.get(fact.reminder, Pace())
    match fact:
        case f.IntervalChanged():
            now = Pace(factor=fact.factor, wished=was.wished, tray_until=fact.tray_until)
        case f.IntervalWished():
            now = replace(was, wished=fact.factor)
    return replace(state, paces={**state.paces, fact.reminder: now})


def evolve_forgotten(state: State, fact: f.Forgotten) -> State:
    """Return the state with what outlives the facts that it rested on."""
    for name, factor in fact.wished:
        state = replace(state, tallies=wondered(state.tallies, name))
        wish = f.IntervalWished(at=fact.at, reminder=name, factor=factor)
        state = state if factor == 1 else evolve_pace(state, wish)
    return state
