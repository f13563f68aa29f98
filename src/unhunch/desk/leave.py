"""Holiday and leave: days on which nothing was expected (rules.md "Events", product.md 3.11)."""

from ..body.facts import WasOnLeave
from ..fact import Fact
from .instant import Instant
from .spans import Days


def leave_step(here: Instant) -> tuple[Fact, ...]:
    """Return the fact that a leave is over which is not noted yet."""
    days = here.state.gone
    if days is None or _is_noted(here, days):
        return ()
    return (WasOnLeave(at=here.dated(), first=days[0], last=days[1]),)


def _is_noted(here: Instant, days: Days) -> bool:
    first, last = days
    return any(each.first <= first and last <= each.last for each in here.body.leaves)
