"""Which of the user's own programs have a file open, as /proc tells. Nothing is kept of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def holders(
    is_it: Callable[[str, str], bool], proc: Path = PROC, user: int | None = None
) -> Iterator[tuple[int, str]]:
    """Yield the process id and short name (15 letters, comm in proc(5)) of each that has it open.

    `is_it` is asked with what /proc calls an open file, and the path of that entry. Processes of
    other users cannot be looked into and are left out.
    """
    user = os.getuid() if user is None else user
    for entry in os.scandir(proc):
        # Whatever is looked at may end while it is looked at.
        with suppress(OSError):
            if entry.name.isdecimal() and entry.stat().st_uid == user and _has(entry.path, is_it):
                yield int(entry.name), name_of(int(entry.name), proc)


def name_of(process: int, proc: Path = PROC) -> str:
    """Return a process's short name; empty when it has ended."""
    try:
        return (proc / str(process) / "comm").read_text(errors="replace").strip()
    except OSError:
        return ""


def _has(process: str, is_it: Callable[[str, str], bool]) -> bool:
    for entry in os.scandir(f"{process}/fd"):
        with suppress(OSError):
            if is_it(os.readlink(entry.path), entry.path):  # noqa: PTH115 (there are thousands)
                return True
    return False
