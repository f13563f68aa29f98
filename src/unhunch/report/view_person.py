"""The head of the page: who, when, how complete, and the person's own words."""

from .data import Completeness, Person, Report
from .view import Line, Speech


def who(report: Report, speech: Speech) -> tuple[str, ...]:
    """Return the lines under the title."""
    meta, figures = report.meta, speech.figures
    first = speech.say(
        "Period: {period}. Made on {date}.",
        period=figures.days(meta.period.from_, meta.period.to),
        date=figures.day(meta.generated_at.date()),
    )
    if report.person.age_band:
        first = speech.say("Age: {age}.", age=report.person.age_band) + " " + first
    return first, _completeness(report.completeness, speech)


def _completeness(known: Completeness, speech: Speech) -> str:
    sentences = [
        speech.words.many(
            "Check-ins on {count} day.", "Check-ins on {count} days.", known.report_days
        ),
        speech.words.many(
            "Expected on {count} day at the computer.",
            "Expected on {count} days at the computer.",
            known.expected_days,
        ),
    ]
    if known.paused_days:
        sentences.append(
            speech.words.many("{count} day on leave.", "{count} days on leave.", known.paused_days)
        )
    if known.longest_gap_days:
        sentences.append(
            speech.words.many(
                "Longest time without a check-in: {count} day.",
                "Longest time without a check-in: {count} days.",
                known.longest_gap_days,
            )
        )
    return " ".join(sentences)


def own_words(person: Person, speech: Speech) -> tuple[Line, ...]:
    """Return what the person typed."""
    told = (
        (speech.say("Main problem, in my own words"), person.free_text),
        (speech.say("What I want from this visit"), person.goals),
    )
    return tuple(Line(name=name, text=text) for name, text in told if text)
