"""May a due prompt be shown now? Holds, budget, merging and patience (product.md, section 3).

Timers measure, holds delay. Nothing here changes when a reminder is due.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .budget import Because, refusal
from .candidates import Candidate, first_rank, is_alone, joiners, next_candidate, rank
from .due import due_list, is_cue
from .instant import Instant
from .policy import BY_CLOCK, CHECKIN, WEEKLY, OnDays
from .resuming import holds_on
from .seen import Seen, returned
from .state import Prompt, PutOff, Running, State, Waiting, on_stage
from .watching import CHAIR_EMPTY, GOOD_MOMENT, is_watching, quiet_for

WAITS_FOR_BETTER = timedelta(minutes=10)
"""A due reminder waits this long for a more important one (product.md 3.1)."""

CALM = timedelta(minutes=15)
"""How long after an interruption there is only one prompt (product.md, section 6)."""

_HOUR = timedelta(hours=1)
_AT_ONCE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Show it now."""

    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Not now; `until`: the next moment at which that can change by itself, None: unknown."""

    candidate: Candidate
    why: Because
    until: datetime | None = None


Verdict = Show | Wait | None


def verdict(here: Instant) -> Verdict:
    """Return what to do about the most important thing that is due; None: nothing is."""
    candidate = next_candidate(here)
    if candidate is None:
        return None
    gates = (_stage, _holds, _grace, _surface, _better, _flood, _budget, _moment)
    for gate in gates:
        wait = gate(candidate, here)
        if wait is not None:
            return wait
    return Show(candidate=candidate)


def waits_for_pause(here: Instant) -> bool:
    """Whether a prompt waits for a good moment: a pause in the work, or another window."""
    waits = here.once(verdict)
    return isinstance(waits, Wait) and waits.why is Because.PATIENCE


def suggestion_leaves(here: Instant) -> datetime | None:
    """Return when the suggestion that is on the screen goes to the tray; None: none is there."""
    on = here.state.suggested
    if on is None or on.aside or on.on != "screen":
        return None
    leaves = on.since + here.policy.delivery.on_screen
    return leaves if here.now < leaves else None


# --- the gates, in the order in which they are asked -----------------------------------------


def _stage(candidate: Candidate, here: Instant) -> Wait | None:
    until = suggestion_leaves(here)
    if until is not None:
        return Wait(candidate=candidate, why=Because.SUGGESTED, until=until)
    on = on_stage(here.state)
    if on is None:
        return None
    policy = here.policy
    more = first_rank(candidate.names, policy) < first_rank(on.reminders, policy)
    if more and not isinstance(on.phase, Running):
        return None
    return Wait(candidate=candidate, why=Because.BUSY)


def _holds(candidate: Candidate, here: Instant) -> Wait | None:
    holds = holds_on(candidate.asks, here.state)
    return Wait(candidate=candidate, why=Because.HELD) if holds else None


def _grace(candidate: Candidate, here: Instant) -> Wait | None:
    if here.state.released is None:
        return None
    if here.state.unlocked is not None and here.state.unlocked >= here.state.released:
        return None
    over = here.state.released + here.policy.delivery.grace
    return Wait(candidate=candidate, why=Because.GRACE, until=over) if here.now < over else None


def _surface(candidate: Candidate, here: Instant) -> Wait | None:
    if here.seen.screen or here.seen.tray or _has_window(candidate, here):
        return None
    return Wait(candidate=candidate, why=Because.UNSEEN)


def _has_window(candidate: Candidate, here: Instant) -> bool:
    """Whether it is a guided break that begins when it is shown, in a window of its own."""
    if not here.policy.at_once or here.seen.beside != "window" or candidate.asks is not None:
        return False
    guided = {each.name for each in here.policy.reminders if each.sets}
    return not guided.isdisjoint(joiners(candidate, here))


def _better(candidate: Candidate, here: Instant) -> Wait | None:
    head = candidate.head
    if head is None or is_alone(candidate, here.policy):
        return None
    place = rank(head.reminder.name, here.policy)
    for due in here.once(due_list):
        if (
            rank(due.reminder.name, here.policy) < place
            and not isinstance(due.reminder.trigger, BY_CLOCK)
            and not due.is_question
            and not is_cue(due.reminder, here.state, here.now)
            and here.now < due.at <= head.at + WAITS_FOR_BETTER
        ):
            return Wait(candidate=candidate, why=Because.BETTER, until=due.at)
    return None


def _flood(candidate: Candidate, here: Instant) -> Wait | None:
    """After any sleep, hold, restart or set clock there is one prompt at most (product.md, 7)."""
    upset, number = here.state.upset, candidate.back.number if candidate.back else None
    if upset is None or upset.prompt in (None, number):
        return None
    over = upset.at + CALM
    return Wait(candidate=candidate, why=Because.ENOUGH, until=over) if here.now < over else None


def _budget(candidate: Candidate, here: Instant) -> Wait | None:
    head = candidate.head
    weekly = candidate.back is None and candidate.asks in WEEKLY
    if head is None and not weekly:
        return None
    refused = refusal(here)
    if refused is None:
        return None
    why, until = refused
    # These keep their distance and are never refused for their number (product.md 3.2).
    uncounted = head is None or head.reminder.name == CHECKIN
    if why is not Because.SPACING and uncounted:
        return None
    return Wait(candidate=candidate, why=why, until=until)


def _moment(candidate: Candidate, here: Instant) -> Wait | None:
    """Wait for a pause in the work, but not for ever, and never for an empty chair."""
    quiet = quiet_for(here)
    if quiet is None:
        return Wait(candidate=candidate, why=Because.CHAIR)
    if is_watching(here):
        return None
    if quiet >= CHAIR_EMPTY:
        until = (
            None if here.seen.last_input is None else here.seen.last_input + here.policy.idle_after
        )
        return Wait(candidate=candidate, why=Because.CHAIR, until=until)
    if quiet >= GOOD_MOMENT:
        return None
    if here.state.unlocked is not None and here.now - here.state.unlocked <= _AT_ONCE:
        return None
    if here.seen.focused is not None and here.now - here.seen.focused <= _AT_ONCE:
        return None
    if _comes_at_once(candidate, here):
        return None
    if _has_waited(candidate):
        # Only a hold makes it begin to wait again.
        released = here.state.released
        if released is None or released <= candidate.since:
            return None
    over = patience_since(candidate, here.state, here.seen) + here.policy.delivery.patience
    if here.now >= over:
        return None
    pause = here.now - quiet + GOOD_MOMENT
    until = over if here.seen.typing else min(over, pause)
    return Wait(candidate=candidate, why=Because.PATIENCE, until=until)


def _has_waited(candidate: Candidate) -> bool:
    """Whether this does not wait for a pause in the work: a check-in had its hour to, and a pause
    is asked about with the first input of the day."""
    if candidate.back is not None:
        return False
    head = candidate.head
    return head is None or isinstance(head.reminder.trigger, OnDays)


def _comes_at_once(candidate: Candidate, here: Instant) -> bool:
    """Whether a prompt that comes back waits for no pause in the work: it was in front of the user
    until the daemon stopped, or this is the first input after the break it was put off to."""
    match candidate.back:
        case Prompt(phase=Waiting(at_once=at_once)):
            return at_once
        case Prompt(phase=PutOff(until=until, at_break=True)):
            return candidate.since < until and here.now - candidate.since <= _AT_ONCE
        case _:
            return False


def patience_since(candidate: Candidate, state: State, seen: Seen) -> datetime:
    """Return from when a prompt waits for a good moment: due, no hold on, somebody there."""
    starts = (
        candidate.since,
        state.released,
        state.unlocked,
        returned(seen, CHAIR_EMPTY),
    )
    return max(start for start in starts if start is not None)
