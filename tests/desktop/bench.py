"""Measure what the program promises to cost, on desktops of its own, and print it.

Run as `python -m tests.desktop.bench [MINUTES]`; MINUTES is how long it is watched doing nothing.
Exit 1 when a promise is broken. Times are medians after a warm-up. On a busy machine a time over
its limit is judged by the CPU it took at least, and the table says so: where nothing else runs it
would take about that. Wakeups, CPU and memory are what they are anywhere.
"""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from math import inf
from pathlib import Path
from shutil import which

from .rig import wire
from .rig.cost import memory, spent, spent_by_children, spent_over
from .rig.desktop import ITEMS, Desktop
from .rig.home import Home
from .rig.measures import Amount, Measure, Took, command_takes, is_busy, load, median, timed
from .rig.needs import missing_packages
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

WORKDAYS = 250
DAY = ("works 90m", "idles 7m", "works 75m", "off 1h", "works 110m", "watches 40m", "works 60m")
NIGHT = "off 16h38m"
ICON = "org.kde.StatusNotifierItem"
SOUND = ("pipewire", "wireplumber", "pipewire-pulse")
"""The servers that tell of calls, in the order in which they start."""

SETTLES = 30
"""Seconds after which the daemon has done everything that belongs to its start."""


def main(minutes: float) -> int:
    """Measure everything; return the exit code."""
    if packages := missing():
        sys.stderr.write(f"make bench needs the Debian packages {' '.join(packages)}\n")
        return 1
    measures: list[Measure] = []
    for measure in all_of_them(minutes):
        sys.stdout.write(f"{measure}\n")
        sys.stdout.flush()
        measures.append(measure)
    sys.stdout.write(f"load average {load()} at the end\n")
    return int(any(each.is_broken for each in measures))


def missing() -> list[str]:
    """Return the Debian packages without which nothing can be measured here."""
    return [*missing_packages(), *(server for server in SOUND if which(server) is None)]


def all_of_them(minutes: float) -> Iterator[Measure]:
    """Yield each measure as soon as it is taken."""
    state = "busy: times over their limit are judged by CPU time" if is_busy() else "quiet"
    sys.stdout.write(f"load average {load()} on {os.cpu_count()} CPUs: {state}\n")
    with tempfile.TemporaryDirectory(prefix="unhunch-") as name:
        alone = Unhunch(new_home(Path(name)).environment(), Path(name))
        yield timed("`unhunch status`, no daemon", 0.25, lambda: status(alone))
        yield timed("a simulated year", 5, lambda: year(alone, Path(name)))
    with unhunch_on_a_desktop() as (desktop, unhunch):
        yield timed("start to usable tray", 0.6, lambda: start(desktop, unhunch))
        # Nothing was promised for this one: such a start checks the settings, once.
        yield timed("- settings edited", inf, lambda: start(desktop, unhunch, edited=True))
        unhunch.settings("")
        yield timed("`unhunch status`", 0.25, lambda: status(unhunch))
        yield timed("click to fact on disk", 0.25, lambda: click(desktop, unhunch))
        yield from memories(unhunch)
        yield from idle(desktop, unhunch, minutes, "pushed", 3)
    with unhunch_on_a_desktop("-extension", "SYNC") as (desktop, unhunch):
        unhunch.start()
        yield from idle(desktop, unhunch, minutes, "polled", 12)


@contextmanager
def unhunch_on_a_desktop(*server_options: str) -> Iterator[tuple[Desktop, Unhunch]]:
    """A desktop of its own, and Unhunch ready to be started on it."""
    with tempfile.TemporaryDirectory(prefix="unhunch-") as name:
        folder = Path(name)
        (folder / "logs").mkdir()
        home = new_home(folder)
        with Desktop(home, folder / "logs", folder, server_options) as desktop:
            for server in SOUND:
                desktop.begin(desktop.program(server))
                wait_until((home.run / "pipewire-0").exists, "PipeWire takes connections")
            desktop.panel.start()
            desktop.notifyd.start()
            unhunch = Unhunch(desktop.environment, desktop.logs)
            try:
                yield desktop, unhunch
            finally:
                unhunch.stop()


def new_home(folder: Path) -> Home:
    """Make a home and a runtime folder."""
    for part in ("home", "run"):
        (folder / part).mkdir(mode=0o700)
    return Home(folder / "home", folder / "run")


