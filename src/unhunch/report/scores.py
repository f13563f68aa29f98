"""Scores by region: now, usual, worst; and day by day, with gaps left blank."""

from datetime import timedelta

from ..body.terms import REGIONS
from .data import Point, RegionRow
from .diary import PAIN, Diary, middle

USUAL_DAYS = 28


def region_rows(diary: Diary) -> tuple[RegionRow, ...]:
    """Return one row for each region of the body map, in its order."""
    return tuple(_row(diary, region) for region in REGIONS)


def _row(diary: Diary, region: str) -> RegionRow:
    scores = [day.score((region,)) for day in diary.within(USUAL_DAYS)]
    return RegionRow(
        region=region,
        current=scores[-1] if scores else None,
        median_28d=middle(scores),
        worst_28d=max(scores, default=None),
        pain_days_28d=sum(score >= PAIN for score in scores),
        report_days_28d=len(scores),
    )


def series(diary: Diary) -> tuple[Point, ...]:
    """Return each day of the period with each region: its score, or None without a report."""
    known = {day.date: day for day in diary.within()}
    first = diary.period.from_
    return tuple(
        Point(date=day, region=region, worst=known[day].score((region,)) if day in known else None)
        for day in (first + timedelta(days=number) for number in range(diary.period.days))
        for region in REGIONS
    )
