"""The answers offered to a suggestion, and what is said after each (rules.md section 8)."""

from ..body.requests import SuggestionAnswer
from ..body.terms import Level
from .catalogue import Catalogue, mark

_A = SuggestionAnswer

OFFERED = {
    Level.URGENT: {
        _A.GETTING_HELP: mark("I'm getting help"),
        _A.SEEN: mark("I've already been checked"),
        _A.MISTAKE: mark("Ticked by mistake"),
        _A.OVER: mark("It has stopped"),
    },
    Level.SOON: {
        _A.BOOKED: mark("Booked"),
        _A.SEEN: mark("Already seen"),
        _A.MISTAKE: mark("Ticked by mistake"),
        _A.OVER: mark("It has stopped"),
        _A.TOMORROW: mark("Remind me tomorrow"),
    },
    Level.CONSIDER: {
        _A.BOOKED: mark("Booked"),
        _A.SEEN: mark("Already seen"),
        _A.NOT_NOW: mark("Not now (2 weeks)"),
        _A.NEVER: mark("Don't suggest this for this episode"),
        _A.OVER: mark("It has stopped"),
    },
}
"""Each level's answers under their labels, in the order of the specification. At `consider` the
last one is offered where something ticked stands behind it (content.md)."""

_STOPPED = mark(
    "Good. Because it can come back, please tell a health professional today that it happened."
)

_REPLIES = {
    (Level.URGENT, _A.GETTING_HELP): mark(
        "Noted. If it gets worse before help comes, call {number}."
    ),
    (Level.URGENT, _A.SEEN): mark("Noted as checked. If it comes back or changes, tick it again."),
    (Level.URGENT, _A.MISTAKE): mark("Taken back. It counts as not answered."),
    (Level.URGENT, _A.OVER): _STOPPED,
    (Level.SOON, _A.BOOKED): mark("Noted. If it gets worse quickly before then, call {number}."),
    (Level.SOON, _A.SEEN): mark("Noted as seen. If it comes back or changes, tick it again."),
    (Level.SOON, _A.MISTAKE): mark("Taken back. It counts as not answered."),
    (Level.SOON, _A.OVER): mark(
        "Noted. Because it can come back, please still tell a health professional."
    ),
    (Level.SOON, _A.TOMORROW): mark(
        "Noted. You will be reminded tomorrow. If it gets worse quickly, call {number}."
    ),
    (Level.CONSIDER, _A.BOOKED): mark("Noted. You can make a one-page summary to take along."),
    (Level.CONSIDER, _A.SEEN): mark("Noted. Your next check-ins show how it goes on."),
    (Level.CONSIDER, _A.NOT_NOW): mark(
        "Noted. This rests for 2 weeks. Something new is still shown."
    ),
    (Level.CONSIDER, _A.NEVER): mark(
        "Noted. This rests for this episode. More pressing signs are still shown."
    ),
    (Level.CONSIDER, _A.OVER): mark(
        "Noted. Because it can come back, please still tell a health professional."
    ),
}
"""What is said after an answer that was offered."""


def offered(words: Catalogue, level: Level) -> tuple[tuple[SuggestionAnswer, str], ...]:
    """Return the answers offered at a level, with their labels; none below `consider`."""
    return tuple((answer, words.say(label)) for answer, label in OFFERED.get(level, {}).items())


def reply_text(words: Catalogue, level: Level, answer: SuggestionAnswer, emergency: str) -> str:
    """Return what is said after an answer; empty for one that is not offered at this level.

    `emergency`: the number to call, or empty.
    """
    text = _REPLIES.get((level, answer), "")
    return words.say(text, number=number_words(words, emergency))


def number_words(words: Catalogue, emergency: str) -> str:
    """Return the number, or what stands for it where none is known, as what one calls."""
    return emergency or words.say("your local emergency number")
