"""One writer of a journal: the daemon, or for one transaction a command.

The lock lies beside the journal, so that a journal never has two writers, whatever the runtime
folder of either is. It is the kernel's lock on the file that counts, which ends with the process;
the file itself stays, because removing it would let two processes hold two files of one name.
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Self

from .errors import AlreadyRunning, JournalUnreadable
from .sentence import Sentence, reason_of

DAEMON = "daemon"

_LOOK_AGAIN = timedelta(milliseconds=50)
_FAR_AWAY = 2**30
"""Where the locked byte lies on Windows: a locked byte cannot be read by others, the rest can."""


def lock_beside(journal: Path) -> Path:
    """Return the lock file of this journal."""
    return journal.with_name(f"{journal.name}.lock")


class InstanceLock:
    """The right to write one journal.

    `purpose` tells others who has it: the daemon, or the name of a command. A taker that meets a
    command waits up to `patience` for it; one that meets a daemon does not wait.
    """

    def __init__(
        self, path: Path, *, purpose: str = DAEMON, patience: timedelta = timedelta(seconds=5)
    ) -> None:
        self._path = path
        self._purpose = purpose
        self._patience = patience
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock. Raise AlreadyRunning when another process has it, JournalUnreadable when
        the file cannot be written."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            opened = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise JournalUnreadable(
                Sentence("{path}: {reason}", path=self._path, reason=reason_of(error))
            ) from error
        try:
            self._wait_for(opened)
            self._sign(opened)
        except OSError as error:
            os.close(opened)
            raise JournalUnreadable(
                Sentence("{path}: {reason}", path=self._path, reason=reason_of(error))
            ) from error
        except AlreadyRunning:
            os.close(opened)
            raise
        self._file = opened

    def release(self) -> None:
        """Give the lock back. May be called twice."""
        if self._file is None:
            return
        opened, self._file = self._file, None
        os.ftruncate(opened, 0)
        _unlock(opened)
        os.close(opened)

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _wait_for(self, opened: int) -> None:
        deadline = time.monotonic() + self._patience.total_seconds()
        while not try_to_lock(opened):
            holder, purpose = _signature(opened)
            if purpose == DAEMON or time.monotonic() >= deadline:
                raise AlreadyRunning(_complaint(holder, purpose))
            time.sleep(_LOOK_AGAIN.total_seconds())

    def _sign(self, opened: int) -> None:
        os.ftruncate(opened, 0)
        os.lseek(opened, 0, os.SEEK_SET)
        os.write(opened, f"{os.getpid()} {self._purpose}\n".encode())


def _signature(opened: int) -> tuple[str, str]:
    os.lseek(opened, 0, os.SEEK_SET)
    holder, _, purpose = os.read(opened, 200).decode(errors="replace").strip().partition(" ")
    return holder, purpose


def _complaint(holder: str, purpose: str) -> Sentence:
    if not holder.isdecimal():
        return Sentence("Unhunch is already running")
    if purpose == DAEMON:
        return Sentence("Unhunch is already running (process {holder})", holder=holder)
    return Sentence(
        "`unhunch {purpose}` (process {holder}) is at work on the journal; try again",
        purpose=purpose,
        holder=holder,
    )


if sys.platform == "win32":
    import msvcrt

    def try_to_lock(opened: int) -> bool:
        """As below."""
        os.lseek(opened, _FAR_AWAY, os.SEEK_SET)
        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(opened: int) -> None:
        os.lseek(opened, _FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(opened, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def try_to_lock(opened: int) -> bool:
        """Lock what is open, until it is closed; False: somebody else has. Raise OSError where
        such a thing cannot be locked."""
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_UN)
