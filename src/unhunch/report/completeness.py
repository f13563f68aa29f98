"""How complete the diary is: the days with a check-in, beside those on which one was expected."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from ..body.facts import StatementAccepted
from ..body.history import Leave
from ..body.terms import REGIONS
from ..fact import Fact
from .courses import active_days
from .data import Completeness
from .diary import Diary
from .exposure import Presence, working_days

FIRST_DAYS = timedelta(days=14)
CLEAR_DAYS = timedelta(days=28)
A_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
TUESDAY, THURSDAY = 1, 3


def completeness(diary: Diary, facts: Sequence[Fact], present: Presence) -> Completeness:
    """Return how complete the diary is in its period. Days on leave are not expected."""
    leave = _leave(diary)
    began = _began(diary, facts)
    days = [day for day in working_days(present) if day not in leave]
    expected = [] if began is None else _expected(diary, began, [day for day in days if day >= began])
    return Completeness(
        expected_days=len(expected),
        report_days=len(diary.within()),
        paused_days=len(leave),
        longest_gap_days=_longest_gap(diary),
    )


def _began(diary: Diary, facts: Sequence[Fact]) -> date | None:
    """The day from which check-ins were possible; None: they never were."""
    accepted = [fact.at.date() for fact in facts if isinstance(fact, StatementAccepted)]
    return min([*accepted, *diary.report_days], default=None)


def _leave(diary: Diary) -> set[date]:
    return {day for leave in diary.history.leaves for day in _days_of(leave) if day in diary.period}


def _days_of(leave: Leave) -> Iterator[date]:
    day = leave.first
    while day <= leave.last:
        yield day
        day += _DAY


def _expected(diary: Diary, began: date, working: Sequence[date]) -> list[date]:
    """The days of the cadence (reminders.md section 2): daily in the first two weeks and in an
    episode, weekly after 28 clear days, else on Tuesdays and Thursdays; a missed one moves on."""
    active = active_days(diary)
    found: list[date] = []
    for number, day in enumerate(working):
        if day < began + FIRST_DAYS or day in active:
            found.append(day)
        elif _is_clear(diary, day):
            last = max([*found, *(each for each in diary.report_days if each < day)], default=began)
            found += [day] * (day - last >= A_WEEK)
        else:
            found += [day] * _is_appointed(day, working[:number])
    return found


def _is_clear(diary: Diary, day: date) -> bool:
    """Whether the 28 days before it had reports, and no pain in any."""
    before = [each for each in diary.report_days if day - CLEAR_DAYS <= each < day]
    return bool(before) and not any(diary.worst(each, REGIONS) for each in before)


def _is_appointed(day: date, earlier: Collection[date]) -> bool:
    """Whether it is the first working day on or after a Tuesday or a Thursday."""
    appointed = day
    while appointed.weekday() not in (TUESDAY, THURSDAY):
        appointed -= _DAY
    return not any(appointed <= each for each in earlier)


def _longest_gap(diary: Diary) -> int | None:
    """The most days in a row without a check-in, since the first one ever."""
    if not diary.report_days:
        return None
    first = max(diary.period.from_ - _DAY, diary.report_days[0])
    days = [first, *(day for day in diary.within() if day > first), diary.period.to + _DAY]
    return max((after - before).days - 1 for before, after in zip(days, days[1:], strict=False))
