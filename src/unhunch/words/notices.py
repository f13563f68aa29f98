"""Words for notifications. A locked or shared screen is read by others: what was reported is named
only where the user allows it; otherwise the words are the same whatever it is."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..body.terms import Level
from .catalogue import Catalogue
from .days import SayDate, day_phrase

if TYPE_CHECKING:
    from .suggesting import SuggestionText


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The two parts of a notification."""

    title: str
    body: str


def suggestion_notice(words: Catalogue, text: "SuggestionText", *, show_details: bool) -> Notice:
    """Return how a suggestion is announced; without details it names neither fact nor level."""
    if not show_details:
        return neutral_notice(words, text.level)
    told = text.told.paragraphs
    if text.level is Level.CONSIDER:
        # Several rules count the same days; servers cut long texts off before what is suggested.
        told = told[:1]
    lines = (*told, *text.suggested.paragraphs)
    if text.level is Level.URGENT:
        lines = (*lines, *text.now.paragraphs)
    return Notice(title=text.title, body=" ".join(lines))


def neutral_notice(words: Catalogue, level: Level) -> Notice:
    """Return an announcement that says nothing about the body. Only its pace tells the level."""
    match level:
        case Level.URGENT:
            body = words.say("Please open your last check-in now.")
        case Level.SOON:
            body = words.say("Please open your last check-in.")
        case _:
            body = words.say("Please open your last check-in when it suits you.")
    return Notice(title=words.say("Unhunch"), body=body)


def checkin_notice(words: Catalogue, since: date | None, today: date, say_date: SayDate) -> Notice:
    """Return the first question of a check-in. `since`: the day of the last one, None: there is
    none."""
    if since is None:
        body = words.say("Any pain in your neck, shoulders or back today?")
    else:
        day = day_phrase(words, since, today, say_date)
        body = words.say("Any pain in your neck, shoulders or back since {day}?", day=day)
    return Notice(title=words.say("How do you feel?"), body=body)


def tingling_notice(words: Catalogue) -> Notice:
    """Return the second question: where nothing hurts, it is the second of three taps."""
    return Notice(title=words.say("How do you feel?"), body=words.say("Any tingling or numbness?"))


def weakness_notice(words: Catalogue) -> Notice:
    """Return the third question."""
    return Notice(
        title=words.say("How do you feel?"),
        body=words.say("Any new weakness, something you could do last week and cannot do now?"),
    )
