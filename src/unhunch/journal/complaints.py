"""What the database says, in words for the person whose journal it is."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import JournalUnreadable
from ..sentence import Sentence, reason_of

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
        raise JournalUnreadable(
            Sentence("{path}: {reason}", path=path, reason=reason_of(error))
        ) from error


def damaged(path: Path, what: str) -> Sentence:
    """Return the complaint about a damaged journal, with the way out."""
    return Sentence(
        "{path} is damaged ({what}). Nothing was changed. To rescue what is readable: "
        "sqlite3 '{path}' .recover | sqlite3 rescued.db. To start with an empty journal: "
        "move {name} and {name}-wal in that folder aside.",
        path=path,
        what=what,
        name=path.name,
    )


def _of_database(path: Path, error: sqlite3.Error) -> Sentence:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in _DAMAGED:
        return damaged(path, str(error))
    if code in _IN_USE:
        return Sentence("{path} is in use by another program ({error})", path=path, error=error)
    if code == sqlite3.SQLITE_FULL:
        return Sentence(
            "{path}: {reason} ({error})",
            path=path,
            reason=Sentence(os.strerror(errno.ENOSPC)),
            error=error,
        )
    return Sentence("{path}: {error}", path=path, error=error)
