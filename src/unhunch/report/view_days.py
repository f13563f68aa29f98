"""The last row of the page: what pain stopped, the days at the computer, what was tried."""

from collections.abc import Mapping

from ..words.body import PROFESSIONALS
from .data import Care, Exposure, Impact, Report, Tried
from .figures import BLANK
from .tried import CHANGED_POSITION, STRETCH_BREAK
from .view import Line, Part, Speech, Table

VISITS = 4
THINGS = 5


def impact(told: Impact, speech: Speech) -> Part:
    """Return on how many days pain got in the way."""
    rows = (
        (
            speech.say("Stopped work or sleep"),
            told.work_interference_days_14d,
            told.work_interference_days_28d,
        ),
        (
            speech.say("Woke or kept awake"),
            told.sleep_interference_days_14d,
            told.sleep_interference_days_28d,
        ),
        (
            speech.say("Said: painkillers on most days"),
            told.painkiller_days_14d,
            told.painkiller_days_28d,
        ),
    )
    table = Table(
        heads=(speech.say("Days reported"), speech.say("of 14"), speech.say("of 28")),
        rows=tuple((name, speech.count(a), speech.count(b)) for name, a, b in rows),
    )
    return Part(title=speech.say("Impact"), table=table)


def exposure(told: Exposure, speech: Speech) -> Part:
    """Return what the days at the computer are like."""
    sat, hours = told.longest_sit_min_median, told.screen_hours_median
    lines = [
        Line(
            name=speech.say("At the computer, usual day"),
            text=BLANK
            if hours is None
            else speech.say("{hours} h", hours=speech.figures.number(hours)),
        ),
        Line(
            name=speech.say("Longest sitting, usual day"),
            text=BLANK if sat is None else speech.say("{minutes} min", minutes=speech.count(sat)),
        ),
        Line(
            name=speech.say("Breaks taken of those offered"),
            text=BLANK
            if hours is None
            else speech.say(
                "{taken} of {offered}",
                taken=speech.count(told.breaks_taken),
                offered=speech.count(told.breaks_offered),
            ),
        ),
        Line(
            name=speech.say("Other breaks of 5 min or more"),
            text=BLANK if hours is None else speech.count(told.breaks_unprompted),
        ),
    ]
    return Part(title=speech.say("Days at the computer"), lines=tuple(lines))


def tried(report: Report, speech: Speech, exercises: Mapping[str, str]) -> Part:
    """Return the exercises and the other things that were done."""
    done = tuple(_tried(each, speech, exercises) for each in report.tried[:THINGS])
    none = Line(name=speech.say("Exercises"), text=speech.say("none noted"))
    more = speech.and_so_many_more(len(report.tried) - THINGS)
    return Part(
        title=speech.say("Tried so far"), lines=done or (none,), texts=(more,) if more else ()
    )


def care(report: Report, speech: Speech) -> Line:
    """Return the professionals that were spoken to, the last of them."""
    newest = report.care[-VISITS:]
    seen = "; ".join(_visit(each, speech) for each in newest)
    text = f"{seen}." if seen else speech.say("none noted")
    earlier = speech.and_so_many_more(len(report.care) - len(newest))
    return Line(name=speech.say("Professionals seen"), text=f"{text} {earlier}".strip())


def _tried(each: Tried, speech: Speech, exercises: Mapping[str, str]) -> Line:
    names = {
        STRETCH_BREAK: speech.say("Stretch breaks started"),
        CHANGED_POSITION: speech.say("Changed position when asked"),
    }
    name = names.get(each.what) or exercises.get(each.what) or each.what.replace("-", " ")
    return Line(
        name=name,
        text=speech.say("{times} a week", times=speech.figures.number(each.times_per_week)),
    )


def _visit(care: Care, speech: Speech) -> str:
    day = speech.figures.day(care.date)
    if care.who is None:
        return day
    return speech.say("{who}, {date}", who=speech.say(PROFESSIONALS[care.who]), date=day)
