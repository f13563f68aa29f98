"""What the reports up to a day come to, as far as the questions of a check-in depend on it."""

from collections.abc import Mapping
from datetime import date, timedelta

from .days import Group, Past, past
from .episodes import CLOSED_AFTER, SILENCE, Status, episodes, is_break
from .history import History, Report
from .suggest import assessed
from .terms import REGIONS, Level

PAIN_FROM = 2
"""From this score on a day is a pain day (rules.md section 3)."""

LIST_EVERY = timedelta(days=28)
"""How often the safety list is shown in an active episode (rules.md section 2)."""


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
    """Whether this is the first pain report of a new episode of any group: none was there, the one
    before is closed, or the spell before is over (rules.md section 4)."""
    told = past(history, day)
    return any(
        worst(pain, group.regions) >= PAIN_FROM and _begins(told, group) for group in told.groups
    )


def _begins(told: Past, group: Group) -> bool:
    """Whether a pain day of the group on this day would be the first of an episode."""
    if not group.pain:
        return True
    last = group.pain.numbers[-1]
    if last == told.day:
        return False
    return told.day - last >= CLOSED_AFTER or is_break(told, group.reports, last, told.day)


def is_active(history: History, day: date) -> bool:
    """Whether an episode of any group is neither closed nor quiet."""
    return any(each.status in (Status.TENTATIVE, Status.ACTIVE) for each in episodes(history, day))


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
    if not days:
        return ()
    last = max(days)
    was_away = any(last <= leave.last < day for leave in history.leaves)
    if (day - last).days <= SILENCE and not was_away:
        return ()
    if any(last < each.day <= day for each in history.bridges):
        return ()
    if not _was_watched(history, last):
        return ()
    pained = [
        each
        for each, pain in days.items()
        if worst(pain) >= PAIN_FROM and (last - each).days < CLOSED_AFTER
    ]
    pain = days[max(pained)] if pained else {}
    return tuple(region for region in REGIONS if pain.get(region, 0) >= PAIN_FROM)


def _was_watched(history: History, last: date) -> bool:
    """Whether the last known state was `watch` or more: as displayed, or, where no daemon ran that
    displays it, as the rules have it."""
    known = max(history.level.rank, assessed(history, last, ()).level.rank)
    return known >= Level.WATCH.rank
