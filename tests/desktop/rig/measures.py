"""What was measured, beside its promise; and how times are taken on a machine that may be busy."""

import math
import os
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and seconds on a CPU of what was measured; after how many runs."""

    wall: float
    cpu: float
    runs: int = 1

    @classmethod
    def by(cls, action: Callable[[], float]) -> "Took":
        """Time an action that returns how long it was on a CPU."""
        began = time.perf_counter()
        cpu = action()
        return cls(time.perf_counter() - began, cpu)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that means the same on a busy machine."""

    what: str
    value: float
    unit: str
    limit: float

    @property
    def is_broken(self) -> bool:
        """Whether the promise was broken."""
        return self.value > self.limit

    def __str__(self) -> str:
        verdict = "BROKEN" if self.is_broken else "ok"
        value = f"{self.value:.4f} {self.unit}"
        return f"{self.what:<64} {value:>10}  at most {self.limit:g}  {verdict}"


@dataclass(frozen=True, slots=True)
class Time:
    """How long something took. `busy`: the machine had other things to do as well."""

    what: str
    took: Took
    limit: float
    busy: bool

    @property
    def is_broken(self) -> bool:
        """Whether the promise was broken: by the clock, or on a busy machine by CPU time."""
        return self.took.wall > self.limit and not (self.busy and self.took.cpu <= self.limit)

    def __str__(self) -> str:
        over = self.took.wall > self.limit
        verdict = "BROKEN" if self.is_broken else "ok by CPU time, busy machine" if over else "ok"
        what = f"{self.what}, median of {self.took.runs}"
        value = f"{self.took.wall:.3f} s (CPU {self.took.cpu:.3f} s)"
        if self.limit == math.inf:
            return f"{what:<52} {value:>22}"
        return f"{what:<52} {value:>22}  at most {self.limit:g}  {verdict}"


Measure = Amount | Time


def timed(what: str, limit: float, take: Callable[[], Took]) -> Time:
    """Take a time; the machine counts as busy when it is so before or after."""
    before = is_busy()
    took = take()
    return Time(what, took, limit, busy=before or is_busy())


def median(runs: int, take: Callable[[], Took]) -> Took:
    """Return the median time of so many runs and the least CPU, after one that is not counted.

    Who shares a core with others takes more CPU for the same work: the least is nearest the truth.
    """
    take()
    taken = [take() for _ in range(runs)]
    wall = statistics.median(each.wall for each in taken)
    return Took(wall, min(each.cpu for each in taken), runs)


def command_takes(command: Callable[[], object]) -> Took:
    """Time something that runs one process to its end."""

    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    def runs() -> float:
        before = used()
        command()
        return used() - before

    return Took.by(runs)


def is_busy() -> bool:
    """Whether others want the CPUs: on average more than half a process for each of them."""
    return os.getloadavg()[0] > (os.cpu_count() or 1) / 2


def load() -> str:
    """Return the load averages of the last 1, 5 and 15 minutes."""
    return " ".join(f"{each:.2f}" for each in os.getloadavg())
