"""A disk with no room: the fact is refused with the reason, nothing is lost, and it goes on."""

import os
import subprocess
import sys

import pytest

FILL = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from unhunch.desk.facts import CueShown
from unhunch.errors import JournalUnreadable
from unhunch.journal.store import SqliteJournal

def cue(text):
    return CueShown(at=datetime(2026, 3, 2, tzinfo=UTC), reminder=text)

def append_until_full(journal):
    kept = 0
    try:
        while True:
            journal.append([cue(f"{kept} " + "x" * 1000)], durable=True)
            kept += 1
    except JournalUnreadable as error:
        return kept, str(error)

path = Path(sys.argv[1])
journal = SqliteJournal.open(path)
room, make_room = MAKE_ROOM(path)
kept, said = append_until_full(journal)
again, said_again = append_until_full(journal)
make_room()
journal.append([cue("after")], durable=True)
journal.close()
journal = SqliteJournal.open(path)
found = [entered.fact.reminder.split()[0] for entered in journal.facts()]
journal.close()
assert found == [str(n) for n in (*range(kept), *range(again))] + ["after"], found[-5:]
assert kept > 10, kept
print(said)
"""
TMPFS = """
def MAKE_ROOM(path):
    ballast = path.with_name("ballast")
    ballast.write_bytes(b"x" * (512 * 1024))
    return ballast, ballast.unlink
"""
LIMIT = """
import resource, signal
def MAKE_ROOM(path):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024, most))
    return None, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
"""


@pytest.mark.skipif(os.getuid() != 0, reason="mounting needs root")
def test_a_full_disk_refuses_and_later_keeps(tmp_path):
    """On a real file system without room: the system's words, every kept fact, and then on."""
    mount = f'mount -t tmpfs -o size=1m tmpfs {tmp_path} && exec "$@"'
    script = [sys.executable, "-c", TMPFS + FILL, str(tmp_path / "journal.db")]
    done = run(["unshare", "-m", "sh", "-c", mount, "sh", *script])

    assert ("", 0) == (done.stderr, done.returncode)
    assert done.stdout.startswith(f"{tmp_path / 'journal.db'}: No space left on device")


def test_a_file_that_may_not_grow_refuses_and_later_keeps(tmp_path):
    """The same where the limit is on the file: a quota looks like this."""
    path = tmp_path / "journal.db"
    done = run([sys.executable, "-c", LIMIT + FILL, str(path)])

    assert ("", 0) == (done.stderr, done.returncode)
    assert done.stdout.startswith(f"{path}: ")


@pytest.mark.skipif(os.getuid() != 0, reason="mounting needs root")
def test_forgetting_works_on_a_nearly_full_disk(tmp_path):
    """Who wants text gone gets it gone, even where there is no room to shorten the file."""
    mount = f'mount -t tmpfs -o size=8m tmpfs {tmp_path} && exec "$@"'
    done = run(
        ["unshare", "-m", "sh", "-c", mount, "sh", sys.executable, "-c", FORGET, str(tmp_path)]
    )

    assert ("", "300 True\n") == (done.stderr, done.stdout)


FORGET = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from unhunch.desk.facts import CueShown
from unhunch.journal.forget import Span
from unhunch.journal.store import SqliteJournal

folder = Path(sys.argv[1])
now = datetime(2026, 3, 9, tzinfo=UTC)
journal = SqliteJournal.open(folder / "journal.db")
for day in (1, 2):
    at = datetime(2026, 3, day, tzinfo=UTC)
    journal.append([CueShown(at=at, reminder="secret" + "x" * 1000)] * 300)
journal.append([CueShown(at=now, reminder="y" * 1000)] * 300)
journal.close()
journal = SqliteJournal.open(folder / "journal.db")
room = 8 * 2**20 - sum(each.stat().st_size for each in folder.iterdir())
(folder / "ballast").write_bytes(b"b" * (room - 700 * 1024))
removed = journal.forget(Span(first=date(2026, 3, 2), last=date(2026, 3, 2)), now)
journal.forget(Span(first=None, last=date(2026, 3, 1)), now)
journal.close()
print(removed, all(b"secret" not in each.read_bytes() for each in folder.iterdir()))
"""


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
