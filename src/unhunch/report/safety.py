"""The safety list: what was ticked, whether a professional looked at it, what was never asked.

The one part of the report that looks back before the period, because who reads "nothing ticked"
must be able to rely on it: what is still open is told however old it is.
"""

from collections.abc import Iterator
from datetime import date

from ..body.history import Visit
from ..body.terms import SAFETY_LIST
from .data import SafetyList, Ticked
from .diary import Diary


def safety_list(diary: Diary) -> SafetyList:
    """Return the list: ticked in the period, or before it and neither checked nor taken back."""
    asked = {report.day for report in diary.history.reports if report.safety_list}
    asked.update(day for flag in SAFETY_LIST for day in diary.answered(flag))
    return SafetyList(
        last_asked=max(asked, default=None),
        ticked=tuple(_ticked(diary)),
        never_asked=tuple(
            flag
            for flag in SAFETY_LIST
            if not diary.answered(flag) and not diary.taken_back(flag)
        ),
    )


def _ticked(diary: Diary) -> Iterator[Ticked]:
    for flag in SAFETY_LIST:
        stands, mistakes = diary.yes(flag), diary.taken_back(flag)
        if not (days := stands or mistakes):
            continue
        checked = bool(stands) and was_checked(diary, flag, days[-1])
        if days[-1] in diary.period or (stands and not checked):
            yield Ticked(
                item=flag,
                first=days[0],
                last=days[-1],
                checked_by_professional=checked,
                retracted=not stands,
            )


def was_checked(diary: Diary, flag: str, last: date) -> bool:
    """Whether a professional was spoken to on or after the last tick, and this not left out."""
    return any(
        flag not in visit.kept and _covers(diary, visit, flag, last)
        for visit in diary.history.visits
    )


def _covers(diary: Diary, visit: Visit, flag: str, last: date) -> bool:
    """On one day a tick that came later than the visit is still open, where both have a time."""
    if visit.day != last or visit.at is None:
        return visit.day >= last
    return all(
        report.at is None or report.at <= visit.at
        for report in diary.history.reports
        if report.day == last and flag in report.yes
    )
