"""One user's desk: the real daemon, journal and sensing, in a world that jumps."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Self

from tests.fakes import FullDisk, JumpingClock, JumpingTimetable, TypistSensor, World
from tests.fakes_surfaces import FakeNotifier, FakeTray
from unhunch.config.load import default_policy
from unhunch.daemon.face import face_of
from unhunch.daemon.loop import Daemon
from unhunch.daemon.memory import has_lived, remembered
from unhunch.daemon.picks import request_of
from unhunch.daemon.senses import Senses
from unhunch.daemon.sensing import Sensing
from unhunch.daemon.stage import Stage
from unhunch.desk.facts import Fact
from unhunch.desk.instant import recalled
from unhunch.desk.policy import Policy
from unhunch.desk.requests import PutAside
from unhunch.desk.start import Gap
from unhunch.journal.codec import body_kinds, kind_of
from unhunch.journal.store import SqliteJournal
from unhunch.ports import Back, Clicked, Closed, Gone, Heard, Notifier, Pressed
from unhunch.sensors.choose import choose_idle
from unhunch.sensors.none import NoIdle


def policy(**changes: object) -> Policy:
    """The program's own wishes, in the order of its files."""
    return replace(default_policy(), seed=None, **changes)


async def still() -> None:
    """Let everything that can happen now happen."""
    for _ in range(15):
        await asyncio.sleep(0)


class Desk:
    """Enter it to start the daemon. `dies` and `starts` are a SIGKILL and a new process."""

    def __init__(
        self,
        folder: Path,
        wishes: Policy | None = None,
        *,
        screens: Sequence[Notifier] | None = None,
        tray: FakeTray | None = None,
        world: World | None = None,
        no_idle: bool = False,
    ) -> None:
        self.world = world or World()
        self.policy = wishes or policy()
        self.notifier = FakeNotifier()
        self.screens = [self.notifier] if screens is None else list(screens)
        self.tray = tray or FakeTray()
        self.no_idle = no_idle
        self.sensor = TypistSensor(self.world)
        self.signs: list[object] = []
        self.path = folder / "journal.db"
        self.answers: list[object] = []
        self.settles = 0
        self.terminal: Notifier | None = None

    async def __aenter__(self) -> Self:
        await self.starts()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.dies()

    async def starts(self) -> None:
        """A new process."""
        self.clock = JumpingClock(self.world)
        self.journal = FullDisk(SqliteJournal.open(self.path, now=lambda: self.world.wall))
        self.senses = Senses()
        self.timetable = JumpingTimetable(self.world, self._disturb)
        self.stage = Stage(self.clock.monotonic)
        self.sensor = TypistSensor(self.world)
        self.sensing = Sensing(
            self.senses,
            lambda: [NoIdle(self._a_moment_later)] if self.no_idle else [self.sensor],
            choose_idle,
            self._a_moment_later,
            self._disturb,
        )
        self.tasks: set[asyncio.Task[object]] = set()
        for notifier in self.screens:
            await notifier.start(self._heard)
        if self.terminal is not None:
            await self.terminal.start(self._heard)
            self.stage.offer_terminal(self.terminal)
        self.daemon: Daemon | None = None
        await self.tray.start(self._picked, self._face, self._disturb)
        self.stage.replace(self.tray, self.screens)
        await self.sensing.choose()
        for sign in self.signs:
            await self.sensing.add(sign)
        self.daemon = Daemon(
            clock=self.clock,
            journal=self.journal,
            senses=self.senses,
            stage=self.stage,
            timetable=self.timetable,
            policy=self.policy,
            state=remembered(self.journal, self.clock.local()),
            body=recalled(entered.fact for entered in self.journal.of_kinds(body_kinds())),
            attend=self.sensing.attend,
            alive=self._settled,
        )
        await still()
        await self.daemon.start(self._gap())
        self._spawn(self.daemon.run())
        await still()

    def _gap(self) -> Gap | None:
        return Gap(alive=self.world.wall) if has_lived(self.journal) else None

    async def dies(self) -> None:
        """SIGKILL: nothing is said, and nothing more is written."""
        for task in tuple(self.tasks):
            task.cancel()
        outcomes = await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.sensing.close()
        self.journal.close()
        self.notifier.visible = None
        wrong = [each for each in outcomes if isinstance(each, Exception)]
        assert wrong == []

    # --- time and hands ----------------------------------------------------------------------

    async def works(self, **span: float) -> None:
        """Type all the time."""
        self.touch()
        self.world.is_typing = True
        await self.passes(**span)
        self.world.is_typing = False

    async def passes(self, **span: float) -> None:
        """Let time go by, stopping wherever something happens."""
        await still()
        end = self.world.wall + timedelta(**span)
        while self.world.wall < end:
            left = [end - self.world.wall]
            if self.timetable.next is not None:
                left.append(self.timetable.next - self.world.wall)
            if self.sensor.due is not None:
                left.append(self.sensor.due)
            self.world.passes(max(min(left), timedelta(milliseconds=1)))
            self.timetable.jump()
            self.sensor.look()
            await still()

    def touch(self) -> None:
        """One input."""
        self.world.touches()
        self.sensor.look()

    def _a_moment_later(self) -> float:
        """The clock moves on while a question is answered; only here it stands still."""
        return self.clock.monotonic() + 0.001

    async def sleeps(self, **span: float) -> None:
        """The machine sleeps, and tells when it wakes."""
        await still()
        self.world.sleeps(timedelta(**span))
        self._disturb()
        await still()

    # --- what was kept and what can be seen --------------------------------------------------

    def facts(self, kind: str = "") -> list[Fact]:
        """The facts on disk, or those of one kind."""
        found = [entered.fact for entered in self.journal.facts()]
        return [fact for fact in found if kind in ("", kind_of(type(fact)))]

    def kinds(self) -> list[str]:
        """The kinds of the facts on disk, in order."""
        return [kind_of(type(fact)) for fact in self.facts()]

    def key(self, label: str) -> str:
        """The key of the visible button with this label."""
        assert self.notifier.visible is not None, "nothing is visible"
        return next(b.key for b in self.notifier.visible.buttons if b.label == label)

    # --- the app's part of the wiring --------------------------------------------------------

    def _settled(self) -> None:
        self.settles += 1

    def _disturb(self) -> None:
        if getattr(self, "daemon", None) is not None:
            self.daemon.disturb()

    def _spawn(self, work: object) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)

    def _heard(self, heard: Heard) -> None:
        match heard:
            case Pressed(key=key):
                self._spawn(self._ask(request_of(key, at_sight=True)))
            case Clicked(mark=mark) | Closed(mark=mark):
                self._spawn(self._ask(PutAside(prompt=int(mark))))
            case Gone(why=why):
                self.stage.lost_screen(why)
            case Back():
                self.stage.found_screen()
        self._disturb()

    def _picked(self, key: str) -> None:
        self._spawn(self._ask(request_of(key)))

    async def _ask(self, request: object) -> None:
        self.answers.append(await self.daemon.ask(request))

    def _face(self) -> object:
        look = self.daemon.look()
        return face_of(look.words, self.daemon.scene(), look.zone, look.trouble)
