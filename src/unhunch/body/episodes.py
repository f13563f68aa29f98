"""Spells of pain over sparse reports (rules.md section 4): the start decides, the rest is told.

Rules use only `start_of`. Status, labels and gaps are for prompts and for the report.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from .change import Change, compared, flares
from .days import Group, Past, past
from .history import History
from .stretch import Stretch
from .terms import TINGLING, WEAKNESS

NERVE_SYMPTOMS = frozenset(
    (
        *TINGLING,
        *WEAKNESS,
        "radiates_arm",
        "radiates_leg",
        "hand_clumsy",
        "gait_change",
        "electric_shock",
    )
)
"""The nerve symptoms of rules.md section 6, "Words"."""

SILENCE = 7
"""After more days than this without a report the bridging question is asked (section 4.4)."""

CLOSED_AFTER = 30
"""So many days after its last pain day an episode is closed (section 4.3)."""

CONFIRMED_WITHIN = 14
"""A second pain day less than this after one before confirms an episode (section 4.1)."""


class Certainty(StrEnum):
    """How well the start of an episode is known."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    RECALLED = "recalled"


class Status(StrEnum):
    """Where an episode stands on a day."""

    TENTATIVE = "tentative"
    ACTIVE = "active"
    QUIET = "quiet"
    CLOSED = "closed"


class Label(StrEnum):
    """How long an episode has lasted [C12]: under 6 weeks, under 12 weeks, longer."""

    ACUTE = "acute"
    SUBACUTE = "subacute"
    PERSISTENT = "persistent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """More than 7 days without a report inside an episode; `answer`: what was said about it."""

    first: date
    last: date
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One spell of pain of one group.

    `certainty`: exact when a report without pain lies at most 7 days before the start; recalled
    when a silence in it was bridged with "most of the time". `days`: from the start to the day
    asked about, or to the last pain day once it is quiet or closed. `recurrences`: pain days that
    came back after a quiet time, before it was closed. `change`: the first three report days
    against the last three; None with fewer than 4. `flares`: those of the last 182 days in it,
    first and last day.
    """

    group: str
    start: date
    certainty: Certainty
    last_pain: date
    status: Status
    regions: tuple[str, ...]
    days: int
    label: Label
    recurrences: tuple[date, ...] = ()
    gaps: tuple[Gap, ...] = ()
    change: Change | None = None
    flares: tuple[tuple[date, date], ...] = ()


# --- where a spell begins ---------------------------------------------------------------------


def start_of(told: Past, group: Group) -> int | None:
    """Return the first day of the group's episode: the earliest pain day with no break after it."""
    pain = group.pain.numbers
    if not pain:
        return None
    start = pain[-1]
    for earlier in reversed(pain[:-1]):
        if is_break(told, group.reports, earlier, start):
            break
        start = earlier
    return start


def is_break(told: Past, reports: Stretch, earlier: int, later: int) -> bool:
    """Whether the spell ended between two consecutive pain days of a group (section 4.2) [D]."""
    between = reports.between(earlier, later)
    if len(between) >= 3 and between[-1] - between[0] >= 14:
        return True
    if later - earlier >= 30 and between:
        return True
    if "gone" in told.answers(earlier, later):
        return True
    steps = (earlier, *between, later)
    return any(
        second - first > 21
        and not {"came_and_went", "most_of_the_time"} & told.answers(first, second)
        for first, second in pairwise(steps)
    )


# --- what is told about it --------------------------------------------------------------------


def episodes(history: History, day: date) -> tuple[Episode, ...]:
    """Return every episode of every group up to a day, oldest first, worked out once."""
    return history.once(("episodes", day), lambda: _all_episodes(past(history, day)))


def is_active(history: History, day: date) -> bool:
    """Whether any episode is active on a day, by what was told up to it: as `episodes` says.

    Asked about many days of one history it reads this once, and as much as is needed to tell.
    """
    told = _past_of(history, day)
    return any(_is_active(told, group, day.toordinal()) for group in told.groups)


def _past_of(history: History, day: date) -> Past:
    """What counts on a day or a later one: nothing told later changes what pain there had been
    by then, but a tick taken back."""
    taken_back = [each.day for each in history.retractions if each.day > day]
    if taken_back:
        return past(history, min(taken_back) - timedelta(days=1))
    days = (each.day for each in history.reports)
    return past(history, max(day, history.once("last report", lambda: max(days, default=day))))


