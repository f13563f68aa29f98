"""The closed set of requests, as JSON objects and as values. Pure.

A request is {"do": "pause", "length": "PT1H"}. Its answer is {"ok": true} with what was asked for,
{"ok": false, "refused": "why not"}, or {"ok": false, "wrong": "what is wrong with the request"}.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, get_args

from ..body.requests import (
    AcceptStatement,
    AnswerFlags,
    AnswerSuggestion,
    BodyRequest,
    Bridge,
    CheckIn,
    LocateHurt,
    NoteBooked,
    NoteSeen,
    Retract,
)
from ..desk.policy import Answer
from ..desk.requests import (
    GiveAnswer,
    Guide,
    Meeting,
    Pause,
    PutAside,
    Request,
    Resume,
    Sit,
    Stand,
    TakeBreak,
)
from ..errors import WireError
from ..plain import Unread, fields_to_plain, read_fields, shown

LONGEST = timedelta(days=366)
"""No length in a request may be longer: an end beyond the calendar would stop the daemon."""

LAST_DAY = date(2999, 12, 31)

MOST_WORDS = 100
"""No list in a request is longer: there are fewer regions and flags than that."""

LONGEST_WORD = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is running, what is next, what holds it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor:
    """What each sensor, notifier and tray is and says now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaking:
    """How the guided break stands, as a card (card.py). Who asks shows it.

    `unless`: the key of a card that is known; it is answered when another is to be seen, or after
    20 seconds.
    """

    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakLeft:
    """No page shows the guided break any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """Read the settings file again, now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    """Remove the facts of these local days, both included; `first` None: from the beginning.

    `everything`: all facts and all daily sums.
    """

    first: date | None = None
    last: date | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quit:
    """Stop the daemon."""


Message = (
    Request | BodyRequest | Status | Doctor | Breaking | BreakLeft | CheckSettings | Forget | Quit
)

VERBS: Mapping[str, type[Any]] = {
    "pause": Pause,
    "resume": Resume,
    "meeting": Meeting,
    "stand": Stand,
    "sit": Sit,
    "break": TakeBreak,
    "answer": GiveAnswer,
    "guide": Guide,
    "put_aside": PutAside,
    "accept_statement": AcceptStatement,
    "check_in": CheckIn,
    "answer_flags": AnswerFlags,
    "bridge": Bridge,
    "retract": Retract,
    "seen": NoteSeen,
    "booked": NoteBooked,
    "hurt": LocateHurt,
    "suggestion": AnswerSuggestion,
    "status": Status,
    "doctor": Doctor,
    "card": Breaking,
    "card_left": BreakLeft,
    "settings_check": CheckSettings,
    "forget": Forget,
    "quit": Quit,
}


_PRIVATE = frozenset(get_args(BodyRequest))
"""What is said in these is about the body."""


class Malformed(WireError):
    """Raised for what is no request; the text says where and what was expected."""


def parse(given: object) -> Message:
    """Return the request. Raise Malformed unless every field is known and of its type.

    Of a request about the body the complaint repeats nothing.
    """
    if not isinstance(given, dict):
        raise Malformed(f"expected a JSON object, got {shown(given)}")
    verb = given.get("do")
    if not isinstance(verb, str) or verb not in VERBS:
        raise Malformed(f"do: expected one of {', '.join(VERBS)}, got {shown(verb)}")
    kind = VERBS[verb]
    is_private = kind in _PRIVATE
    known = [field.name for field in fields(kind)]
    for name in given:
        if name != "do" and name not in known:
            what = "nothing of that name" if is_private else f"no {shown(name)}"
            raise Malformed(f"{verb} has {what}; it takes {_listed(known)}")
    try:
        message: Message = kind(**read_fields(kind, given))
    except Unread as error:
        # What was said about the body is not repeated, nor kept in a chain of errors.
        raise Malformed(error.wanted if is_private else str(error)) from None
    _check(message)
    return message


def to_object(message: Message) -> dict[str, Any]:
    """Return the request as a JSON object that `parse` reads."""
    (verb,) = (verb for verb, kind in VERBS.items() if kind is type(message))
    return {"do": verb} | fields_to_plain(message)


def done(**told: Any) -> dict[str, Any]:
    """Return the answer to a request that was done. The values must be plain JSON."""
    return {"ok": True} | told


def refused(why: str) -> dict[str, Any]:
    """Return the answer to a request that was understood and not done."""
    return {"ok": False, "refused": why}


def wrong(what: str) -> dict[str, Any]:
    """Return the answer to what was no request."""
    return {"ok": False, "wrong": what}


def _check(message: Message) -> None:
    match message:
        case Pause(length=length, until=until, tomorrow=tomorrow):
            if (length is not None) + (until is not None) + tomorrow > 1:
                raise Malformed("pause takes only one of length, until and tomorrow")
            _check_length(length)
            _check_day("until", until)
        case Meeting(length=length):
            _check_length(length)
        case GiveAnswer(answer=answer, length=length):
            if length is not None and answer is not Answer.LATER:
                raise Malformed(f"length: only 'later' takes one, not {answer.value!r}")
            _check_length(length)
        case Forget():
            _check_forget(message)
        case CheckIn() | AnswerFlags() | Bridge() | Retract() | LocateHurt():
            _check_words(message)
        case NoteSeen(on=on) | NoteBooked(on=on):
            _check_words(message)
            _check_day("on", on)
        case _:
            pass


def _check_forget(asked: Forget) -> None:
    if asked.everything == (asked.last is not None) or (asked.everything and asked.first):
        raise Malformed("forget takes either last (and first), or everything")
    if asked.first is not None and asked.last is not None and asked.first > asked.last:
        raise Malformed(f"first: expected a date not after {asked.last}, got {asked.first}")
    _check_day("first", asked.first)
    _check_day("last", asked.last)


def _check_words(message: BodyRequest) -> None:
    """Which words there are is checked when they are answered; here only how much there is.

    What was said about the body is not repeated.
    """
    for field in fields(message):
        value = getattr(message, field.name)
        if isinstance(value, tuple) and len(value) > MOST_WORDS:
            raise Malformed(f"{field.name}: expected at most {MOST_WORDS}, got {len(value)}")
        for word in _words_in(value):
            if len(word) > LONGEST_WORD:
                raise Malformed(f"{field.name}: expected words of at most {LONGEST_WORD} letters")


def _words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _words_in(part)


def _check_length(length: timedelta | None) -> None:
    if length is not None and not timedelta(0) < length <= LONGEST:
        raise Malformed(f"length: expected more than nothing and at most {LONGEST.days} days")


def _check_day(name: str, day: date | None) -> None:
    if day is not None and day > LAST_DAY:
        raise Malformed(f"{name}: expected a date up to {LAST_DAY}, got {day}")


def _listed(names: list[str]) -> str:
    return ", ".join(names) if names else "nothing else"
