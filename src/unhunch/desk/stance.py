"""Standing and sitting, as a person says it."""

from datetime import datetime, timedelta

from ..sentence import Sentence
from . import facts as f
from .pauses import Outcome
from .policy import SITTING
from .requests import Refused
from .state import Running, Sitting, State


def stand(state: State, at: datetime) -> Outcome:
    """Return the facts of standing up: the bout ends, and what asks people up has no reason."""
    facts: list[f.Fact] = [f.StanceChanged(at=at, stance="standing")]
    if state.bout is not None:
        facts.append(f.BoutEnded(at=at, sat=max(timedelta(0), at - state.bout.began)))
    facts.extend(_without_sitting(state, at))
    return tuple(facts)


def _without_sitting(state: State, at: datetime) -> list[f.Fact]:
    """A prompt about sitting alone makes no sense to someone who stands."""
    return [
        f.PromptWithdrawn(at=at, prompt=prompt.number, why="stance")
        for prompt in state.prompts
        if prompt.reminders == (SITTING,) and prompt.asks is None
        if not isinstance(prompt.phase, Running)
    ]


def sit(state: State, at: datetime) -> Outcome:
    """Return the facts of sitting down, or the refusal where that is counted already."""
    if isinstance(state.stance, Sitting) and state.bout is not None:
        return Refused(why=Sentence("you are already counted as sitting"))
    doubts = [
        f.PromptWithdrawn(at=at, prompt=prompt.number, why="stance")
        for prompt in state.prompts
        if prompt.doubts_stance
    ]
    changed: list[f.Fact] = []
    if not isinstance(state.stance, Sitting):
        changed.append(f.StanceChanged(at=at, stance="sitting"))
    back = _back_from_absence(state, at)
    return (*changed, *back, f.BoutBegan(at=at), *doubts)


def _back_from_absence(state: State, at: datetime) -> tuple[f.Fact, ...]:
    """Whoever says they sit is there, whatever the sensors say."""
    if state.absence is None:
        return ()
    lasted = at - state.absence.since
    if state.absence.away:
        return (f.AwayEnded(at=at, lasted=lasted),)
    return (f.IdleEnded(at=at, lasted=lasted),)
