"""What the senses say now: the part of the situation that is observed and not remembered.

Input itself is never a fact; here it is reduced to the newest moment and to the returns that
matter. Everything in this file is a value, and the functions read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from .policy import Hold, Policy

INHIBITOR = "inhibitor"
"""The name under which an idle inhibitor is seen, beside the names of the holds."""

CHAIR_EMPTY = timedelta(seconds=60)
"""No prompt is shown to a user whose last input is this old (product.md 3.3)."""

_WATCHED = (INHIBITOR, Hold.MICROPHONE, Hold.CAMERA)


@dataclass(frozen=True, slots=True)
class Signed:
    """One sensor's word: yes, no, or None for unknown, and since when.

    `ended` is when the last yes ended; None when there was none.
    """

    yes: bool | None
    since: datetime
    ended: datetime | None = None


UNSEEN = Signed(None, datetime.min.replace(tzinfo=UTC))
"""The word of a sensor that is not there."""


@dataclass(frozen=True, slots=True)
class Return:
    """The first input after no input for `gap`."""

    gap: timedelta
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look at the world.

    `last_input`: the newest known; None: nobody has touched anything yet. `typing`: input may come
    at any moment without a word, as the gap attended to has not been reached. `returns`: the
    newest return after each length of gap, longest first. `screen`, `tray`: whether a prompt put
    there can be seen.
    """

    zone: tzinfo = UTC
    last_input: datetime | None = None
    typing: bool = False
    returns: tuple[Return, ...] = ()
    signs: Mapping[str, Signed] = field(default_factory=dict)
    screen: bool = True
    tray: bool = True

    def sign(self, name: str) -> Signed:
        """Return what the sensor of that name says; unknown when there is none."""
        return self.signs.get(name, UNSEEN)


def with_return(returns: tuple[Return, ...], new: Return) -> tuple[Return, ...]:
    """Add a return; those after gaps that were not longer are no longer of interest."""
    return (*(old for old in returns if old.gap > new.gap), new)


def returned(seen: Seen, gap: timedelta) -> datetime | None:
    """Return when the newest gap of at least this length ended with input; None: none known."""
    return max((each.at for each in seen.returns if each.gap >= gap), default=None)


def quiet_for(seen: Seen, now: datetime) -> timedelta | None:
    """Return how long there has been no input; None: there never was any."""
    return None if seen.last_input is None else now - seen.last_input


def is_watching(seen: Seen, now: datetime, policy: Policy) -> bool:
    """Whether the user looks at the screen without touching anything (product.md, section 1)."""
    quiet = quiet_for(seen, now)
    return (
        quiet is not None
        and policy.idle_after <= quiet < policy.watching_at_most
        and seen.sign(Hold.LOCKED).yes is not True
        and any(seen.sign(name).yes for name in _WATCHED)
    )


def watched_until(seen: Seen, now: datetime, policy: Policy) -> datetime | None:
    """Return when watching after the last input ended; None when there was no watching.

    Only meaningful while `is_watching` is false.
    """
    if seen.last_input is None:
        return None
    signs = [seen.sign(name) for name in _WATCHED]
    ends = [seen.last_input + policy.watching_at_most]
    locked = seen.sign(Hold.LOCKED)
    if locked.yes:
        ends.append(locked.since)
    if any(sign.yes for sign in signs):
        pass
    elif stops := [sign.ended for sign in signs if sign.ended is not None]:
        ends.append(max(stops))
    else:
        return None
    end = min(ends)
    return end if seen.last_input + policy.idle_after <= end <= now else None


def watching_since(seen: Seen) -> datetime | None:
    """Return since when something is watched; None when nothing is."""
    return min((seen.sign(name).since for name in _WATCHED if seen.sign(name).yes), default=None)
