"""Who is there: absences, away, sitting bouts and the rest they are credited (product.md, 1).

Rest is credited by the length of the absence alone, whatever proved it afterwards.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from . import facts as f
from .instant import Instant
from .policy import BY_CLOCK, SITTING, Hold, Reminder
from .seen import WATCHED
from .state import Absence, Sitting, Standing, UpBriefly
from .watching import is_watching, watched_until, watching_since

DARK_MEANS_AWAY = timedelta(minutes=1)
"""Locked or asleep this long within an absence, the user has left (product.md, section 1)."""

SETTLED = timedelta(seconds=30)
"""After "I'm up", the first input after a gap of this length means sitting again."""

UP_AT_MOST = timedelta(minutes=10)
"""How long "I'm up" is believed at most."""

ONE_INPUT = timedelta(seconds=1)
"""Moments that lie no further apart are those of one input: no two looks at the clocks date it the
same, and a clock that was set by less is not told of."""

Facts = tuple[f.Fact, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What an absence comes to at `at`, if it lasts; `facts` are made when it does."""

    at: datetime
    facts: Callable[[], Facts]


def presence_step(here: Instant) -> Facts:
    """Return the next facts about presence that have become true; empty when there are none."""
    if not here.state.met:
        return _first_touch(here)
    since = here.once(absent_since)
    if since is None:
        return _bout_begins(here)
    end = _return(here, since)
    due = min(milestones(here, since), key=_when, default=None)
    if due is not None and due.at <= (here.now if end is None else end):
        return due.facts()
    if here.state.absence is None:
        return _bout_begins(here)
    if end is None:
        return ()
    return comes_back(here, here.state.absence, end)


def absent_since(here: Instant) -> datetime | None:
    """Return the last input or the end of watching, where an absence would begin.

    None while the user is watching or nobody was ever there.
    """
    if here.state.absence is not None:
        return here.state.absence.since
    if here.state.present_since is None:
        return None
    if here.seen.last_input is None:
        # Since the start nobody has touched anything; what was before it was present time.
        return max(here.state.present_since, here.state.started or here.state.present_since)
    last = max(here.seen.last_input, here.state.present_since)
    watches_from = here.seen.last_input + here.policy.idle_after
    gone_dark = _went_dark(here, last, watches_from) if here.state.dark else None
    if is_watching(here):
        return gone_dark
    ends = [end for end in (watched_until(here), gone_dark) if end is not None]
    return max(last, min(ends, default=last))


def _went_dark(here: Instant, last: datetime, watches_from: datetime) -> datetime | None:
    """When an absence began of which only the dark is known: watching stopped before the screen or
    the machine went dark, or had not begun yet; and it was long enough to matter."""
    began = watching_since(here.seen)
    total, absence = timedelta(0), last
    for start, end in here.state.dark:
        if end <= last:
            continue
        since = last if start <= watches_from else _watched_to(here, start, began)
        total = (total if since == absence else timedelta(0)) + (end - max(start, last))
        absence, over = since, max(end, watches_from, began or end)
        if total >= DARK_MEANS_AWAY or over - since > here.policy.idle_after:
            return since
    return None


def _watched_to(here: Instant, moment: datetime, began: datetime | None) -> datetime:
    """Until when, up to this moment, a user watched who did not touch anything."""
    if began is not None and began <= moment:
        return moment
    ends = [here.seen.sign(name).ended for name in WATCHED]
    return max((end for end in ends if end is not None and end <= moment), default=moment)


def milestones(here: Instant, since: datetime) -> Iterator[Milestone]:
    """Yield what an absence that began at `since` has still to come to, in no order."""
    absence, policy = here.state.absence, here.policy
    credited = absence.credited if absence else frozenset()
    brief, full = since + policy.idle_after, since + policy.away_after
    if any(r.micro and r.name not in credited for r in policy.reminders if _rests(r)):
        yield Milestone(brief, partial(_credit, here, brief, since, lambda r: r.micro))
    elif absence is None:
        yield Milestone(brief, lambda: (f.IdleBegan(at=here.dated(since)),))
    if absence is None or not absence.away:
        dark = _dark_reaches(here, since)
        left = full if dark is None else min(full, dark)
        yield Milestone(left, partial(_leaves, here, since, left if left < full else None))
    elif not absence.full:
        yield Milestone(full, partial(_credit, here, full, since, _rests, full=True))


