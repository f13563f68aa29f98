"""The system's clocks, and what it means when they do not agree.

Wall time can be set. Monotonic time stands still while the machine sleeps (Linux, macOS). Boot time
does neither. Sensors speak in `time.monotonic()`; the desk wants moments of the wall clock.
"""

import sys
import time
import warnings
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

NOTICEABLE = timedelta(seconds=1)
"""Clocks that moved apart by less than this did not, yet; small steps add up until told."""

FALLS_ASLEEP = 60.0
"""Seconds of monotonic time within which a machine that said it would sleep does, or has said that
it woke. A suspend waits for programs that need a moment, and for hooks."""

_AT_ONCE = 0.01
_TRIES = 5
WAKING = 0.5
"""Seconds of monotonic time within which, after the machine woke, the daemon looks."""
_SLEEPS_KEPT = 64

# On Windows time.monotonic() runs on in sleep, and there is no second clock to compare it with.
_COUNTS_SLEEP = sys.platform == "win32"


@dataclass(frozen=True, slots=True)
class Reading:
    """All clocks at one moment: wall time (aware, UTC), and seconds of the two others."""

    wall: datetime
    monotonic: float
    boot: float


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How far each clock moved between two readings."""

    wall: timedelta
    monotonic: timedelta
    boot: timedelta


@dataclass(frozen=True, slots=True)
class MachineSlept:
    """The machine slept for this long."""

    lasted: timedelta


@dataclass(frozen=True, slots=True)
class WallSet:
    """The wall clock was set by this much; forward is positive."""

    by: timedelta


Change = MachineSlept | WallSet


def compare(before: Reading, after: Reading) -> Elapsed:
    """Return how far each clock moved."""
    return Elapsed(
        after.wall - before.wall,
        timedelta(seconds=after.monotonic - before.monotonic),
        timedelta(seconds=after.boot - before.boot),
    )


def explain(before: Reading, after: Reading, *, told: bool = False) -> tuple[Change, ...]:
    """Return what made the clocks move apart: the sleep first, then the setting.

    `told`: the system said that it sleeps. Then a wall clock that alone ran on tells how long: some
    machines have no clock that counts boot time in sleep.
    """
    slept, by = _apart(before, after)
    if told and slept < NOTICEABLE <= by:
        slept, by = by, timedelta(0)
    changes: list[Change] = []
    if slept >= NOTICEABLE:
        changes.append(MachineSlept(slept))
    if abs(by) >= NOTICEABLE:
        changes.append(WallSet(by))
    return tuple(changes)


def _apart(before: Reading, after: Reading) -> tuple[timedelta, timedelta]:
    """How far boot time ran ahead of monotonic time, and the wall clock of boot time."""
    elapsed = compare(before, after)
    return elapsed.boot - elapsed.monotonic, elapsed.wall - elapsed.boot


def _without_untold(before: Reading, after: Reading) -> Reading:
    """Return the reading after, less what is too little to be told yet."""
    slept, by = (span if abs(span) < NOTICEABLE else timedelta(0) for span in _apart(before, after))
    return replace(after, wall=after.wall - slept - by, boot=after.boot - slept.total_seconds())


def read_clocks() -> Reading:
    """Read all clocks together: again, if something came between the first and the last."""
    for _ in range(_TRIES):
        boot = _boot_time()
        reading = Reading(datetime.now(UTC), time.monotonic(), boot)
        if _boot_time() - boot < _AT_ONCE:
            break
    return reading


def boot_id() -> str | None:
    """Return what names this run of the machine; None where the system has no name for it."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