def start(desktop: Desktop, unhunch: Unhunch, *, edited: bool = False) -> Took:
    """From the start of the process until the panel has its icon, and the icon its words.

    Before it has words it knows no settings, and its menu is empty. The last one stays.
    """
    address = desktop.session_bus.address
    names = ("ss", ITEMS.name, "RegisteredStatusNotifierItems")

    counting = count(120)

    def icons() -> list[str]:
        return list(wire.call(address, ITEMS, "Get", *names).value)

    def words_of(item: str) -> str:
        name, _, path = item.partition("/")
        of = wire.Target(name, f"/{path}", ITEMS.interface)
        return str(wire.call(address, of, "Get", "ss", ICON, "ToolTip").value[2])

    def shows() -> float:
        unhunch.launch()
        [item] = wait_until(icons, "the panel has the icon", pause=0.005)
        wait_until(lambda: words_of(item), "the icon has words", pause=0.005)
        return spent(unhunch.pid).cpu + spent_by_children(unhunch.pid)

    def once() -> Took:
        unhunch.stop()
        wait_until(lambda: not icons(), "there is no icon")
        if edited:
            unhunch.settings(f"idle_after = '{next(counting)}s'\n")
        took = Took.by(shows)
        wait_until(unhunch.is_serving, "the daemon takes requests")
        return took

    return median(7, once)


def status(unhunch: Unhunch) -> Took:
    """`unhunch status`, from nothing to its exit."""
    return median(11, lambda: command_takes(lambda: unhunch("status")))


def click(desktop: Desktop, unhunch: Unhunch) -> Took:
    """From the click on a notification's button until another process reads the answer."""
    query = "SELECT count(*) FROM facts WHERE kind = 'prompt_answered'"

    def once() -> Took:
        desktop.person.moves()
        unhunch("break", "posture")
        desktop.person.reads_notice()
        desktop.person.points_at(desktop.person.finds_button("Changed something"))
        with closing(sqlite3.connect(f"file:{desktop.home.journal}?mode=ro", uri=True)) as journal:

            def answers() -> int:
                return int(journal.execute(query).fetchone()[0])

            def press() -> float:
                before, had = spent(unhunch.pid).cpu, answers()
                desktop.person.clicks_there()
                wait_until(lambda: answers() > had, "the answer is on disk", pause=0.002)
                return spent(unhunch.pid).cpu - before

            took = Took.by(press)
        wait_until(lambda: not desktop.person.sees_notice(), "the notification is gone")
        return took

    return median(5, once)


def year(unhunch: Unhunch, folder: Path) -> Took:
    """Simulate the working days of a year, at 8 hours a day, as one script."""
    script = folder / "year.txt"
    days = ["start 2026-01-05T08:00 Europe/Berlin", *(*DAY, NIGHT) * WORKDAYS]
    script.write_text("\n".join(days) + "\n")

    def simulate() -> None:
        said = unhunch("simulate", str(script))
        assert said.code == 0 and said.out.count("prompt_shown") > WORKDAYS, said.err

    return median(3, lambda: command_takes(simulate))


def memories(unhunch: Unhunch) -> Iterator[Measure]:
    """How much memory the daemon takes when its start is over."""
    spent_over(unhunch.pid, SETTLES)
    took = memory(unhunch.pid)
    yield Amount("memory: proportional set size", took.pss, "MB", 38)
    yield Amount("memory: the same, as the only Python", took.alone, "MB", 38)


def idle(
    desktop: Desktop, unhunch: Unhunch, minutes: float, sensor: str, limit: float
) -> Iterator[Measure]:
    """Somebody works there and nothing is due: what the daemon costs then."""
    name = unhunch.status()
    spent_over(unhunch.pid, SETTLES, desktop.person.moves)
    over = spent_over(unhunch.pid, minutes * 60, desktop.person.moves)
    assert not desktop.person.sees_notice(), "something was due after all"
    where = f"present, idle {sensor}, {name['idle_sensor']}, {minutes:g} min"
    yield Amount(f"wakeups a minute ({where})", over.wakeups / minutes, "", limit)
    yield Amount(f"CPU ({where})", over.cpu / (minutes * 60) * 100, "%", 0.02)


def run(main: Callable[[float], int]) -> int:
    """Run it with the minutes of the command line."""
    return main(float(sys.argv[1]) if len(sys.argv) > 1 else 3)


if __name__ == "__main__":
    sys.exit(run(main))
