"""Reading beside a running daemon, after a crash, and where nothing can be written."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from unhunch.body.facts import CheckedIn, StatementAccepted
from unhunch.desk.facts import BoutBegan, ClockSet, CueShown
from unhunch.errors import JournalUnreadable
from unhunch.journal import reader as journal_reader
from unhunch.journal.codec import body_kinds
from unhunch.journal.forget import Span
from unhunch.journal.reader import Reader
from unhunch.journal.store import SqliteJournal
from unhunch.ports import Entered

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.db"


@pytest.fixture
def reader(path):
    SqliteJournal.open(path).close()
    reader = Reader.open(path)
    yield reader
    reader.close()


def test_a_journal_that_is_not_there_reads_as_empty(path):
    """Before the first start there is nothing to show, and nothing is made by looking."""
    reader = Reader.open(path)
    found = (list(reader.facts()), reader.last_moment(), reader.last_of(CueShown))
    reader.close()

    assert ([], None, None) == found
    assert not path.exists()


def test_a_reader_sees_what_the_writer_appends(path, reader):
    """`status` beside a running daemon is as new as its last fact."""
    cue = CueShown(at=NINE, reminder="eyes")
    journal = SqliteJournal.open(path)
    journal.append([cue])
    found = list(reader.facts())
    journal.close()

    assert [Entered(1, cue)] == found


def test_a_reader_in_the_middle_does_not_hold_up_the_writer(path, reader):
    """Somebody who shows the journal page by page keeps no answer from being kept."""
    journal = SqliteJournal.open(path)
    journal.append([CueShown(at=NINE, reminder="eyes")] * 600)
    facts = iter(reader.facts())
    next(facts)
    removed = journal.forget(Span(first=None, last=date(2026, 3, 2)), NINE + timedelta(days=1))
    journal.close()

    assert 600 == removed


def test_a_reader_cannot_write(reader):
    """Looking changes nothing, whatever goes wrong."""
    with pytest.raises(Exception, match="readonly"):
        reader._connection.execute("DELETE FROM facts")


def test_facts_of_local_days(path, reader):
    """A day is a local day, by the offset of then: half past midnight in Auckland is the 3rd."""
    auckland = timezone(timedelta(hours=13))
    evening = CueShown(at=datetime(2026, 3, 2, 23, 30, tzinfo=auckland), reminder="evening")
    night = CueShown(at=datetime(2026, 3, 3, 0, 30, tzinfo=auckland), reminder="night")
    journal = SqliteJournal.open(path)
    journal.append([evening, night])
    journal.close()

    assert [Entered(1, evening)] == list(reader.facts(last=date(2026, 3, 2)))
    assert [Entered(2, night)] == list(reader.facts(first=date(2026, 3, 3)))


def test_a_journal_whose_daemon_was_killed_is_readable(path):
    """After a crash `status` and `journal show` work before the daemon is back."""
    killed = subprocess.run(
        [sys.executable, "-c", CRASH, str(path)], capture_output=True, text=True, check=False
    )
    reader = Reader.open(path)
    found = [entered.number for entered in reader.facts()]
    reader.close()

    assert (-signal.SIGKILL, [1]) == (killed.returncode, found)


@pytest.mark.skipif(os.getuid() != 0, reason="mounting needs root")
@pytest.mark.parametrize("crashed", [False, True])
def test_a_journal_on_a_read_only_disk_is_readable(path, crashed):
    """`journal show` works where nothing can be written, after a clean end and after a crash."""
    if crashed:
        subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    else:
        journal = SqliteJournal.open(path)
        journal.append([CueShown(at=NINE, reminder="eyes")])
        journal.close()
    done = read_only(path.parent, READ, str(path))

    assert ("1\n", "") == (done.stdout, done.stderr)


@pytest.mark.skipif(os.getuid() != 0, reason="mounting needs root")
def test_a_read_only_home_is_told(path):
    """Where nothing can be kept the writer says so at the start, and does not pretend."""
    SqliteJournal.open(path).close()
    done = read_only(path.parent, WRITE, str(path))

    assert done.stdout.startswith(f"{path}: ")
    assert "Read-only file system" in done.stdout


def test_a_missing_journal_in_a_folder_that_is_a_file(tmp_path):
    """A path through a file is no empty journal for the writer."""
    (tmp_path / "data").touch()

    with pytest.raises(JournalUnreadable):
        SqliteJournal.open(tmp_path / "data" / "journal.db")


def read_only(folder, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a mount namespace of its own in which the folder is read-only."""
    mount = f'mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && exec "$@"'
    return subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, "sh", sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


CRASH = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from unhunch.body.facts import CheckedIn, StatementAccepted
from unhunch.desk.facts import BoutBegan, ClockSet, CueShown
from unhunch.journal.store import SqliteJournal
journal = SqliteJournal.open(Path(sys.argv[1]))
journal.append([CueShown(at=datetime(2026, 3, 2, tzinfo=UTC), reminder="eyes")])
os.kill(os.getpid(), signal.SIGKILL)
"""
READ = """
import sys
from pathlib import Path
from unhunch.journal import reader as journal_reader
from unhunch.journal.codec import body_kinds
from unhunch.journal.forget import Span
from unhunch.journal.reader import Reader
reader = Reader.open(Path(sys.argv[1]))
print(sum(1 for _ in reader.facts()))
reader.close()
"""
WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from unhunch.body.facts import CheckedIn, StatementAccepted
from unhunch.desk.facts import BoutBegan, ClockSet, CueShown
from unhunch.errors import JournalUnreadable
from unhunch.journal.store import SqliteJournal
try:
    journal = SqliteJournal.open(Path(sys.argv[1]))
    journal.append([CueShown(at=datetime(2026, 3, 2, tzinfo=UTC), reminder="eyes")])
except JournalUnreadable as error:
    print(error)
"""


