"""unhunch report: the one-page summary for a professional, made on request and never sent."""

import json
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from .. import __version__
from ..config.library import exercise_names
from ..config.paths import Paths
from ..errors import UnhunchError
from ..fact import Fact
from ..journal.codec import body_kinds
from ..journal.reader import Reader
from ..report import (
    Period,
    Person,
    Report,
    TooLong,
    build,
    days_read,
    locale_of,
    to_html,
    to_json,
    usual_period,
)
from ..sentence import Sentence, reason_of
from ..words.catalogue import Catalogue
from . import DONE, WRONG_USE
from .dates import read_date
from .printing import complain, say
from .wishes import wishes

MARKS = {".html": 'content="Unhunch report"', ".json": '"app": "Unhunch"'}
"""What stands near the beginning of a report that was written earlier, by the file's ending."""

_LOOKED_AT = 2000


def report(given: Namespace) -> int:
    """unhunch report: for a period, with what the person wants to say, to a file or to print."""
    now = datetime.now(UTC).astimezone()
    words: Catalogue = given.catalogue
    try:
        period = _period(given, now.date())
        person = _person(given)
        path = _path(given, period)
    except ValueError as error:
        complain(words.tell(error.args[0]))
        return WRONG_USE
    locale = locale_of(os.environ, words.language)
    made = build(_facts(period), now, period, person, words, __version__, locale)
    if path is None:
        say(_as_json(made) if given.json else _as_html(made, words))
        return DONE
    _keep(path, _as_json(made) if path.suffix == ".json" else _as_html(made, words))
    say(words.say("Written: {path}. Only you can read it, and it is sent to nobody.", path=path))
    return DONE


def _period(given: Namespace, today: date) -> Period:
    to = today if given.last is None else read_date(given.last)
    if to > today:
        raise ValueError(Sentence("--to {day} has not come yet", day=to))
    first = usual_period(to).from_ if given.first is None else read_date(given.first)
    if first > to:
        raise ValueError(Sentence("--from {first} is after --to {last}", first=first, last=to))
    return Period(from_=first, to=to)


def _person(given: Namespace) -> Person:
    try:
        return Person(name=given.name, free_text=given.words, goals=given.goals)
    except TooLong as error:
        option = {"free_text": "--words", "goals": "--goals"}.get(error.field, "--name")
        raise ValueError(Sentence("{option}: {why}", option=option, why=error)) from None


def _path(given: Namespace, period: Period) -> Path | None:
    """Return where the report goes; None: to standard output.

    Nobody wants to read HTML in a terminal: there, a page without a place becomes a file.
    """
    if given.out is None:
        if given.json or not sys.stdout.isatty():
            return None
        return Path(f"unhunch-report-{period.to}.html")
    path = Path(given.out)
    if path.suffix not in MARKS:
        raise ValueError(
            Sentence("--out {path}: expected a file that ends with .html or .json", path=path)
        )
    if given.json and path.suffix != ".json":
        raise ValueError(Sentence("--json does not go with --out {path}", path=path))
    return path


def _facts(period: Period) -> Iterator[Fact]:
    reader = Reader.open(Paths.of(os.environ).journal)
    try:
        for entered in reader.around(body_kinds(), *days_read(period.from_, period.to)):
            yield entered.fact
    finally:
        reader.close()


def _as_html(made: Report, words: Catalogue) -> str:
    names = {key: words.say(name) for key, name in exercise_names().items()}
    return to_html(made, words, names | dict(wishes().own_exercises))


def _as_json(made: Report) -> str:
    return json.dumps(to_json(made), indent=2, ensure_ascii=False)


def _keep(path: Path, text: str) -> None:
    """Write the file for this user alone, all or nothing; only a report is ever replaced."""
    try:
        if path.exists() and not _is_report(path):
            raise UnhunchError(
                Sentence(
                    "{path} is there and is no report of Unhunch; it was left as it is", path=path
                )
            )
        opened, name = tempfile.mkstemp(prefix=".unhunch-", suffix=path.suffix, dir=path.parent)
        try:
            with os.fdopen(opened, "w", encoding="utf-8") as out:
                out.write(f"{text}\n")
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink()
            raise
    except OSError as error:
        raise UnhunchError(Sentence("{path}: {why}", path=path, why=reason_of(error))) from error


def _is_report(path: Path) -> bool:
    with path.open("rb") as earlier:
        start = earlier.read(_LOOKED_AT).decode("utf-8", errors="replace")
    return not start or MARKS[path.suffix] in start
