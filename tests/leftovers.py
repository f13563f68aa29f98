"""Programs that a test's user has left running: found by their home, which is the test's own."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def programs_of(home: Path) -> Iterator[int]:
    """Yield the process ids of whatever was started with this home (Linux)."""
    theirs = f"HOME={home}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is another user's
            if theirs in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)


def end_programs_of(home: Path) -> None:
    """End all of them; those that they start meanwhile too."""
    while found := [pid for pid in programs_of(home) if pid != os.getpid()]:
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
