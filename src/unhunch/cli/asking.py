"""Commands that ask the running daemon for something."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..config.span import read_span
from ..desk.policy import Answer
from ..desk.requests import GiveAnswer, Meeting, Pause, Resume, Sit, Stand, TakeBreak
from ..wire.client import ask
from ..wire.messages import Message, Quit
from . import DONE, REFUSED, WRONG_USE
from .listening import address
from .printing import complain, say


def pause(given: Namespace) -> int:
    """unhunch pause [LENGTH|until tomorrow|until DATE|until resume]"""
    match given.words:
        case []:
            return _request(Pause(length=timedelta(hours=1)))
        case ["until", "tomorrow"]:
            return _request(Pause(tomorrow=True))
        case ["until", "resume"]:
            return _request(Pause())
        case ["until", day]:
            return _until(day)
        case [length] if length != "until":
            return _with_length(length, lambda span: Pause(length=span))
    return _wrong("pause takes a LENGTH like 30m, or: until tomorrow, until DATE, until resume")


def resume(given: Namespace) -> int:
    """unhunch resume"""
    return _request(Resume())


def meeting(given: Namespace) -> int:
    """unhunch meeting [LENGTH]"""
    return _with_length(given.length, lambda span: Meeting(length=span))


def stand(given: Namespace) -> int:
    """unhunch stand"""
    return _request(Stand())


def sit(given: Namespace) -> int:
    """unhunch sit"""
    return _request(Sit())


def take_break(given: Namespace) -> int:
    """unhunch break [REMINDER]"""
    return _request(TakeBreak(reminder=given.reminder))


def answer(given: Namespace) -> int:
    """unhunch answer WORD [LENGTH]"""
    words = [each.value for each in Answer]
    if given.word not in words:
        return _wrong(f"unknown answer {given.word!r}, expected one of: {', '.join(words)}")
    word = Answer(given.word)
    if given.length is None:
        return _request(GiveAnswer(answer=word))
    if word is not Answer.LATER:
        return _wrong(f"only later takes a LENGTH, not {word.value}")
    return _with_length(given.length, lambda span: GiveAnswer(answer=word, length=span))


def quit_daemon(given: Namespace) -> int:
    """unhunch quit"""
    return _request(Quit())


def show_answer(told: Mapping[str, Any]) -> int:
    """Print what the daemon answered and return the exit code."""
    if told["ok"]:
        say(told.get("said") or "Done.")
        return DONE
    complain(str(told.get("refused") or told.get("wrong")))
    return REFUSED


def _request(message: Message) -> int:
    return show_answer(ask(address(), message))


def _until(day: str) -> int:
    try:
        return _request(Pause(until=date.fromisoformat(day)))
    except ValueError:
        return _wrong(f"{day!r} is no date, expected one like 2026-08-20, tomorrow or resume")


def _with_length(text: str, make: Any) -> int:
    try:
        span = read_span(text)
    except ValueError as error:
        return _wrong(str(error))
    return _request(make(span))


def _wrong(why: str) -> int:
    complain(why)
    return WRONG_USE
