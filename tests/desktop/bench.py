"""Measure what the program promises to cost, on a desktop of its own, and print it.

Run as `python -m tests.desktop.bench [MINUTES]`; MINUTES is how long it is watched doing nothing.
Exit 1 when a promise is broken. A time is broken at twice its limit: the limits are for a quiet
machine, and this one may be busy. Wakeups and memory are what they are anywhere.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .rig import wire
from .rig.cost import memory, spent_over
from .rig.desktop import ITEMS, Desktop
from .rig.home import Home
from .rig.needs import missing_packages
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

WORKDAYS = 250
DAY = ("works 90m", "idles 7m", "works 75m", "off 1h", "works 110m", "watches 40m", "works 60m")


@dataclass(frozen=True, slots=True)
class Measure:
    """One number beside its promise."""

    what: str
    value: float
    unit: str
    limit: float
    is_time: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether the promise was broken beyond the doubt of a busy machine."""
        return self.value > self.limit * (2 if self.is_time else 1)

    def __str__(self) -> str:
        verdict = "BROKEN" if self.is_broken else "over" if self.value > self.limit else "ok"
        value = f"{self.value:>9.3f} {self.unit:<3}"
        return f"{self.what:<40} {value} at most {self.limit:g}  {verdict}"


def main(minutes: float) -> int:
    """Measure everything; return the exit code."""
    if missing := missing_packages():
        sys.stderr.write(f"make bench needs the Debian packages {' '.join(missing)}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="unhunch-") as name:
        folder = Path(name)
        for part in ("home", "run", "logs"):
            (folder / part).mkdir(mode=0o700)
        home = Home(folder / "home", folder / "run")
        with Desktop(home, folder / "logs", folder) as desktop:
            measures = measure(desktop, minutes)
    sys.stdout.write("\n".join(map(str, measures)) + "\n")
    return int(any(each.is_broken for each in measures))


def measure(desktop: Desktop, minutes: float) -> list[Measure]:
    """Start the program on this desktop and take its measure."""
    desktop.panel.start()
    desktop.notifyd.start()
    unhunch = Unhunch(desktop.environment, desktop.logs)
    unhunch("config", "path")  # the first command of all compiles, if anything does
    try:
        return [
            Measure("start to tray icon", start(desktop, unhunch), "s", 0.6, is_time=True),
            Measure("`unhunch status` as a process", status(unhunch), "s", 0.25, is_time=True),
            Measure("click to fact on disk", click(desktop, unhunch), "s", 0.25, is_time=True),
            Measure("a simulated year", year(desktop, unhunch), "s", 5, is_time=True),
            *idle(desktop, unhunch, minutes),
        ]
    finally:
        unhunch.stop()


def took(action: Callable[[], object]) -> float:
    """Return how many seconds an action took."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def start(desktop: Desktop, unhunch: Unhunch) -> float:
    """From the start of the process until the panel has its icon; median of 5, the last stays."""
    address = desktop.session_bus.address
    names = ("ss", ITEMS.name, "RegisteredStatusNotifierItems")

    def has_icon() -> bool:
        return bool(wire.call(address, ITEMS, "Get", *names).value)

    def once() -> None:
        unhunch.launch()
        wait_until(has_icon, "the panel has the icon", pause=0.005)

    times = []
    for again in (True, True, True, True, False):
        times.append(took(once))
        wait_until(unhunch.is_serving, "the daemon takes requests")
        if again:
            unhunch.stop()
            wait_until(lambda: not has_icon(), "the icon is gone")
    return statistics.median(times)


def status(unhunch: Unhunch) -> float:
    """`unhunch status`, from nothing to its exit; median of 9."""
    return statistics.median(took(lambda: unhunch("status")) for _ in range(9))


def click(desktop: Desktop, unhunch: Unhunch) -> float:
    """From the click on a notification's button until another process reads the answer."""
    desktop.person.moves()
    unhunch("break", "posture")
    desktop.person.reads_notice()
    button = desktop.person.finds_button("Changed something")
    query = "SELECT count(*) FROM facts WHERE kind = 'prompt_answered'"
    with closing(sqlite3.connect(f"file:{desktop.home.journal}?mode=ro", uri=True)) as journal:

        def press() -> None:
            desktop.person.clicks(button)
            wait_until(
                lambda: journal.execute(query).fetchone()[0], "the answer is on disk", pause=0.002
            )

        return took(press)


def year(desktop: Desktop, unhunch: Unhunch) -> float:
    """Simulate the working days of a year, at 8 hours a day, as one script."""
    script = desktop.home.folder / "year.txt"
    nights = ("off 15h40m",)
    script.write_text(
        "\n".join(["start 2026-01-05T08:00 Europe/Berlin", *(DAY + nights) * WORKDAYS]) + "\n"
    )

    def simulate() -> None:
        said = unhunch("simulate", str(script))
        assert said.code == 0, said.err

    return took(simulate)


def idle(desktop: Desktop, unhunch: Unhunch, minutes: float) -> list[Measure]:
    """Somebody sits there and nothing is due: what the daemon costs then."""
    desktop.person.moves()
    wait_until(lambda: spent_over(unhunch.pid, 3).cpu < 0.003, "the daemon has settled")
    over = spent_over(unhunch.pid, minutes * 60)
    return [
        Measure("wakeups a minute, present, nothing due", over.wakeups / minutes, "", 12),
        Measure("CPU, present, nothing due", over.cpu / (minutes * 60) * 100, "%", 0.02),
        Measure("proportional set size", memory(unhunch.pid), "MB", 38),
    ]


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1))
