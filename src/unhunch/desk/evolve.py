"""State is the fold of facts. This file alone says what a fact does to the situation.

`evolve` is total: a fact it has never heard of, or one that makes no sense here, changes nothing.
Refusing is the business of decide.py, before a fact exists.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from . import facts as f
from .policy import Answer, Hold
from .state import (
    ZERO,
    Absence,
    Bout,
    Count,
    Cue,
    Held,
    Pace,
    Prompt,
    PutOff,
    Round,
    Running,
    Sitting,
    Standing,
    State,
    UpBriefly,
    Visible,
    Waiting,
    initial,
    lived,
    on_stage,
    present_time,
    prompt_numbered,
)

REPEAT_AFTER = timedelta(minutes=15)
"""An unanswered first prompt of a bout is due again this long after it was shown (product.md 2)."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_DONE = {Answer.DONE, Answer.COMFORTABLE, Answer.STOPPED}


def fold(entries: Iterable[f.Fact], start: State | None = None) -> State | None:
    """Return the state after all these facts; None when there are none and no start."""
    state = start
    for fact in entries:
        state = evolve(initial(fact.at) if state is None else state, fact)
    return state


def evolve(state: State, fact: f.Fact) -> State:
    """Return the state after one more fact."""
    match fact:
        case f.BoutBegan() | f.BoutEnded() | f.StanceChanged():
            return _posture(state, fact)
        case f.IdleBegan() | f.IdleEnded() | f.AwayBegan() | f.AwayEnded() | f.BreakCredited():
            return _presence(state, fact)
        case f.HoldBegan() | f.HoldChanged() | f.HoldEnded():
            return _hold(state, fact)
        case f.Slept() | f.WasOff() | f.Unwatched() | f.ClockSet() | f.Started():
            return _machine(state, fact)
        case f.PromptShown():
            return _shown(state, fact)
        case f.PromptAnswered(answer=Answer.LATER):
            return _later(state, fact)
        case f.PromptAnswered(answer=Answer.START):
            return _started(state, fact)
        case f.PromptAnswered(answer=answer):
            return _ended(state, fact.prompt, fact.at, answer)
        case f.PromptExpired():
            return _ended(state, fact.prompt, fact.at, None)
        case f.PromptWithdrawn():
            return _without(state, fact.prompt)
        case f.PromptPutAside():
            return _aside(state, fact.prompt)
        case f.ScreenLost():
            return _screen_lost(state)
        case f.CueShown():
            return _cue(state, fact)
        case f.IntervalChanged():
            pace = Pace(factor=fact.factor, tray_until=fact.tray_until)
            return replace(state, paces={**state.paces, fact.reminder: pace})
        case f.SettingsChanged():
            return _settings(state, fact)
        case _:
            return state


# --- sitting and standing --------------------------------------------------------------------


def _posture(state: State, fact: f.BoutBegan | f.BoutEnded | f.StanceChanged) -> State:
    match fact:
        case f.BoutBegan():
            here = _here(state, fact.at)
            return replace(here, bout=Bout(began=fact.at), stance=Sitting(since=fact.at))
        case f.BoutEnded():
            return replace(state, bout=None)
        case f.StanceChanged(stance="standing", brief=True):
            return replace(state, stance=UpBriefly(since=fact.at))
        case f.StanceChanged(stance="standing"):
            return replace(state, stance=Standing(mark=present_time(state, fact.at)))
        case f.StanceChanged():
            return replace(state, stance=Sitting(since=fact.at))


def _here(state: State, at: datetime) -> State:
    """The user is present from `at` on, if they were not already."""
    if state.present_since is not None:
        return state
    return replace(state, met=True, absence=None, dark=(), present_since=at)


def _gone(state: State, since: datetime) -> State:
    """Stop the present clock where the absence began; nothing was counted after that."""
    present = present_time(state, since)
    return replace(_marks_at_most(state, present), present=present, present_since=None)


