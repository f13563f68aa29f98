"""A world that jumps: clocks, hands on a keyboard, a timetable. Real behaviour, no real world."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

from unhunch.daemon.clock import Reading, SystemClock
from unhunch.daemon.timetable import Appointment
from unhunch.desk.facts import Fact
from unhunch.errors import JournalUnreadable, NotHere
from unhunch.ports import IdleReport, Sign
from unhunch.sensors.gap import Gap

HERE = timezone(timedelta(hours=1))
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=HERE)


class World:
    """All clocks, and when somebody last touched the keyboard (`time.monotonic()` of then)."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.wall = at.astimezone(UTC)
        self.monotonic = 1000.0
        self.boot = 1000.0
        self.last_input: float | None = None
        self.is_typing = False

    def read(self) -> Reading:
        """What the clocks show."""
        return Reading(self.wall, self.monotonic, self.boot)

    def passes(self, span: timedelta) -> None:
        """Time goes by."""
        self.wall += span
        self.boot += span.total_seconds()
        self.monotonic += span.total_seconds()
        if self.is_typing:
            self.last_input = self.monotonic

    def sleeps(self, span: timedelta) -> None:
        """The machine sleeps: one clock stands still."""
        self.wall += span
        self.boot += span.total_seconds()

    def sets_clock(self, by: timedelta) -> None:
        """Somebody sets the wall clock."""
        self.wall += by

    def touches(self) -> None:
        """One input."""
        self.last_input = self.monotonic


class JumpingClock(SystemClock):
    """The daemon's own clock over a world's."""

    def __init__(self, world: World, zone: tzinfo = HERE) -> None:
        super().__init__(world.read, counts_sleep=False, zone_file=Path("/nowhere"))
        self.here = zone

    def zone(self) -> tzinfo:
        """The zone of the test."""
        return self.here


class JumpingTimetable:
    """Remembers appointments and the one next wake; `jump` keeps those the world has come to."""

    def __init__(self, world: World, woke: Callable[[], None]) -> None:
        self.next: datetime | None = None
        self.appointed: dict[str, Appointment] = {}
        self.wakes = 0
        self._world = world
        self._woke = woke

    def set_appointments(self, appointments: Mapping[str, Appointment]) -> None:
        """Replace all appointments."""
        self.appointed = dict(appointments)

    def wake_at(self, moment: datetime | None) -> None:
        """Replace the next wake."""
        self.next = moment

    def wakeup(self) -> None:
        """Nothing is armed, so nothing is late."""

    def jump(self) -> None:
        """Wake and keep appointments, if it is time."""
        for name, appointment in tuple(self.appointed.items()):
            if appointment.at <= self._world.wall:
                del self.appointed[name]
                appointment.call()
        if self.next is not None and self.next <= self._world.wall:
            self.next = None
            self.wakes += 1
            self._woke()


class TypistSensor:
    """An idle sensor that is pushed by the world's hands, with the arithmetic of the real ones."""

    caveat = ""

    def __init__(self, world: World, name: str = "typist", *, here: bool = True) -> None:
        self.name = name
        self.reports = 0
        self.is_here = here
        self._world = world
        self._gap = Gap()
        self._report: Callable[[IdleReport], None] | None = None
        self._lost: Callable[[str], None] | None = None

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin."""
        if not self.is_here:
            raise NotHere("nobody types here")
        self._report, self._lost = report, lost

    def attend(self, gap: timedelta) -> None:
        """As the port says."""
        self._gap.expect(gap)
        self.look()

    async def close(self) -> None:
        """Stop."""
        self._report = self._lost = None

    @property
    def is_open(self) -> bool:
        """Whether it was started and not closed."""
        return self._report is not None

    @property
    def due(self) -> timedelta | None:
        """In how long the gap is reached, if hands rest."""
        if not self.is_open or self._world.is_typing or self._gap.due is None:
            return None
        return timedelta(seconds=max(0.0, self._gap.due - self._world.monotonic))

    def look(self) -> None:
        """The system tells of what changed."""
        last = self._world.last_input
        if last is not None:
            self._say(self._gap.saw_last_input(last, self._world.monotonic))

    def breaks(self) -> None:
        """It stops working."""
        lost, self._report, self._lost = self._lost, None, None
        assert lost is not None
        lost("the display is gone")

    def _say(self, reports: Sequence[IdleReport]) -> None:
        for report in reports:
            self.reports += 1
            if self._report is not None:
                self._report(report)


class FakeSign:
    """A sensor that answers a question: what the test says."""

    def __init__(self, world: World, question: str, name: str = "fake") -> None:
        self.question = question
        self.name = name
        self.refuses = ""
        self.told: list[bool] = []
        self.answers: Callable[[], None] = lambda: None
        self._world = world
        self._report: Callable[[Sign, float], None] | None = None

    async def start(
        self, report: Callable[[Sign, float], None], lost: Callable[[str], None]
    ) -> None:
        """Begin."""
        if self.refuses:
            raise NotHere(self.refuses)
        self._report = report

    async def while_quiet(self, on: bool) -> None:
        """As LogindInhibitor's: what is asked only in quiet times answers now."""
        self.told.append(on)
        if on:
            self.answers()

    async def close(self) -> None:
        """Stop."""
        self._report = None

    def say(self, sign: Sign) -> None:
        """Report this, since now."""
        if self._report is not None:
            self._report(sign, self._world.monotonic)


class FullDisk:
    """A journal's append in front of the real one: it refuses while `is_full`."""

    def __init__(self, journal: object) -> None:
        self.is_full = False
        self.tries = 0
        self.durable: list[Fact] = []
        self._journal = journal

    def append(self, facts: Sequence[Fact], *, durable: bool = False) -> None:
        """Keep them, or refuse."""
        self.tries += 1
        if self.is_full:
            raise JournalUnreadable("no space left on the disk")
        self._journal.append(facts, durable=durable)
        self.durable += facts if durable else ()

    def __getattr__(self, name: str) -> object:
        return getattr(self._journal, name)
