"""The safety list: what was ticked, whether a professional looked at it, what was never asked.

The one part of the report that looks back before the period, because who reads "nothing ticked"
must be able to rely on it: what is still open is told however old it is.
"""

from collections.abc import Iterator

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
            flag for flag in SAFETY_LIST if not diary.answered(flag) and not diary.taken_back(flag)
        ),
    )


def _ticked(diary: Diary) -> Iterator[Ticked]:
    for flag in SAFETY_LIST:
        stands = diary.yes(flag)
        if not (days := stands or diary.taken_back(flag)):
            continue
        is_open = diary.is_open(flag, days[-1])
        if is_open or days[-1] in diary.period:
            yield Ticked(
                item=flag,
                first=days[0],
                last=days[-1],
                checked_by_professional=bool(stands) and not is_open,
                retracted=not stands,
            )
