"""What was told under a wrong clock, with its days put right (house.md, sections 4 and 5).

A clock that was set wrongly and put right must neither invent a day nor lose one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ..fact import Fact
from .history import History, SetBack, recall

HALF_A_DAY = timedelta(hours=12)
"""A clock that was set by less is a correction within the day: no day changes by it."""

ABOUT = timedelta(days=2)
"""A clock that is set forward by what it was set back, give or take this, was put right."""

_DAY = timedelta(days=1)


def clock_was_set(history: History, by: timedelta, shows: datetime) -> History:
    """Return the history with the days of what was told under a wrong clock put right.

    `shows` is the new time. A clock that was set less than half a day changes no day. Set back:
    what is dated after the new time moves along. Set forward: what such a setting had moved, and
    what was told since, moves back when the clock is about where it was; else what was told under
    a clock that ran behind earlier reports (a machine that started with a wrong date) moves along.
    """
    days = timedelta(days=round(by / _DAY))
    if abs(by) < HALF_A_DAY or not history.told:
        return history
    if by < timedelta(0):
        ahead = frozenset(n for n, fact in enumerate(history.told) if fact.at > shows)
        back = SetBack(by=days, moved=ahead, since=len(history.told))
        moved = _moved(history, {n: days for n in ahead})
        return replace(moved, set_back=(*history.set_back, back))
    if history.set_back and abs(history.set_back[-1].by + days) <= ABOUT:
        *earlier, last = history.set_back
        moves = {n: days for n in range(last.since, len(history.told))}
        moves |= {n: -last.by for n in last.moved}
        return replace(_moved(history, moves), set_back=tuple(earlier))
    return _moved(history, {n: days for n in _told_behind(history.told)})


def _told_behind(told: tuple[Fact, ...]) -> Iterator[int]:
    """Yield the places at the end of what was told that are dated before what came earlier."""
    newest = max(fact.at for fact in told)
    place = next(n for n, fact in enumerate(told) if fact.at == newest)
    return (n for n in range(place + 1, len(told)) if newest - told[n].at > HALF_A_DAY)


def _moved(history: History, moves: Mapping[int, timedelta]) -> History:
    if not moves:
        return history
    told = (
        replace(fact, at=fact.at + moves[n]) if n in moves else fact
        for n, fact in enumerate(history.told)
    )
    return replace(recall(told), set_back=history.set_back)
