"""Ten years of journal, a million facts: what people who never forget anything will have."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from unhunch.desk import facts as f
from unhunch.desk.policy import Hold
from unhunch.fact import Fact
from unhunch.journal.codec import kind_of, payload_of
from unhunch.journal.store import SqliteJournal

from .journals import days_at_the_desk

FACTS = 1_000_000
DAYS = 3650
_CAMERA = json.dumps({"hold": Hold.CAMERA.value})

Row = tuple[str, int, str, str, str, str]


def write(path: Path, last: date, zone: tzinfo) -> int:
    """Write a journal that ends on this day; return how many facts it has."""
    SqliteJournal.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO facts (at, offset, day, kind, payload, written) VALUES (?,?,?,?,?,?)",
            _rows(last, zone),
        )
        (count,) = connection.execute("SELECT count(*) FROM facts").fetchone()
    return int(count)


def _rows(last: date, zone: tzinfo) -> Iterator[Row]:
    first = last - timedelta(days=DAYS - 1)
    facts = list(days_at_the_desk(first, last, zone, often=1.0))
    noise, place = -(-(FACTS - len(facts)) // DAYS), 0
    for count in range(DAYS):
        day = first + timedelta(days=count)
        # Of no interest here: a camera that flickers all morning.
        for number in range(noise):
            at = datetime.combine(day, time(6), zone) + timedelta(seconds=number)
            yield _row(at, kind_of((f.HoldBegan, f.HoldEnded)[number % 2]), _CAMERA)
        while place < len(facts) and facts[place].at.date() <= day:
            fact: Fact = facts[place]
            yield _row(fact.at, kind_of(type(fact)), payload_of(fact))
            place += 1


def _row(at: datetime, kind: str, payload: str) -> Row:
    offset = at.utcoffset()
    assert offset is not None
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    seconds = round(offset.total_seconds())
    return moment, seconds, at.date().isoformat(), kind, payload, moment
