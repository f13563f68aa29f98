"""What the one-page report holds (clinical specification, "One-page report"): data, no opinion.

No level, no rule, nothing inferred. What was not reported is None, never zero. Days are local.
In JSON a field has its name here, without the underscore at its end.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ..body.episodes import Certainty, Label, Status
from ..sentence import Sentence

LONGEST_TEXT = 280
"""Characters that the person's own words may have, and their goals too."""

LONGEST_NAME = 80


class OnLeave(StrEnum):
    """Whether it was better away from the desk."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that the report is about, both included."""

    from_: date
    to: date

    def __contains__(self, day: date) -> bool:
        return self.from_ <= day <= self.to

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.to - self.from_).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What made the report, when, and for which days. `tz`: the zone, or the offset, of then."""

    app: str
    version: str
    ruleset: str
    generated_at: datetime
    tz: str
    locale: str
    period: Period


class TooLong(ValueError):
    """A text has no room on the page; says so in a Sentence. `field`: which of a Person's."""

    def __init__(self, field: str, length: int, most: int) -> None:
        super().__init__(
            Sentence(
                "there is room for {most} characters, and this has {length}",
                most=most,
                length=length,
            )
        )
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the person typed for this report; it is kept nowhere else.

    Raise TooLong when a text has no room on the page.
    """

    name: str | None = None
    age_band: str | None = None
    free_text: str | None = None
    goals: str | None = None

    def __post_init__(self) -> None:
        longest = {
            "name": LONGEST_NAME,
            "age_band": LONGEST_NAME,
            "free_text": LONGEST_TEXT,
            "goals": LONGEST_TEXT,
        }
        for field, most in longest.items():
            text = " ".join((getattr(self, field) or "").split())
            if len(text) > most:
                raise TooLong(field, len(text), most)
            object.__setattr__(self, field, text or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How complete the diary is. `longest_gap_days`: the most days in a row without a check-in,
    from the first one on; None: there is none."""

    expected_days: int
    report_days: int
    paused_days: int
    longest_gap_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """An item of the safety list that was ticked. `checked_by_professional`: one was spoken to
    after the last tick. `retracted`: each tick was taken back as a mistake."""

    item: str
    first: date
    last: date
    checked_by_professional: bool
    retracted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyList:
    """What was ticked, and what was never answered in the whole diary up to the period's end."""

    last_asked: date | None
    ticked: tuple[Ticked, ...]
    never_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """The scores of one region in the last 28 days of the period. `current`: the last of them."""

    region: str
    current: int | None
    median_28d: float | None
    worst_28d: int | None
    pain_days_28d: int
    report_days_28d: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A silence of more than a week within an episode: its days, and what was said about it."""

    from_: date
    to: date
    bridge_answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRow:
    """One spell of pain of a group. Only `start` may lie before the period.

    `duration_days`: from the start to the period's end, or to the last pain day once it is over.
    `baseline_median`, `recent_median`: of the first and the last three report days; None: fewer
    than four. `change`: recent less baseline, so that less pain is below zero.
    """

    group: str
    regions: tuple[str, ...]
    start: date
    start_certainty: Certainty
    last_pain_day: date
    status: Status
    duration_days: int
    label: Label
    baseline_median: float | None
    recent_median: float | None
    change: float | None
    flares_182d: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """A symptom that was reported in the period. `side`: None: it was not told.

    `denied_since`: the first no after the last yes. `trend`: None: it was not asked.
    """

    item: str
    side: str | None
    first: date
    last: date
    dates: int
    denied_since: date | None
    trend: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said yes to, on so many of the days on which it was answered."""

    item: str
    dates: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifiers:
    """What makes it worse and better. Of counts: None: it was never asked in that time."""

    worse: tuple[Said, ...]
    better: tuple[Said, ...]
    constant: Said | None
    better_on_leave: OnLeave
    night_waking_days_28d: int | None
    morning_stiffness_45_days_28d: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Days on which it stopped work or sleep, woke, or took painkillers; None: never asked."""

    work_interference_days_14d: int | None
    work_interference_days_28d: int | None
    sleep_interference_days_14d: int | None
    sleep_interference_days_28d: int | None
    painkiller_days_14d: int | None
    painkiller_days_28d: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstationAnswer:
    """One item of the workstation self-check, and what was said."""

    item: str
    answer: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """The days at the computer. Medians are over days with at least 30 min there; None: no day.

    `breaks_unprompted`: full breaks that no prompt had asked for. `workstation`: what was answered
    about the workplace; the diary keeps none of it so far.
    """

    screen_hours_median: float | None
    longest_sit_min_median: int | None
    breaks_offered: int
    breaks_taken: int
    breaks_unprompted: int
    workstation: tuple[WorkstationAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An exercise that was started, or another thing that was done, and how often."""

    what: str
    from_: date
    to: date
    times_per_week: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """A professional who was spoken to. `who`: None: it was not told."""

    date: date
    who: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The worst score of a region on a day; None: no report, never 0."""

    date: date
    region: str
    worst: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report, in the order of the page."""

    meta: Meta
    person: Person
    completeness: Completeness
    safety_list: SafetyList
    regions: tuple[RegionRow, ...]
    episodes: tuple[EpisodeRow, ...]
    symptoms: tuple[Symptom, ...]
    modifiers: Modifiers
    impact: Impact
    exposure: Exposure
    tried: tuple[Tried, ...]
    care: tuple[Care, ...]
    series: tuple[Point, ...]
