"""What facts about prompts, cues and settings do to the situation (part of evolve.py)."""

from dataclasses import replace
from datetime import datetime, timedelta

from . import facts as f
from .evolve_asking import asked, asking_ended
from .evolve_paces import budgeted, paced, unanswered
from .policy import CHECKIN, WEEKLY, Answer, Asks
from .state import (
    ZERO,
    Bout,
    Count,
    Cue,
    Phase,
    Prompt,
    PutOff,
    Round,
    Running,
    State,
    Visible,
    Waiting,
    lived,
    on_stage,
    present_time,
    prompt_numbered,
)
from .tally import wondered

REPEAT_AFTER = timedelta(minutes=15)
"""An unanswered first prompt of a bout is due again this long after it was shown (product.md 2)."""

PromptFact = (
    f.PromptShown
    | f.PromptAnswered
    | f.BreakMoved
    | f.PromptExpired
    | f.PromptWithdrawn
    | f.PromptPutAside
    | f.ScreenLost
    | f.CheckInStepped
    | f.CheckInOpened
)

_DONE = {Answer.DONE, Answer.COMFORTABLE, Answer.STOPPED}


def evolve_prompt(state: State, fact: PromptFact) -> State:
    """Return the state after a fact about a prompt; unchanged when that prompt is not open."""
    match fact:
        case f.PromptShown():
            return _shown(state, fact)
        case f.PromptAnswered(answer=Answer.LATER):
            return _later(state, fact)
        case f.PromptAnswered(answer=Answer.START):
            return _started(state, fact)
        case f.PromptAnswered(answer=answer):
            return _ended(state, fact.prompt, fact.at, answer)
        case f.BreakMoved():
            return _moved(state, fact)
        case f.PromptExpired():
            return _ended(state, fact.prompt, fact.at, None)
        case f.PromptWithdrawn():
            return _without(state, fact.prompt)
        case f.PromptPutAside(prompt=0):
            return suggestion_aside(state)
        case f.PromptPutAside():
            return _aside(state, fact.prompt)
        case f.ScreenLost():
            return _screen_lost(state)
        case f.CheckInStepped(step=step):
            return _stepped(state, fact.prompt, fact.at, step)
        case f.CheckInOpened():
            return _opened(_stepped(state, fact.prompt, fact.at, 0), fact.prompt)


def with_prompt(state: State, prompt: Prompt) -> State:
    """Return the state with this prompt in place of the open one of its number."""
    return replace(
        state,
        prompts=tuple(prompt if p.number == prompt.number else p for p in state.prompts),
    )


def _without(state: State, number: int) -> State:
    return replace(state, prompts=tuple(p for p in state.prompts if p.number != number))


def off_screen(state: State, at: datetime, *, at_once: bool = False) -> State:
    """What can be answered now is put back: due again as the same prompt."""
    state = suggestion_aside(state)
    prompt = on_stage(state)
    if prompt is None or isinstance(prompt.phase, Running):
        return state
    used = lived(state, prompt, at)
    waiting = Waiting(since=at, at_once=at_once)
    return with_prompt(state, replace(prompt, lived=used, phase=waiting))


def _aside(state: State, number: int) -> State:
    prompt = prompt_numbered(state, number)
    if prompt is None or not isinstance(prompt.phase, Visible):
        return state
    return with_prompt(state, replace(prompt, phase=replace(prompt.phase, aside=True)))


def _opened(state: State, number: int) -> State:
    prompt = prompt_numbered(state, number)
    if prompt is None:
        return state
    return _aside(with_prompt(state, replace(prompt, opened=True)), number)


def _stepped(state: State, number: int, at: datetime, step: int) -> State:
    """The next question is a showing of its own, and whoever answers gets the time to."""
    prompt = prompt_numbered(state, number)
    if prompt is None or not isinstance(prompt.phase, Visible):
        return state
    on = Visible(since=at, mark=present_time(state, at), on=prompt.phase.on)
    return with_prompt(state, replace(prompt, phase=on, step=step, lived=ZERO))


def _screen_lost(state: State) -> State:
    prompt = on_stage(state)
    if prompt is None or not isinstance(prompt.phase, Visible):
        return state
    return with_prompt(state, replace(prompt, phase=replace(prompt.phase, on="tray")))


def _shown(state: State, fact: f.PromptShown) -> State:
    mark = present_time(state, fact.at)
    on: Phase = Visible(since=fact.at, mark=mark, on=fact.on)
    if fact.starts:
        on = Running(since=fact.at, by_itself=True)
    state = suggestion_aside(state)
    old = prompt_numbered(state, fact.prompt)
    others = on_stage(state)
    if others is not None and others.number != fact.prompt:
        state = _replaced(state, others, fact.at)
    joined = set(fact.reminders) - set(old.reminders if old else ())
    if state.upset is not None and state.upset.prompt is None and not fact.asked:
        state = replace(state, upset=replace(state.upset, prompt=fact.prompt))
    if old is not None:
        used = lived(state, old, fact.at)
        again = replace(old, reminders=fact.reminders, items=fact.items, phase=on, lived=used)
        return _counted(with_prompt(state, again), joined | set(fact.due_again), mark, fact)
    new = Prompt(
        number=fact.prompt,
        reminders=fact.reminders,
        phase=on,
        first_shown=fact.at,
        items=fact.items,
        asked=fact.asked,
        doubts_stance=fact.doubts_stance,
        asks=fact.asks,
    )
    opened = replace(
        state, prompts=(*state.prompts, new), numbered=max(state.numbered, fact.prompt)
    )
    if CHECKIN in fact.reminders:
        # Check-ins keep their distance, and are not counted (product.md 3.2).
        opened = replace(asked(opened, fact.at), spaced_from=fact.at)
    elif fact.asks in WEEKLY:
        opened = replace(opened, spaced_from=fact.at)
    elif not fact.asked and fact.asks is not Asks.RESUME:
        opened = budgeted(opened, fact.at)
    if fact.asks is Asks.HOW_OFTEN:
        opened = replace(opened, tallies=wondered(opened.tallies, fact.reminders[0]))
    return _counted(opened, joined, mark, fact)


