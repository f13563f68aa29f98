"""Who is there: absences, away, sitting bouts and the rest they are credited (product.md, 1).

Rest is credited by the length of the absence alone, whatever proved it afterwards.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import facts as f
from .moments import local
from .policy import SITTING, At, Hold, Policy, Reminder
from .seen import Seen, is_watching, watched_until, watching_since
from .state import Sitting, Standing, State, UpBriefly

DARK_MEANS_AWAY = timedelta(minutes=1)
"""Locked or asleep this long within an absence, the user has left (product.md, section 1)."""

SETTLED = timedelta(seconds=30)
"""After "I'm up", the first input after a gap of this length means sitting again."""

UP_AT_MOST = timedelta(minutes=10)
"""How long "I'm up" is believed at most."""

Facts = tuple[f.Fact, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What an absence comes to at `at`, if it lasts."""

    at: datetime
    facts: Facts


def presence_step(state: State, now: datetime, seen: Seen, policy: Policy) -> Facts:
    """Return the next facts about presence that have become true; empty when there are none."""
    if not state.met:
        return _first_touch(state, seen, policy)
    since = absent_since(state, now, seen, policy)
    if since is None:
        return _bout_begins(state, seen, seen.last_input)
    end = _return(state, since, now, seen, policy)
    due = min(milestones(state, since, seen, policy), key=_when, default=None)
    if due is not None and due.at <= (now if end is None else end):
        return due.facts
    if end is None or state.absence is None:
        return ()
    return _comes_back(state, end, seen, policy)


def absent_since(state: State, now: datetime, seen: Seen, policy: Policy) -> datetime | None:
    """Return the last input or the end of watching, where an absence would begin.

    None while the user is watching or nobody was ever there.
    """
    if state.absence is not None:
        return state.absence.since
    if seen.last_input is None or state.present_since is None:
        return None
    last = max(seen.last_input, state.present_since)
    gone_dark = _watching_stopped_dark(state, last, policy)
    if is_watching(seen, now, policy):
        return gone_dark
    ends = [end for end in (watched_until(seen, now, policy), gone_dark) if end is not None]
    return max(last, min(ends, default=last))


def _watching_stopped_dark(state: State, last: datetime, policy: Policy) -> datetime | None:
    """When the screen or the machine went dark on a watching user, long enough to matter."""
    matters = min(policy.idle_after, DARK_MEANS_AWAY)
    spans = [
        start
        for start, end in state.dark
        if start >= last + policy.idle_after and end - start >= matters
    ]
    return min(spans, default=None)


def milestones(
    state: State, since: datetime, seen: Seen, policy: Policy
) -> Iterator[Milestone]:
    """Yield what an absence that began at `since` has still to come to, in no order."""
    absence = state.absence
    away = absence is not None and absence.away
    credited = absence.credited if absence else frozenset()
    brief, full = since + policy.idle_after, since + policy.away_after
    micro = _names(policy, lambda r: r.micro) - credited
    if micro:
        yield Milestone(brief, (_credit(brief, since, micro, seen, policy),))
    elif absence is None:
        yield Milestone(brief, (f.IdleBegan(at=local(since, seen.zone)),))
    dark = _dark_reaches(state, since, seen)
    left = full if dark is None else min(full, dark)
    rest = _names(policy, lambda r: True) - credited
    if not away:
        up = _names(policy, lambda r: r.name == SITTING) - credited
        credit = (_credit(left, since, up, seen, policy),) if left < full and up else ()
        yield Milestone(left, _leaves(state, since, seen, policy) + credit)
    elif absence is not None and not absence.full:
        yield Milestone(full, (_credit(full, since, rest, seen, policy, full=True),))


def next_milestone(
    state: State, now: datetime, seen: Seen, policy: Policy
) -> datetime | None:
    """Return when the present absence, or quiet, comes to something next; None: it does not."""
    if not state.met:
        return None
    since = absent_since(state, now, seen, policy)
    if since is None:
        return None if seen.last_input is None else seen.last_input + policy.watching_at_most
    if state.absence is None and seen.typing:
        return None
    return min((each.at for each in milestones(state, since, seen, policy)), default=None)


def _when(milestone: Milestone) -> datetime:
    return milestone.at


