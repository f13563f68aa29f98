"""Reading the journal, beside a running daemon or without one. Never sits in a transaction."""

import heapq
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import Self

from ..errors import JournalUnreadable
from ..fact import Fact
from ..ports import Entered
from ..sentence import Sentence
from .codec import fact_from, kind_of, known_kinds
from .complaints import explaining
from .schema import STEPS, migrate, version_of

_PAGE = 500
"""Rows fetched at a time: a half-read statement would keep the file from being tidied."""

_PATIENCE = 2.0
_NO_NUMBER = 2**63 - 1
_EVER = (date.min.isoformat(), date.max.isoformat())

_FACTS = """SELECT number, at, offset, kind, payload FROM facts
    WHERE number BETWEEN ? AND ? AND day BETWEEN ? AND ? ORDER BY number LIMIT ?"""
_NUMBERS = """SELECT min(number), max(number) FROM facts INDEXED BY facts_by_day
    WHERE day BETWEEN ? AND ?"""
_OF_KIND = """SELECT number, at, offset, kind, payload FROM facts
    WHERE kind = ? AND number < ? AND instr(payload, ?) ORDER BY number DESC LIMIT 1"""
_AFTER = """SELECT number, at, offset, kind, payload FROM facts INDEXED BY facts_by_kind
    WHERE kind = ? AND number > ? AND number <= ? AND day BETWEEN ? AND ?
    ORDER BY number LIMIT ?"""

Row = tuple[int, str, int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySum:
    """What is left of a forgotten day: how many facts of a kind, and how long they lasted."""

    day: date
    kind: str
    count: int
    lasted: timedelta


class Reader:
    """Facts out of an open journal."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._kinds = known_kinds()
        self._senseless: set[int] = set()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open for reading only. A journal that is not there yet reads as an empty one.

        Raise JournalUnreadable.
        """
        with explaining(path):
            connection = _connect(path)
            try:
                version = version_of(connection, path)
            except BaseException:
                connection.close()
                raise
            if version < len(STEPS):
                connection.close()
                if version > 0:
                    raise JournalUnreadable(
                        Sentence("{path} is of an older Unhunch; start this one once", path=path)
                    )
                # Made and not yet filled: a start is under way, or was cut off.
                connection = _empty(path)
        return cls(connection, path)

    @property
    def senseless(self) -> int:
        """How many facts of a known kind made no sense and were left out, of those read so far."""
        return len(self._senseless)

    def facts(
        self, *, after: int = 0, first: date = date.min, last: date = date.max
    ) -> Iterator[Entered]:
        """The facts numbered above `after`, of these local days, in order.

        Unknown kinds are left out. Raise JournalUnreadable.
        """
        days = (first.isoformat(), last.isoformat())
        lowest, highest = self._numbers(days)
        lowest = max(lowest, after + 1)
        while rows := self._page((lowest, highest), days):
            lowest = rows[-1][0] + 1
            for row in rows:
                fact = self._fact(row)
                if fact is not None:
                    yield Entered(row[0], fact)

    def of_kinds(
        self,
        kinds: Collection[type[Fact]],
        *,
        after: int = 0,
        first: date = date.min,
        last: date = date.max,
    ) -> Iterator[Entered]:
        """The facts of these kinds, numbered above `after`, of these local days, in order; no
        others are read: what it costs does not grow with the journal.

        Raise JournalUnreadable.
        """
        days = (first.isoformat(), last.isoformat())
        lowest, highest = self._numbers(days)
        numbers = (max(after, lowest - 1), highest)
        streams = [self._of_kind(kind_of(kind), numbers, days) for kind in kinds]
        for row in heapq.merge(*streams):
            fact = self._fact(row)
            if fact is not None:
                yield Entered(row[0], fact)

    def around(
        self,
        kinds: Collection[type[Fact]],
        within: Collection[type[Fact]],
        first: date,
        last: date,
    ) -> Iterator[Entered]:
        """The very first fact, those of `kinds` from any time, and those of `within` of these
        local days; each once, in order. What it costs does not grow with what else there is.

        Raise JournalUnreadable.
        """
        beginning = islice(self.facts(), 1)
        of_days = self.of_kinds(set(within).difference(kinds), first=first, last=last)
        number = 0
        for entered in heapq.merge(beginning, self.of_kinds(kinds), of_days, key=_number):
            if entered.number > number:
                number = entered.number
                yield entered

    def last_of(
        self, kind: type[Fact], *, before: int = _NO_NUMBER, holding: str = ""
    ) -> Entered | None:
        """The newest fact of this kind, numbered below `before`, with this text in its payload.

        None: there is none. Raise JournalUnreadable.
        """
        while True:
            asked = (kind_of(kind), before, holding)
            with explaining(self._path):
                row = self._connection.execute(_OF_KIND, asked).fetchone()
            if row is None:
                return None
            fact = self._fact(row)
            if fact is not None:
                return Entered(row[0], fact)
            before = row[0]

    def last_moment(self) -> datetime | None:
        """When the last fact was written, by the clock of then; None: an empty journal."""
        with explaining(self._path):
            row = self._connection.execute(
                "SELECT written FROM facts ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return None if row is None else _moment(row[0])

    def day_sums(self) -> list[DaySum]:
        """What is left of forgotten days, oldest first. Raise JournalUnreadable."""
        with explaining(self._path):
            rows = self._connection.execute(
                "SELECT day, kind, count, seconds FROM day_sums ORDER BY day, kind"
            ).fetchall()
        return [
            DaySum(
                day=date.fromisoformat(day),
                kind=kind,
                count=count,
                lasted=timedelta(seconds=seconds),
            )
            for day, kind, count, seconds in rows
        ]

    def close(self) -> None:
        """Give the file back. May be called twice."""
        self._connection.close()

    def _numbers(self, days: tuple[str, str]) -> tuple[int, int]:
        # Left alone, SQLite looks for a day by reading every fact before it.
        if days == _EVER:
            return 0, _NO_NUMBER
        with explaining(self._path):
            lowest, highest = self._connection.execute(_NUMBERS, days).fetchone()
        return (1, 0) if lowest is None else (lowest, highest)

    def _page(self, numbers: tuple[int, int], days: tuple[str, str]) -> list[Row]:
        with explaining(self._path):
            return self._connection.execute(_FACTS, (*numbers, *days, _PAGE)).fetchall()

    def _of_kind(self, kind: str, numbers: tuple[int, int], days: tuple[str, str]) -> Iterator[Row]:
        after, highest = numbers
        while True:
            asked = (kind, after, highest, *days, _PAGE)
            with explaining(self._path):
                rows = self._connection.execute(_AFTER, asked).fetchall()
            yield from rows
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def _fact(self, row: Row) -> Fact | None:
        number, at, offset, kind, payload = row
        if kind not in self._kinds:
            return None
        try:
            moment = _moment(at).astimezone(timezone(timedelta(seconds=offset)))
            return fact_from(self._kinds[kind], moment, payload)
        except (ValueError, TypeError, OverflowError):
            # The columns have no types of their own: a flipped bit can leave anything there.
            self._senseless.add(number)
            return None


def _number(entered: Entered) -> int:
    return entered.number


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return _empty(path)
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = _connect_to(address)
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_CANTOPEN or _log_of(path).exists():
            raise
        # A folder that cannot be written has no room for the files readers meet in; where no
        # writer left a log behind, none is needed.
        return _connect_to(f"{address}&immutable=1")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _empty(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, path)
    return connection


def _connect_to(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
