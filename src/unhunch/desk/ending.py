"""How open prompts end, and what a row of like ends does to an interval (product.md 3.6, 3.7)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from . import facts as f
from .asking import is_over
from .care import rests
from .course import HALTED_AT_MOST, course_moments, exercises_of, over_at
from .instant import Instant
from .moments import midnight_after
from .policy import CHECKIN, OF_NO_REMINDER, Answer, Asks, At, Halt, Hold, OnDays
from .resuming import endless
from .reviewing import lost_reason
from .state import Pace, Prompt, PutOff, Running, State, Visible, Waiting, lived
from .watching import was_there

HOW_WAS_IT = timedelta(minutes=10)
"""No answer to "How was that?" within this means done (product.md, section 2)."""

ROW = 3
"""So many like ends in a row change a reminder's interval (product.md 3.6)."""

Facts = tuple[f.Fact, ...]


def prompt_moments(prompt: Prompt, here: Instant) -> Iterator[datetime]:
    """Yield the moments at which an open prompt ends or comes back by itself."""
    state, now, policy = here.state, here.now, here.policy
    match prompt.phase:
        case Visible():
            if state.present_since is not None:
                yield now + (policy.delivery.life - lived(state, prompt, now))
        case PutOff(until=until):
            yield until
            if CHECKIN in prompt.reminders:
                yield midnight_after(prompt.first_shown, here.seen.zone)
        case Running() as running:
            yield _asked_until(prompt, running, here)
            yield from course_moments(running, here)
        case Waiting():
            ends = _valid_until(prompt, here)
            if ends is not None:
                yield ends


def _asked_until(prompt: Prompt, running: Running, here: Instant) -> datetime:
    """When a guided break ends by itself: nobody said how it was, or it stood still too long."""
    over = over_at(running, exercises_of(prompt, here))
    return running.since + HALTED_AT_MOST if over is None else over + HOW_WAS_IT


def ended_by_break(here: Instant) -> Facts:
    """Getting up is the answer: an absence that satisfies the whole prompt ends it."""
    if here.state.absence is None:
        return ()
    for prompt in here.state.prompts:
        if prompt.asks is None and set(prompt.reminders) <= here.state.absence.credited:
            return (
                f.PromptAnswered(
                    at=here.dated(here.state.absence.credited_at),
                    prompt=prompt.number,
                    answer=Answer.DONE,
                    by="break",
                ),
            )
    return ()


def withdrawn(here: Instant) -> Facts:
    """A prompt whose reminders are all gone from the settings, or rest, has lost its reason; and
    the question about a pause that is over or has an end."""
    known = {reminder.name for reminder in here.policy.reminders}
    resting = {reminder.name for reminder in here.policy.reminders if rests(reminder, here)}
    for prompt in here.state.prompts:
        names, at = known & set(prompt.reminders), here.dated()
        if prompt.asks is Asks.RESUME:
            if endless(here.state) is None:
                return (f.PromptWithdrawn(at=at, prompt=prompt.number, why="pause"),)
        elif prompt.asks in OF_NO_REMINDER:
            if why := lost_reason(prompt, here):
                return (f.PromptWithdrawn(at=at, prompt=prompt.number, why=why),)
        elif not names - resting:
            why = "care" if names else "settings"
            return (f.PromptWithdrawn(at=at, prompt=prompt.number, why=why),)
    return ()


def over(here: Instant) -> Facts:
    """The life of a prompt, or its time to answer, is over."""
    for prompt in here.state.prompts:
        facts = _prompt_over(prompt, here)
        if facts:
            return facts
    return ()


def _prompt_over(prompt: Prompt, here: Instant) -> Facts:
    match prompt.phase:
        case Visible():
            ends = here.now - (lived(here.state, prompt, here.now) - here.policy.delivery.life)
            if ends > here.now or not was_there(here, ends):
                return ()
            return _expired(prompt, here.dated(ends), here.state)
        case Running(halted=halted) as running:
            ends = _asked_until(prompt, running, here)
            if here.now < ends:
                return ()
            at, answer = here.dated(ends), Answer.DONE if halted is None else Answer.STOPPED
            if running.by_itself and halted is Halt.TYPING and running.step == 0:
                # Nobody began it, and nobody did any of it.
                return _expired(prompt, at, here.state)
            return (f.PromptAnswered(at=at, prompt=prompt.number, answer=answer, by="user"),)
        case Waiting(since=since):
            if prompt.lived >= here.policy.delivery.life:
                return _expired(prompt, here.dated(since), here.state)
            valid = _valid_until(prompt, here)
            expired = valid is not None and valid <= here.now
            return _expired(prompt, here.dated(valid), here.state) if expired else ()
        case PutOff():
            if CHECKIN not in prompt.reminders:
                return ()
            # The question of a day is put off to an hour of that day, or was left unanswered.
            midnight = midnight_after(prompt.first_shown, here.seen.zone)
            late = midnight <= here.now
            return _expired(prompt, here.dated(midnight), here.state) if late else ()


def _valid_until(prompt: Prompt, here: Instant) -> datetime | None:
    """When a prompt that waits to come back is no longer worth it; None: it always is."""
    if prompt.asks is not None and prompt.asks is not Asks.RESUME:
        return midnight_after(prompt.first_shown, here.seen.zone)
    for reminder in here.policy.reminders:
        if reminder.name in prompt.reminders:
            match reminder.trigger:
                case At(valid_for=valid_for):
                    return prompt.first_shown + valid_for
                case OnDays():
                    return midnight_after(prompt.first_shown, here.seen.zone)
                case _:
                    pass
    return None


def checked_in(here: Instant) -> Facts:
    """A completed check-in is the answer to the prompt that asked for it."""
    for prompt in here.state.prompts:
        if CHECKIN in prompt.reminders and is_over(prompt, here):
            done = Answer.DONE
            at = here.dated()
            return (f.PromptAnswered(at=at, prompt=prompt.number, answer=done, by="user"),)
    return ()


def _expired(prompt: Prompt, at: datetime, state: State) -> Facts:
    expired = f.PromptExpired(at=at, prompt=prompt.number)
    if prompt.asks is Asks.RESUME and endless(state) is not None:
        return (expired, f.HoldEnded(at=at, hold=Hold.PAUSED))
    if not prompt.doubts_stance:
        return (expired,)
    # Nobody says they still stand: they sit.
    return (expired, f.StanceChanged(at=at, stance="sitting"), f.BoutBegan(at=at))


def backed_off(here: Instant) -> Facts:
    """A row of like ends changes a reminder's interval: fewer when skipped, nearer when done."""
    for name, pace in here.state.paces.items():
        if pace.length >= ROW and (pace.run is not Answer.DONE or pace.factor > 1):
            return _new_pace(name, pace, here)
    return ()


def _new_pace(name: str, pace: Pace, here: Instant) -> Facts:
    if pace.run is Answer.DONE:
        factor, until = max(1.0, pace.factor * 0.9), pace.tray_until
        if until is not None and until <= here.now:
            until = None
    else:
        factor = min(3.0, pace.factor * 1.5)
        until = here.dated(midnight_after(here.now, here.seen.zone))
    return (
        f.IntervalChanged(
            at=here.dated(), reminder=name, factor=round(factor, 4), tray_until=until
        ),
    )
