"""What the database says, in words for the person whose journal it is."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import JournalUnreadable

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PRIMARY = 0xFF
"""The low byte of an SQLite error is its kind, the rest the detail."""


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn what goes wrong with this journal inside into JournalUnreadable."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalUnreadable(_of_database(path, error)) from error
    except OSError as error:
        raise JournalUnreadable(f"{path}: {error.strerror}") from error


def damaged(path: Path, what: str) -> str:
    """Return the complaint about a damaged journal, with the way out."""
    return (
        f"{path} is damaged ({what}). Nothing was changed. To rescue what is readable: "
        f"sqlite3 '{path}' .recover | sqlite3 rescued.db. To start with an empty journal: "
        f"move {path.name} and {path.name}-wal in that folder aside."
    )


def _of_database(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _DAMAGED:
        return damaged(path, str(error))
    if code in _IN_USE:
        return f"{path} is in use by another program ({error})"
    if code == sqlite3.SQLITE_FULL:
        return f"{path}: {os.strerror(errno.ENOSPC)} ({error})"
    return f"{path}: {error}"
