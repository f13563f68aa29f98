"""A pause without an end is asked about each morning (product.md 3.11)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from .instant import Instant
from .moments import DAY_BEGINS, moment_of, wall
from .policy import Asks, Hold
from .state import Held, State
from .watching import CHAIR_EMPTY, came_back


def endless(state: State) -> Held | None:
    """Return the pause that lasts until the user resumes; None: there is none."""
    held = state.holds.get(Hold.PAUSED)
    return held if held is not None and held.until is None else None


def asked_at(here: Instant) -> datetime | None:
    """Return from when the first input brings the question: the first 04:00 since the pause was
    last asked for. None: nothing is paused without an end, or the question is open."""
    held = endless(here.state) if here.state.holds else None
    if held is None or any(each.asks is Asks.RESUME for each in here.state.prompts):
        return None
    said = held.since if held.said is None else held.said
    # Whoever said it this morning is not asked again when the clock is set back over 04:00.
    shown = wall(said, here.seen.zone)
    shown = max(shown, held.said_by_clock or shown)
    morning = shown.replace(hour=DAY_BEGINS.hour, minute=DAY_BEGINS.minute, second=0, microsecond=0)
    if morning <= shown:
        morning += timedelta(days=1)
    return moment_of(morning, here.seen.zone)


def asks_since(here: Instant) -> datetime | None:
    """Return since when the question is due; None: it is not."""
    at = asked_at(here)
    last = here.seen.last_input
    if at is None or here.now < at or last is None or last < at:
        return None
    came = came_back(here, CHAIR_EMPTY)
    return at if came is None else max(at, came)


def holds_on(asks: Asks | None, state: State) -> Collection[Hold]:
    """Return the holds that keep a prompt back: the question lets the pause alone pass."""
    if asks is not Asks.RESUME:
        return state.holds
    return [hold for hold in state.holds if hold is not Hold.PAUSED]