def _marks_at_most(state: State, present: timedelta) -> State:
    # What was shown or counted after the last input of an absence, before the absence was noticed,
    # counts from that input.
    def capped(mark: timedelta) -> timedelta:
        return min(mark, present)

    def phase(prompt: Prompt) -> Prompt:
        match prompt.phase:
            case Visible() as on:
                return replace(prompt, phase=replace(on, mark=capped(on.mark)))
            case PutOff() | Waiting() | Running():
                return prompt

    return replace(
        state,
        base=replace(state.base, mark=capped(state.base.mark)),
        counts={k: replace(c, mark=capped(c.mark)) for k, c in state.counts.items()},
        holds={k: replace(h, mark=capped(h.mark)) for k, h in state.holds.items()},
        prompts=tuple(phase(prompt) for prompt in state.prompts),
        cue=state.cue and replace(state.cue, mark=capped(state.cue.mark)),
        stance=replace(state.stance, mark=capped(state.stance.mark))
        if isinstance(state.stance, Standing)
        else state.stance,
    )


# --- absences --------------------------------------------------------------------------------


def _presence(
    state: State,
    fact: f.IdleBegan | f.IdleEnded | f.AwayBegan | f.AwayEnded | f.BreakCredited,
) -> State:
    match fact:
        case f.IdleEnded() | f.AwayEnded():
            return _here(replace(state, absence=None), fact.at)
        case f.IdleBegan():
            return _absent(state, fact.at)
        case f.AwayBegan():
            absent = _absent(state, fact.at)
            assert absent.absence is not None
            return replace(
                _off_screen(absent, fact.at), absence=replace(absent.absence, away=True), cue=None
            )
        case f.BreakCredited():
            return _credited(state, fact)


def _absent(state: State, since: datetime) -> State:
    if state.absence is not None:
        return state
    return replace(_gone(state, since), absence=Absence(since=since, credited_at=since))


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
        left = _leave(left, prompt, credited)
    return left


def _leave(state: State, prompt: Prompt, credited: frozenset[str]) -> State:
    """Reminders satisfied singly leave a prompt; when all are, the prompt itself will end."""
    rest = tuple(name for name in prompt.reminders if name not in credited)
    if not rest or rest == prompt.reminders:
        return state
    gone = set(prompt.reminders) - set(rest)
    paced = state if prompt.asked else _paced(state, gone, Answer.DONE)
    return _with(paced, replace(prompt, reminders=rest))


# --- holds -----------------------------------------------------------------------------------


def _hold(state: State, fact: f.HoldBegan | f.HoldChanged | f.HoldEnded) -> State:
    holds = dict(state.holds)
    match fact:
        case f.HoldBegan():
            mark = present_time(state, fact.at)
            holds[fact.hold] = Held(since=fact.at, mark=mark, until=fact.until, fixed=fact.fixed)
            return replace(_off_screen(state, fact.at), holds=holds)
        case f.HoldChanged():
            if fact.hold in holds:
                held = holds[fact.hold]
                holds[fact.hold] = replace(held, until=fact.until, fixed=fact.fixed)
            return replace(state, holds=holds)
        case f.HoldEnded():
            return _released(state, fact)


def _released(state: State, fact: f.HoldEnded) -> State:
    held = state.holds.get(fact.hold)
    if held is None:
        return state
    locked = fact.hold is Hold.LOCKED
    dark = state.dark
    if locked and held.since < fact.at:
        dark = (*_recent(dark, held.since), (held.since, fact.at))
    return replace(
        state,
        holds={hold: each for hold, each in state.holds.items() if hold is not fact.hold},
        dark=dark,
        released=state.released if locked else fact.at,
        unlocked=fact.at if locked else state.unlocked,
        gave_way={**state.gave_way, fact.hold: fact.at} if fact.gave_way else state.gave_way,
    )


