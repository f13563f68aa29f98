"""The situation as the journal remembers it, without reading ten years of it.

Most of a situation depends on the last days alone. What can last longer is looked up: how far each
reminder has backed off, pauses, the stance, the reminders that were known, and the last prompts.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Protocol

from ..desk import facts as f
from ..desk.evolve import fold
from ..desk.policy import Hold
from ..desk.state import State, initial
from ..ports import Entered

REMEMBERED = timedelta(days=30)
"""So many days are read whole."""

_HOLDS = (f.HoldBegan, f.HoldChanged, f.HoldEnded)
_ENDS = (f.PromptAnswered, f.PromptExpired, f.PromptWithdrawn)
_LAST = 20
"""So many prompts before those days are looked at: one of them may still be open."""

_NO_NUMBER = 2**63 - 1


class Past(Protocol):
    """The part of the journal that remembering needs."""

    def facts(
        self, *, after: int = 0, first: date = date.min, last: date = date.max
    ) -> Iterable[Entered]: ...
    def last_of(
        self, kind: type[f.Fact], *, before: int = _NO_NUMBER, holding: str = ""
    ) -> Entered | None: ...
    def last_moment(self) -> datetime | None: ...


def remembered(journal: Past, now: datetime) -> State:
    """Return the situation after the last fact; the initial one for an empty journal.

    `now` has its local offset: appointments before the very beginning are none of ours.
    """
    written = journal.last_moment()
    newest = now if written is None else min(now, written)
    oldest = next(iter(journal.facts(first=(newest - REMEMBERED).date())), None)
    before = _NO_NUMBER if oldest is None else oldest.number
    # By number from there on: a fact may be dated back to the day before.
    kept = chain(_older(journal, before), journal.facts(after=before - 1))
    return fold(entered.fact for entered in kept) or initial(now)


def _older(journal: Past, before: int) -> list[Entered]:
    """Return the facts below this number that may still matter, in order."""
    found = [
        *_back(journal, f.IntervalChanged, before),
        *_back(journal, f.StanceChanged, before, most=1),
        *_back(journal, f.Started, before, most=1),
        *_back(journal, f.PromptShown, before, most=_LAST),
    ]
    started = max((each.number for each in found if isinstance(each.fact, f.Started)), default=0)
    changed = _back(journal, f.SettingsChanged, before)
    found += [each for each in changed if each.number > started]
    for kind in _HOLDS:
        for hold in (Hold.PAUSED, Hold.MEETING):
            found += _back(journal, kind, before, most=1, holding=f'"{hold.value}"')
    for end in _ENDS:
        found += _back(journal, end, before, most=_LAST * 4)
    return sorted(found, key=lambda each: each.number)


def _back(
    journal: Past, kind: type[f.Fact], before: int, *, most: int = 10_000, holding: str = ""
) -> Iterator[Entered]:
    """Yield the facts of a kind below this number, the newest first."""
    for _ in range(most):
        entered = journal.last_of(kind, before=before, holding=holding)
        if entered is None:
            return
        yield entered
        before = entered.number


def has_lived(journal: Past) -> bool:
    """Whether the program ever ran on this journal."""
    return journal.last_of(f.Started) is not None
