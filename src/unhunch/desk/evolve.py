"""State is the fold of facts. This file and its parts alone say what a fact does to the situation.

`evolve` is total: a fact it has never heard of, or one that makes no sense here, changes nothing.
Refusing is the business of decide.py, before a fact exists.
"""

from collections.abc import Iterable
from dataclasses import replace

from ..body.facts import CheckedIn, LevelChanged, SuggestionAnswered, SuggestionShown
from . import facts as f
from .evolve_care import evolve_care, on_day
from .evolve_machine import evolve_hold, evolve_machine
from .evolve_paces import evolve_forgotten, evolve_pace
from .evolve_presence import evolve_posture, evolve_presence
from .evolve_prompts import evolve_cue, evolve_prompt, evolve_settings
from .state import State, initial
from .weekly import noted


def fold(entries: Iterable[f.Fact], start: State | None = None) -> State | None:
    """Return the state after all these facts; None when there are none and no start."""
    state = start
    for fact in entries:
        state = evolve(initial(fact.at) if state is None else state, fact)
    return state


def evolve(state: State, fact: f.Fact) -> State:
    """Return the state after one more fact."""
    weekly = noted(state.weekly, fact)
    if weekly is not state.weekly:
        state = replace(state, weekly=weekly)
    if isinstance(fact, f.ClockSet):
        return on_day(_evolve(state, fact), fact)
    return _evolve(on_day(state, fact), fact)


def _evolve(state: State, fact: f.Fact) -> State:
    match fact:
        case f.BoutBegan() | f.BoutEnded() | f.StanceChanged():
            return evolve_posture(state, fact)
        case f.IdleBegan() | f.IdleEnded() | f.AwayBegan() | f.AwayEnded() | f.BreakCredited():
            return evolve_presence(state, fact)
        case f.HoldBegan() | f.HoldChanged() | f.HeldBack() | f.HoldEnded():
            return evolve_hold(state, fact)
        case f.Slept() | f.WasOff() | f.Unwatched() | f.ClockSet() | f.Started():
            return evolve_machine(state, fact)
        case f.PromptShown() | f.PromptAnswered() | f.PromptExpired() | f.PromptWithdrawn():
            return evolve_prompt(state, fact)
        case f.PromptPutAside() | f.ScreenLost() | f.CheckInStepped() | f.CheckInOpened():
            return evolve_prompt(state, fact)
        case f.BreakMoved():
            return evolve_prompt(state, fact)
        case CheckedIn() | LevelChanged() | SuggestionShown() | SuggestionAnswered():
            return evolve_care(state, fact)
        case f.CueShown():
            return evolve_cue(state, fact)
        case f.IntervalChanged() | f.IntervalWished():
            return evolve_pace(state, fact)
        case f.Forgotten():
            return evolve_forgotten(state, fact)
        case f.SettingsChanged():
            return evolve_settings(state, fact)
        case _:
            return state
