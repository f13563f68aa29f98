"""Was it better away from the desk? What was reported before, during and after leave."""

from datetime import date, timedelta

from ..body.history import Leave
from .data import OnLeave
from .diary import PAIN, Diary, middle

NEAR = timedelta(days=14)
"""Reports so near to a leave tell how it was before and after it."""

CLEAR_CHANGE = 2
"""Points on the scale that are more than noise (rules.md section 5)."""


def better_on_leave(diary: Diary) -> OnLeave:
    """Return what the newest leave in the period showed that showed anything.

    Yes: pain before it eased by two points or more, or was said to be gone, and came back within
    two weeks after it. No: it did not. Unknown: it was not reported.
    """
    ended = [leave for leave in diary.history.leaves if leave.last in diary.period]
    for leave in sorted(ended, key=lambda each: each.last, reverse=True):
        told = _told(diary, leave)
        if told is not OnLeave.UNKNOWN:
            return told
    return OnLeave.UNKNOWN


def _told(diary: Diary, leave: Leave) -> OnLeave:
    before = _median(diary, max(leave.first - NEAR, diary.period.from_), leave.first)
    after = _median(diary, leave.last + timedelta(days=1), leave.last + NEAR)
    if before is None or before < PAIN or after is None:
        return OnLeave.UNKNOWN
    during = _during(diary, leave)
    if during is None:
        return OnLeave.UNKNOWN
    eased = before - during >= CLEAR_CHANGE or (during == 0 and before > 0)
    back = after - during >= CLEAR_CHANGE or (during == 0 and after >= PAIN)
    return OnLeave.YES if eased and back else OnLeave.NO


def _during(diary: Diary, leave: Leave) -> float | None:
    """The median of the leave's own reports, or what was said about it at the next check-in."""
    reported = _median(diary, leave.first, leave.last + timedelta(days=1))
    if reported is not None:
        return reported
    answers = [
        bridge.answer
        for bridge in diary.history.bridges
        if leave.last <= bridge.day <= leave.last + NEAR
    ]
    match answers:
        case ["gone", *_]:
            return 0
        case ["most_of_the_time", *_]:
            return _median(diary, leave.first - NEAR, leave.first)
        case _:
            return None


def _median(diary: Diary, first: date, end: date) -> float | None:
    """The median of the daily worst scores from `first` up to but not including `end`."""
    return middle(diary.worst(first, end))
