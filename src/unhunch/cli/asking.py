"""Commands that ask the running daemon for something."""

import os
from argparse import Namespace
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..body.requests import AnswerSuggestion, SuggestionAnswer
from ..config.paths import Paths
from ..config.span import read_span
from ..desk.policy import Answer, Move
from ..desk.requests import GiveAnswer, Guide, Meeting, Pause, Resume, Sit, Stand, TakeBreak
from ..sentence import Sentence
from ..wire.client import ask
from ..wire.messages import Message, Quit
from ..words.catalogue import Catalogue
from . import DONE, REFUSED, WRONG_USE
from .listening import address
from .printing import complain, say


def pause(given: Namespace) -> int:
    """unhunch pause [LENGTH|until tomorrow|until DATE|until resume]"""
    match given.words:
        case []:
            return _request(given, Pause(length=timedelta(hours=1)))
        case ["until", "tomorrow"]:
            return _request(given, Pause(tomorrow=True))
        case ["until", "resume"]:
            return _request(given, Pause())
        case ["until", day]:
            return _until(given, day)
        case [length] if length != "until":
            return _with_length(given, length, lambda span: Pause(length=span))
    return _wrong(
        given,
        Sentence("pause takes a LENGTH like 30m, or: until tomorrow, until DATE, until resume"),
    )


def resume(given: Namespace) -> int:
    """unhunch resume"""
    return _request(given, Resume())


def meeting(given: Namespace) -> int:
    """unhunch meeting [LENGTH]"""
    return _with_length(given, given.length, lambda span: Meeting(length=span))


def stand(given: Namespace) -> int:
    """unhunch stand"""
    return _request(given, Stand())


def sit(given: Namespace) -> int:
    """unhunch sit"""
    return _request(given, Sit())


def take_break(given: Namespace) -> int:
    """unhunch break [REMINDER]"""
    return _request(given, TakeBreak(reminder=given.reminder))


def guide(given: Namespace) -> int:
    """unhunch guide next|back|pause|resume"""
    move = Move.GO_ON if given.move == "resume" else Move(given.move)
    return _request(given, Guide(move=move))


def answer(given: Namespace) -> int:
    """unhunch answer WORD [LENGTH]: to the open prompt, or to the suggestion that is open."""
    suggested = [each.value for each in SuggestionAnswer]
    known = [each.value for each in Answer] + suggested
    if given.word not in known:
        return _wrong(
            given,
            Sentence(
                "unknown answer {word}, expected one of: {known}",
                word=repr(given.word),
                known=", ".join(known),
            ),
        )
    if given.length is not None and given.word != Answer.LATER:
        return _wrong(given, Sentence("only later takes a LENGTH, not {answer}", answer=given.word))
    if given.word in suggested:
        return _to_suggestion(given, SuggestionAnswer(given.word))
    word = Answer(given.word)
    if given.length is None:
        return _request(given, GiveAnswer(answer=word))
    return _with_length(given, given.length, lambda span: GiveAnswer(answer=word, length=span))


def _to_suggestion(given: Namespace, word: SuggestionAnswer) -> int:
    """Have it noted, and say what it means; without a daemon, too."""
    from ..body.offer import open_suggestion
    from ..said import recalled
    from ..words.replies import reply_text
    from .checking import tell
    from .wishes import wishes

    words, paths = given.catalogue, Paths.of(os.environ)
    showing = open_suggestion(recalled(paths))
    reply = "" if showing is None else reply_text(words, showing.level, word, wishes().emergency)
    return tell(words, paths, AnswerSuggestion(answer=word), reply)


def quit_daemon(given: Namespace) -> int:
    """unhunch quit"""
    return _request(given, Quit())


def show_answer(words: Catalogue, told: Mapping[str, Any]) -> int:
    """Print what the daemon answered and return the exit code."""
    if told["ok"]:
        say(told.get("said") or words.say("Done."))
        return DONE
    complain(str(told.get("refused") or told.get("wrong")))
    return REFUSED


def _request(given: Namespace, message: Message) -> int:
    return show_answer(given.catalogue, ask(address(), message))


def _until(given: Namespace, day: str) -> int:
    try:
        return _request(given, Pause(until=date.fromisoformat(day)))
    except ValueError:
        return _wrong(
            given,
            Sentence(
                "{day} is no date, expected one like 2026-08-20, tomorrow or resume", day=repr(day)
            ),
        )


def _with_length(given: Namespace, text: str, make: Any) -> int:
    try:
        span = read_span(text)
    except ValueError as error:
        return _wrong(given, error.args[0])
    return _request(given, make(span))


def _wrong(given: Namespace, why: str) -> int:
    complain(given.catalogue.tell(why))
    return WRONG_USE