def _recent(
    dark: tuple[tuple[datetime, datetime], ...], now: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    return tuple(span for span in dark if now - span[1] < _HOUR)


# --- the machine -----------------------------------------------------------------------------


def _machine(
    state: State, fact: f.Slept | f.WasOff | f.Unwatched | f.ClockSet | f.Started
) -> State:
    match fact:
        case f.Slept() | f.WasOff():
            began = fact.at - fact.lasted
            return replace(state, dark=(*_recent(state.dark, began), (began, fact.at)))
        case f.Unwatched():
            return _unwatched(state, fact)
        case f.ClockSet():
            return _clock_set(state, fact)
        case f.Started():
            new = set(fact.reminders) - (state.known or set(fact.reminders))
            added = _added(state, tuple(new), fact.at)
            return replace(_off_screen(added, fact.at), known=frozenset(fact.reminders), cue=None)


def _unwatched(state: State, fact: f.Unwatched) -> State:
    """Nobody knows what happened: counts start at 0, and the next input starts afresh."""
    stopped = _gone(state, fact.at - fact.lasted)
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
    shown = fact.at.replace(tzinfo=None)
    appointed = state.appointed
    if fact.by <= -_DAY:
        # A clock that was far ahead and is put right must not silence appointments until then.
        appointed = {name: min(was, shown) for name, was in appointed.items()}
    return replace(
        moved,
        appointed=appointed,
        holds={k: _still_fixed(state.holds[k], held) for k, held in moved.holds.items()},
        paces=state.paces,
    )


def _still_fixed(before: Held, moved: Held) -> Held:
    return replace(moved, until=before.until) if before.fixed else moved


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


# --- prompts ---------------------------------------------------------------------------------


def _with(state: State, prompt: Prompt) -> State:
    return replace(
        state,
        prompts=tuple(prompt if p.number == prompt.number else p for p in state.prompts),
    )


def _without(state: State, number: int) -> State:
    return replace(state, prompts=tuple(p for p in state.prompts if p.number != number))


def _off_screen(state: State, at: datetime) -> State:
    """What can be answered now is put back: due again as the same prompt."""
    prompt = on_stage(state)
    if prompt is None or isinstance(prompt.phase, Running):
        return state
    used = lived(state, prompt, at)
    return _with(state, replace(prompt, lived=used, phase=Waiting(since=at)))


def _aside(state: State, number: int) -> State:
    prompt = prompt_numbered(state, number)
    if prompt is None or not isinstance(prompt.phase, Visible):
        return state
    return _with(state, replace(prompt, phase=replace(prompt.phase, aside=True)))


def _screen_lost(state: State) -> State:
    prompt = on_stage(state)
    if prompt is None or not isinstance(prompt.phase, Visible):
        return state
    return _with(state, replace(prompt, phase=replace(prompt.phase, on="tray")))


def _shown(state: State, fact: f.PromptShown) -> State:
    mark = present_time(state, fact.at)
    on = Visible(since=fact.at, mark=mark, on=fact.on)
    old = prompt_numbered(state, fact.prompt)
    others = on_stage(state)
    if others is not None and others.number != fact.prompt:
        state = _replaced(state, others, fact.at)
    joined = set(fact.reminders) - set(old.reminders if old else ())
    if old is not None:
        used = lived(state, old, fact.at)
        again = replace(old, reminders=fact.reminders, items=fact.items, phase=on, lived=used)
        return _counted(_with(state, again), joined, mark, fact)
    new = Prompt(
        number=fact.prompt,
        reminders=fact.reminders,
        phase=on,
        first_shown=fact.at,
        items=fact.items,
        asked=fact.asked,
        doubts_stance=fact.doubts_stance,
    )
    opened = replace(
        state, prompts=(*state.prompts, new), numbered=max(state.numbered, fact.prompt)
    )
    if not fact.asked:
        shown = (*(t for t in state.spent.shown if fact.at - t < _HOUR), fact.at)
        opened = replace(opened, spaced_from=fact.at, spent=replace(opened.spent, shown=shown))
    return _counted(opened, joined, mark, fact)


def _replaced(state: State, prompt: Prompt, at: datetime) -> State:
    used = lived(state, prompt, at)
    return _with(state, replace(prompt, lived=used, phase=Waiting(since=at)))


def _counted(state: State, names: set[str], mark: timedelta, fact: f.PromptShown) -> State:
    """Counts restart when a prompt first names their reminder; its items rest for a while."""
    shown = fact.at.replace(tzinfo=None)
    return replace(
        state,
        counts={**state.counts, **{name: Count(mark=mark) for name in names}},
        appointed={**state.appointed, **{name: shown for name in names}},
        items={**state.items, **{key: fact.at for _, key in fact.items}},
    )


def _later(state: State, fact: f.PromptAnswered) -> State:
    prompt = prompt_numbered(state, fact.prompt)
    if prompt is None or fact.until is None:
        return state
    off = PutOff(since=fact.at, until=fact.until, at_break=fact.at_break)
    return _with(state, replace(prompt, phase=off, laters=prompt.laters + 1, lived=ZERO))


def _started(state: State, fact: f.PromptAnswered) -> State:
    prompt = prompt_numbered(state, fact.prompt)
    if prompt is None:
        return state
    others = on_stage(state)
    if others is not None and others.number != prompt.number:
        state = _replaced(state, others, fact.at)
    return _with(state, replace(prompt, phase=Running(since=fact.at), lived=ZERO))


def _ended(state: State, number: int, at: datetime, answer: Answer | None) -> State:
    """A prompt is over: answered, or with no answer expired."""
    prompt = prompt_numbered(state, number)
    if prompt is None:
        return state
    over = _without(state, number)
    over = replace(over, bout=over.bout and _round_over(over.bout, prompt, at, answer))
    if prompt.asked:
        return over
    if answer in _DONE:
        return _paced(over, set(prompt.reminders), Answer.DONE)
    if answer in (None, Answer.SKIP):
        day = at.date()
        spent = over.spent.unanswered if over.spent.day == day else 0
        over = replace(over, spent=replace(over.spent, day=day, unanswered=spent + 1))
        return _paced(over, set(prompt.reminders), Answer.SKIP)
    return over


def _round_over(bout: Bout, prompt: Prompt, at: datetime, answer: Answer | None) -> Bout:
    rounds = dict(bout.rounds)
    shown = prompt.phase.since if isinstance(prompt.phase, Visible) else prompt.first_shown
    for name in prompt.reminders:
        was = rounds.get(name, Round())
        repeats = answer is None and not was.repeated and was.handled == ZERO
        rounds[name] = Round(
            handled=max(ZERO, at - bout.began),
            repeat_at=shown + REPEAT_AFTER if repeats else None,
            repeated=was.repeated or repeats,
        )
    return replace(bout, rounds=rounds)


def _paced(state: State, names: set[str], kind: Answer) -> State:
    paces = dict(state.paces)
    for name in names:
        was = paces.get(name, Pace())
        length = was.length + 1 if was.run is kind else 1
        paces[name] = replace(was, run=kind, length=length)
    return replace(state, paces=paces)


# --- cues and settings -----------------------------------------------------------------------


def _cue(state: State, fact: f.CueShown) -> State:
    mark = present_time(state, fact.at)
    bout = state.bout
    if bout is not None:
        done = Round(handled=max(ZERO, fact.at - bout.began), repeated=True)
        bout = replace(bout, rounds={**bout.rounds, fact.reminder: done})
    return replace(
        state,
        bout=bout,
        cue=Cue(reminder=fact.reminder, since=fact.at, mark=mark),
        counts={**state.counts, fact.reminder: Count(mark=mark)},
        appointed={**state.appointed, fact.reminder: fact.at.replace(tzinfo=None)},
    )


def _settings(state: State, fact: f.SettingsChanged) -> State:
    known = (state.known or frozenset()) | set(fact.added)
    return replace(_added(state, fact.added, fact.at), known=known - set(fact.removed))


def _added(state: State, names: tuple[str, ...], at: datetime) -> State:
    mark, shown = present_time(state, at), at.replace(tzinfo=None)
    return replace(
        state,
        counts={**state.counts, **{name: Count(mark=mark, half=True) for name in names}},
        appointed={**state.appointed, **{name: shown for name in names}},
    )
