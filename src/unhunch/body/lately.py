"""What the reports up to a day come to, as far as the questions of a check-in depend on it."""

from collections.abc import Mapping
from datetime import date, timedelta

from .history import History, Report
from .terms import GROUPS, REGIONS, Level

PAIN_FROM = 2
"""From this score on a day is a pain day (rules.md section 3)."""

CLOSED_AFTER = timedelta(days=30)
"""So long after its last pain day an episode is closed (rules.md section 4.3)."""

QUIET_AFTER = timedelta(days=14)
QUIET_REPORTS = 3
"""So many reports without pain in that time, and an episode is quiet (rules.md section 4.3)."""

LIST_EVERY = timedelta(days=28)
"""How often the safety list is shown in an active episode (rules.md section 2)."""

SILENCE = timedelta(days=7)
"""A longer time without a check-in is asked about (rules.md section 4.4)."""


def report_days(history: History, day: date) -> Mapping[date, Mapping[str, int]]:
    """Return the highest score of each region on each report day up to this one."""
    days: dict[date, dict[str, int]] = {}
    for report in completed(history, day):
        merged = days.setdefault(report.day, {})
        for region, score in report.pain.items():
            merged[region] = max(score, merged.get(region, 0))
    return days


def completed(history: History, day: date) -> list[Report]:
    """Return the completed check-ins up to this day."""
    return [each for each in history.reports if each.completed and each.day <= day]


def worst(pain: Mapping[str, int], regions: tuple[str, ...] = REGIONS) -> int:
    """Return the highest score of these regions."""
    return max((pain.get(region, 0) for region in regions), default=0)


def is_new(history: History, day: date, pain: Mapping[str, int]) -> bool:
    """Whether this is the first pain report of a new episode of any group."""
    return any(
        worst(pain, regions) >= PAIN_FROM and _last_pain(history, day, regions) is None
        for regions in GROUPS.values()
    )


def is_active(history: History, day: date) -> bool:
    """Whether an episode of any group is neither closed nor quiet."""
    return any(_is_active(history, day, regions) for regions in GROUPS.values())


def list_is_due(history: History, day: date) -> bool:
    """Whether the safety list was not answered for so long that an active episode asks for it."""
    answered = [each.day for each in history.reports if each.safety_list and each.day <= day]
    return not answered or day - max(answered) >= LIST_EVERY


def regions_to_bridge(history: History, day: date) -> tuple[str, ...]:
    """Return the regions whose pain the bridging question is about; none: it is not asked.

    It is asked in the first check-in after a silence or a leave, unless it was answered by then,
    if there was reason to keep an eye on it, and pain in the last 30 days before.
    """
    days = report_days(history, day)
    if not days or history.level.rank < Level.WATCH.rank:
        return ()
    last = max(days)
    was_away = any(last <= leave.last < day for leave in history.leaves)
    if day - last <= SILENCE and not was_away:
        return ()
    if any(last < each.day <= day for each in history.bridges):
        return ()
    pained = [
        each
        for each, pain in days.items()
        if worst(pain) >= PAIN_FROM and last - each < CLOSED_AFTER
    ]
    pain = days[max(pained)] if pained else {}
    return tuple(region for region in REGIONS if pain.get(region, 0) >= PAIN_FROM)


def _last_pain(history: History, day: date, regions: tuple[str, ...]) -> date | None:
    """Return the last pain day of these regions in the last 30 days."""
    pained = (
        each
        for each, pain in report_days(history, day).items()
        if worst(pain, regions) >= PAIN_FROM and day - each <= CLOSED_AFTER
    )
    return max(pained, default=None)


def _is_active(history: History, day: date, regions: tuple[str, ...]) -> bool:
    last = _last_pain(history, day, regions)
    if last is None:
        return False
    if day - last < QUIET_AFTER:
        return True
    return len([each for each in report_days(history, day) if each > last]) < QUIET_REPORTS
