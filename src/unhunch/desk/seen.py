"""What the senses say now: the part of the situation that is observed and not remembered.

Input itself is never a fact; here it is reduced to the newest moment and to the returns that
matter. Everything in this file is a value, and the functions read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from .policy import Hold

INHIBITOR = "inhibitor"
"""The name under which an idle inhibitor is seen, beside the names of the holds."""

WATCHED = (INHIBITOR, Hold.MICROPHONE, Hold.CAMERA)
"""What keeps a user present who touches nothing."""


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
    at any moment without a word, as the gap attended to has not been reached. `focused`: when
    another window last got the focus; None: nobody tells. `returns`: the newest return after each
    length of gap, longest first. `screen`, `tray`: whether a prompt put there can be seen.
    `pauses`: the idle sensor tells of gaps of seconds. `beside`: where a guided break can be seen
    beside the notifications: "window", "page" (only one that somebody started), or "" for nowhere.
    """

    zone: tzinfo = UTC
    last_input: datetime | None = None
    typing: bool = False
    focused: datetime | None = None
    returns: tuple[Return, ...] = ()
    signs: Mapping[str, Signed] = field(default_factory=dict)
    screen: bool = True
    tray: bool = True
    pauses: bool = True
    beside: str = ""

    def sign(self, name: str) -> Signed:
        """Return what the sensor of that name says; unknown when there is none."""
        return self.signs.get(name, UNSEEN)


def with_return(returns: tuple[Return, ...], new: Return) -> tuple[Return, ...]:
    """Add a return; those after gaps that were not longer are no longer of interest."""
    return (*(old for old in returns if old.gap > new.gap), new)


def returned(seen: Seen, gap: timedelta) -> datetime | None:
    """Return when the newest gap of at least this length ended with input; None: none known."""
    return max((each.at for each in seen.returns if each.gap >= gap), default=None)


def known_by(seen: Seen, now: datetime) -> Seen:
    """Return what can be known now: whatever a sensor tells of the future is taken as of now."""

    def past(moment: datetime | None) -> datetime | None:
        return moment if moment is None or moment <= now else now

    signs = {
        name: Signed(sign.yes, min(sign.since, now), past(sign.ended))
        for name, sign in seen.signs.items()
    }
    returns = tuple(replace(each, at=min(each.at, now)) for each in seen.returns)
    last_input, focused = past(seen.last_input), past(seen.focused)
    return replace(seen, last_input=last_input, focused=focused, returns=returns, signs=signs)
