"""Changes one setting in the user's file, keeping comments and order."""

import os
import re
import stat
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit

from ..errors import UnhunchError
from .environment import read_value
from .load import check
from .loaded import Loaded
from .paths import data_file
from .problem import Problem
from .toml import Source, parse, read_source

_KEY = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", re.ASCII)
_MARK = b"\xef\xbb\xbf"


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
        before = replace(before, text=first_text())
    if _KEY.fullmatch(key) is None:
        return (Problem(source=path.name, key=key, expected="this is no name of a setting"),)
    edited = _edited(before.text, key, read_value(text))
    if isinstance(edited, Problem):
        return (replace(edited, source=path.name),)
    wrong = _news(before, parse(edited.encode(errors="surrogatepass"), path.name))
    return wrong or _written(path, edited)


def first_run(path: Path) -> bool:
    """Write the settings file that comes with the program, for this user's eyes alone.

    Return False, and touch nothing, when something is there already. Raise UnhunchError when it
    cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(first_text().encode())
    except FileExistsError:
        return False
    except OSError as error:
        raise UnhunchError(f"cannot write {path}: {error.strerror}") from error
    return True


def first_text() -> str:
    """Return the settings file that comes with the program: all defaults, explained."""
    return data_file("unhunch.toml").read_text(encoding="utf-8")


def _edited(text: str, key: str, value: Any) -> str | Problem:
    """Return the text with the value in it. Line ends stay what they are."""
    windows = "\r\n" in text
    document = tomlkit.parse(text.replace("\r\n", "\n"))
    *tables, last = key.split(".")
    table: Any = document
    for name in tables:
        table = table.setdefault(name, tomlkit.table())
        if not isinstance(table, dict):
            return Problem(source="", key=key, expected=f"{name} is not a table in this file")
    table[last] = value
    edited = tomlkit.dumps(document)
    return edited.replace("\n", "\r\n") if windows else edited


def _news(before: Source, after: Source | Problem) -> tuple[Problem, ...]:
    """Return what is wrong now and was not before; without lines, they are not the file's."""
    if isinstance(after, Problem):
        return (after,)
    old, new = check(before, {}), check(after, {})
    if isinstance(new, Loaded):
        return ()
    known = set() if isinstance(old, Loaded) else {replace(each, line=None) for each in old}
    return tuple(each for each in (replace(each, line=None) for each in new) if each not in known)


def _written(path: Path, text: str) -> tuple[Problem, ...]:
    try:
        _replace(path.resolve(), text)
    except OSError as error:
        return (Problem(source=path.name, expected=f"cannot be written: {error.strerror}"),)
    return ()


def _replace(target: Path, text: str) -> None:
    """Put the text in the place of the file, whole or not at all, also when the power goes."""
    old = target.read_bytes() if target.exists() else b""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=target.parent, prefix=".unhunch-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write((_MARK if old.startswith(_MARK) else b"") + text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
