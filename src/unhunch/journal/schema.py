"""The tables, as numbered steps from nothing. A step that was released is never edited."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import JournalUnreadable
from ..sentence import Sentence

OURS = 0x756E6875
"""The application id in the file's header: "unhu"."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        # at: UTC, so that text sorts as time does. day: local, by the offset (seconds) of then.
        # written: the clock when it was kept. AUTOINCREMENT: a forgotten number never comes back.
        """CREATE TABLE facts (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            offset INTEGER NOT NULL,
            day TEXT NOT NULL,
            kind TEXT NOT NULL,
            payload TEXT NOT NULL,
            written TEXT NOT NULL
        )""",
        "CREATE INDEX facts_by_kind ON facts (kind)",
        "CREATE INDEX facts_by_day ON facts (day)",
        # What is left of forgotten days: how many of each kind, and how long they lasted together.
        """CREATE TABLE day_sums (
            day TEXT NOT NULL,
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            seconds REAL NOT NULL,
            PRIMARY KEY (day, kind)
        ) WITHOUT ROWID""",
    ),
)


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many steps the file has seen. Raise JournalUnreadable unless it is ours to read.

    An empty file is at 0.
    """
    with _at_one_moment(connection):
        owner = _pragma(connection, "application_id")
        version = _pragma(connection, "user_version")
        has_tables = _has_tables(connection)
    if owner != OURS and (owner or version or has_tables):
        raise JournalUnreadable(
            Sentence(
                "{path} is a database of another program, not an Unhunch journal. Nothing "
                "was changed; move it aside and start again.",
                path=path,
            )
        )
    if version > len(STEPS):
        raise JournalUnreadable(
            Sentence(
                "{path} was written by a newer Unhunch (journal format {version}, this one "
                "reads up to {known}). Nothing was changed; install the newer version again.",
                path=path,
                version=version,
                known=len(STEPS),
            )
        )
    return version


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take the file through the steps it has not seen, each all or nothing."""
    while (version := version_of(connection, path)) < len(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in STEPS[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {OURS}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextmanager
def _at_one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """What is read inside is as it was at one moment, also while the file is being made."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