def suggestion_aside(state: State) -> State:
    """Return the state in which a suggestion is off the screen and kept in the tray."""
    if state.suggested is None or state.suggested.aside:
        return state
    return replace(state, suggested=replace(state.suggested, aside=True))


def _replaced(state: State, prompt: Prompt, at: datetime) -> State:
    used = lived(state, prompt, at)
    return with_prompt(state, replace(prompt, lived=used, phase=Waiting(since=at)))


def _counted(state: State, names: set[str], mark: timedelta, fact: f.PromptShown) -> State:
    """Counts restart when a prompt first serves a due reminder; its items rest for a while."""
    shown = fact.at.replace(tzinfo=None)
    return replace(
        state,
        bout=state.bout and _joined(state.bout, names & set(fact.reminders[1:]), fact.at),
        counts={**state.counts, **{name: Count(mark=mark) for name in names}},
        appointed={**state.appointed, **{name: shown for name in names}},
        items={**state.items, **{key: fact.at for _, key in fact.items}},
    )


def _joined(bout: Bout, names: set[str], at: datetime) -> Bout:
    sat = max(ZERO, at - bout.began)
    joined = {name: replace(bout.rounds.get(name, Round()), joined=sat) for name in names}
    return replace(bout, rounds={**bout.rounds, **joined})


def _later(state: State, fact: f.PromptAnswered) -> State:
    prompt = prompt_numbered(state, fact.prompt)
    if prompt is None or fact.until is None:
        return state
    off = PutOff(since=fact.at, until=fact.until, at_break=fact.at_break)
    return with_prompt(state, replace(prompt, phase=off, laters=prompt.laters + 1, lived=ZERO))


def _started(state: State, fact: f.PromptAnswered) -> State:
    prompt = prompt_numbered(state, fact.prompt)
    if prompt is None:
        return state
    others = on_stage(state)
    if others is not None and others.number != prompt.number:
        state = _replaced(state, others, fact.at)
    return with_prompt(state, replace(prompt, phase=Running(since=fact.at), lived=ZERO))


def _moved(state: State, fact: f.BreakMoved) -> State:
    prompt = prompt_numbered(state, fact.prompt)
    if prompt is None or not isinstance(prompt.phase, Running):
        return state
    if fact.put_back:
        return with_prompt(state, replace(prompt, phase=Waiting(since=fact.at)))
    running = replace(
        prompt.phase, since=fact.at, step=fact.step, spent=fact.spent, halted=fact.halted
    )
    return with_prompt(state, replace(prompt, phase=running))


def _ended(state: State, number: int, at: datetime, answer: Answer | None) -> State:
    """A prompt is over: answered, or with no answer expired."""
    prompt = prompt_numbered(state, number)
    if prompt is None:
        return state
    over = _without(state, number)
    over = replace(over, bout=over.bout and _round_over(over.bout, prompt, at, answer))
    over = asking_ended(over, prompt, at, answer)
    if prompt.asked or CHECKIN in prompt.reminders or prompt.asks is not None:
        return over
    if answer in _DONE:
        return paced(over, prompt.reminders, Answer.DONE, at)
    if answer in (None, Answer.SKIP):
        return paced(unanswered(over, at), prompt.reminders, Answer.SKIP, at)
    return over


def _round_over(bout: Bout, prompt: Prompt, at: datetime, answer: Answer | None) -> Bout:
    rounds = dict(bout.rounds)
    shown = prompt.phase.since if isinstance(prompt.phase, Visible) else prompt.first_shown
    for name in prompt.reminders:
        was = rounds.get(name, Round())
        repeats = answer is None and not was.repeated and was.handled == ZERO
        rounds[name] = replace(
            was,
            handled=max(ZERO, at - bout.began),
            repeat_at=shown + REPEAT_AFTER if repeats else None,
            repeated=was.repeated or repeats,
        )
    return replace(bout, rounds=rounds)


# --- cues and settings -----------------------------------------------------------------------


def evolve_cue(state: State, fact: f.CueShown) -> State:
    """Return the state with this cue in the tray."""
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


def evolve_settings(state: State, fact: f.SettingsChanged) -> State:
    """Return the state with reminders that came and went."""
    known = (state.known or frozenset()) | set(fact.added)
    return replace(added(state, fact.added, fact.at), known=known - set(fact.removed))


def added(state: State, names: tuple[str, ...], at: datetime) -> State:
    """Return the state in which these reminders count from now."""
    mark, shown = present_time(state, at), at.replace(tzinfo=None)
    return replace(
        state,
        counts={**state.counts, **{name: Count(mark=mark, half=True) for name in names}},
        appointed={**state.appointed, **{name: shown for name in names}},
    )
