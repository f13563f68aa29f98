"""Changes settings in the user's file, keeping comments and order.

Whoever changes the file goes through `change`: `unhunch config set`, the form, the daemon's own
"Turn off". It is a compare-and-swap: what is written was made from the file that is replaced.
"""

import re
import stat
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from ..sentence import Sentence, reason_of
from .above import put_aside, put_back
from .environment import put, read_value
from .first import Changed, first_text, write_whole
from .lines import Place
from .load import check
from .loaded import Loaded
from .problem import Problem
from .toml import Source, parse, read_source
from .turn import turn_at

_KEY = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", re.ASCII)
_TRIES = 3
"""How often a single value is set again when the file changed between reading and writing."""


class Gone(Enum):
    """What a setting is changed to so that its line is taken away, and its default counts."""

    GONE = "gone"


GONE = Gone.GONE

Changes = Mapping[Place, Any]
"""The new value of each setting, or GONE."""


@dataclass(frozen=True, slots=True)
class Stale:
    """Nothing was written: the file is not the one that the changes were made for."""


def set_value(path: Path, key: str, text: str) -> tuple[Problem, ...]:
    """Set `key`, like "reminders.sitting.after", and return nothing, or else what is wrong.

    `text` is a TOML value or else a string, so that 30m needs no quotes.
    """
    return _one(path, key, read_value(text))


def unset(path: Path, key: str) -> tuple[Problem, ...]:
    """Take the line of `key` away, so that its default counts; nothing when there is none."""
    return _one(path, key, GONE)


def change(path: Path, changes: Changes, seen: str | None = None) -> tuple[Problem, ...] | Stale:
    """Make all of these changes and return nothing, or else make none of them.

    Then return what would be wrong with the file that is not wrong already, or Stale when it is
    no longer the one with the print `seen` ("": no file), or becomes another meanwhile. The file is
    replaced in one step, keeps its mode, and of a link the file behind it is changed. A missing
    file is made from the one that comes with the program.
    """
    target = path.resolve()
    try:
        with turn_at(target.parent):
            return _change(path, target, changes, seen)
    except Changed:
        return Stale()
    except TimeoutError:
        return (_busy(path),)
    except OSError as error:
        return (_unwritable(path, reason_of(error)),)


def _one(path: Path, key: str, value: Any) -> tuple[Problem, ...]:
    if _KEY.fullmatch(key) is None:
        expected = Sentence("this is no name of a setting")
        return (Problem(source=path.name, key=key, expected=expected),)
    for _ in range(_TRIES):
        outcome = change(path, {tuple(key.split(".")): value})
        if not isinstance(outcome, Stale):
            return outcome
    return (_busy(path),)


def _change(
    path: Path, target: Path, changes: Changes, seen: str | None
) -> tuple[Problem, ...] | Stale:
    before = read_source(path)
    if isinstance(before, Problem):
        return (before,)
    if seen is not None and before.print != seen:
        return Stale()
    if not before.print and all(value is GONE for value in changes.values()):
        return ()
    old_print = before.print
    if not before.print:
        before = _first_source()
    table = _changed(before.table, changes)
    try:
        text = _edited(before, changes, table)
        # A table may have gone with the last setting in it: what will be read is what is checked.
        after = replace(before, text=text, table=tomllib.loads(text))
    except ValueError as error:
        # What is wrong with the value itself is of more use than that it cannot be written.
        wrong = _news(before, replace(before, table=table), path.name)
        key = ".".join(next(iter(changes), ()))
        return wrong or (Problem(source=path.name, key=key, expected=error.args[0]),)
    wrong = _news(before, after, path.name)
    if wrong or (after.text == before.text and old_print):
        return wrong
    if target.exists() and not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        return (_unwritable(path, Sentence("it is read-only")),)
    write_whole(target, after.text, old_print)
    return ()


def _first_source() -> Source:
    """Return the settings file that comes with the program, read."""
    source = parse(first_text().encode(), "unhunch.toml")
    assert isinstance(source, Source), source
    return source


def _changed(table: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """Return the table with the changes in it; a value in the way of a table is replaced."""
    changed = deepcopy(table)
    for place, value in changes.items():
        if value is not GONE:
            put(changed, place, value)
        elif isinstance(around := _at(changed, place[:-1]), dict):
            around.pop(place[-1], None)
    return changed


def _edited(source: Source, changes: Changes, wanted: dict[str, Any]) -> str:
    """Return the text with the changes in it. Line ends stay what they are.

    Raise ValueError when the text is written in a way that cannot be edited.
    """
    by_hand = ValueError(Sentence("this file cannot be changed by the program; change it by hand"))
    # One with both kinds of line ends keeps both; a new line of it ends like a Unix one.
    windows = "\r\n" in source.text and source.text.count("\r\n") == source.text.count("\n")
    text = source.text.replace("\r\n", "\n") if windows else source.text
    try:
        aside = put_aside(text)
        document = tomlkit.parse(aside.text)
        for place, value in changes.items():
            _edit(document, place, value)
        edited = put_back(tomlkit.dumps(document), aside)
        # tomlkit can lose a change in tables that are written in parts.
        if _left(tomllib.loads(edited), changes) != _left(wanted, changes):
            raise by_hand
    except (TOMLKitError, TypeError, KeyError) as error:
        raise by_hand from error
    return edited.replace("\n", "\r\n") if windows else edited


def _left(table: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """Return the table without those in which nothing is left: one that has no header of its own
    ([reminders] above [reminders.tea], prompt.per_day) ends with what stood in it."""
    left = deepcopy(table)
    for place in (each for each, value in changes.items() if value is GONE):
        for length in range(len(place) - 1, 0, -1):
            if _at(left, place[:length]) == {}:
                del _at(left, place[: length - 1])[place[length - 1]]
    return left


def _edit(document: Any, place: Place, value: Any) -> None:
    table = document
    for name in place[:-1]:
        if name not in table:
            if value is GONE:
                return
            table[name] = tomlkit.table()
        table = table[name]
    if value is not GONE:
        table[place[-1]] = value
    elif place[-1] in table:
        del table[place[-1]]


def _at(table: Any, place: Place) -> Any:
    for name in place:
        table = table.get(name) if isinstance(table, dict) else None
    return table


def _news(before: Source, after: Source, name: str) -> tuple[Problem, ...]:
    """Return what is wrong after and was not before; without lines, they are not the file's."""
    old, new = check(before, {}), check(after, {})
    if isinstance(new, Loaded):
        return ()
    known = set() if isinstance(old, Loaded) else {replace(each, line=None) for each in old}
    told = [replace(each, line=None) for each in new]
    return tuple(replace(each, source=name) for each in told if each not in known)


def _busy(path: Path) -> Problem:
    expected = Sentence("another program keeps changing this file; try again")
    return Problem(source=path.name, expected=expected)


def _unwritable(path: Path, reason: Sentence) -> Problem:
    return Problem(
        source=path.name, expected=Sentence("cannot be written: {reason}", reason=reason)
    )
