"""May a suggestion be put in front of the user now? (rules.md section 8, product.md 3.4)

What is suggested, and how often, is the body's business (body/suggest.py).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ..body.facts import SuggestionShown
from ..body.suggest import Manner, Wanted
from ..fact import Fact
from .budget import in_budget_from
from .care import wanted_now
from .deliver import CALM
from .instant import Instant
from .moments import midnight_after
from .policy import delays
from .state import Running, on_stage
from .watching import CHAIR_EMPTY, came_back, is_watching, quiet_for

BACK = timedelta(seconds=10)
"""So long after the first input a user counts as just back and not yet in the middle of a task."""


def suggest_step(here: Instant) -> tuple[Fact, ...]:
    """Return the fact that a suggestion was shown, when it is wanted and nothing stands against
    showing it now."""
    wanted = here.once(wanted_now)
    if wanted is None or not _may_show(wanted, here):
        return ()
    return (
        SuggestionShown(
            at=here.dated(),
            level=wanted.level,
            rules=wanted.rules,
            again=wanted.again,
            on="screen" if here.seen.screen else "tray",
        ),
    )


def suggestion_moments(here: Instant) -> Iterator[datetime]:
    """Yield the moments at which that can change by itself."""
    if here.body.is_empty:
        return
    # The windows of the rules and the days of the cadence move on with the local day.
    yield midnight_after(here.now, here.seen.zone)
    wanted = here.once(wanted_now)
    if wanted is None or wanted.manner is not Manner.AT_BREAK:
        return
    refused_until = in_budget_from(here)
    if refused_until is not None:
        yield refused_until
    if here.state.upset is not None:
        yield here.state.upset.at + CALM


def _may_show(wanted: Wanted, here: Instant) -> bool:
    if not (here.seen.screen or here.seen.tray) or wanted.since > here.now:
        return False
    if _is_held(wanted, here):
        return False
    match wanted.manner:
        case Manner.AT_ONCE:
            return True
        case Manner.AGAIN:
            return _is_there(here)
        case Manner.AT_START:
            # What was shown is remembered by the desk's own clock, which moves when it is set.
            shown = here.state.suggested
            since = wanted.since if shown is None else shown.since
            return _is_there(here) and _began_since(since, here)
        case Manner.AT_BREAK:
            return _is_back(wanted, here)


def _is_held(wanted: Wanted, here: Instant) -> bool:
    first = wanted.manner is Manner.AT_ONCE
    return any(delays(hold, wanted.level, first=first) for hold in here.state.holds)


def _is_there(here: Instant) -> bool:
    quiet = quiet_for(here)
    return quiet is not None and (quiet < CHAIR_EMPTY or is_watching(here))


def _began_since(since: datetime, here: Instant) -> bool:
    """Whether the program started or the screen was unlocked since then."""
    marks = (here.state.started, here.state.unlocked)
    return any(mark is not None and mark > since for mark in marks)


def _is_back(wanted: Wanted, here: Instant) -> bool:
    """Whether the user has just come back from a natural break since the suggestion is wanted, and
    a prompt might be shown."""
    came = came_back(here, CHAIR_EMPTY)
    if came is None or came <= wanted.since or here.now - came > BACK:
        return False
    on = on_stage(here.state)
    if on is not None and isinstance(on.phase, Running):
        return False
    upset = here.state.upset
    if upset is not None and upset.prompt is not None and here.now < upset.at + CALM:
        return False
    return in_budget_from(here) is None
