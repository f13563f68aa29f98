"""What has become true by now, and when that can next change.

Rule 1: everything that decides lives in this package, and every decision is a fact.
Rule 2: `on_time` may be called at any moment and any number of times: called twice, it has nothing
new to say. It looks at the situation and never at how often it was asked.
Rule 3: facts about the past come first, in the order in which they became true; then what is shown.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from . import facts as f
from .asking import asks_from
from .budget import Because
from .candidates import Candidate, joiners
from .care import level_step, wanted_now
from .content import choose_items, is_offered
from .course import broken_off, halt_step
from .deliver import Show, Wait, verdict, waits_for_pause
from .due import Due, due_list, due_of, is_cue
from .ending import backed_off, checked_in, ended_by_break, over, prompt_moments, withdrawn
from .holding import hold_step, next_hold_change
from .instant import Instant
from .leave import leave_step
from .moments import next_change
from .policy import At, Every, Hold, OnDays
from .presence import UP_AT_MOST, next_milestone, presence_step, stance_step
from .resuming import asked_at, holds_on
from .reviewing import waits_for_break, week_moments
from .state import (
    Prompt,
    PutOff,
    Running,
    State,
    UpBriefly,
    Visible,
    on_stage,
)
from .suggesting import suggest_step, suggestion_moments
from .watching import CHAIR_EMPTY, CUE_GAP, GOOD_MOMENT, is_watching, quiet_for

Facts = tuple[f.Fact, ...]
Step = Callable[[Instant], Facts]


def on_time(here: Instant) -> Facts:
    """Return every fact that has become true by `now`, in order. Nothing new: nothing."""
    return settle(here)[0]


def settle(here: Instant) -> tuple[Facts, Instant]:
    """Return every fact that has become true by `now`, and the same instant with them known."""
    facts: list[f.Fact] = []
    while news := next(_news(here), ()):
        facts.extend(news)
        here = here.after(news)
    return tuple(facts), here


def _news(here: Instant) -> Iterator[Facts]:
    steps: tuple[Step, ...] = (
        ended_by_break,
        checked_in,
        presence_step,
        stance_step,
        over,
        halt_step,
        hold_step,
        broken_off,
        withdrawn,
        backed_off,
        leave_step,
        level_step,
        suggest_step,
        _screen,
        _cue,
        _held_back,
        _show,
    )
    return (news for step in steps if (news := step(here)))


def wake_at(here: Instant) -> datetime | None:
    """Return the next moment at which `on_time` can have news, if the senses stay silent.

    None: nothing can change before somebody touches the computer or asks for something.
    """
    return min((each for each in _moments(here) if each > here.now), default=None)


def attention(here: Instant) -> timedelta:
    """Return the shortest gap in input that matters now; the idle sensor need see no shorter."""
    gaps = [here.policy.idle_after]
    if isinstance(here.once(verdict), Wait):
        # Only patience looks for the pause in the work; the rest need only know of an empty chair.
        gaps.append(GOOD_MOMENT if waits_for_pause(here) else CHAIR_EMPTY)
    on = on_stage(here.state)
    # A prompt's life ends only while somebody is there: who has just left may have answered it so.
    if here.state.cue is not None or _due_cues(here) or (on and isinstance(on.phase, Visible)):
        gaps.append(CUE_GAP)
    if on and isinstance(on.phase, Running):
        gaps.append(GOOD_MOMENT)
    if isinstance(here.state.stance, UpBriefly):
        gaps.append(timedelta(seconds=30))
    if any(isinstance(prompt.phase, PutOff) for prompt in here.state.prompts):
        gaps.append(CHAIR_EMPTY)
    if here.once(wanted_now) is not None or _asks_soon(here) or here.once(waits_for_break):
        gaps.append(CHAIR_EMPTY)
    return min(gaps)


def _asks_soon(here: Instant) -> bool:
    """Whether a check-in waits for the next absence of a minute."""
    return any(
        (begins := _waits_from(due, here)) is not None and begins <= here.now < due.at
        for due in here.once(due_list)
    )


def _waits_from(due: Due, here: Instant) -> datetime | None:
    how = due.reminder.trigger
    return asks_from(how, here) if isinstance(how, OnDays) else None


def _moments(here: Instant) -> Iterator[datetime]:
    milestone = next_milestone(here)
    if milestone is not None:
        yield milestone
    if isinstance(here.state.stance, UpBriefly):
        yield here.state.stance.since + UP_AT_MOST
    yield from next_hold_change(here)
    for prompt in here.state.prompts:
        yield from prompt_moments(prompt, here)
    for pace in here.state.paces.values():
        if pace.tray_until is not None:
            yield pace.tray_until
    asked = asked_at(here)
    if asked is not None:
        yield asked
    for due in here.once(due_list):
        yield due.at
        if isinstance(due.reminder.trigger, At):
            yield due.at + due.reminder.trigger.valid_for
        begins = _waits_from(due, here)
        if begins is not None:
            yield begins
    for reminder in here.policy.reminders:
        if reminder.hours is not None:
            change = next_change(here.now, here.seen.zone, reminder.hours)
            if change is not None:
                yield change
    yield from suggestion_moments(here)
    yield from week_moments(here)
    waits = here.once(verdict)
    if isinstance(waits, Wait) and waits.until is not None:
        yield waits.until


# --- the steps: each returns what has become true next, or nothing ---------------------------


def _screen(here: Instant) -> Facts:
    """A prompt on a screen that went away is in the tray; it is shown again when it can be, and
    with other exercises when those it names are no longer offered."""
    prompt = on_stage(here.state)
    if prompt is None:
        return ()
    held = holds_on(prompt.asks, here.state)
    if not (held or all(is_offered(*pair, here) for pair in prompt.items)):
        items = _items(prompt.reminders, prompt.items, here)
        return (_showing(prompt, prompt.reminders, items, here),)
    if not isinstance(prompt.phase, Visible) or prompt.phase.aside:
        return ()
    on_screen = here.now < prompt.phase.since + here.policy.delivery.on_screen
    if prompt.phase.on == "screen" and not here.seen.screen and on_screen:
        return (f.ScreenLost(at=here.dated()),)
    quiet = quiet_for(here)
    there = quiet is not None and (quiet < CHAIR_EMPTY or is_watching(here))
    if prompt.phase.on == "tray" and here.seen.screen and there and not held:
        return (_showing(prompt, prompt.reminders, prompt.items, here),)
    return ()


def _due_cues(here: Instant) -> list[str]:
    return [
        due.reminder.name
        for due in here.once(due_list)
        if due.at <= here.now and is_cue(due.reminder, here.state, here.now) and not due.doubts
    ]


def _cue(here: Instant) -> Facts:
    """A cue is silent: only a pause and the hours keep it back, and an empty chair."""
    if not cues_allowed(here.state) or not _at_hand(here):
        return ()
    for name in _due_cues(here):
        return (f.CueShown(at=here.dated(), reminder=name),)
    return ()


def cues_allowed(state: State) -> bool:
    """Whether the tray may speak: not while paused or outside the hours."""
    return "paused" not in state.holds and "quiet_hours" not in state.holds


def _at_hand(here: Instant) -> bool:
    quiet = quiet_for(here)
    return quiet is not None and (quiet < CUE_GAP or is_watching(here))


def _held_back(here: Instant) -> Facts:
    """That do-not-disturb keeps something back is noted once: it may have been forgotten."""
    held = here.state.holds.get(Hold.DND)
    if held is None or held.back is not None:
        return ()
    decision = here.once(verdict)
    if not (isinstance(decision, Wait) and decision.why is Because.HELD):
        return ()
    since = max(held.since, decision.candidate.since)
    return (f.HeldBack(at=here.dated(since), hold=Hold.DND),)


def _show(here: Instant) -> Facts:
    decision = here.once(verdict)
    if not isinstance(decision, Show):
        return ()
    return (shown(decision.candidate, here),)


def shown(candidate: Candidate, here: Instant) -> f.PromptShown:
    """Return the fact that this candidate was shown, with what it names."""
    names = joiners(candidate, here)
    back = candidate.back
    # A question reminds of nothing: no exercise is named, and none rests for it.
    items = _items(names, back.items if back else (), here) if candidate.asks is None else ()
    if back is not None:
        again = _showing(back, names, items, here)
        return replace(again, starts=_starts(names, items, here))
    head = candidate.head
    return f.PromptShown(
        at=here.dated(),
        prompt=here.state.numbered + 1,
        reminders=names,
        items=items,
        on="screen" if here.seen.screen else "tray",
        doubts_stance=head is not None and head.doubts,
        asks=candidate.asks,
        starts=_starts(names, items, here),
    )


def _starts(names: Collection[str], items: tuple[tuple[str, str], ...], here: Instant) -> bool:
    """Whether a guided break begins with the showing: the settings say so and there is one."""
    guided = {each.name for each in here.policy.reminders if each.sets and each.name in names}
    return here.policy.at_once and any(name in guided for name, _ in items)


def _items(
    names: Collection[str], had: tuple[tuple[str, str], ...], here: Instant
) -> tuple[tuple[str, str], ...]:
    """Return what these reminders name: what they had, where all of it is still offered."""
    gone = {name for name, key in had if not is_offered(name, key, here)}
    items = tuple(pair for pair in had if pair[0] in names and pair[0] not in gone)
    kept = {name for name, _ in items}
    for reminder in here.policy.reminders:
        if reminder.name in names and reminder.name not in kept:
            items += tuple((reminder.name, key) for key in choose_items(reminder, here))
    return items


def _showing(
    prompt: Prompt,
    names: tuple[str, ...],
    items: tuple[tuple[str, str], ...],
    here: Instant,
) -> f.PromptShown:
    return f.PromptShown(
        at=here.dated(),
        prompt=prompt.number,
        reminders=names,
        again=True,
        asked=prompt.asked,
        items=items,
        on="screen" if here.seen.screen else "tray",
        doubts_stance=prompt.doubts_stance,
        asks=prompt.asks,
        due_again=tuple(_due_again(prompt, here)),
    )


def _due_again(prompt: Prompt, here: Instant) -> Iterator[str]:
    for reminder in here.policy.reminders:
        if reminder.name in prompt.reminders and isinstance(reminder.trigger, Every):
            due = due_of(reminder, here)
            if due is not None and due.at <= here.now:
                yield reminder.name