def _is_active(told: Past, group: Group, day: int) -> bool:
    numbers = group.pain.numbers
    spell: list[int] = []
    for place in range(bisect_right(numbers, day) - 1, -1, -1):
        number = numbers[place]
        if spell and is_break(told, group.reports, number, spell[-1]):
            if _is_confirmed(told, group, spell[::-1]):
                return True
            spell = []
        if not spell and _over(group, number, day) is not None:
            return False
        if spell and spell[-1] - number < CONFIRMED_WITHIN:
            return True
        spell.append(number)
    return bool(spell) and _is_confirmed(told, group, spell[::-1])


def _all_episodes(told: Past) -> tuple[Episode, ...]:
    found = [each for group in told.groups for each in _episodes(told, group)]
    return tuple(sorted(found, key=lambda each: each.start))


def _episodes(told: Past, group: Group) -> Iterator[Episode]:
    spells: list[list[int]] = []
    back: set[int] = set()
    for number in group.pain.numbers:
        earlier = spells[-1][-1] if spells else None
        if earlier is None or is_break(told, group.reports, earlier, number):
            spells.append([])
        if earlier is not None and _was_quiet(group.reports, earlier, number):
            back.add(number)
        spells[-1].append(number)
    grouped_flares = flares(group.reports, told.day) if spells else []
    for spell in spells:
        yield _episode(told, group, spell, back, grouped_flares)


def _episode(
    told: Past,
    group: Group,
    spell: Sequence[int],
    back: set[int],
    grouped_flares: Sequence[tuple[int, ...]],
) -> Episode:
    start, last = spell[0], spell[-1]
    status = _status(told, group, spell)
    over = status in (Status.QUIET, Status.CLOSED)
    lasted = (last if over else told.day) - start
    reports = group.reports.since(start).until(last if status is Status.CLOSED else told.day)
    pain = [each.pain for each in told.on(spell)]
    return Episode(
        group=group.name,
        start=date.fromordinal(start),
        certainty=_certainty(told, group, start, last),
        last_pain=date.fromordinal(last),
        status=status,
        regions=tuple(name for name in group.regions if any(name in each for each in pain)),
        days=lasted,
        label=_label(lasted),
        recurrences=tuple(date.fromordinal(each) for each in spell if each in back),
        gaps=tuple(_gaps(told, reports)),
        change=compared(reports),
        flares=tuple(
            (date.fromordinal(flare[0]), date.fromordinal(flare[-1]))
            for flare in grouped_flares
            if start <= flare[0] and flare[-1] <= last
        ),
    )


def _certainty(told: Past, group: Group, start: int, last: int) -> Certainty:
    if "most_of_the_time" in told.answers(start, last):
        return Certainty.RECALLED
    before = group.reports.between(start - SILENCE - 1, start)
    known = bool(before) and not group.pain.between(before[-1] - 1, start)
    return Certainty.EXACT if known else Certainty.AT_LEAST


def _status(told: Past, group: Group, spell: Sequence[int]) -> Status:
    over = _over(group, spell[-1], told.day)
    if over is not None:
        return over
    return Status.ACTIVE if _is_confirmed(told, group, spell) else Status.TENTATIVE


def _over(group: Group, last: int, day: int) -> Status | None:
    """Whether a spell whose last pain day this is is closed or quiet; None: neither."""
    if day - last >= CLOSED_AFTER:
        return Status.CLOSED
    is_quiet = day - last >= 14 and len(group.reports.between(last, day + 1)) >= 3
    return Status.QUIET if is_quiet else None


def _is_confirmed(told: Past, group: Group, spell: Sequence[int]) -> bool:
    """Whether a second pain day within 14 days, a score of 5 or a nerve symptom confirms it."""
    if any(later - earlier < CONFIRMED_WITHIN for earlier, later in pairwise(spell)):
        return True
    days = told.days[bisect_left(told.numbers, spell[0]) : bisect_right(told.numbers, spell[-1])]
    scores = [each.score(group.regions) for each in days]
    return any(
        score >= 5 or (score >= 1 and not each.yes.isdisjoint(NERVE_SYMPTOMS))
        for each, score in zip(days, scores, strict=True)
    )


def _was_quiet(reports: Stretch, earlier: int, later: int) -> bool:
    """Whether prompts had stopped before this pain day, and the episode was not yet closed."""
    return 14 < later - earlier < CLOSED_AFTER and len(reports.between(earlier, later)) >= 3


def _label(days: int) -> Label:
    if days < 42:
        return Label.ACUTE
    return Label.SUBACUTE if days < 84 else Label.PERSISTENT


def _gaps(told: Past, reports: Stretch) -> Iterator[Gap]:
    numbers = reports.numbers
    for first, last in pairwise(numbers):
        if last - first > SILENCE:
            said = sorted(told.answers(first, last))
            yield Gap(
                first=date.fromordinal(first),
                last=date.fromordinal(last),
                answer=said[0] if said else None,
            )
