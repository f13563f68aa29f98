"""Keeps sensors running: chosen, replaced when they are lost, retried with a growing pause."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from ..errors import NotHere
from ..ports import Active, IdleReport, IdleSensor, Quiet, Sign, SignSensor, SleepSignal, Unfit
from .senses import Senses

log = logging.getLogger(__name__)

FIRST_PAUSE = 5.0
"""Seconds before a lost sensor is looked for again; doubled each time."""

LAST_PAUSE = 300.0

Candidates = Callable[[], Sequence[IdleSensor]]
Choose = Callable[..., Awaitable[tuple[IdleSensor | None, list[Unfit]]]]


class Sensing:
    """Runs one idle sensor, and every sensor that answers a question."""

    def __init__(
        self,
        senses: Senses,
        candidates: Candidates,
        choose: Choose,
        monotonic: Callable[[], float],
        disturb: Callable[[], None],
    ) -> None:
        self.idle: IdleSensor | None = None
        self.unfit: list[Unfit] = []
        self.signs: list[SignSensor] = []
        self._senses = senses
        self._candidates = candidates
        self._choose = choose
        self._monotonic = monotonic
        self._disturb = disturb
        self._gap = timedelta(minutes=2)
        self._pause = FIRST_PAUSE
        self._retry: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def choose(self) -> None:
        """Take the best idle sensor that works now; the last candidate always does."""
        await self._drop_idle()
        self.idle, self.unfit = await self._choose(self._candidates(), self._heard, self._lost)
        if self.idle is not None:
            log.info("idle time from %s", self.idle.name)
            self.idle.attend(self._gap)

    def attend(self, gap: timedelta) -> None:
        """Have the idle sensor watch for gaps of this length."""
        self._gap = gap
        if self.idle is not None:
            self.idle.attend(gap)

    async def add(self, sensor: SignSensor) -> None:
        """Start a sensor that answers a question, if it can work here."""
        question, name = str(sensor.question), sensor.name
        locked = False

        def report(sign: Sign, since: float) -> None:
            nonlocal locked
            self._senses.heard_sign(question, name, sign, since)
            if question == "locked" and locked and sign is Sign.NO:
                self._senses.touched(since)
            locked = sign is Sign.YES
            self._disturb()

        def lost(why: str) -> None:
            log.warning("%s no longer tells whether %s: %s", name, question, why)
            self._senses.lost_sign(question, name, self._monotonic())
            self._disturb()

        try:
            await sensor.start(report, lost)
        except NotHere as error:
            self.unfit.append(Unfit(f"{name} ({question})", str(error)))
            return
        self.signs.append(sensor)

    async def drop(self, sensors: Sequence[SignSensor]) -> None:
        """Stop these sensors; what they said is unknown from now on."""
        for sensor in [each for each in self.signs if each in sensors]:
            self.signs.remove(sensor)
            await sensor.close()
            self._senses.lost_sign(str(sensor.question), sensor.name, self._monotonic())

    async def close(self) -> None:
        """Stop them all."""
        if self._retry is not None:
            self._retry.cancel()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._drop_idle()
        await self.drop(tuple(self.signs))

    def _heard(self, report: IdleReport) -> None:
        self._pause = FIRST_PAUSE
        before = self._senses.idle
        self._senses.heard_idle(report)
        if isinstance(report, Quiet) != isinstance(before, Quiet):
            self._spawn(self._tell_quiet(isinstance(report, Quiet)))
        else:
            self._disturb()

    async def _tell_quiet(self, quiet: bool) -> None:
        """Sensors that are asked only in quiet times answer before anything is decided."""
        for sensor in self.signs:
            while_quiet = getattr(sensor, "while_quiet", None)
            if while_quiet is not None:
                await while_quiet(quiet)
        self._disturb()

    def _lost(self, why: str) -> None:
        name = self.idle.name if self.idle is not None else "idle sensor"
        log.warning("%s: %s; looking for another way in %.0f s", name, why, self._pause)
        self._senses.heard_idle(Active(self._monotonic()))
        loop = asyncio.get_running_loop()
        self._retry = loop.call_later(self._pause, lambda: self._spawn(self._again()))
        self._pause = min(LAST_PAUSE, self._pause * 2)
        self._disturb()

    async def _again(self) -> None:
        await self.choose()
        self._disturb()

    async def _drop_idle(self) -> None:
        idle, self.idle = self.idle, None
        if idle is not None:
            await idle.close()

    def _spawn(self, work: Any) -> None:
        task: asyncio.Task[Any] = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def start_sleep_signal(signal: SleepSignal, disturb: Callable[[], None]) -> Awaitable[None]:
    """Have the system's sleep and wake settle the daemon at once."""

    def lost(why: str) -> None:
        log.warning("%s no longer tells of sleep: %s; the clocks still do", signal.name, why)

    return signal.start(disturb, disturb, lost)
