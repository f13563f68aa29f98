"""A journal that cannot be read or written: what is said, and that nothing is changed."""

import random
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from unhunch.desk.facts import CueShown
from unhunch.errors import JournalUnreadable
from unhunch.journal.reader import Reader
from unhunch.journal.store import SqliteJournal

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
OPENERS = pytest.mark.parametrize("opens", [SqliteJournal.open, Reader.open])


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "journal.db"
    journal = SqliteJournal.open(path)
    journal.append([CueShown(at=NINE + timedelta(minutes=n), reminder="eyes") for n in range(3000)])
    journal.close()
    return path


def complaint(opens, path) -> str:
    """Read all of it; return what was said, and make sure the file is as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(JournalUnreadable) as told:
        read_all(opens, path)
    after = path.read_bytes() if path.is_file() else None

    assert before == after
    assert str(path) in str(told.value)
    return str(told.value)


def read_all(opens, path) -> int:
    journal = opens(path)
    try:
        return sum(1 for _ in journal.facts())
    finally:
        journal.close()


@OPENERS
def test_a_file_that_is_no_database(opens, path):
    """A text file in its place is named, with the way out, and stays."""
    path.write_text("dear diary\n" * 1000, encoding="utf-8")

    assert "is damaged (file is not a database)" in complaint(opens, path)
    assert "move journal.db and journal.db-wal in that folder aside" in complaint(opens, path)


@OPENERS
@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_a_truncated_journal(opens, path, keep):
    """A file cut short is told as damaged, before anything is written to it."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])

    assert "is damaged" in complaint(opens, path)


@pytest.mark.parametrize("seed", range(20))
def test_a_spoiled_page(path, seed):
    """A page overwritten with noise: it is told, or the facts elsewhere are read; never a crash."""
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    page = chance.randrange(len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    path.write_bytes(content)

    assert "damaged" in complaint(SqliteJournal.open, path)


@OPENERS
def test_a_newer_journal(opens, path):
    """A journal of a later version is left to that version."""
    change(path, "PRAGMA user_version = 7")

    assert "written by a newer Unhunch (journal format 7" in complaint(opens, path)


@OPENERS
def test_a_database_of_another_program(opens, tmp_path):
    """Somebody else's database is not taken over."""
    path = tmp_path / "places.sqlite"
    change(path, "CREATE TABLE bookmarks (url TEXT)")

    assert "is a database of another program" in complaint(opens, path)


@OPENERS
def test_a_folder_in_its_place(opens, tmp_path):
    """A folder where the file should be is named."""
    path = tmp_path / "journal.db"
    path.mkdir()

    assert complaint(opens, path)


def test_a_file_where_its_folder_should_be(tmp_path):
    """A home in which no folder can be made says so in the system's words."""
    (tmp_path / "data").write_text("")

    assert "exists" in complaint(SqliteJournal.open, tmp_path / "data" / "journal.db")


def test_an_empty_file_becomes_a_journal(tmp_path):
    """A start that was cut off after making the file is not damage."""
    path = tmp_path / "journal.db"
    path.touch()

    assert (0, 0) == (read_all(Reader.open, path), read_all(SqliteJournal.open, path))


def test_a_start_cut_off_within_the_first_step_is_no_damage(tmp_path):
    """Tables and version come in one transaction: there is no half-made journal."""
    path = tmp_path / "journal.db"
    change(path, "PRAGMA journal_mode = WAL")

    assert (0, 0) == (read_all(Reader.open, path), read_all(SqliteJournal.open, path))


def change(path, statement: str) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(statement)
    other.close()
