"""What was answered about the pain: symptoms, what makes it worse or better, what it stops."""

from collections.abc import Iterator
from datetime import date

from ..body.terms import RADIATES, TINGLING, WEAKNESS
from .data import Impact, Modifiers, Said, Symptom
from .diary import Diary
from .leave import better_on_leave

WORSE = ("worse_sitting", "worse_twist_extend", "worse_straining")
BETTER = ("better_movement_position",)
SYMPTOMS = (*WEAKNESS, *TINGLING, *RADIATES)


def symptoms(diary: Diary) -> tuple[Symptom, ...]:
    """Return what was reported in the period of weakness, tingling and spreading pain."""
    return tuple(_symptoms(diary))


def _symptoms(diary: Diary) -> Iterator[Symptom]:
    for item in SYMPTOMS:
        days = [day for day in diary.yes(item) if day in diary.period]
        if days:
            yield Symptom(
                item=item,
                side="both" if "s_both" in item else None,
                first=days[0],
                last=days[-1],
                dates=len(days),
                denied_since=next((day for day in diary.no(item) if day > days[-1]), None),
                trend=_trend(diary, item, days[-1]),
            )


def _trend(diary: Diary, item: str, last: date) -> str | None:
    """Only tingling is asked about: "spreading or getting stronger"."""
    told = item in TINGLING and last in diary.yes("neuro_worse")
    return "worse" if told else None


def modifiers(diary: Diary) -> Modifiers:
    """Return what was said about the pain on the days on which it was asked."""
    return Modifiers(
        worse=tuple(said for item in WORSE if (said := _said(diary, item)) and said.dates),
        better=tuple(said for item in BETTER if (said := _said(diary, item)) and said.dates),
        constant=_said(diary, "constant"),
        better_on_leave=better_on_leave(diary),
        night_waking_days_28d=_days(diary, "night_pain", 28),
        morning_stiffness_45_days_28d=_days(diary, "morning_stiff_45", 28),
    )


def impact(diary: Diary) -> Impact:
    """Return on how many days pain stopped work or sleep, and painkillers were taken."""
    return Impact(
        work_interference_days_14d=_days(diary, "interferes", 14),
        work_interference_days_28d=_days(diary, "interferes", 28),
        sleep_interference_days_14d=_days(diary, "night_pain", 14),
        sleep_interference_days_28d=_days(diary, "night_pain", 28),
        painkiller_days_14d=_days(diary, "painkillers_most_days", 14),
        painkiller_days_28d=_days(diary, "painkillers_most_days", 28),
    )


def _said(diary: Diary, item: str) -> Said | None:
    asked = [day for day in diary.answered(item) if day in diary.period]
    dates = [day for day in diary.yes(item) if day in diary.period]
    return Said(item=item, dates=len(dates), asked=len(asked)) if asked else None


def _days(diary: Diary, item: str, window: int) -> int | None:
    """On how many days of the last `window` it was said; None: it was not asked in them."""
    first = diary.first(window)
    if not any(day >= first for day in diary.answered(item)):
        return None
    return sum(day >= first for day in diary.yes(item))
