"""unhunch journal: show, export, forget. The first two only read."""

import json
import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ..config.paths import Paths
from ..errors import UnhunchError
from ..journal.codec import to_object
from ..journal.export import csv_lines, json_lines
from ..journal.reader import Reader
from ..ports import Entered
from ..sentence import Sentence, reason_of
from ..simulate.text import line_of
from ..wire.messages import Forget
from . import DONE, WRONG_USE
from .dates import read_date
from .forgetting import forget
from .printing import complain, say, say_lines

Days = tuple[date, date]


def journal(given: Namespace) -> int:
    """unhunch journal show|export|forget"""
    words = given.catalogue
    try:
        days = _days(given)
    except ValueError as error:
        complain(words.tell(error.args[0]))
        return WRONG_USE
    if given.what == "forget":
        return _forget(given, days)
    if given.before or given.everything:
        complain(
            words.say("--before and --all go with forget; show and export take --from and --to")
        )
        return WRONG_USE
    return _show(given, days) if given.what == "show" else _export(given, days)


def _days(given: Namespace) -> Days:
    first = date.min if given.first is None else read_date(given.first)
    last = date.max if given.last is None else read_date(given.last)
    if first > last:
        raise ValueError(Sentence("--from {first} is after --to {last}", first=first, last=last))
    return first, last


def _show(given: Namespace, days: Days) -> int:
    facts = _facts(days)
    if given.json:
        say_lines(json.dumps(to_object(entered.fact), ensure_ascii=False) for entered in facts)
    else:
        say_lines(line_of(entered.fact) for entered in facts)
    return DONE


def _export(given: Namespace, days: Days) -> int:
    lines = (csv_lines if given.csv else json_lines)(_facts(days))
    if given.out is None:
        say_lines(lines)
        return DONE
    path = Path(given.out)
    try:
        if path.is_file():
            path.chmod(0o600)  # an earlier file, whoever could read that
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise UnhunchError(
            Sentence("{path}: {reason}", path=path, reason=reason_of(error))
        ) from error
    say(given.catalogue.say("Written: {path}", path=path))
    return DONE


def _facts(days: Days) -> Iterator[Entered]:
    path = Paths.of(os.environ).journal
    if not path.exists():
        return
    reader = Reader.open(path)
    try:
        yield from reader.facts(first=days[0], last=days[1])
    finally:
        reader.close()


def _forget(given: Namespace, days: Days) -> int:
    try:
        asked = _what_to_forget(given, days)
    except ValueError as error:
        complain(given.catalogue.tell(error.args[0]))
        return WRONG_USE
    return forget(given.catalogue, asked, agreed=given.agreed)


def _what_to_forget(given: Namespace, days: Days) -> Forget:
    """Return what was asked for; raise ValueError unless it is exactly one thing."""
    match given.first, given.last, given.before, given.everything:
        case None, None, None, True:
            return Forget(everything=True)
        case None, None, str(day), False if read_date(day) > date.min:
            return Forget(last=read_date(day) - timedelta(days=1))
        case str(), str(), None, False:
            return Forget(first=days[0], last=days[1])
    raise ValueError(Sentence("forget takes --before DATE, --from DATE --to DATE, or --all"))
