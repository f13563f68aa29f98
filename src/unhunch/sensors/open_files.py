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
    for process in proc.iterdir():
        # Whatever is looked at may end while it is looked at.
        with suppress(OSError):
            if process.name.isdecimal() and process.stat().st_uid == user and _has(process, is_it):
                yield int(process.name), name_of(int(process.name), proc)


def name_of(process: int, proc: Path = PROC) -> str:
    """Return a process's short name; empty when it has ended."""
    try:
        return (proc / str(process) / "comm").read_text(errors="replace").strip()
    except OSError:
        return ""


def _has(process: Path, is_it: Callable[[str, str], bool]) -> bool:
    # Not by Path: a desktop has thousands of open files, and this is twice as quick.
    with os.scandir(process / "fd") as files:
        for file in files:
            with suppress(OSError):
                if is_it(os.readlink(file.path), file.path):  # noqa: PTH115 (as above)
                    return True
    return False
