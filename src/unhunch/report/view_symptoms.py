"""Character: what else was reported with the pain, and what makes it worse or better."""

from collections.abc import Iterator

from ..words.body import FLAGS
from .data import Modifiers, OnLeave, Report, Said, Symptom
from .figures import BLANK
from .view import Line, Part, Row, Speech, Table

ROOM = 6


def character(report: Report, speech: Speech) -> Part:
    """Return the symptoms as a table, and what was said about the pain under it."""
    table = Table(
        heads=(
            speech.say("Reported symptom"),
            speech.say("Side"),
            speech.say("First"),
            speech.say("Last"),
            speech.say("Days"),
            speech.say("Answered no since"),
            speech.say("Trend"),
        ),
        rows=tuple(_symptom(each, speech) for each in report.symptoms[:ROOM]),
        rest=speech.and_more([speech.say(FLAGS[each.item]) for each in report.symptoms[ROOM:]]),
    )
    if report.completeness.report_days:
        nothing = speech.say("No spreading pain, tingling, numbness or weakness reported.")
    else:
        nothing = speech.say("No check-in in this period.")
    return Part(
        title=speech.say("Character of the pain"),
        note=speech.say("A dash: not asked, or not known."),
        table=table if report.symptoms else None,
        texts=() if report.symptoms else (nothing,),
        lines=_modifiers(report.modifiers, speech),
    )


def _symptom(symptom: Symptom, speech: Speech) -> Row:
    denied = symptom.denied_since
    return (
        speech.say(FLAGS[symptom.item]),
        _side(symptom.side, speech),
        speech.figures.day(symptom.first),
        speech.figures.day(symptom.last),
        speech.count(symptom.dates),
        BLANK if denied is None else speech.figures.day(denied),
        speech.say("getting worse") if symptom.trend == "worse" else BLANK,
    )


def _side(side: str | None, speech: Speech) -> str:
    match side:
        case "left":
            return speech.say("left")
        case "right":
            return speech.say("right")
        case "both":
            return speech.say("both")
        case _:
            return BLANK


def _modifiers(told: Modifiers, speech: Speech) -> tuple[Line, ...]:
    on_leave = {
        OnLeave.YES: speech.say("yes"),
        OnLeave.NO: speech.say("no"),
        OnLeave.UNKNOWN: BLANK,
    }
    return (
        *_said(told.worse, speech.say("What makes it worse"), speech),
        *_said(told.better, speech.say("What makes it better"), speech),
        Line(name=speech.say("Nothing eases it"), text=_dates(told.constant, speech)),
        Line(name=speech.say("Better away from the desk"), text=on_leave[told.better_on_leave]),
        Line(
            name=speech.say("Pain at night, days of 28"),
            text=speech.count(told.night_waking_days_28d),
        ),
        Line(
            name=speech.say("Stiff for 45 min in the morning, days of 28"),
            text=speech.count(told.morning_stiffness_45_days_28d),
        ),
    )


def _said(told: tuple[Said, ...], question: str, speech: Speech) -> Iterator[Line]:
    """A line for each thing that was said, or one for the question that was not answered."""
    for each in told:
        yield Line(name=speech.say(FLAGS[each.item]), text=_dates(each, speech))
    if not told:
        yield Line(name=question, text=BLANK)


def _dates(told: Said | None, speech: Speech) -> str:
    if told is None:
        return BLANK
    return speech.say("{days} of {asked} days asked", days=told.dates, asked=told.asked)
