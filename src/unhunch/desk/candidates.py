"""What would be shown, and with what it is merged (product.md 3.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .budget import Because, refusal
from .due import Due, due_list, is_cue
from .instant import Instant
from .moments import next_change
from .policy import BY_CLOCK, Asks, OnDays, Policy
from .resuming import asks_since
from .reviewing import weekly_since
from .seen import Seen, returned
from .state import Prompt, PutOff, Waiting
from .watching import CHAIR_EMPTY

SOON = timedelta(minutes=10)
"""A weekly notice does not take the place of a reminder that would be due within this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What would be shown: a prompt that comes back, or a new one headed by a due reminder; with
    neither, what names no reminder: `about`."""

    back: Prompt | None
    head: Due | None
    since: datetime
    about: Asks | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The reminders that it is about by itself, before any join."""
        if self.back is not None:
            return self.back.reminders
        return () if self.head is None else (self.head.reminder.name,)

    @property
    def asks(self) -> Asks | None:
        """What it asks about delivery itself."""
        if self.back is not None:
            return self.back.asks
        return self.about if self.head is None else self.head.asks


def rank(name: str, policy: Policy) -> int:
    """Return the place of a reminder in the order of importance, 0 first."""
    for place, reminder in enumerate(policy.reminders):
        if reminder.name == name:
            return place
    return len(policy.reminders)


def first_rank(names: Iterable[str], policy: Policy) -> int:
    """Return the place of the most important of these; of none, behind all reminders."""
    return min((rank(name, policy) for name in names), default=len(policy.reminders) + 1)


def joiners(candidate: Candidate, here: Instant) -> tuple[str, ...]:
    """Return the reminders of the prompt, most important first, merged as product.md 3.1 says."""
    own = candidate.names
    if is_alone(candidate, here.policy):
        return own
    first = first_rank(own, here.policy)
    names = set(own)
    for due in here.once(due_list):
        mergeable = not isinstance(due.reminder.trigger, BY_CLOCK) and not due.is_question
        if mergeable and not is_cue(due.reminder, here.state, here.now):
            lower = rank(due.reminder.name, here.policy) > first
            back_too = candidate.back is not None and due.at <= here.now
            if back_too or (lower and due.at <= here.now + here.policy.delivery.join):
                names.add(due.reminder.name)
    return tuple(sorted(names, key=lambda name: rank(name, here.policy)))


def is_alone(candidate: Candidate, policy: Policy) -> bool:
    """Whether this is never merged: an appointment, a check-in, a question."""
    back, head = candidate.back, candidate.head
    if back is not None:
        own = back.reminders
        timed = [r for r in policy.reminders if r.name in own and isinstance(r.trigger, BY_CLOCK)]
        return bool(timed) or back.doubts_stance or back.asks is not None
    if head is None:
        return True
    return isinstance(head.reminder.trigger, BY_CLOCK) or head.is_question


def next_candidate(here: Instant) -> Candidate | None:
    """Return the most important thing that is due; None: nothing is."""
    backs = [
        Candidate(back=prompt, head=None, since=since)
        for prompt in here.state.prompts
        if (since := _back_since(prompt, here.now, here.seen)) is not None
    ]
    # While a pause is asked about, the pause holds everything else.
    asked = [each for each in backs if each.asks is Asks.RESUME]
    if asked:
        return asked[0]
    since = asks_since(here)
    if since is not None:
        return Candidate(back=None, head=None, since=since, about=Asks.RESUME)
    if backs:
        return min(backs, key=lambda each: first_rank(each.names, here.policy))
    dues = [
        due
        for due in here.once(due_list)
        if due.at <= here.now and not is_cue(due.reminder, here.state, here.now)
    ]
    weekly = weekly_since(here)
    if weekly is not None and _may_come_first(here):
        about, since = weekly
        return Candidate(back=None, head=None, since=since, about=about)
    return Candidate(back=None, head=dues[0], since=_wanted_since(dues[0], here)) if dues else None


def _may_come_first(here: Instant) -> bool:
    """Whether nothing else wants the moment: no reminder is due now or soon, or the budget refuses
    the one that is."""
    coming = [
        due
        for due in here.once(due_list)
        if due.at <= here.now + SOON and not is_cue(due.reminder, here.state, here.now)
    ]
    if any(isinstance(due.reminder.trigger, OnDays) for due in coming):
        return False
    refused = refusal(here)
    return not coming or (refused is not None and refused[0] in (Because.HOUR, Because.DAY))


def _wanted_since(due: Due, here: Instant) -> datetime:
    """When it was due and in the reminder's own hours: those are a hold of its own."""
    since, hours = due.at, due.reminder.hours
    if hours is None:
        return since
    while (change := next_change(since, here.seen.zone, hours)) and change <= here.now:
        since = change
    return since


def _back_since(prompt: Prompt, now: datetime, seen: Seen) -> datetime | None:
    """Since when a prompt that left the screen is due again; None: it is not."""
    match prompt.phase:
        case Waiting(since=since):
            return since
        case PutOff(since=since, until=until, at_break=at_break):
            if at_break:
                came = returned(seen, CHAIR_EMPTY)
                if came is not None and came > since:
                    return min(came, until)
            return until if until <= now else None
        case _:
            return None
