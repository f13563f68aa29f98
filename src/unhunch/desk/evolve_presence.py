"""What facts about sitting, standing and absences do to the situation (part of evolve.py)."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from . import facts as f
from .evolve_paces import paced
from .evolve_prompts import off_screen, with_prompt
from .policy import SITTING, Answer
from .spans import QUIET_DAYS, whole_days
from .state import (
    Absence,
    Back,
    Bout,
    Count,
    Cue,
    DayMark,
    Held,
    Prompt,
    PutOff,
    Running,
    Sitting,
    Standing,
    State,
    UpBriefly,
    Visible,
    Waiting,
    present_time,
)

Marked = TypeVar("Marked", Count, Held, Cue, Visible, Standing, DayMark)
"""What carries a reading of the present clock."""


# --- sitting and standing --------------------------------------------------------------------


def evolve_posture(state: State, fact: f.BoutBegan | f.BoutEnded | f.StanceChanged) -> State:
    """Return the state after a bout or a stance began or ended."""
    match fact:
        case f.BoutBegan():
            here = _here(state, fact.at)
            return replace(here, bout=Bout(began=fact.at), stance=Sitting(since=fact.at))
        case f.BoutEnded():
            return replace(state, bout=None)
        case f.StanceChanged(stance="standing", brief=True):
            return replace(state, stance=UpBriefly(since=fact.at))
        case f.StanceChanged(stance="standing"):
            stands = Standing(mark=present_time(state, fact.at))
            return replace(_without_sitting(state), stance=stands)
        case f.StanceChanged():
            return replace(state, stance=Sitting(since=fact.at))


def _without_sitting(state: State) -> State:
    """Sitting leaves the prompts it shares: who stands has not been sitting for any minutes."""

    def rest(prompt: Prompt) -> Prompt:
        names = tuple(name for name in prompt.reminders if name != SITTING)
        alone = not names or isinstance(prompt.phase, Running)
        return prompt if alone else replace(prompt, reminders=names)

    return replace(state, prompts=tuple(rest(prompt) for prompt in state.prompts))


def _here(state: State, at: datetime) -> State:
    """The user is present from `at` on, if they were not already."""
    if state.present_since is not None:
        return state
    return replace(state, met=True, absence=None, dark=(), present_since=at)


def gone(state: State, since: datetime) -> State:
    """Stop the present clock where the absence began; nothing was counted after that."""
    present = present_time(state, since)

    # What was shown or counted after the last input of an absence, before the absence was noticed,
    # counts from that input.
    def capped(each: Marked) -> Marked:
        return each if each.mark <= present else replace(each, mark=present)

    def shown(prompt: Prompt) -> Prompt:
        match prompt.phase:
            case Visible() as on:
                return replace(prompt, phase=capped(on))
            case PutOff() | Waiting() | Running():
                return prompt

    def held(each: Held) -> Held:
        return replace(capped(each), back_mark=min(each.back_mark, present))

    return replace(
        state,
        present=present,
        present_since=None,
        base=capped(state.base),
        counts={name: capped(count) for name, count in state.counts.items()},
        holds={hold: held(each) for hold, each in state.holds.items()},
        prompts=tuple(shown(prompt) for prompt in state.prompts),
        cue=state.cue and capped(state.cue),
        today=capped(state.today),
        stance=capped(state.stance) if isinstance(state.stance, Standing) else state.stance,
    )


# --- absences --------------------------------------------------------------------------------


def evolve_presence(
    state: State,
    fact: f.IdleBegan | f.IdleEnded | f.AwayBegan | f.AwayEnded | f.BreakCredited,
) -> State:
    """Return the state after an absence came to something or ended."""
    match fact:
        case f.IdleEnded() | f.AwayEnded():
            left = whole_days(fact.at - fact.lasted, fact.at, QUIET_DAYS)
            back = Back(at=fact.at, lasted=fact.lasted)
            return _here(replace(state, absence=None, back=back, gone=left or state.gone), fact.at)
        case f.IdleBegan():
            return _absent(state, fact.at)
        case f.AwayBegan():
            absent = _absent(state, fact.at)
            assert absent.absence is not None
            return replace(
                off_screen(absent, fact.at), absence=replace(absent.absence, away=True), cue=None
            )
        case f.BreakCredited():
            return _credited(state, fact)


def _absent(state: State, since: datetime) -> State:
    if state.absence is not None:
        return state
    return replace(gone(state, since), absence=Absence(since=since, credited_at=since))


def _credited(state: State, fact: f.BreakCredited) -> State:
    absent = _absent(state, fact.at - fact.lasted)
    assert absent.absence is not None
    credited = absent.absence.credited | set(fact.reminders)
    counts = dict(absent.counts)
    for name in credited if fact.full else fact.reminders:
        counts[name] = Count(mark=absent.present, half=fact.full)
    left = replace(
        absent,
        absence=replace(
            absent.absence,
            credited=credited,
            credited_at=fact.at,
            full=absent.absence.full or fact.full,
        ),
        counts=counts,
        base=replace(absent.base, half=absent.base.half or fact.full),
    )
    for prompt in left.prompts:
        left = _leave(left, prompt, credited, fact.at)
    return left


def _leave(state: State, prompt: Prompt, credited: frozenset[str], at: datetime) -> State:
    """Reminders satisfied singly leave a prompt; when all are, the prompt itself will end."""
    rest = tuple(name for name in prompt.reminders if name not in credited)
    if not rest or rest == prompt.reminders:
        return state
    left = [name for name in prompt.reminders if name in credited]
    state = state if prompt.asked else paced(state, left, Answer.DONE, at)
    return with_prompt(state, replace(prompt, reminders=rest))
