"""How complete the diary is: the days with a check-in, beside those on which one was expected."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ..body.cadence import cadence, is_asked_on
from ..body.facts import StatementAccepted
from ..body.history import Leave
from ..fact import Fact
from .data import Completeness, Period
from .diary import Diary, days_before
from .exposure import Presence, working_days


def completeness(diary: Diary, facts: Sequence[Fact], present: Presence) -> Completeness:
    """Return how complete the diary is in its period. Days on leave are not expected."""
    leave = _leave(diary)
    began = _began(diary, facts)
    days = [day for day in working_days(present) if day not in leave]
    expected = 0 if began is None else _expected(diary, began, [d for d in days if d >= began])
    return Completeness(
        expected_days=expected,
        report_days=len(diary.within()),
        paused_days=len(leave),
        longest_gap_days=_longest_gap(diary),
    )


def _began(diary: Diary, facts: Sequence[Fact]) -> date | None:
    """The day from which check-ins were possible; None: they never were."""
    accepted = [fact.at.date() for fact in facts if isinstance(fact, StatementAccepted)]
    return min([*accepted, *(day.date for day in diary.reports[:1])], default=None)


def _leave(diary: Diary) -> set[date]:
    return {day for leave in diary.history.leaves for day in _days_of(leave, diary.period)}


def _days_of(leave: Leave, period: Period) -> Iterator[date]:
    first, last = max(leave.first, period.from_), min(leave.last, period.to)
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _expected(diary: Diary, began: date, working: Sequence[date]) -> int:
    """On how many of the days at the desk the cadence of check-ins (reminders.md section 2)
    expects one. Who does not answer is asked less often, but no less is expected."""
    reported = {day.date for day in diary.reports}
    works = frozenset(working).__contains__
    # What was missed before the period is not owed in it.
    last = days_before(max(began, diary.period.from_), 1)
    expected = 0
    for day in working:
        how_often = cadence(diary.history, day, first_day=began, unanswered=0)
        asked = is_asked_on(day, how_often, after=last, works=works)
        expected += asked
        last = day if asked or day in reported else last
    return expected


def _longest_gap(diary: Diary) -> int | None:
    """The most days in a row without a check-in, since the first one ever."""
    if not diary.reports:
        return None
    first = max(diary.period.from_.toordinal() - 1, diary.reports[0].number)
    reported = (day.number for day in diary.within() if day.number > first)
    days = [first, *reported, diary.period.to.toordinal() + 1]
    return max(after - before - 1 for before, after in pairwise(days))
