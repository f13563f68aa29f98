"""Whether somebody is there: quiet for how long, watching, or gone (product.md, section 1)."""

from datetime import datetime, timedelta

from .instant import Instant
from .policy import Hold
from .seen import WATCHED, Seen, returned

GOOD_MOMENT = timedelta(seconds=5)
"""So long without input is a pause in the work (product.md 3.3)."""

CUE_GAP = timedelta(seconds=20)
"""A tray cue is over, or waits, when there was no input for this long."""

CHAIR_EMPTY = timedelta(seconds=60)
"""No prompt is shown to a user whose last input is this old (product.md 3.3)."""


def quiet_for(here: Instant) -> timedelta | None:
    """Return how long there has been no input; None: there never was any."""
    return None if here.seen.last_input is None else here.now - here.seen.last_input


def came_back(here: Instant, gap: timedelta) -> datetime | None:
    """Return when the newest absence of at least this length ended; None: none is known.

    What the sensors tell begins with the program; a night before its start is in the journal.
    """
    back = here.state.back
    told = back.at if back is not None and back.lasted >= gap else None
    known = [each for each in (returned(here.seen, gap), told) if each is not None]
    return max(known, default=None)


def is_watching(here: Instant) -> bool:
    """Whether the user looks at the screen without touching anything (product.md, section 1)."""
    quiet = quiet_for(here)
    return (
        quiet is not None
        and here.policy.idle_after <= quiet < here.policy.watching_at_most
        and here.seen.sign(Hold.LOCKED).yes is not True
        and any(here.seen.sign(name).yes for name in WATCHED)
    )


def was_there(here: Instant, moment: datetime) -> bool:
    """Whether it is certain by now that the moment, not long past, was present time.

    Who has not touched anything since may turn out to have left before it.
    """
    last = here.seen.last_input
    return last is not None and (moment - last < GOOD_MOMENT or is_watching(here))


def watched_until(here: Instant) -> datetime | None:
    """Return when watching after the last input ended; None when there was no watching.

    Only meaningful while `is_watching` is false.
    """
    if here.seen.last_input is None:
        return None
    begins = here.seen.last_input + here.policy.idle_after
    if here.now < begins:
        return None
    signs = [here.seen.sign(name) for name in WATCHED]
    ends = [here.seen.last_input + here.policy.watching_at_most]
    locked = here.seen.sign(Hold.LOCKED)
    if locked.yes:
        ends.append(locked.since)
    if any(sign.yes for sign in signs):
        pass
    elif stops := [sign.ended for sign in signs if sign.ended is not None]:
        ends.append(max(stops))
    else:
        return None
    end = min(ends)
    return end if begins <= end <= here.now else None


def watching_since(seen: Seen) -> datetime | None:
    """Return since when something is watched; None when nothing is."""
    return min((seen.sign(name).since for name in WATCHED if seen.sign(name).yes), default=None)
