"""Changes one setting in the user's file, keeping comments and order."""

import re
import tomllib
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from ..sentence import Sentence, reason_of
from .environment import put, read_value
from .first import first_text, write_whole
from .load import check
from .loaded import Loaded
from .problem import Problem
from .toml import Source, parse, read_source

_KEY = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", re.ASCII)


def set_value(path: Path, key: str, text: str) -> tuple[Problem, ...]:
    """Set `key`, like "reminders.sitting.after", and return nothing.

    Or leave the file as it is and return what would be wrong with it that is not wrong already.
    `text` is a TOML value or else a string, so that 30m needs no quotes. The file is replaced in
    one step, keeps its mode, and of a link the file behind it is changed. A missing file is made
    from the one that comes with the program.
    """
    before = read_source(path)
    if isinstance(before, Problem):
        return (before,)
    if not path.exists():
        before = _first_source()
    if _KEY.fullmatch(key) is None:
        return (
            Problem(source=path.name, key=key, expected=Sentence("this is no name of a setting")),
        )
    place, value = tuple(key.split(".")), read_value(text)
    wrong = _news(before, replace(before, table=_changed(before.table, place, value)), path.name)
    if wrong:
        return wrong
    try:
        return _written(path, _edited(before, place, value))
    except ValueError as error:
        return (Problem(source=path.name, key=key, expected=str(error)),)


def _first_source() -> Source:
    """Return the settings file that comes with the program, read."""
    source = parse(first_text().encode(), "unhunch.toml")
    assert isinstance(source, Source), source
    return source


def _changed(table: dict[str, Any], place: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Return the table with the value in it; a value in the way of a table is replaced."""
    changed = deepcopy(table)
    put(changed, place, value)
    return changed


def _edited(source: Source, place: tuple[str, ...], value: Any) -> str:
    """Return the text with the value in it. Line ends stay what they are.

    Raise ValueError when the text is written in a way that cannot be edited.
    """
    by_hand = ValueError(Sentence("this file cannot be changed by the program; change it by hand"))
    windows = "\r\n" in source.text
    try:
        document = tomlkit.parse(source.text.replace("\r\n", "\n"))
        table: Any = document
        for name in place[:-1]:
            if name not in table:
                table[name] = tomlkit.table()
            table = table[name]
        table[place[-1]] = value
        edited = tomlkit.dumps(document)
        # tomlkit can lose a change in tables that are written in parts.
        if tomllib.loads(edited) != _changed(source.table, place, value):
            raise by_hand
    except (TOMLKitError, TypeError) as error:
        raise by_hand from error
    return edited.replace("\n", "\r\n") if windows else edited


def _news(before: Source, after: Source, name: str) -> tuple[Problem, ...]:
    """Return what is wrong after and was not before; without lines, they are not the file's."""
    old, new = check(before, {}), check(after, {})
    if isinstance(new, Loaded):
        return ()
    known = set() if isinstance(old, Loaded) else {replace(each, line=None) for each in old}
    told = [replace(each, line=None) for each in new]
    return tuple(replace(each, source=name) for each in told if each not in known)


def _written(path: Path, text: str) -> tuple[Problem, ...]:
    try:
        write_whole(path.resolve(), text)
    except OSError as error:
        return (
            Problem(
                source=path.name,
                expected=Sentence("cannot be written: {reason}", reason=reason_of(error)),
            ),
        )
    return ()
