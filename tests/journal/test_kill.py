"""Killed at any moment: what was acknowledged is there, and all of one append or none."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from unhunch.desk.facts import CueShown
from unhunch.journal.store import SqliteJournal

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from unhunch.desk.facts import CueShown
from unhunch.journal.store import SqliteJournal
journal = SqliteJournal.open(Path(sys.argv[1]))
at = datetime(2026, 3, 2, tzinfo=UTC)
for number in range(1, 1_000_000):
    pair = [CueShown(at=at, reminder=f"{number} a"), CueShown(at=at, reminder=f"{number} b")]
    journal.append(pair, durable=number % 3 == 0)
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def kill_after(path: Path, lines: int, more_bytes: int) -> int:
    """Start a writer, kill it some time after it acknowledged this many appends; return the last
    acknowledgement it gave."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as w:
        assert w.stdout is not None
        said = b"".join(w.stdout.readline() for _ in range(lines))
        said += w.stdout.read(more_bytes)
        w.send_signal(signal.SIGKILL)
        said += w.stdout.read()
    # The last line counts only with its end: the kill may have cut it off.
    return len(said.split(b"\n")) - 1


@pytest.mark.parametrize("seed", range(20))
def test_what_was_acknowledged_survives_sigkill(tmp_path, seed):
    """Every append that returned before the kill is there; none is there by half."""
    chance = random.Random(seed)
    path = tmp_path / "journal.db"
    acknowledged = kill_after(path, chance.randint(1, 60), chance.randint(0, 500))
    journal = SqliteJournal.open(path)
    texts = [entered.fact.reminder for entered in journal.facts() if is_cue(entered.fact)]
    journal.close()

    assert len(texts) // 2 in (acknowledged, acknowledged + 1)
    assert [f"{n} {half}" for n in range(1, len(texts) // 2 + 1) for half in "ab"] == texts


def test_killed_again_and_again(tmp_path):
    """A journal that was left in the middle ten times is still whole, and goes on counting."""
    path = tmp_path / "journal.db"
    acknowledged = sum(kill_after(path, lines, 0) for lines in range(1, 11))
    journal = SqliteJournal.open(path)
    numbers = [entered.number for entered in journal.facts()]
    journal.close()

    assert list(range(1, len(numbers) + 1)) == numbers
    assert 2 * acknowledged <= len(numbers) <= 2 * (acknowledged + 10)


def is_cue(fact: object) -> bool:
    return isinstance(fact, CueShown)
