"""The journal on disk: order, durability, and what it says when it cannot keep a fact."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest

from unhunch.desk.facts import AwayEnded, BoutBegan, BoutEnded, CueShown
from unhunch.errors import JournalUnreadable
from unhunch.journal.store import SqliteJournal
from unhunch.ports import Entered

NINE = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))


def cue(number: int) -> CueShown:
    return CueShown(at=NINE + timedelta(minutes=number), reminder=f"cue {number}")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "unhunch" / "journal.db"


@pytest.fixture
def journal(path):
    journal = SqliteJournal.open(path, now=lambda: NINE)
    yield journal
    journal.close()


def test_facts_come_back_in_the_order_of_appending(journal):
    """Order is the number, never the timestamp: a fact dated back stays where it was noticed."""
    late, early = cue(5), cue(1)
    journal.append([late])
    journal.append([early], durable=True)

    assert [Entered(1, late), Entered(2, early)] == list(journal.facts())


def test_the_offset_of_then_is_kept(journal):
    """A fact remembers what the clock on the wall said."""
    journal.append([cue(0)])
    (entered,) = journal.facts()

    assert entered.fact.at.isoformat() == "2026-03-02T09:00:00+01:00"


def test_facts_after_a_number(journal):
    """A reader that knows the first three asks for the rest."""
    journal.append([cue(n) for n in range(1, 6)])

    assert [4, 5] == [entered.number for entered in journal.facts(after=3)]


def test_many_facts_are_read_in_pages_without_loss(journal):
    """More facts than a page holds come back complete and in order."""
    journal.append([cue(n) for n in range(1, 1206)])

    assert list(range(1, 1206)) == [entered.number for entered in journal.facts()]


def test_facts_appended_while_reading_are_no_trouble(journal):
    """A half-read journal can be written to: a reader sits in no transaction."""
    journal.append([cue(n) for n in range(1, 601)])
    facts = iter(journal.facts())
    first = next(facts)
    journal.append([cue(601)])
    rest = list(facts)

    assert (1, 601) == (first.number, rest[-1].number)


def test_all_facts_of_one_append_or_none(journal):
    """When one fact of a settle cannot be kept, none of it is."""
    senseless = BoutEnded(at=NINE.replace(tzinfo=None), sat=None)
    with pytest.raises(ValueError, match="without an offset"):
        journal.append([cue(1), senseless])

    assert [] == list(journal.facts())


def test_the_newest_fact_of_a_kind(journal):
    """The fold starts after the last long absence, so the last of a kind is found at once."""
    away = AwayEnded(at=NINE, lasted=timedelta(hours=1))
    journal.append([away, cue(1), away, cue(2)])

    assert Entered(3, away) == journal.last_of(AwayEnded)
    assert journal.last_of(BoutBegan) is None


def test_the_last_moment_is_when_it_was_written(path):
    """The last sign of life is when a fact was kept, not the moment it speaks of."""
    written = datetime(2026, 3, 2, 12, 30, 0, 250_000, tzinfo=UTC)
    journal = SqliteJournal.open(path, now=lambda: written)
    before = journal.last_moment()
    journal.append([cue(1)])
    after = journal.last_moment()
    journal.close()

    assert (None, written) == (before, after)


def test_a_journal_is_readable_by_its_user_alone(path):
    """Folder 0700, every file 0600, whatever the umask says."""
    before = os.umask(0)
    try:
        journal = SqliteJournal.open(path)
        journal.append([cue(1)], durable=True)
        modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
        journal.close()
    finally:
        os.umask(before)

    assert {"journal.db": 0o600, "journal.db-wal": 0o600, "journal.db-shm": 0o600} == modes
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_journal_that_others_could_read_is_closed_to_them(path):
    """A file copied back from a stick with wide rights gets its narrow ones again."""
    SqliteJournal.open(path).close()
    path.chmod(0o644)
    SqliteJournal.open(path).close()

    assert path.stat().st_mode & 0o777 == 0o600


def test_unknown_kinds_are_left_out(path, journal):
    """A fact of a later version does not disturb this one."""
    journal.append([cue(1)])
    insert(path, "moon_rose", '{"phase": 3}')
    journal.append([cue(2)])

    assert [1, 3] == [entered.number for entered in journal.facts()]
    assert journal.senseless == 0


def test_senseless_facts_are_left_out_and_counted_once(path, journal):
    """A payload that a flipped bit spoiled costs one fact and is told, not hidden."""
    journal.append([cue(1)])
    insert(path, "cue_shown", '{"reminder": 7}')
    numbers = [[entered.number for entered in journal.facts()] for _ in range(2)]

    assert [[1], [1]] == numbers
    assert journal.senseless == 1


def test_the_newest_sensible_fact_of_a_kind(path, journal):
    """A spoiled fact does not hide the one before it."""
    journal.append([cue(1)])
    insert(path, "cue_shown", "{")

    assert Entered(1, cue(1)) == journal.last_of(CueShown)


def test_a_closed_journal_leaves_one_file(path, journal):
    """After a clean stop the write-ahead log is folded in; a copy of one file is a backup."""
    journal.append([cue(1)])
    journal.close()
    journal.close()

    assert ["journal.db"] == [each.name for each in path.parent.iterdir()]


def test_a_closed_journal_says_so(path, journal):
    """Writing after the end is a complaint with the name of the file, not a database error."""
    journal.close()

    with pytest.raises(JournalUnreadable, match=r"journal\.db"):
        journal.append([cue(1)])


def insert(path, kind: str, payload: str) -> None:
    other = sqlite3.connect(path)
    other.execute(
        "INSERT INTO facts (at, offset, day, kind, payload, written) VALUES (?, ?, ?, ?, ?, ?)",
        ("2026-03-02T08:00:00.000000+00:00", 3600, "2026-03-02", kind, payload, "2026-03-02"),
    )
    other.commit()
    other.close()
