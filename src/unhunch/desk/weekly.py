"""What the last weeks came to, day by day, and when they were last told and asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from ..fact import Fact
from . import facts as f
from .policy import CHECKIN, SITTING, STRETCH, Answer, Asks

KEPT = 30
"""So many days are kept: two weeks and the one that has begun, with room for a clock that was set.
The daemon reads as many days whole when it starts."""

AT_THE_DESK = timedelta(minutes=30)
"""With less sitting a day is not told of: it would say nothing of the others."""

LONGEST = timedelta(days=1)
"""A bout over more than a day was a clock that was set, and nobody sat."""

BREAKS = frozenset({SITTING, STRETCH})
TAKEN = frozenset({Answer.DONE, Answer.START, Answer.STOPPED, Answer.HURT})
"""Breaks are counted as the report and the page count them (report/exposure.py)."""

ANSWERED = frozenset({Answer.TOO_MANY, Answer.RIGHT, Answer.TOO_FEW})
ZERO = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySum:
    """What a local day came to: measured sitting, breaks taken, prompts of reminders shown."""

    sat: timedelta = ZERO
    breaks: int = 0
    prompts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """`days`: the newest days with anything in them. `offered`: open prompts that offer a break
    which was not taken yet; `credited`: when the newest full break was.

    `noticed`, `asked`: what the wall clock showed when the weekly notice and the weekly question
    were last shown first. `unanswered`: so many questions in a row got no answer, the newest
    included. `questioned`: the newest day with a question about delivery.
    """

    days: Mapping[date, DaySum] = field(default_factory=dict)
    offered: frozenset[int] = frozenset()
    credited: datetime | None = None
    noticed: datetime | None = None
    asked: datetime | None = None
    unanswered: int = 0
    questioned: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Seven days together: `days` on which somebody sat at the desk, and how long on these; all
    the breaks and prompts there were."""

    days: int
    sat: timedelta
    breaks: int
    prompts: int

    @property
    def a_day(self) -> timedelta:
        """How long somebody sat on each of these days, in whole minutes."""
        minutes = round(self.sat / timedelta(minutes=1) / self.days) if self.days else 0
        return timedelta(minutes=minutes)


def week_before(weekly: Weekly, day: date) -> Sums:
    """Return what the seven days before this one came to."""
    of_week = [weekly.days.get(day - timedelta(days=ago), DaySum()) for ago in range(1, 8)]
    sat = [each.sat for each in of_week if each.sat >= AT_THE_DESK]
    return Sums(
        days=len(sat),
        sat=sum(sat, ZERO),
        breaks=sum(each.breaks for each in of_week),
        prompts=sum(each.prompts for each in of_week),
    )


def noted(weekly: Weekly, fact: Fact) -> Weekly:
    """Return the weeks with what this fact adds to them."""
    match fact:
        case f.BoutEnded(sat=timedelta() as sat) if ZERO < sat <= LONGEST:
            return _sat(weekly, fact.at - sat, fact.at)
        case f.BreakCredited(full=True):
            return replace(_plus(weekly, fact.at.date(), breaks=1), credited=fact.at)
        case f.PromptShown(again=False):
            return _shown(weekly, fact)
        case f.PromptAnswered():
            return _answered(weekly, fact)
        case f.PromptExpired() | f.PromptWithdrawn():
            return replace(weekly, offered=weekly.offered - {fact.prompt})
        case _:
            return weekly


def not_after(weekly: Weekly, clock: datetime) -> Weekly:
    """Return the weeks under a wall clock that was far ahead and is put right."""

    def past(moment: datetime | None) -> datetime | None:
        return None if moment is None else min(moment, clock)

    return replace(weekly, noticed=past(weekly.noticed), asked=past(weekly.asked))


def _sat(weekly: Weekly, began: datetime, ended: datetime) -> Weekly:
    """A bout counts for the days on which it was, by the clock of its end."""
    midnight = datetime.combine(ended.date(), time(), tzinfo=ended.tzinfo)
    if began < midnight:
        weekly = _plus(weekly, began.date(), sat=midnight - began)
    return _plus(weekly, ended.date(), sat=ended - max(began, midnight))


def _shown(weekly: Weekly, fact: f.PromptShown) -> Weekly:
    clock = fact.at.replace(tzinfo=None)
    if fact.asks not in (None, Asks.WEEK):
        weekly = replace(weekly, questioned=clock.date())
    match fact.asks:
        case Asks.WEEK:
            return replace(weekly, noticed=clock)
        case Asks.HOW_MANY:
            return replace(weekly, asked=clock, unanswered=weekly.unanswered + 1)
        case _ if fact.asked:
            return weekly
        case _:
            pass
    if not BREAKS.isdisjoint(fact.reminders):
        weekly = replace(weekly, offered=weekly.offered | {fact.prompt})
    if fact.asks is not None or CHECKIN in fact.reminders:
        return weekly
    return _plus(weekly, clock.date(), prompts=1)


def _answered(weekly: Weekly, fact: f.PromptAnswered) -> Weekly:
    if fact.answer in ANSWERED:
        return replace(weekly, unanswered=0)
    day, breaks = fact.at.date(), 0
    if fact.by == "break" and fact.at == weekly.credited:
        # The break that was credited is the answer: it is one break and not two.
        breaks, weekly = -1, replace(weekly, credited=None)
    if fact.prompt in weekly.offered and fact.answer is not Answer.LATER:
        breaks += fact.answer in TAKEN
        weekly = replace(weekly, offered=weekly.offered - {fact.prompt})
    return _plus(weekly, day, breaks=breaks) if breaks else weekly


def _plus(
    weekly: Weekly, day: date, *, sat: timedelta = ZERO, breaks: int = 0, prompts: int = 0
) -> Weekly:
    days = dict(weekly.days)
    was = days.get(day, DaySum())
    days[day] = DaySum(sat=was.sat + sat, breaks=was.breaks + breaks, prompts=was.prompts + prompts)
    if len(days) > KEPT:
        del days[next(iter(days))]
    return replace(weekly, days=days)
