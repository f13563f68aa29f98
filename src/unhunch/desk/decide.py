"""What has become true by now, and when that can next change.

Rule 1: everything that decides lives in this package, and every decision is a fact.
Rule 2: `on_time` may be called at any moment and any number of times: called twice, it has nothing
new to say. It looks at the situation and never at how often it was asked.
Rule 3: facts about the past come first, in the order in which they became true; then what is shown.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from . import facts as f
from .content import choose_items, items_of
from .deliver import Candidate, Show, Wait, joiners, verdict
from .due import due_list, is_cue
from .evolve import evolve
from .holding import hold_step, next_hold_change
from .moments import local, midnight_after
from .policy import Answer, At, Policy
from .presence import UP_AT_MOST, next_milestone, presence_step, stance_step
from .seen import CHAIR_EMPTY, Seen, is_watching, quiet_for
from .state import (
    Pace,
    Prompt,
    PutOff,
    Running,
    State,
    UpBriefly,
    Visible,
    Waiting,
    lived,
    on_stage,
)

CUE_GAP = timedelta(seconds=20)
"""A tray cue is over, or waits, when there was no input for this long."""

HOW_WAS_IT = timedelta(minutes=10)
"""No answer to "How was that?" within this means done (product.md, section 2)."""

ROW = 3
"""So many like ends in a row change a reminder's interval (product.md 3.6)."""

Facts = tuple[f.Fact, ...]
Step = Callable[[State, datetime, Seen, Policy], Facts]


