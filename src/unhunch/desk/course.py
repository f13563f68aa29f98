"""The course of a guided break: which exercise, how much of it is left, and when the ring waits.

A break is measured: who keeps typing does no exercise, so the time stands still until they pause.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from . import facts as f
from .care import rests
from .content import items_of
from .instant import Instant
from .policy import Answer, Halt, Hold, Item, Move, Policy
from .seen import returned
from .state import ZERO, Prompt, Running, on_stage
from .watching import GOOD_MOMENT, quiet_for

KEEPS_TYPING = timedelta(seconds=10)
"""Input for this long without a pause is work, and no press on a button of the break. Twice
GOOD_MOMENT: an idle sensor tells of a single touch only once a pause has followed it."""

HALTED_AT_MOST = timedelta(minutes=10)
"""A break that stood still for this long in one go is over: stopped."""

BREAKS_OFF = (Hold.MICROPHONE, Hold.CAMERA, Hold.SCREENCAST, Hold.MEETING, Hold.PAUSED)
"""Holds that take a break away when they begin in the middle of it: nobody wants a covered screen
in a call. The others are no reason to: a locked screen is rest, and our own cover fills it."""

Facts = tuple[f.Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Exercise `step` (from 0) has been done for `spent`. Behind the last one: the break is over,
    and nothing is spent."""

    step: int
    spent: timedelta


def exercises_of(prompt: Prompt, here: Instant) -> tuple[Item, ...]:
    """Return the exercises of a prompt's guided break; none of a reminder that rests."""
    chosen: list[Item] = []
    for reminder in here.policy.reminders:
        if reminder.name in prompt.reminders and not rests(reminder, here):
            keys = [key for name, key in prompt.items if name == reminder.name]
            chosen += items_of(reminder, keys)
    return tuple(item for item in chosen if item.lasts > ZERO)


def place_at(running: Running, items: tuple[Item, ...], moment: datetime) -> Place:
    """Return where the break is at that moment, if it is not halted until then."""
    step, spent = min(running.step, len(items)), running.spent
    if running.halted is None:
        spent += max(ZERO, moment - running.since)
    while step < len(items) and spent >= items[step].lasts:
        step, spent = step + 1, spent - items[step].lasts
    return Place(step=step, spent=spent if step < len(items) else ZERO)


def step_ends(running: Running, items: tuple[Item, ...]) -> Iterator[datetime]:
    """Yield when each exercise that is left ends; nothing while the break is halted."""
    if running.halted is not None:
        return
    ends = running.since - running.spent
    for item in items[running.step :]:
        ends += item.lasts
        yield ends


def over_at(running: Running, items: tuple[Item, ...]) -> datetime | None:
    """Return when the last exercise ends; None while the break is halted."""
    if place_at(running, items, running.since).step >= len(items):
        return running.since
    return max(step_ends(running, items), default=None)


def halt_step(here: Instant) -> Facts:
    """The time stands still while somebody keeps typing, and goes on with a pause."""
    prompt = on_stage(here.state)
    if prompt is None or not isinstance(prompt.phase, Running):
        return ()
    running, items = prompt.phase, exercises_of(prompt, here)
    if running.halted is Halt.TYPING:
        paused = _paused_at(here)
        return () if paused is None else (_moved(prompt.number, here, paused, None, running),)
    typed = _typed_until(running, here)
    if running.halted is not None or typed is None or typed > here.now:
        return ()
    place = place_at(running, items, typed)
    if place.step >= len(items):
        return ()
    at = here.dated(typed)
    return (
        f.BreakMoved(
            at=at, prompt=prompt.number, step=place.step, spent=place.spent, halted=Halt.TYPING
        ),
    )


def broken_off(here: Instant) -> Facts:
    """A call begins in the middle of a break: the break comes back as the same prompt. With nothing
    left of it, "How was that?" goes unanswered."""
    prompt = on_stage(here.state)
    if prompt is None or not isinstance(prompt.phase, Running):
        return ()
    begun = [here.state.holds[each].since for each in BREAKS_OFF if each in here.state.holds]
    if not any(prompt.phase.since < since for since in begun):
        return ()
    items, at = exercises_of(prompt, here), here.dated()
    place = place_at(prompt.phase, items, here.now)
    if place.step >= len(items):
        done = Answer.DONE
        return (f.PromptAnswered(at=at, prompt=prompt.number, answer=done, by="user"),)
    number, step, spent = prompt.number, place.step, place.spent
    return (f.BreakMoved(at=at, prompt=number, step=step, spent=spent, put_back=True),)


