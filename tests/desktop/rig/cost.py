"""What a running process costs, as proc(5) tells it."""

import time
from dataclasses import dataclass
from pathlib import Path

from .waiting import wait_until


@dataclass(frozen=True, slots=True)
class Spent:
    """Since its start: how often it waited and was woken, and seconds on a CPU."""

    wakeups: int
    cpu: float


def spent(pid: int) -> Spent:
    """Return what every thread of a process together has spent."""
    threads = list(Path(f"/proc/{pid}/task").iterdir())
    wakeups = sum(number(thread / "status", "voluntary_ctxt_switches:") for thread in threads)
    # The first field is nanoseconds; stat counts in hundredths of a second, too coarse for this.
    cpu = sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads)
    return Spent(wakeups, cpu / 1e9)


def memory(pid: int) -> float:
    """Return the proportional set size in MB."""
    return number(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024


def spent_over(pid: int, seconds: float) -> Spent:
    """Watch a process for so long; return what it spent in that time."""
    before = spent(pid)
    until = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() >= until, "it was watched long enough", seconds + 60)
    after = spent(pid)
    return Spent(after.wakeups - before.wakeups, after.cpu - before.cpu)


def number(file: Path, name: str) -> int:
    """Return the number behind a name in a file of lines."""
    line = next(line for line in file.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])
