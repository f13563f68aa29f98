"""What the user should see at an instant. The stage makes it so; nothing here shows anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..body.terms import Level
from .answer import open_prompt
from .candidates import joiners
from .care import rests
from .care_scene import (
    Question,
    SuggestionView,
    Watch,
    plainly,
    question_of,
    suggestion_of,
    watch_of,
)
from .choices import Asking, Guiding, HowWasIt, buttons_of, choices_of
from .content import items_of
from .course import exercises_of, place_at, step_ends
from .deliver import Wait, suggestion_leaves, verdict
from .due import due_list
from .holding import Ending, ending_of, forgotten_at
from .instant import Instant
from .policy import OF_NO_REMINDER, Asks, Choice, Hold, Item, Reminder
from .reviewing import Review, review_of
from .state import (
    Held,
    Prompt,
    PutOff,
    Running,
    Sitting,
    State,
    Visible,
    Waiting,
    on_stage,
    present_time,
)
from .watching import CUE_GAP, is_watching

CUE_SHOWS = timedelta(minutes=2)
"""A tray cue shows for this much present time (product.md, section 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptView:
    """An open prompt as it should be seen. `head`: the most important reminder; None where
    it names none. `others`: the reminders it names in one line.

    `buttons`: at most three. `choices`: every answer it takes, for the menu. `shown`: the number
    of its showing, so that a prompt that comes back is shown anew.
    """

    number: int
    shown: datetime
    stage: Asking | Guiding | HowWasIt
    head: Reminder | None
    others: tuple[Reminder, ...]
    items: tuple[Item, ...]
    sat: timedelta
    laters: int
    doubts_stance: bool
    asks: Asks | None
    buttons: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    question: Question | None = None
    week: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The next reminder and when it will be due, if the user stays."""

    reminder: Reminder
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything there is to see. `forgotten`: a do-not-disturb that has held something back for
    so long that it is named. `ends`: the holds that end by themselves. `kept_back`: the reminders
    that wait to be shown."""

    prompt: PromptView | None
    put_off: tuple[tuple[Prompt, datetime | None], ...]
    cue: Reminder | None
    holds: tuple[tuple[Hold, Held], ...]
    forgotten: Held | None
    ends: Mapping[Hold, Ending]
    waiting: Wait | None
    kept_back: tuple[str, ...]
    next: Next | None
    suggestion: SuggestionView | None
    watch: Watch | None
    level: Level
    state: State
    now: datetime

    @property
    def is_due(self) -> bool:
        """Whether a reminder wants attention."""
        return self.prompt is not None or self.cue is not None or self.waiting is not None


def scene(here: Instant) -> Scene:
    """Return what should be seen now."""
    decision = here.once(verdict)
    on = on_stage(here.state)
    return Scene(
        prompt=None if on is None else view_of(on, here),
        put_off=tuple(_put_off(here.state)),
        cue=_cue(here),
        holds=tuple((hold, here.state.holds[hold]) for hold in Hold if hold in here.state.holds),
        forgotten=_forgotten(here),
        ends={hold: ending for hold in here.state.holds if (ending := ending_of(hold, here))},
        waiting=decision if isinstance(decision, Wait) else None,
        kept_back=_kept_back(decision, here) if isinstance(decision, Wait) else (),
        next=_next(here),
        suggestion=suggestion_of(here),
        watch=watch_of(here),
        level=here.body.level,
        state=here.state,
        now=here.now,
    )


def _kept_back(wait: Wait, here: Instant) -> tuple[str, ...]:
    """The reminders of the prompt that waits, without those that would come along early."""
    back = wait.candidate.back
    due = {each.reminder.name for each in here.once(due_list) if each.at <= here.now}
    names = due if back is None else due | set(back.reminders)
    return tuple(name for name in joiners(wait.candidate, here) if name in names)


def scene_changes_at(here: Instant) -> datetime | None:
    """Return the next moment at which the scene changes by itself with no fact; None: it does not.

    The minutes in a status line are not the scene: they are worked out when somebody looks.
    """
    return min((each for each in _moments(here) if each > here.now), default=None)


def _moments(here: Instant) -> Iterator[datetime]:
    on = on_stage(here.state)
    if on is not None and isinstance(on.phase, Visible):
        yield on.phase.since + here.policy.delivery.on_screen
    leaves = suggestion_leaves(here)
    if leaves is not None:
        yield leaves
    if on is not None and isinstance(on.phase, Running):
        yield from step_ends(on.phase, exercises_of(on, here))
    forgotten = forgotten_at(here)
    if forgotten is not None:
        yield forgotten
    cue = here.state.cue
    if cue is not None and here.state.present_since is not None:
        yield here.now + CUE_SHOWS - (present_time(here.state, here.now) - cue.mark)


def view_of(prompt: Prompt, here: Instant) -> PromptView | None:
    """Return how an open prompt should be seen; None when none of its reminders exists."""
    known = [
        plainly(each, here)
        for each in here.policy.reminders
        if each.name in prompt.reminders and not rests(each, here)
    ]
    if not known and prompt.asks not in OF_NO_REMINDER:
        return None
    stage = _stage(prompt, here)
    choices = choices_of(prompt, stage, known, here.policy)
    bout = here.state.bout
    return PromptView(
        number=prompt.number,
        shown=prompt.phase.since,
        stage=stage,
        head=known[0] if known else None,
        others=tuple(known[1:]),
        items=_items(prompt, here),
        sat=timedelta(0) if bout is None else here.now - bout.began,
        laters=prompt.laters,
        doubts_stance=prompt.doubts_stance,
        asks=prompt.asks,
        buttons=buttons_of(prompt, stage, known, choices),
        choices=choices,
        question=question_of(prompt, here),
        week=review_of(prompt, here),
    )


def _items(prompt: Prompt, here: Instant) -> tuple[Item, ...]:
    chosen: list[Item] = []
    for reminder in here.policy.reminders:
        if reminder.name in prompt.reminders and not rests(reminder, here):
            keys = [key for name, key in prompt.items if name == reminder.name]
            chosen += items_of(reminder, keys)
    return tuple(chosen)


def _stage(prompt: Prompt, here: Instant) -> Asking | Guiding | HowWasIt:
    match prompt.phase:
        case Running() as running:
            return _guiding(running, exercises_of(prompt, here), here.now)
        case Visible(since=since, on=on, aside=aside):
            fresh = here.now < since + here.policy.delivery.on_screen
            return Asking(on_screen=fresh and on == "screen" and not aside)
        case PutOff() | Waiting():
            return Asking(on_screen=False)


def _guiding(running: Running, items: tuple[Item, ...], now: datetime) -> Guiding | HowWasIt:
    place = place_at(running, items, now)
    if place.step >= len(items):
        return HowWasIt()
    item = items[place.step]
    left = item.lasts - place.spent
    return Guiding(
        item=item,
        step=place.step,
        steps=len(items),
        until=None if running.halted else now + left,
        left=left,
        halted=running.halted,
        by_itself=running.by_itself,
    )


def _forgotten(here: Instant) -> Held | None:
    over = forgotten_at(here)
    return here.state.holds[Hold.DND] if over is not None and over <= here.now else None


def _put_off(state: State) -> Iterator[tuple[Prompt, datetime | None]]:
    for prompt in state.prompts:
        match prompt.phase:
            case PutOff(until=until):
                yield prompt, until
            case Waiting():
                yield prompt, None
            case _:
                pass


def _cue(here: Instant) -> Reminder | None:
    cue, last = here.state.cue, here.seen.last_input
    if cue is None or here.state.absence is not None:
        return None
    if present_time(here.state, here.now) - cue.mark >= CUE_SHOWS:
        return None
    gap = timedelta(0) if last is None or here.seen.typing else here.now - last
    if gap >= CUE_GAP and not is_watching(here):
        return None
    reminders = [each for each in here.policy.reminders if each.name == cue.reminder]
    return plainly(reminders[0], here) if reminders else None


def _next(here: Instant) -> Next | None:
    """What comes next of those that will be a prompt; cues are too many to announce."""
    coming = [
        Next(reminder=due.reminder, at=due.at)
        for due in here.once(due_list)
        if due.at > here.now and due.reminder.surface == "prompt"
    ]
    return min(coming, key=lambda each: each.at, default=None)


def answerable(here: Instant, number: int | None = None) -> PromptView | None:
    """Return the open prompt that an answer would be for, as it should be seen."""
    prompt = open_prompt(here.state, number)
    return None if prompt is None else view_of(prompt, here)


def is_sitting(state: State) -> bool:
    """Whether the user is taken to sit."""
    return isinstance(state.stance, Sitting)
