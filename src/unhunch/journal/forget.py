"""Forgetting: facts are removed so that no byte of them stays in the journal's files.

What the disk itself keeps of freed blocks, and what backups hold, is beyond any program's reach.
"""

import json
import logging
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ..desk.facts import Forgotten, IntervalWished, PromptShown
from ..desk.policy import Asks
from ..errors import JournalUnreadable
from ..plain import read_length
from ..sentence import Sentence
from .codec import fact_from, kind_of, known_kinds, private_kinds

log = logging.getLogger(__name__)

_KEPT = kind_of(Forgotten)
_LENGTHS = ("lasted", "sat")
"""The fields of a fact that say how long it took."""

_SUM_UP = """INSERT INTO day_sums (day, kind, count, seconds)
    SELECT day, kind, count(*), total(seconds(payload)) FROM facts
    WHERE day BETWEEN ? AND ? AND kind NOT IN (SELECT value FROM json_each(?)) GROUP BY day, kind
    ON CONFLICT (day, kind) DO UPDATE
    SET count = count + excluded.count, seconds = seconds + excluded.seconds"""

_WISHES = """SELECT kind, payload FROM facts
    WHERE kind IN (SELECT value FROM json_each(?))
    AND (kind <> 'prompt_shown' OR instr(payload, ?) > 0) ORDER BY number"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Local days, both included. `first` None: from the beginning. `sums` False: no sum is left.

    Of what was said about the body there are never any sums.
    """

    first: date | None
    last: date
    sums: bool = True


def everything(now: datetime) -> Span:
    """Return the span of `forget --all`: every fact and every daily sum."""
    return Span(first=None, last=now.date(), sums=False)


def forget(connection: sqlite3.Connection, span: Span, now: datetime) -> tuple[int, Forgotten]:
    """Remove the facts inside the caller's transaction.

    Return how many there were and the fact to put in their place. Earlier `Forgotten` facts, and
    which reminders were asked about and what was wished, stay as long as the sums do: a question
    that was asked once is not asked again (product.md 3.6).
    """
    if not span.sums:
        removed = connection.execute("DELETE FROM facts").rowcount
        connection.execute("DELETE FROM day_sums")
        return removed, Forgotten(at=now, first=span.first, last=span.last)
    wished = _wished(connection, now)
    first = (span.first or date.min).isoformat()
    days = (first, span.last.isoformat(), _KEPT)
    connection.create_function("seconds", 1, _seconds, deterministic=True)
    # That there was a check-in, or something to answer, tells something of the body already.
    unsummed = json.dumps((_KEPT, *private_kinds()))
    connection.execute(_SUM_UP, (*days[:2], unsummed))
    removed = connection.execute(
        "DELETE FROM facts WHERE day BETWEEN ? AND ? AND kind <> ?", days
    ).rowcount
    return removed, Forgotten(at=now, first=span.first, last=span.last, wished=wished)


def _wished(connection: sqlite3.Connection, now: datetime) -> tuple[tuple[str, float], ...]:
    """Return every reminder that was asked about, with the factor that is wished for it now."""
    kinds = json.dumps([kind_of(kind) for kind in (Forgotten, IntervalWished, PromptShown)])
    rows = connection.execute(_WISHES, (kinds, f'"{Asks.HOW_OFTEN.value}"'))
    wished: dict[str, float] = {}
    for kind, payload in rows:
        try:
            fact = fact_from(known_kinds()[kind], now, payload)
        except ValueError:
            continue
        match fact:
            case Forgotten():
                wished.update(fact.wished)
            case IntervalWished():
                wished[fact.reminder] = fact.factor
            case PromptShown(asks=Asks.HOW_OFTEN, reminders=[name]):
                wished.setdefault(name, 1.0)
            case _:
                pass
    return tuple(sorted(wished.items()))


def tidy(connection: sqlite3.Connection, path: Path) -> None:
    """Take what was removed out of the file and out of its write-ahead log.

    Raise JournalUnreadable when a reader in another program stands in the way.
    """
    _empty_log(connection, path)
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise
        # The bytes are already overwritten; only the file stays as long as it was.
        log.info("journal not made shorter: %s", error)
    _empty_log(connection, path)


def _empty_log(connection: sqlite3.Connection, path: Path) -> None:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise JournalUnreadable(
            Sentence(
                "{path} is being read by another program: the facts are removed, but traces "
                "may be left in the file. Close the other program and ask again.",
                path=path,
            )
        )


def _seconds(payload: str) -> float | None:
    try:
        given = json.loads(payload)
        texts = [given[name] for name in _LENGTHS if given.get(name) is not None]
        return sum((read_length(text) for text in texts), timedelta(0)).total_seconds()
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
