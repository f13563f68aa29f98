"""Facts to the report. Reading the journal is the caller's."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ..body.history import recall
from ..body.terms import RULESET
from ..desk.instant import recalled
from ..fact import Fact
from ..words.catalogue import Catalogue
from .answers import impact, modifiers, symptoms
from .completeness import completeness
from .courses import courses
from .data import Care, Meta, Period, Person, Report
from .diary import Diary, days_after, days_before
from .exposure import exposure, presence
from .safety import safety_list
from .scores import region_rows, series
from .tried import tried

APP = "Unhunch"

USUAL = timedelta(weeks=12)
"""The period where none is asked for: from here on an episode is called persistent."""


def usual_period(to: date) -> Period:
    """Return the twelve weeks that end on this day."""
    return Period(from_=days_before(to, USUAL.days - 1), to=to)


def days_read(first: date, last: date) -> tuple[date, date]:
    """Return the first and last day of which a report about these days looks at the desk's facts.

    Of all other days only what was said about the body counts, and when the journal began. A prompt
    of the evening before may have been answered on the first day, and somebody may have sat through
    the last night.
    """
    return days_before(first, 1), days_after(last, 1)


def build(
    facts: Iterable[Fact],
    now: datetime,
    period: Period,
    person: Person,
    catalogue: Catalogue,
    version: str,
    locale: str = "",
) -> Report:
    """Return the report of this period. `now` has the local offset; no day after it counts, by the
    days as they were put right when the clock was.

    `facts`: in their order; of which days, see `days_read`; of the desk only `exposure.KINDS`.
    A long period begins with the first fact there is: "everything" is not two thousand years.
    `locale`: how dates and numbers are written; empty: as the catalogue's language does.
    """
    to = min(period.to, now.date())
    every = list(facts)
    told = _until(to, recalled(every).told)
    kept = _until(to, every)
    period = Period(from_=_first(min(period.from_, to), to, (*kept, *told)), to=to)
    diary = Diary(recall(told), period)
    present = presence(every, period)
    return Report(
        meta=Meta(
            app=APP,
            version=version,
            ruleset=RULESET,
            generated_at=now,
            tz=str(now.tzinfo),
            locale=locale or catalogue.language,
            period=period,
        ),
        person=person,
        completeness=completeness(diary, kept, present),
        safety_list=safety_list(diary),
        regions=region_rows(diary),
        episodes=courses(diary),
        symptoms=symptoms(diary),
        modifiers=modifiers(diary),
        impact=impact(diary),
        exposure=exposure(kept, period, present),
        tried=tried(kept, period),
        care=care(diary),
        series=series(diary),
    )


def _until(to: date, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.at.date() <= to]


def _first(asked: date, to: date, facts: Iterable[Fact]) -> date:
    usual = usual_period(to).from_
    oldest = min((fact.at.date() for fact in facts), default=usual)
    return max(asked, min(oldest, usual))


def care(diary: Diary) -> tuple[Care, ...]:
    """Return the professionals who were spoken to in the period, oldest first."""
    visits = {(visit.day, visit.who or None) for visit in diary.history.visits}
    return tuple(
        Care(date=day, who=who, note=None)
        for day, who in sorted(visits, key=lambda visit: (visit[0], visit[1] or ""))
        if day in diary.period
    )
