"""What counts on a day: check-ins merged by calendar day, ticks taken back and visits applied.

Days are numbers here (`date.toordinal`): every rule is arithmetic on them. A missing day has no
entry, so it can be neither a pain day nor a clear day (rules.md section 3).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from .history import BridgeAnswer, History, Report, Visit
from .retracting import Cuts, cuts_of, stands
from .stretch import Stretch
from .terms import GROUPS, REGIONS

_GROUP_OF = {region: group for group, regions in GROUPS.items() for region in regions}


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day, all its check-ins merged.

    `completed`: it is a report day; otherwise only flags are known of it. `pain`: the highest score
    of each region, from 1. `yes`: ticked and not taken back. `no`: denied; a yes on the same day
    wins. `open`: of `yes`, what no visit has closed: only these count for a rule.
    """

    number: int
    completed: bool
    pain: Mapping[str, int]
    yes: frozenset[str]
    no: frozenset[str]
    open: frozenset[str]

    @property
    def date(self) -> date:
        """The calendar day."""
        return date.fromordinal(self.number)

    def score(self, regions: Iterable[str] = REGIONS) -> int:
        """Return the highest score of these regions; 0 also when no pain was asked about."""
        pain = self.pain
        return max((pain.get(region, 0) for region in regions), default=0) if pain else 0

    def has(self, flags: Collection[str]) -> bool:
        """Whether any of these flags counts on this day."""
        return not self.open.isdisjoint(flags)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of regions: its report days and the days with pain (2 or more), oldest first."""

    name: str
    reports: Stretch
    pain: Stretch

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that share this group's clock."""
        return GROUPS[self.name]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Everything that was told up to a day and counts on it. Nothing dated later is in it.

    `day`: the day's number. `ticked`: by flag, the days on which it counts. `groups`: U, A, L.
    `bridges` and `visits`: oldest first.
    """

    day: int
    days: Sequence[Day]
    numbers: Sequence[int]
    groups: Sequence[Group]
    ticked: Mapping[str, Sequence[Day]]
    bridges: Sequence[BridgeAnswer]
    bridge_days: Sequence[int]
    visits: Sequence[Visit]
    _history: History
    _keeping: dict[str, "Past"] = field(default_factory=dict)

    def last(self, length: int | None) -> Sequence[Day]:
        """Return the days d with day - length < d <= day; None: all."""
        return self.days[bisect_right(self.numbers, self.day - length) :] if length else self.days

    def between(self, first: int, last: int) -> Sequence[Day]:
        """Return the days from the first to the last, both included."""
        return self.days[bisect_left(self.numbers, first) : bisect_right(self.numbers, last)]

    def on(self, numbers: Iterable[int]) -> list[Day]:
        """Return the days with these numbers, each of which was told about."""
        return [self.days[bisect_right(self.numbers, number) - 1] for number in numbers]

    def dates(
        self, flags: Collection[str], length: int | None, group: Group | None = None
    ) -> list[Day]:
        """Return the days of a window on which any of these flags counts, all counted together.

        With a group: only days on which the group has a score of 1 or more.
        """
        if self.ticked.keys().isdisjoint(flags):
            return []
        return [
            each
            for each in self.last(length)
            if each.has(flags) and (group is None or each.score(group.regions) >= 1)
        ]

    def answers(self, after: int, until: int) -> set[str]:
        """Return what was said about silences after the first day and up to the second."""
        days = self.bridge_days
        told = self.bridges[bisect_right(days, after) : bisect_right(days, until)]
        return {each.answer for each in told}

    def denials(self, flag: str, after: int) -> list[int]:
        """Return the days after this one on which the flag was explicitly answered no."""
        later = self.days[bisect_right(self.numbers, after) :]
        return [each.number for each in later if flag in each.no]

    def keeping(self, flag: str) -> "Past":
        """Return the same past without the visits at which this flag was not discussed.

        An item that stays open keeps what qualified it on its day, though the visit closed that for
        every other rule.
        """
        if not any(flag in visit.kept for visit in self.visits):
            return self
        if flag not in self._keeping:
            others = [visit for visit in self.visits if flag not in visit.kept]
            self._keeping[flag] = _past(self._history, self.day, others)
        return self._keeping[flag]


def past(history: History, day: date) -> Past:
    """Return what counts on this day, worked out once for each history and day."""
    return history.once(
        ("past", day), lambda: _past(history, day.toordinal(), _visits(history, day))
    )


def merged_days(history: History, day: date) -> tuple[Day, ...]:
    """Return every day up to this one that was told about, oldest first."""
    return tuple(past(history, day).days)


def _past(history: History, day: int, visits: Sequence[Visit]) -> Past:
    days = _merge(history, day, visits)
    ticked: dict[str, list[Day]] = {}
    for each in days:
        for flag in each.open:
            ticked.setdefault(flag, []).append(each)
    bridges = sorted(
        (each for each in history.bridges if each.day.toordinal() <= day),
        key=lambda each: (each.day, each.answer),
    )
    return Past(
        day=day,
        days=days,
        numbers=[each.number for each in days],
        groups=_groups(days),
        ticked=ticked,
        bridges=bridges,
        bridge_days=[each.day.toordinal() for each in bridges],
        visits=visits,
        _history=history,
    )


def _groups(days: Sequence[Day]) -> list[Group]:
    completed = [each for each in days if each.completed]
    numbers = [each.number for each in completed]
    values = {group: [0] * len(completed) for group in GROUPS}
    for index, each in enumerate(completed):
        for region, score in each.pain.items():
            value = values.get(_GROUP_OF.get(region, ""))
            if value is not None and score > value[index]:
                value[index] = score
    made = []
    for name in GROUPS:
        reports = Stretch(numbers, values[name])
        made.append(Group(name, reports, reports.at_least(2)))
    return made


# --- merging ----------------------------------------------------------------------------------


def _visits(history: History, day: date) -> list[Visit]:
    """Return the visits up to a day; one without a time is the last of its day."""
    known = [each for each in history.visits if each.day <= day]
    return sorted(
        known, key=lambda each: (each.day, each.at is None, each.at and each.at.timestamp())
    )


def _merge(history: History, day: int, visits: Sequence[Visit]) -> list[Day]:
    by_day: dict[int, list[Report]] = {}
    for report in history.reports:
        number = report.day.toordinal()
        if number <= day:
            by_day.setdefault(number, []).append(report)
    cuts = cuts_of(history.retractions, by_day, day)
    closed = _Closed(visits)
    return [_day(number, by_day[number], cuts, closed) for number in sorted(by_day)]


def _day(number: int, reports: Sequence[Report], cuts: Cuts, closed: "_Closed") -> Day:
    first = reports[0]
    if len(reports) == 1 and not cuts:
        pain, yes, no = first.pain if first.completed else {}, first.yes, first.no - first.yes
    else:
        pain = _highest(reports)
        yes = frozenset(
            flag for report in reports for flag in report.yes if stands(report, cuts, number, flag)
        )
        said = frozenset(flag for report in reports for flag in report.yes)
        no = frozenset(flag for report in reports for flag in report.no) - said
    opened = yes if number > closed.last else closed.without(number, reports, yes, cuts)
    completed = any(report.completed for report in reports)
    return Day(number, completed, pain, yes, no, opened)


def _highest(reports: Iterable[Report]) -> dict[str, int]:
    pain: dict[str, int] = {}
    for report in reports:
        if report.completed:
            for region, score in report.pain.items():
                pain[region] = max(score, pain.get(region, 0))
    return pain


class _Closed:
    """Which ticks visits have closed: for each flag the last visit that discussed it decides."""

    def __init__(self, visits: Sequence[Visit]) -> None:
        self._visits = visits
        self._by_flag: dict[str, tuple[int, datetime | None]] = {}
        self.last = visits[-1].day.toordinal() if visits else 0

    def without(
        self, number: int, reports: Sequence[Report], yes: frozenset[str], cuts: Cuts
    ) -> frozenset[str]:
        """Return what is still open of the flags ticked on a day."""
        return frozenset(
            flag
            for flag in yes
            if any(
                flag in report.yes
                and stands(report, cuts, number, flag)
                and self._leaves(flag, number, report.at)
                for report in reports
            )
        )

    def _leaves(self, flag: str, number: int, at: datetime | None) -> bool:
        day, seen_at = self._visit(flag)
        if number == day and at is not None and seen_at is not None:
            return at > seen_at
        return number > day

    def _visit(self, flag: str) -> tuple[int, datetime | None]:
        if flag not in self._by_flag:
            found = (each for each in reversed(self._visits) if flag not in each.kept)
            visit = next(found, None)
            self._by_flag[flag] = (visit.day.toordinal(), visit.at) if visit else (0, None)
        return self._by_flag[flag]
