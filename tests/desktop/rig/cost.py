"""What a running process costs, as proc(5) tells it."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .waiting import wait_until


@dataclass(frozen=True, slots=True)
class Spent:
    """Since its start: how often it waited and was woken, and seconds on a CPU."""

    wakeups: int
    cpu: float


@dataclass(frozen=True, slots=True)
class Memory:
    """In MB. `pss`: the proportional set size. `alone`: the same if nothing else ran Python.

    Pages of the interpreter and its libraries are shared with every other Python process, of which
    a test machine has more than a desktop: `alone` counts them in full.
    """

    pss: float
    alone: float


def spent(pid: int) -> Spent:
    """Return what every thread of a process together has spent."""
    threads = list(Path(f"/proc/{pid}/task").iterdir())
    wakeups = sum(number(thread / "status", "voluntary_ctxt_switches:") for thread in threads)
    # The first field is nanoseconds; stat counts in hundredths of a second, too coarse for this.
    cpu = sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads)
    return Spent(wakeups, cpu / 1e9)


def spent_by_children(pid: int) -> float:
    """Return the seconds on a CPU of the processes that this one started and that have ended."""
    # Fields 16 and 17 of proc_pid_stat(5), behind a name that may contain anything.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> Memory:
    """Return how much memory a process takes."""
    pss = alone = 0
    is_python = False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            is_python = len(words) > 5 and "python" in words[5].lower()
        elif words[0] == "Pss:":
            pss += int(words[1])
            alone += 0 if is_python else int(words[1])
        elif words[0] == "Rss:" and is_python:
            alone += int(words[1])
    return Memory(pss / 1024, alone / 1024)


def spent_over(pid: int, seconds: float, meanwhile: Callable[[], None] | None = None) -> Spent:
    """Watch a process for so long; return what it spent. `meanwhile` is called every 15 s."""
    before, began = spent(pid), time.monotonic()
    nudge = began

    def is_over() -> bool:
        nonlocal nudge
        now = time.monotonic()
        if meanwhile is not None and now >= nudge:
            nudge = now + 15
            meanwhile()
        return now >= began + seconds

    wait_until(is_over, "it was watched long enough", seconds + 60)
    after = spent(pid)
    return Spent(after.wakeups - before.wakeups, after.cpu - before.cpu)


def number(file: Path, name: str) -> int:
    """Return the number behind a name in a file of lines."""
    line = next(line for line in file.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])