class SystemClock:
    """Tells the time, and turns what sensors say into moments.

    Call `look` first after every wake: it notices sleeps and settings.
    """

    def __init__(
        self,
        read: Callable[[], Reading] = read_clocks,
        *,
        counts_sleep: bool = _COUNTS_SLEEP,
        zone_file: Path = Path("/etc/localtime"),
    ) -> None:
        self._read = read
        self._counts_sleep = counts_sleep
        self._last = read()
        self._sleeps: deque[tuple[float, float]] = deque(maxlen=_SLEEPS_KEPT)
        """Each known sleep: the monotonic time at which it was, and its length in seconds."""
        self._going: float | None = None
        """When the system said that it will sleep; None: it has not, or is back."""
        self._is_back = False
        self._zone: tzinfo | None = None
        self._zone_file = zone_file
        self._zone_mark = _mark_of(zone_file)

    def now(self) -> datetime:
        """Return the wall time, aware, in UTC."""
        return self._read().wall

    def local(self) -> datetime:
        """Return the wall time with its local offset, as facts carry it."""
        now = self.now()
        offset = now.astimezone(self.zone()).utcoffset()
        return now if offset is None else now.astimezone(timezone(offset))

    def monotonic(self) -> float:
        """Return the time that sensors speak in."""
        return self._read().monotonic

    def read(self) -> Reading:
        """Read all clocks."""
        return self._read()

    def look(self) -> tuple[Change, ...]:
        """Return what happened to the clocks since the last look."""
        before, after = self._last, self._read()
        told = self._is_told(after)
        self._sleeps.extend(_sleep_between(before, after, told))
        self._last = _without_untold(before, after)
        if self._is_back or not told:
            self._going = None
        return explain(before, after, told=told)

    def hear_sleep(self, is_going: bool) -> None:
        """The system says that the machine is about to sleep, or that it woke. `look` follows."""
        if is_going:
            self._going = self.monotonic()
        self._is_back = not is_going

    def _is_told(self, now: Reading) -> bool:
        return self._going is not None and now.monotonic - self._going < FALLS_ASLEEP

    def moment(self, monotonic: float) -> datetime:
        """Return when it was, by the wall clock as it stands now, for a `time.monotonic()`.

        Sleeps in between are counted in; the last few dozen are known.
        """
        now = self._read()
        passed = now.monotonic - monotonic
        if not self._counts_sleep:
            sleeps = (*self._sleeps, *_sleep_between(self._last, now, self._is_told(now)))
            passed += sum(lasted for when, lasted in sleeps if when >= monotonic)
        return now.wall - timedelta(seconds=passed)

    def zone(self) -> tzinfo:
        """Return the local time zone. Read once, until it is forgotten."""
        if self._zone is None:
            self._zone_mark = _mark_of(self._zone_file)
            self._zone = _zone_by_name()
        # A system whose settings make no sense still has an offset; it is asked for each time.
        return self._zone or timezone(timedelta(seconds=time.localtime().tm_gmtoff))

    def forget_zone(self) -> None:
        """Read the zone anew when it is next asked for: somebody said that it was changed."""
        self._zone = None

    def is_zone_stale(self) -> bool:
        """Whether the system's zone file was changed since the zone was read."""
        return _mark_of(self._zone_file) != self._zone_mark


def _sleep_between(before: Reading, after: Reading, told: bool) -> tuple[tuple[float, float], ...]:
    # When exactly it was is not known. The system's wake signal makes us look at once, so what
    # sensors report from the last moments came after the sleep, and everything else before it.
    when = max(before.monotonic, after.monotonic - WAKING)
    return tuple(
        (when, change.lasted.total_seconds())
        for change in explain(before, after, told=told)
        if isinstance(change, MachineSlept)
    )


def _zone_by_name() -> tzinfo | None:
    import tzlocal  # only here: what needs no calendar starts faster

    if hasattr(time, "tzset"):
        time.tzset()
    with warnings.catch_warnings():
        # A system that contradicts itself is taken at the word of its C library instead.
        warnings.simplefilter("error")
        try:
            return tzlocal.reload_localzone()
        except (UserWarning, LookupError, ValueError, OSError):
            return None


def _mark_of(file: Path) -> tuple[int, int] | None:
    try:
        found = file.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _boot_time() -> float:
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        # There CLOCK_MONOTONIC runs on in sleep, and time.monotonic() does not.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
