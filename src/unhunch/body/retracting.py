"""Ticks taken back: a `retract` makes the newest yes that still stands unknown on its day.

Where both have a time, a tick made after the `retract` on the same day is not taken back by it:
what is reported anew always counts.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from .history import Report, Retraction

Cuts = Mapping[tuple[int, str], datetime | None]
"""By day and flag: until when its ticks are taken back; None: all of that day."""


def cuts_of(
    retractions: Sequence[Retraction], by_day: Mapping[int, Sequence[Report]], day: int
) -> Cuts:
    """Return what the retractions up to a day take back, whatever order they came in."""
    by_flag: dict[str, list[Retraction]] = {}
    for each in retractions:
        if each.day.toordinal() <= day:
            by_flag.setdefault(each.flag, []).append(each)
    cuts: dict[tuple[int, str], datetime | None] = {}
    for flag, told in by_flag.items():
        for number, until in _taken(flag, sorted(told, key=_order), by_day).items():
            cuts[number, flag] = until
    return cuts


def stands(report: Report, cuts: Cuts, number: int, flag: str) -> bool:
    """Whether the answer that this report of a day gave to a flag was not taken back."""
    if (number, flag) not in cuts:
        return True
    until = cuts[number, flag]
    return until is not None and report.at is not None and report.at > until


def _order(each: Retraction) -> tuple[int, bool, float]:
    return each.day.toordinal(), each.at is None, each.at.timestamp() if each.at else 0.0


def _taken(
    flag: str, retractions: Sequence[Retraction], by_day: Mapping[int, Sequence[Report]]
) -> dict[int, datetime | None]:
    """Return the days whose ticks are taken back, each retraction one day: the newest there is."""
    days = sorted(number for number, told in by_day.items() if any(flag in r.yes for r in told))
    taken: dict[int, datetime | None] = {}
    standing: list[int] = []
    ahead = iter([*days, None])
    coming = next(ahead)
    for each in retractions:
        today = each.day.toordinal()
        while coming is not None and coming <= today:
            standing.append(coming)
            coming = next(ahead)
        later = None
        if (
            standing
            and standing[-1] == today
            and not _was_ticked_before(each, by_day[today], flag, taken)
        ):
            later = standing.pop()
        if standing:
            number = standing.pop()
            taken[number] = each.at if number == today else None
            cuts = {(number, flag): taken[number]}
            if any(flag in r.yes and stands(r, cuts, number, flag) for r in by_day[number]):
                standing.append(number)
        if later is not None:
            standing.append(later)
    return taken


def _was_ticked_before(
    each: Retraction, reports: Sequence[Report], flag: str, taken: Mapping[int, datetime | None]
) -> bool:
    """Whether a tick of the retraction's own day still stands that was not made after it."""
    number = each.day.toordinal()
    cuts = {(number, flag): taken[number]} if number in taken else {}
    return any(
        flag in report.yes
        and stands(report, cuts, number, flag)
        and not (report.at is not None and each.at is not None and report.at > each.at)
        for report in reports
    )
