"""What facts about check-ins, suggestions and the day do to the situation (part of evolve.py)."""

from dataclasses import replace
from datetime import datetime, time

from ..body.facts import CheckedIn, LevelChanged, SuggestionAnswered, SuggestionShown
from ..body.terms import Level
from . import facts as f
from .evolve_prompts import budgeted, off_screen
from .state import DayMark, State, Suggested, present_time

CareFact = CheckedIn | LevelChanged | SuggestionShown | SuggestionAnswered


def on_day(state: State, fact: f.Fact) -> State:
    """Return the state with the beginning of the fact's local day marked on the present clock."""
    day = fact.at.date()
    if day <= state.today.day and not (isinstance(fact, f.ClockSet) and day < state.today.day):
        return state
    midnight = datetime.combine(day, time(), tzinfo=fact.at.tzinfo)
    mark = present_time(state, midnight)
    return replace(state, today=DayMark(day=day, mark=mark))


def evolve_care(state: State, fact: CareFact) -> State:
    """Return the state after a check-in, or after something about a suggestion."""
    match fact:
        case CheckedIn():
            done = state.asked.done or state.asked.day == fact.at.date()
            return replace(state, asked=replace(state.asked, done=done, unanswered=0))
        case LevelChanged(level=level):
            over = level.rank < Level.CONSIDER.rank
            return replace(state, suggested=None if over else state.suggested)
        case SuggestionShown():
            return _shown(state, fact)
        case SuggestionAnswered():
            return replace(state, suggested=None)


def _shown(state: State, fact: SuggestionShown) -> State:
    left = off_screen(state, fact.at)
    if left.upset is not None and left.upset.prompt is None:
        left = replace(left, upset=replace(left.upset, prompt=0))
    if fact.level is Level.CONSIDER:
        left = budgeted(left, fact.at)
    shown = Suggested(since=fact.at, level=fact.level.value, on=fact.on)
    return replace(left, suggested=shown)
