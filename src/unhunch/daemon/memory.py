"""The situation as the journal remembers it, without reading ten years of it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Protocol

from ..desk.evolve import fold
from ..desk.facts import Fact, IntervalChanged, Started
from ..desk.state import State, initial
from ..ports import Entered

REMEMBERED = timedelta(days=30)
"""A situation depends on nothing older, but for the intervals (a pause lasts in its facts)."""


class Past(Protocol):
    """The part of the journal that remembering needs."""

    def facts(
        self, *, after: int = 0, first: date = date.min, last: date = date.max
    ) -> Iterable[Entered]: ...
    def last_of(self, kind: type[Fact]) -> Entered | None: ...
    def last_moment(self) -> datetime | None: ...


def remembered(journal: Past, now: datetime) -> State:
    """Return the situation after the last fact; the initial one for an empty journal."""
    return fold(_recent(journal, now)) or initial(now)


def _recent(journal: Past, now: datetime) -> Iterator[Fact]:
    written = journal.last_moment()
    newest = now if written is None else min(now, written)
    first = (newest - REMEMBERED).date()
    last = journal.last_of(IntervalChanged)
    if last is not None and last.fact.at.date() < first:
        first = last.fact.at.date() - REMEMBERED
    return (entered.fact for entered in journal.facts(first=first))


def has_lived(journal: Past) -> bool:
    """Whether the program ever ran on this journal."""
    return journal.last_of(Started) is not None
