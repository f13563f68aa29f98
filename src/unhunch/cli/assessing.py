"""unhunch assess: the level that reports come to, and the facts it rests on."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ..body.assess import Assessment, Fired, assess
from ..body.reading import HistoryUnreadable, number_of, read_history, shown
from ..sentence import Sentence, reason_of
from . import DONE, WRONG_USE
from .printing import complain, say, say_lines

MOST_BYTES = 32 * 1024 * 1024
"""How much is read at most, so that no file can take all memory."""


class _Unreadable(Exception):
    """What is wrong with the file, and where in it."""


def assess_reports(given: Namespace) -> int:
    """unhunch assess [--history FILE] [--json]"""
    if given.history is None:
        return _present(given)
    try:
        answers = _answers(_parsed(_bytes(given.history)))
    except _Unreadable as error:
        complain(given.catalogue.say("{path}: {error}", path=given.history, error=error.args[0]))
        return WRONG_USE
    say_lines(_as_text(answers))
    return DONE


def _present(given: Namespace) -> int:
    from .present import present_lines, present_text

    if given.json:
        say(present_text())
    else:
        say_lines(present_lines(given.catalogue))
    return DONE


# --- in ---------------------------------------------------------------------------------------


def _bytes(name: str) -> bytes:
    try:
        if name == "-":
            found = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                found = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _Unreadable(Sentence("cannot be read: {reason}", reason=reason_of(error))) from error
    if len(found) > MOST_BYTES:
        raise _Unreadable(
            Sentence("is too large, expected at most {most} MiB", most=MOST_BYTES // 1024**2)
        )
    return found


def _parsed(found: bytes) -> Any:
    try:
        return json.loads(
            found.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        raise _Unreadable(
            Sentence("is not UTF-8 at byte {start}, expected JSON", start=error.start)
        ) from error
    except json.JSONDecodeError as error:
        raise _Unreadable(
            Sentence(
                "line {line} column {column}: is not JSON: {error}",
                line=error.lineno,
                column=error.colno,
                error=error.msg,
            )
        ) from error
    except RecursionError as error:
        raise _Unreadable(
            Sentence("is nested too deeply, expected a history or a list of them")
        ) from error
    except ValueError as error:
        raise _Unreadable(Sentence("is not JSON: {error}", error=error)) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(Sentence("key {twice} stands twice in one object", twice=shown(twice)))
    return made


def _no_number(word: str) -> Any:
    raise ValueError(Sentence("{word} is not a number", word=word))


# --- out --------------------------------------------------------------------------------------


def _answers(found: Any) -> dict[str, Any] | list[dict[str, Any]]:
    try:
        if not isinstance(found, list):
            return _answer(found)
        return [_answer_at(index, each) for index, each in enumerate(found)]
    except HistoryUnreadable as error:
        raise _Unreadable(error.args[0]) from error


def _answer_at(index: int, found: Any) -> dict[str, Any]:
    try:
        return _answer(found)
    except HistoryUnreadable as error:
        name = f" ({shown(found['id'])})" if isinstance(found, dict) and "id" in found else ""
        raise error.within(f"[{index}]{name}") from None


def _answer(found: Any) -> dict[str, Any]:
    history, day = read_history(found)
    name = {"id": found["id"]} if "id" in found else {}
    return name | to_object(assess(history, day))


def to_object(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as JSON has it; its days are the numbers of the history's format."""
    return {
        "level": assessment.level.value,
        "rules": list(assessment.rules),
        "fired": [fired_object(each, number_of) for each in assessment.fired],
    }


def fired_object(each: Fired, tell_day: Callable[[date], object]) -> dict[str, Any]:
    """Return a rule that fired as JSON has it; `tell_day`: how its days are told."""
    evidence = each.evidence
    return {
        "rule": each.rule,
        "level": each.level.value,
        "group": each.group,
        "flag": each.flag,
        "days": [tell_day(day) for day in evidence.days],
        "flags": list(evidence.flags),
        "regions": list(evidence.regions),
        "low": evidence.low,
        "high": evidence.high,
        "denied": [tell_day(day) for day in evidence.denied],
    }


def _as_text(answers: dict[str, Any] | list[dict[str, Any]]) -> Iterator[str]:
    """Yield one line for each history: `indent` would cost more than all the rules."""
    if isinstance(answers, dict):
        yield json.dumps(answers)
        return
    yield "["
    for left, each in zip(range(len(answers) - 1, -1, -1), answers, strict=True):
        yield json.dumps(each) + ("," if left else "")
    yield "]"