def _names(policy: Policy, chosen: Callable[[Reminder], bool]) -> frozenset[str]:
    return frozenset(
        r.name for r in policy.reminders if not isinstance(r.trigger, At) and chosen(r)
    )


def _credit(
    at: datetime,
    since: datetime,
    names: frozenset[str],
    seen: Seen,
    policy: Policy,
    *,
    full: bool = False,
) -> f.BreakCredited:
    ordered = tuple(r.name for r in policy.reminders if r.name in names)
    return f.BreakCredited(
        at=local(at, seen.zone), reminders=ordered, lasted=at - since, full=full
    )


def _leaves(state: State, since: datetime, seen: Seen, policy: Policy) -> Facts:
    at = local(since, seen.zone)
    facts: list[f.Fact] = [f.AwayBegan(at=at)]
    if state.bout is not None:
        facts.append(f.BoutEnded(at=at, sat=max(timedelta(0), since - state.bout.began)))
    stays = isinstance(state.stance, Sitting) or (
        isinstance(state.stance, Standing) and policy.keep_stance
    )
    if not stays:
        facts.append(f.StanceChanged(at=at, stance="sitting"))
    return tuple(facts)


def _dark_reaches(state: State, since: datetime, seen: Seen) -> datetime | None:
    """When the time locked or asleep within the absence adds up to what means away."""
    spans = [(max(start, since), end) for start, end in state.dark if end > since]
    locked = seen.sign(Hold.LOCKED)
    if locked.yes:
        spans.append((max(locked.since, since), datetime.max.replace(tzinfo=since.tzinfo)))
    total, seen_to = timedelta(0), since
    for start, end in sorted(spans):
        start = max(start, seen_to)
        if start >= end:
            continue
        if total + (end - start) >= DARK_MEANS_AWAY:
            return start + (DARK_MEANS_AWAY - total)
        total, seen_to = total + (end - start), end
    return None


def _first_touch(state: State, seen: Seen, policy: Policy) -> Facts:
    if seen.last_input is None or seen.last_input < state.since:
        return ()
    if isinstance(state.stance, Sitting):
        return _bout_begins(state, seen, seen.last_input)
    return (f.IdleEnded(at=local(seen.last_input, seen.zone), lasted=timedelta(0)),)


def _bout_begins(state: State, seen: Seen, at: datetime | None) -> Facts:
    """A bout begins with the first input while the stance is sitting."""
    if state.bout is not None or not isinstance(state.stance, Sitting) or at is None:
        return ()
    if seen.typing:
        at = max(at, state.stance.since)
    if at < state.stance.since:
        return ()
    return (f.BoutBegan(at=local(at, seen.zone)),)


def _return(
    state: State, since: datetime, now: datetime, seen: Seen, policy: Policy
) -> datetime | None:
    """When the absence ended: with input, or, not yet away, with watching. None: it lasts."""
    if state.absence is None:
        return None
    came = None
    if seen.last_input is not None and seen.last_input > since:
        came = min(
            (each.at for each in seen.returns if each.at > since), default=seen.last_input
        )
    if came is None and not state.absence.away and is_watching(seen, now, policy):
        began = watching_since(seen)
        woke = max((end for _, end in state.dark), default=since)
        came = max(woke, since if began is None else began)
    return came


def _comes_back(state: State, end: datetime, seen: Seen, policy: Policy) -> Facts:
    absence = state.absence
    assert absence is not None
    at, lasted = local(end, seen.zone), end - absence.since
    if not absence.away:
        return (f.IdleEnded(at=at, lasted=lasted),)
    sits = isinstance(state.stance, Sitting) and state.bout is None
    bout = (f.BoutBegan(at=at),) if sits else ()
    return (f.AwayEnded(at=at, lasted=lasted), *bout)


def stance_step(state: State, now: datetime, seen: Seen) -> Facts:
    """Return the facts when "I'm up" is over: settled down again, or believed long enough."""
    if not isinstance(state.stance, UpBriefly):
        return ()
    since = state.stance.since
    over = since + UP_AT_MOST
    settled = [
        each.at
        for each in seen.returns
        if each.at > since and each.at - max(each.at - each.gap, since) >= SETTLED
    ]
    ends = [*settled, *([over] if over <= now else [])]
    if not ends:
        return ()
    return (f.StanceChanged(at=local(min(ends), seen.zone), stance="sitting"),)