def test_facts_of_some_kinds_come_in_order_without_reading_the_others(path):
    """Also where there are more of a kind than are fetched at a time."""
    cues = [CueShown(at=NINE + timedelta(seconds=n), reminder="eyes") for n in range(1100)]
    bouts = [BoutBegan(at=NINE + timedelta(seconds=n)) for n in range(3)]
    journal = SqliteJournal.open(path)
    journal.append([bouts[0], *cues[:700], bouts[1], ClockSet(at=NINE, by=timedelta(hours=1))])
    journal.append([*cues[700:], bouts[2]])
    found = [entered.fact for entered in journal.of_kinds({CueShown, BoutBegan})]
    later = [entered.number for entered in journal.of_kinds([BoutBegan], after=702)]
    journal.close()
    reader = Reader.open(path)
    alone = [entered.fact for entered in reader.of_kinds([ClockSet])]
    nothing = list(reader.of_kinds([]))
    reader.close()

    assert [bouts[0], *cues[:700], bouts[1], *cues[700:], bouts[2]] == found
    assert [1104] == later
    assert ([ClockSet(at=NINE, by=timedelta(hours=1))], []) == (alone, nothing)


def test_facts_of_a_kind_are_found_by_the_index(path, reader):
    """A journal of ten years is not read through for a dozen check-ins."""
    asked = ("checked_in", 0, 9, "2026-03-02", "2026-03-08", 500)
    plan = reader._connection.execute(
        f"EXPLAIN QUERY PLAN {journal_reader._AFTER}", asked
    ).fetchall()

    assert 1 == len(plan)
    assert "SEARCH facts USING INDEX facts_by_kind (kind=? AND rowid>? AND rowid<?)" == plan[0][3]


def test_facts_of_some_kinds_and_days(path):
    """Both days included; a fact that is dated back counts for its own day, in its own place."""
    days = [NINE + timedelta(days=n) for n in range(4)]
    journal = SqliteJournal.open(path)
    cues = [CueShown(at=day, reminder="eyes") for day in days]
    late = CueShown(at=days[1], reminder="posture")
    journal.append([*cues, BoutBegan(at=days[1]), late])
    journal.close()
    reader = Reader.open(path)
    first, last = days[1].date(), days[2].date()
    found = [each.fact for each in reader.of_kinds([CueShown], first=first, last=last)]
    after = [each.number for each in reader.of_kinds([CueShown], after=3, first=first, last=last)]
    none = list(reader.of_kinds([CueShown], first=last + timedelta(days=9)))
    reader.close()

    assert [cues[1], cues[2], late] == found
    assert [6] == after
    assert [] == none


def test_days_with_all_and_other_days_with_some_kinds(path):
    """What a report reads: each fact once and in order, and the one the journal began with."""
    journal = SqliteJournal.open(path)
    days = [NINE + timedelta(days=n) for n in range(3)]
    kept = [
        CueShown(at=days[0], reminder="eyes"),
        CueShown(at=days[0], reminder="posture"),
        CheckedIn(at=days[0]),
        CueShown(at=days[1], reminder="eyes"),
        CheckedIn(at=days[1]),
        CueShown(at=days[2], reminder="eyes"),
        CheckedIn(at=days[2]),
    ]
    journal.append(kept)
    journal.close()
    reader = Reader.open(path)
    day = days[1].date()
    eyes = [entered.fact for entered in reader.around([CheckedIn], [CueShown], day, day)]
    both = [entered.fact for entered in reader.around([CheckedIn], [CheckedIn], day, day)]
    reader.close()

    assert [kept[0], kept[2], kept[3], kept[4], kept[6]] == eyes
    assert [kept[0], kept[2], kept[4], kept[6]] == both


def test_every_kind_about_the_body_is_found_together(path):
    """What the rules read, and nothing of the desk."""
    kept = [
        StatementAccepted(at=NINE, ruleset="0.2"),
        CueShown(at=NINE, reminder="eyes"),
        CheckedIn(at=NINE, pain=(("neck", 3),)),
    ]
    journal = SqliteJournal.open(path)
    journal.append(kept)
    found = [entered.fact for entered in journal.of_kinds(body_kinds())]
    journal.close()

    assert [kept[0], kept[2]] == found


def test_a_journal_that_is_being_made_is_nobody_elses(tmp_path):
    """Whoever looks while the first start makes the file sees it empty or whole."""
    paths = [tmp_path / f"{number}.db" for number in range(60)]
    looked_at = [paths[0]]

    def make():
        for path in paths:
            looked_at.append(path)
            SqliteJournal.open(path).close()

    maker, looks, wrong = threading.Thread(target=make), 0, []
    maker.start()
    while maker.is_alive():
        looks += 1
        try:
            Reader.open(looked_at[-1]).close()
        except JournalUnreadable as error:
            wrong.append(str(error))
    maker.join()

    assert looks > len(paths)
    assert [] == [each for each in wrong if "another program" in each and "in use" not in each]