def on_time(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    """Return every fact that has become true by `now`, in order. Nothing new: nothing."""
    facts: list[f.Fact] = []
    while news := next(_news(state, now, seen, policy), ()):
        facts.extend(news)
        for fact in news:
            state = evolve(state, fact)
    return tuple(facts)


def _news(state: State, now: datetime, seen: Seen, policy: Policy) -> Iterator[Facts]:
    steps: tuple[Step, ...] = (
        _ended_by_break,
        presence_step,
        _stance,
        hold_step,
        _withdrawn,
        _over,
        _backed_off,
        _screen,
        _cue,
        _show,
    )
    return (news for step in steps if (news := step(state, now, seen, policy)))


def wake_at(state: State, now: datetime, seen: Seen, policy: Policy) -> datetime | None:
    """Return the next moment at which `on_time` can have news, if the senses stay silent.

    None: nothing can change before somebody touches the computer or asks for something.
    """
    return min((each for each in _moments(state, now, seen, policy) if each > now), default=None)


def attention(state: State, now: datetime, seen: Seen, policy: Policy) -> timedelta:
    """Return the shortest gap in input that matters now; the idle sensor need see no shorter."""
    gaps = [policy.idle_after]
    waits = verdict(state, now, seen, policy)
    if isinstance(waits, Wait):
        gaps.append(timedelta(seconds=5))
    if state.cue is not None or _due_cues(state, now, seen, policy):
        gaps.append(CUE_GAP)
    if isinstance(state.stance, UpBriefly):
        gaps.append(timedelta(seconds=30))
    if any(isinstance(prompt.phase, PutOff) for prompt in state.prompts):
        gaps.append(CHAIR_EMPTY)
    return min(gaps)


def _moments(
    state: State, now: datetime, seen: Seen, policy: Policy
) -> Iterator[datetime]:
    milestone = next_milestone(state, now, seen, policy)
    if milestone is not None:
        yield milestone
    if isinstance(state.stance, UpBriefly):
        yield state.stance.since + UP_AT_MOST
    yield from next_hold_change(state, now, seen, policy)
    for prompt in state.prompts:
        yield from _prompt_moments(prompt, state, now, policy)
    for pace in state.paces.values():
        if pace.tray_until is not None:
            yield pace.tray_until
    for due in due_list(state, now, seen, policy):
        yield due.at
        if isinstance(due.reminder.trigger, At):
            yield due.at + due.reminder.trigger.valid_for
    waits = verdict(state, now, seen, policy)
    if isinstance(waits, Wait) and waits.until is not None:
        yield waits.until


def _prompt_moments(
    prompt: Prompt, state: State, now: datetime, policy: Policy
) -> Iterator[datetime]:
    match prompt.phase:
        case Visible():
            if state.present_since is not None:
                yield now + (policy.delivery.life - lived(state, prompt, now))
        case PutOff(until=until):
            yield until
        case Running(since=since):
            yield since + guided_for(prompt, policy) + HOW_WAS_IT
        case Waiting():
            for reminder in policy.reminders:
                if reminder.name in prompt.reminders and isinstance(reminder.trigger, At):
                    yield prompt.first_shown + reminder.trigger.valid_for


def guided_for(prompt: Prompt, policy: Policy) -> timedelta:
    """Return how long the guided break of a prompt takes."""
    total = timedelta(0)
    for reminder in policy.reminders:
        if reminder.name in prompt.reminders and reminder.sets:
            keys = [key for name, key in prompt.items if name == reminder.name]
            total += sum((item.lasts for item in items_of(reminder, keys)), timedelta(0))
    return total


# --- the steps: each returns what has become true next, or nothing ---------------------------


def _ended_by_break(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    """Getting up is the answer: an absence that satisfies the whole prompt ends it."""
    if state.absence is None:
        return ()
    for prompt in state.prompts:
        if set(prompt.reminders) <= state.absence.credited:
            return (
                f.PromptAnswered(
                    at=local(state.absence.credited_at, seen.zone),
                    prompt=prompt.number,
                    answer=Answer.DONE,
                    by="break",
                ),
            )
    return ()


def _stance(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    return stance_step(state, now, seen)


def _withdrawn(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    """A prompt whose reminders are all gone from the settings has lost its reason."""
    known = {reminder.name for reminder in policy.reminders}
    for prompt in state.prompts:
        if not known & set(prompt.reminders):
            at = local(now, seen.zone)
            return (f.PromptWithdrawn(at=at, prompt=prompt.number, why="settings"),)
    return ()


def _over(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    for prompt in state.prompts:
        facts = _prompt_over(prompt, state, now, seen, policy)
        if facts:
            return facts
    return ()


def _prompt_over(
    prompt: Prompt, state: State, now: datetime, seen: Seen, policy: Policy
) -> Facts:
    match prompt.phase:
        case Visible():
            over = lived(state, prompt, now) - policy.delivery.life
            if over < timedelta(0):
                return ()
            return _expired(prompt, local(now - over, seen.zone))
        case Running(since=since):
            ends = since + guided_for(prompt, policy) + HOW_WAS_IT
            if now < ends:
                return ()
            at = local(ends, seen.zone)
            return (
                f.PromptAnswered(at=at, prompt=prompt.number, answer=Answer.DONE, by="user"),
            )
        case Waiting():
            for reminder in policy.reminders:
                if reminder.name in prompt.reminders and isinstance(reminder.trigger, At):
                    ends = prompt.first_shown + reminder.trigger.valid_for
                    return _expired(prompt, local(ends, seen.zone)) if ends <= now else ()
            return ()
        case PutOff():
            return ()


def _expired(prompt: Prompt, at: datetime) -> Facts:
    expired = f.PromptExpired(at=at, prompt=prompt.number)
    if not prompt.doubts_stance:
        return (expired,)
    # Nobody says they still stand: they sit.
    return (expired, f.StanceChanged(at=at, stance="sitting"), f.BoutBegan(at=at))


def _backed_off(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    for name, pace in state.paces.items():
        if pace.length >= ROW:
            return _new_pace(name, pace, now, seen)
    return ()


def _new_pace(name: str, pace: Pace, now: datetime, seen: Seen) -> Facts:
    at = local(now, seen.zone)
    if pace.run is Answer.DONE:
        factor, until = max(1.0, pace.factor * 0.9), pace.tray_until
    else:
        factor = min(3.0, pace.factor * 1.5)
        until = local(midnight_after(now, seen.zone), seen.zone)
    return (f.IntervalChanged(at=at, reminder=name, factor=round(factor, 4), tray_until=until),)


def _screen(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    """A prompt on a screen that went away is in the tray; it is shown again when it can be."""
    prompt = on_stage(state)
    if prompt is None or not isinstance(prompt.phase, Visible) or prompt.phase.aside:
        return ()
    on_screen = now < prompt.phase.since + policy.delivery.on_screen
    if prompt.phase.on == "screen" and not seen.screen and on_screen:
        return (f.ScreenLost(at=local(now, seen.zone)),)
    quiet = quiet_for(seen, now)
    there = quiet is not None and (quiet < CHAIR_EMPTY or is_watching(seen, now, policy))
    if prompt.phase.on == "tray" and seen.screen and there and not state.holds:
        return (_showing(prompt, prompt.reminders, prompt.items, now, seen),)
    return ()


def _due_cues(state: State, now: datetime, seen: Seen, policy: Policy) -> list[str]:
    return [
        due.reminder.name
        for due in due_list(state, now, seen, policy)
        if due.at <= now and is_cue(due.reminder, state, now)
    ]


def _cue(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    """A cue is silent: only a pause and the hours keep it back, and an empty chair."""
    if not cues_allowed(state) or not _at_hand(seen, now, policy):
        return ()
    for name in _due_cues(state, now, seen, policy):
        return (f.CueShown(at=local(now, seen.zone), reminder=name),)
    return ()


def cues_allowed(state: State) -> bool:
    """Whether the tray may speak: not while paused or outside the hours."""
    return "paused" not in state.holds and "quiet_hours" not in state.holds


def _at_hand(seen: Seen, now: datetime, policy: Policy) -> bool:
    quiet = quiet_for(seen, now)
    return quiet is not None and (quiet < CUE_GAP or is_watching(seen, now, policy))


def _show(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    decision = verdict(state, now, seen, policy)
    if not isinstance(decision, Show):
        return ()
    return (shown(decision.candidate, state, now, seen, policy),)


def shown(
    candidate: Candidate, state: State, now: datetime, seen: Seen, policy: Policy
) -> f.PromptShown:
    """Return the fact that this candidate was shown, with what it names."""
    names = joiners(candidate, state, now, seen, policy)
    back = candidate.back
    had = dict(back.items) if back else {}
    items = tuple(pair for pair in (back.items if back else ()) if pair[0] in names)
    for reminder in policy.reminders:
        if reminder.name in names and reminder.name not in had:
            keys = choose_items(reminder, state, now, seen, policy)
            items += tuple((reminder.name, key) for key in keys)
    if back is not None:
        return _showing(back, names, items, now, seen)
    assert candidate.head is not None
    return f.PromptShown(
        at=local(now, seen.zone),
        prompt=state.numbered + 1,
        reminders=names,
        items=items,
        on="screen" if seen.screen else "tray",
        doubts_stance=candidate.head.doubts,
    )


def _showing(
    prompt: Prompt,
    names: tuple[str, ...],
    items: tuple[tuple[str, str], ...],
    now: datetime,
    seen: Seen,
) -> f.PromptShown:
    return f.PromptShown(
        at=local(now, seen.zone),
        prompt=prompt.number,
        reminders=names,
        again=True,
        asked=prompt.asked,
        items=items,
        on="screen" if seen.screen else "tray",
        doubts_stance=prompt.doubts_stance,
    )
