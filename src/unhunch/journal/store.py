"""The journal on disk: SQLite with a write-ahead log, written by one process at a time."""

import errno
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from ..errors import JournalUnreadable
from ..fact import Fact
from ..ports import Entered
from .codec import kind_of, payload_of
from .complaints import damaged, explaining
from .forget import Span, forget, tidy
from .reader import DaySum, Reader
from .schema import migrate, version_of

_PATIENCE = 2.0
_CHECKED_WHOLE = 32 * 2**20
"""Bytes up to which the file is checked from end to end when it is opened."""

_SETUP = (
    "PRAGMA journal_mode = WAL",
    # Without these two a Mac answers before the disk has it.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA secure_delete = ON",
    # Nothing of the journal is ever written to a temporary file elsewhere.
    "PRAGMA temp_store = MEMORY",
)
_INSERT = """INSERT INTO facts (at, offset, day, kind, payload, written)
    VALUES (?, ?, ?, ?, ?, ?)"""


def _now() -> datetime:
    return datetime.now(UTC)


class SqliteJournal:
    """Implements `ports.Journal`."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._path = path
        self._now = now
        self._reader = Reader(connection, path)

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], datetime] = _now) -> Self:
        """Open for writing, making file and folder for this user alone where there are none.

        Only while the instance lock is held. Raise JournalUnreadable; whatever is there then
        stays as it is.
        """
        with explaining(path):
            _make(path)
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                isolation_level=None,
                timeout=_PATIENCE,
            )
            try:
                _prepare(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, now)

    def append(self, facts: Sequence[Fact], *, durable: bool = False) -> None:
        """Keep all of them or none. `durable`: on disk, past any power cut, when this returns.

        Raise JournalUnreadable when they could not be kept; once the disk has room again, the
        next append works.
        """
        written = _text_of(self._now())
        rows = [_row(fact, written) for fact in facts]
        with explaining(self._path):
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            with _transaction(self._connection):
                self._connection.executemany(_INSERT, rows)

    def facts(
        self, *, after: int = 0, first: date = date.min, last: date = date.max
    ) -> Iterator[Entered]:
        """The facts numbered above `after`, of these local days, in order."""
        return self._reader.facts(after=after, first=first, last=last)

    def of_kinds(self, kinds: Collection[type[Fact]], *, after: int = 0) -> Iterator[Entered]:
        """The facts of these kinds, numbered above `after`, in order; no others are read."""
        return self._reader.of_kinds(kinds, after=after)

    def last_of(
        self, kind: type[Fact], *, before: int = 2**63 - 1, holding: str = ""
    ) -> Entered | None:
        """The newest fact of this kind, numbered below `before`, with this text in its payload;
        None: there is none."""
        return self._reader.last_of(kind, before=before, holding=holding)

    def last_moment(self) -> datetime | None:
        """When the last fact was written, by the clock of then; None: an empty journal."""
        return self._reader.last_moment()

    def day_sums(self) -> list[DaySum]:
        """What is left of forgotten days, oldest first."""
        return self._reader.day_sums()

    @property
    def senseless(self) -> int:
        """How many facts of a known kind made no sense and were left out, of those read so far."""
        return self._reader.senseless

    def forget(self, span: Span, now: datetime) -> int:
        """Remove the facts of these local days so that no byte of them is left in the files.

        `now` (aware, local) dates the fact `Forgotten` that takes their place. Return how many
        were removed. Raise JournalUnreadable; when it was another program that kept the files
        from being cleaned, the facts are removed and asking again cleans the files.
        """
        with explaining(self._path):
            self._connection.execute("PRAGMA synchronous = FULL")
            with _transaction(self._connection):
                removed, fact = forget(self._connection, span, now)
                self._connection.execute(_INSERT, _row(fact, _text_of(self._now())))
            tidy(self._connection, self._path)
        return removed

    def close(self) -> None:
        """Give the file back. May be called twice."""
        self._connection.close()


def _make(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    if not path.exists():
        # SQLite gives its other files the rights of this one.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _keep_name(folder)
    elif path.is_file():
        _be_writable(path)


def _be_writable(path: Path) -> None:
    # SQLite knows only that it was "unable to open"; the person needs the system's reason. Not
    # tried by opening: closing a file again would take away the locks this process has on it.
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            read_only = hasattr(os, "statvfs") and os.statvfs(place).f_flag & os.ST_RDONLY
            reason = errno.EROFS if read_only else errno.EACCES
            raise OSError(reason, os.strerror(reason))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _keep_name(folder: Path) -> None:
    # A new name is on disk only when its folder is; Windows has no way to ask for it.
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if version_of(connection, path):
        _check(connection, path)
    for statement in _SETUP:
        connection.execute(statement).fetchall()
    migrate(connection, path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if path.stat().st_size <= _CHECKED_WHOLE:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise JournalUnreadable(damaged(path, found))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        # SQLite may have rolled back by itself when the disk was full.
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _row(fact: Fact, written: str) -> tuple[str, int, str, str, str, str]:
    offset = fact.at.utcoffset()
    if offset is None:
        raise ValueError(f"{kind_of(type(fact))}: a moment without an offset cannot be kept")
    return (
        _text_of(fact.at),
        round(offset.total_seconds()),
        fact.at.date().isoformat(),
        kind_of(type(fact)),
        payload_of(fact),
        written,
    )


def _text_of(moment: datetime) -> str:
    # Always with microseconds: text of one length sorts as time does.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
