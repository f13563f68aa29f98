"""One writer of a journal at a time."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from unhunch.errors import AlreadyRunning, JournalUnreadable
from unhunch.instance import InstanceLock, lock_beside

AT_ONCE = timedelta(0)

HOLDER = """
import sys
from pathlib import Path
from unhunch.instance import InstanceLock
with InstanceLock(Path(sys.argv[1]), purpose=sys.argv[2]):
    print("taken", flush=True)
    sys.stdin.read()
"""
PARENT = """
import subprocess, sys
from pathlib import Path
from unhunch.instance import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
lock.take()
child = subprocess.Popen(["sleep", "300"], stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
sys.stdin.read()
"""
RACER = """
import sys
from datetime import timedelta
from pathlib import Path
from unhunch.instance import InstanceLock
from unhunch.errors import AlreadyRunning
sys.stdin.readline()
try:
    InstanceLock(Path(sys.argv[1]), patience=timedelta(0)).take()
except AlreadyRunning:
    print("refused", flush=True)
else:
    print("taken", flush=True)
sys.stdin.read()
"""


class Process:
    """Another process at the same lock."""

    def __init__(self, script: str, *arguments: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", script, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid

    def says(self) -> str:
        return self._process.stdout.readline().strip()

    def goes(self) -> None:
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def ends(self) -> None:
        self._process.communicate()

    def is_killed(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()


@pytest.fixture
def path(tmp_path):
    return lock_beside(tmp_path / "data" / "journal.db")


def test_a_second_daemon_is_told_of_the_first(path):
    """Who starts it twice hears which process has it, at once."""
    first = Process(HOLDER, path, "daemon")
    first.says()
    with pytest.raises(AlreadyRunning) as told:
        InstanceLock(path).take()
    first.ends()

    assert f"Unhunch is already running (process {first.pid})" == str(told.value)


def test_a_lock_given_back_can_be_taken(path):
    """After a clean end the next one starts."""
    first = Process(HOLDER, path, "daemon")
    first.says()
    first.ends()
    with InstanceLock(path, patience=AT_ONCE):
        signature = path.read_text()

    assert (f"{os.getpid()} daemon\n", "") == (signature, path.read_text())


def test_the_lock_of_a_killed_process_can_be_taken(path):
    """A crash leaves nothing to clean up."""
    first = Process(HOLDER, path, "daemon")
    first.says()
    first.is_killed()
    with InstanceLock(path, patience=AT_ONCE):
        pass


def test_a_command_at_work_is_waited_for(path):
    """A daemon that starts while a command writes one transaction starts a moment later."""
    command = Process(HOLDER, path, "journal forget")
    command.says()
    ending = threading.Timer(0.2, command.ends)
    ending.start()
    with InstanceLock(path, patience=timedelta(seconds=20)):
        taken = True
    ending.join()

    assert taken


def test_a_command_that_hangs_is_named(path):
    """A command that keeps the lock is named with its process."""
    command = Process(HOLDER, path, "journal forget")
    command.says()
    with pytest.raises(AlreadyRunning) as told:
        InstanceLock(path, patience=AT_ONCE).take()
    command.ends()

    assert (
        f"`unhunch journal forget` (process {command.pid}) is at work on the journal; try again"
        == str(told.value)
    )


def test_of_many_that_start_together_one_wins(path):
    """There is no moment in which two have it, and none in which nobody gets it."""
    racers = [Process(RACER, path) for _ in range(8)]
    for racer in racers:
        racer.goes()
    said = sorted(racer.says() for racer in racers)
    for racer in racers:
        racer.ends()

    assert ["refused"] * 7 + ["taken"] == said


def test_the_lock_file_is_private_and_stays(path):
    """Its folder and itself are this user's; removing it would allow a second holder."""
    before = os.umask(0)
    try:
        with InstanceLock(path):
            pass
    finally:
        os.umask(before)

    assert (0o600, 0o700) == (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777)


def test_a_lock_can_be_released_twice(path):
    """Ending is safe to repeat."""
    lock = InstanceLock(path)
    lock.take()
    lock.release()
    lock.release()
    with InstanceLock(path, patience=AT_ONCE):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """A home that is a file is a complaint with its name."""
    (tmp_path / "data").touch()
    with pytest.raises(JournalUnreadable, match=r"journal\.db\.lock: "):
        InstanceLock(lock_beside(tmp_path / "data" / "journal.db")).take()


def test_a_child_process_does_not_inherit_the_lock(path):
    """A helper that outlives a killed daemon does not keep the next one from starting."""
    daemon = Process(PARENT, path)
    child = int(daemon.says())
    try:
        daemon.is_killed()
        with InstanceLock(path, patience=AT_ONCE):
            os.kill(child, 0)
    finally:
        os.kill(child, signal.SIGKILL)
