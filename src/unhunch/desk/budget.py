"""How many prompts are enough (product.md 3.2), and the names of all the reasons to wait."""

from datetime import datetime, timedelta
from enum import StrEnum

from ..sentence import mark
from .instant import Instant
from .moments import midnight_after, wall

_HOUR = timedelta(hours=1)


class Because(StrEnum):
    """Why a prompt that is due is not shown."""

    HELD = mark("a hold is on")
    GRACE = mark("a hold has just ended")
    UNSEEN = mark("there is nowhere to show it")
    BUSY = mark("another prompt is open")
    SUGGESTED = mark("another message is on the screen")
    BETTER = mark("a more important one is due soon")
    SPACING = mark("too soon after the last prompt")
    HOUR = mark("enough prompts for this hour")
    DAY = mark("enough unanswered prompts for today")
    ENOUGH = mark("one prompt is enough after an interruption")
    CHAIR = mark("nobody seems to be there")
    PATIENCE = mark("waiting for a pause in the work")


def in_budget_from(here: Instant) -> datetime | None:
    """Return when spacing and budget may allow one more prompt; None: they do now."""
    refused = refusal(here)
    return None if refused is None else refused[1]


def refusal(here: Instant) -> tuple[Because, datetime] | None:
    """Return why one more prompt is too many now, and until when; None: it is not."""
    numbers = here.policy.delivery
    if here.state.spaced_from is not None and here.now < here.state.spaced_from + numbers.spacing:
        until = here.state.spaced_from + numbers.spacing
        return Because.SPACING, until
    recent = [shown for shown in here.state.spent.shown if here.now - shown < _HOUR]
    if len(recent) >= numbers.per_hour:
        until = recent[-numbers.per_hour] + _HOUR
        return Because.HOUR, until
    today = wall(here.now, here.seen.zone).date()
    if here.state.spent.day == today and here.state.spent.unanswered >= numbers.per_day:
        until = midnight_after(here.now, here.seen.zone)
        return Because.DAY, until
    return None