def done_so_far(prompt: Prompt, here: Instant) -> tuple[str, ...]:
    """Return the exercises of a prompt that can have hurt: those of its guided break that were
    begun. Where none runs, all that it names."""
    if not isinstance(prompt.phase, Running):
        return tuple(key for _, key in prompt.items)
    items = exercises_of(prompt, here)
    begun = place_at(prompt.phase, items, here.now).step + 1
    return tuple(item.key for item in items[:begun])


def course_moments(running: Running, here: Instant) -> Iterator[datetime]:
    """Yield the moments at which the time of a break stands still or goes on by itself."""
    if running.halted is Halt.TYPING:
        if not here.seen.typing and here.seen.last_input is not None:
            yield here.seen.last_input + GOOD_MOMENT
    elif running.halted is None and (typed := _typed_until(running, here)) is not None:
        yield typed


def moved(prompt: Prompt, running: Running, move: Move, here: Instant) -> f.BreakMoved:
    """Return the fact of a wish: next, back, pause, go on. Behind the last exercise nothing is
    halted. Where the ring waited for a pause in the typing, turning the page ends the wait."""
    items = exercises_of(prompt, here)
    place = place_at(running, items, here.now)
    halted = None if running.halted is Halt.TYPING else running.halted
    match move:
        case Move.NEXT:
            place = Place(step=min(place.step + 1, len(items)), spent=ZERO)
        case Move.BACK:
            place = Place(step=max(0, place.step - 1), spent=ZERO)
        case Move.PAUSE:
            halted = Halt.PAUSED
        case Move.GO_ON:
            halted = None
    over = place.step >= len(items)
    return f.BreakMoved(
        at=here.dated(),
        prompt=prompt.number,
        step=place.step,
        spent=place.spent,
        halted=None if over else halted,
    )


def rearranged(here: Instant, before: Policy) -> Facts:
    """Other settings took an exercise out of the break that is on: it stays at the one that is
    shown, or goes on with the next if that is gone."""
    prompt = on_stage(here.state)
    if prompt is None or not isinstance(prompt.phase, Running):
        return ()
    old, new = exercises_of(prompt, replace(here, policy=before)), exercises_of(prompt, here)
    left = [item.key for item in new]
    # With nothing left the prompt is withdrawn, or over.
    if not left or [item.key for item in old] == left:
        return ()
    place = place_at(prompt.phase, old, here.now)
    behind = {item.key for item in old[: place.step]}
    step = sum(key in behind for key in left)
    stays = place.step < len(old) and step < len(left) and left[step] == old[place.step].key
    return (
        f.BreakMoved(
            at=here.dated(),
            prompt=prompt.number,
            step=step,
            spent=place.spent if stays else ZERO,
            halted=prompt.phase.halted if step < len(left) else None,
        ),
    )


def _moved(
    number: int, here: Instant, at: datetime, halted: Halt | None, running: Running
) -> f.BreakMoved:
    return f.BreakMoved(
        at=here.dated(at), prompt=number, step=running.step, spent=running.spent, halted=halted
    )


def _typed_until(running: Running, here: Instant) -> datetime | None:
    """When the input since the last pause, or since the break was last turned, is work; None: there
    is none, or nobody can tell. A sensor that sees no pauses proves no typing."""
    if not (here.seen.typing and here.seen.pauses):
        return None
    began = returned(here.seen, GOOD_MOMENT)
    return max(running.since, began or running.since) + KEEPS_TYPING


def _paused_at(here: Instant) -> datetime | None:
    quiet = quiet_for(here)
    if here.seen.typing or quiet is None or quiet < GOOD_MOMENT:
        return None
    return here.now - quiet + GOOD_MOMENT