def next_milestone(here: Instant) -> datetime | None:
    """Return when the present absence, or quiet, comes to something next; None: it does not."""
    if not here.state.met:
        return None
    since = here.once(absent_since)
    if since is None:
        return (
            None
            if here.seen.last_input is None
            else here.seen.last_input + here.policy.watching_at_most
        )
    if here.state.absence is None and here.seen.typing:
        return None
    return min((each.at for each in milestones(here, since)), default=None)


def _when(milestone: Milestone) -> datetime:
    return milestone.at


def _rests(reminder: Reminder) -> bool:
    """Whether rest can satisfy it at all: an appointment it cannot."""
    return not isinstance(reminder.trigger, BY_CLOCK)


def _credit(
    here: Instant,
    at: datetime,
    since: datetime,
    chosen: Callable[[Reminder], bool],
    *,
    full: bool = False,
) -> Facts:
    credited = here.state.absence.credited if here.state.absence else frozenset()
    names = tuple(
        r.name for r in here.policy.reminders if _rests(r) and chosen(r) and r.name not in credited
    )
    if not (names or full):
        return ()
    lasted = at - since
    return (f.BreakCredited(at=here.dated(at), reminders=names, lasted=lasted, full=full),)


def _leaves(here: Instant, since: datetime, dark: datetime | None) -> Facts:
    """The user has left; a minute in the dark, over at `dark`, satisfies sitting alone."""
    state, at = here.state, here.dated(since)
    facts: list[f.Fact] = [f.AwayBegan(at=at)]
    if state.bout is not None:
        facts.append(f.BoutEnded(at=at, sat=max(timedelta(0), since - state.bout.began)))
    stays = isinstance(state.stance, Sitting) or (
        isinstance(state.stance, Standing) and here.policy.keep_stance
    )
    if not stays:
        facts.append(f.StanceChanged(at=at, stance="sitting"))
    if dark is not None:
        facts += _credit(here, dark, since, lambda r: r.name == SITTING)
    return tuple(facts)


def _dark_reaches(here: Instant, since: datetime) -> datetime | None:
    """When the time locked or asleep within the absence adds up to what means away."""
    spans = [(max(start, since), end) for start, end in here.state.dark if end > since]
    locked = here.seen.sign(Hold.LOCKED)
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


def _first_touch(here: Instant) -> Facts:
    last = here.seen.last_input
    if last is None or last < here.state.since:
        return ()
    if isinstance(here.state.stance, Sitting):
        return _bout_begins(here)
    return (f.IdleEnded(at=here.dated(last), lasted=timedelta(0)),)


def _bout_begins(here: Instant) -> Facts:
    """A bout begins with the first input while the stance is sitting."""
    stance, last = here.state.stance, here.seen.last_input
    if here.state.bout is not None or not isinstance(stance, Sitting) or last is None:
        return ()
    at = max(last, stance.since) if here.seen.typing else last
    return () if at < stance.since else (f.BoutBegan(at=here.dated(at)),)


def _return(here: Instant, since: datetime) -> datetime | None:
    """When the absence ended: with input, or, not yet away, with watching. None: it lasts."""
    if here.state.absence is None:
        return None
    came, last, before = None, here.seen.last_input, since + ONE_INPUT
    if last is not None and last > before:
        came = min((each.at for each in here.seen.returns if each.at > before), default=last)
    if came is None and not here.state.absence.away and is_watching(here):
        began = watching_since(here.seen)
        woke = max((end for _, end in here.state.dark), default=since)
        came = max(woke, since if began is None else began)
    return came


def comes_back(here: Instant, absence: Absence, end: datetime) -> Facts:
    """Return the facts of an absence that ended then, with input or with watching."""
    state, at, lasted = here.state, here.dated(end), end - absence.since
    if not absence.away:
        return (f.IdleEnded(at=at, lasted=lasted),)
    sits = isinstance(state.stance, Sitting) and state.bout is None
    bout = (f.BoutBegan(at=at),) if sits else ()
    return (f.AwayEnded(at=at, lasted=lasted), *bout)


def stance_step(here: Instant) -> Facts:
    """Return the facts when "I'm up" is over: settled down again, or believed long enough."""
    stance = here.state.stance
    if not isinstance(stance, UpBriefly):
        return ()
    since = stance.since
    over = since + UP_AT_MOST
    settled = [
        each.at
        for each in here.seen.returns
        if each.at > since and each.at - max(each.at - each.gap, since) >= SETTLED
    ]
    ends = [*settled, *([over] if over <= here.now else [])]
    if not ends:
        return ()
    return (f.StanceChanged(at=here.dated(min(ends)), stance="sitting"),)
