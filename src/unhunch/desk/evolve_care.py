"""What facts about check-ins, suggestions and the day do to the situation (part of evolve.py)."""

from dataclasses import replace
from datetime import datetime, time

from ..body.facts import CheckedIn, LevelChanged, SuggestionAnswered, SuggestionShown
from ..body.terms import Level
from . import facts as f
from .evolve_asking import whole_days
from .evolve_paces import budgeted
from .evolve_prompts import off_screen
from .policy import EXERCISES
from .state import DayMark, Prompt, Running, State, Suggested, Waiting, present_time
from .tally import tallied_on

CareFact = CheckedIn | LevelChanged | SuggestionShown | SuggestionAnswered


def on_day(state: State, fact: f.Fact) -> State:
    """Return the state with the beginning of the fact's local day marked on the present clock."""
    day = fact.at.date()
    if day <= state.today.day and not (isinstance(fact, f.ClockSet) and day < state.today.day):
        return state
    if isinstance(fact, f.ClockSet) and day - state.today.day == whole_days(fact.by):
        # The same day under another date: what was done of it stays done.
        return replace(state, today=replace(state.today, day=day))
    midnight = datetime.combine(day, time(), tzinfo=fact.at.tzinfo)
    mark = present_time(state, midnight)
    tallies = tallied_on(state.tallies, day)
    return replace(state, today=DayMark(day=day, mark=mark), tallies=tallies)


def evolve_care(state: State, fact: CareFact) -> State:
    """Return the state after a check-in, or after something about a suggestion."""
    match fact:
        case CheckedIn():
            return replace(state, asked=replace(state.asked, done=True, unanswered=0))
        case LevelChanged(level=level):
            over = level.rank < Level.CONSIDER.rank
            left = replace(state, suggested=None if over else state.suggested)
            return left if level.rank < Level.SOON.rank else _at_rest(left, fact.at)
        case SuggestionShown():
            return _shown(state, fact)
        case SuggestionAnswered():
            return replace(state, suggested=None)


def _at_rest(state: State, at: datetime) -> State:
    """Exercises and posture leave the prompts that they share, and the tray (product.md 2)."""
    cue = state.cue

    def rest(prompt: Prompt) -> Prompt:
        names = tuple(name for name in prompt.reminders if name not in EXERCISES)
        if not names or names == prompt.reminders:
            return prompt
        items = tuple(pair for pair in prompt.items if pair[0] in names)
        running = isinstance(prompt.phase, Running)
        phase = Waiting(since=at) if running else prompt.phase
        return replace(prompt, reminders=names, items=items, phase=phase)

    return replace(
        state,
        prompts=tuple(rest(prompt) for prompt in state.prompts),
        cue=None if cue is not None and cue.reminder in EXERCISES else cue,
    )


def _shown(state: State, fact: SuggestionShown) -> State:
    left = off_screen(state, fact.at)
    if left.upset is not None and left.upset.prompt is None:
        left = replace(left, upset=replace(left.upset, prompt=0))
    if fact.level is Level.CONSIDER:
        left = budgeted(left, fact.at)
    shown = Suggested(since=fact.at, level=fact.level.value, on=fact.on)
    return replace(left, suggested=shown)
