"""Keeps sensors running: chosen, replaced when they are lost, retried with a growing pause."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

from ..desk.policy import Hold
from ..errors import NotHere
from ..ports import Active, IdleReport, IdleSensor, Quiet, Sign, SignSensor, Unfit
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
        self.signs: list[SignSensor] = []
        self._senses = senses
        self._candidates = candidates
        self._choose = choose
        self._monotonic = monotonic
        self._disturb = disturb
        self._gap = timedelta(minutes=2)
        self._unfit: list[Unfit] = []
        self._unfit_signs: list[Unfit] = []
        self._resting: Quiet | None = None
        self._is_lost = False
        self._chosen_at = monotonic()
        self._pause = FIRST_PAUSE
        self._retry: asyncio.TimerHandle | None = None
        self._choosing = asyncio.Lock()
        self._telling = asyncio.Lock()
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def unfit(self) -> list[Unfit]:
        """The sensors that cannot work here and now, and why."""
        return [*self._unfit, *self._unfit_signs]

    async def choose(self) -> None:
        """Take the best idle sensor that works now; the last candidate always does.

        Where only the last one does, the others are asked again later: a desktop that is still
        starting, or starting again, has none of them yet.
        """
        async with self._choosing:
            self._stop_retry()
            await self._drop_idle()
            candidates = self._candidates()
            self._chosen_at = self._monotonic()
            self.idle, self._unfit = await self._choose(candidates, self._heard, self._lost)
            self._is_lost = False
            if self.idle is None or (self.idle is candidates[-1] and len(candidates) > 1):
                self._look_again()
            if self.idle is not None:
                log.info("idle time from %s", self.idle.name)
                self.idle.attend(self._gap)

    def attend(self, gap: timedelta) -> None:
        """Have the idle sensor watch for gaps of this length."""
        self._gap = gap
        if self.idle is not None and not self._is_lost:
            self.idle.attend(gap)

    async def add(self, sensor: SignSensor) -> None:
        """Start a sensor that answers a question, if it can work here."""
        question, name = str(sensor.question), sensor.name

        def report(sign: Sign, since: float) -> None:
            was_locked = self._senses.signs().get(Hold.LOCKED) is Sign.YES
            self._senses.heard_sign(question, name, sign, since)
            if was_locked and self._senses.signs()[Hold.LOCKED] is Sign.NO:
                self._senses.touched(since)
            self._disturb()

        def lost(why: str) -> None:
            log.warning("%s no longer tells whether %s: %s", name, question, why)
            self._senses.lost_sign(question, name, self._monotonic(), why)
            self._disturb()

        try:
            await sensor.start(report, lost)
        except NotHere as error:
            self._unfit_signs.append(Unfit(name, error.words, question))
            return
        self.signs.append(sensor)
        if self._is_quiet:
            await self._tell_quiet()

    async def drop(self, sensors: Sequence[SignSensor]) -> None:
        """Stop these sensors; what they said is unknown from now on."""
        self._unfit_signs.clear()
        for sensor in [each for each in self.signs if each in sensors]:
            self.signs.remove(sensor)
            await sensor.close()
            self._senses.lost_sign(str(sensor.question), sensor.name, self._monotonic())

    async def close(self) -> None:
        """Stop them all."""
        self._stop_retry()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._drop_idle()
        await self.drop(tuple(self.signs))

    # --- what the idle sensor says ------------------------------------------------------------

    @property
    def _is_quiet(self) -> bool:
        return self._resting is not None or isinstance(self._senses.idle, Quiet)

    def _heard(self, report: IdleReport) -> None:
        if isinstance(report, Quiet) and not isinstance(self._senses.idle, Quiet):
            # Sensors that are asked only in quiet times answer before it is believed: whoever
            # watches a film is not absent.
            if self._resting is None:
                self._spawn(self._come_to_rest())
            self._resting = report
            return
        self._rest()
        self._senses.heard_idle(report)
        if isinstance(report, Active):
            self._spawn(self._tell_quiet())
        self._disturb()

    async def _come_to_rest(self) -> None:
        await self._tell_quiet()
        self._rest()
        self._disturb()

    def _rest(self) -> None:
        report, self._resting = self._resting, None
        if report is not None:
            self._senses.heard_idle(report)

    async def _tell_quiet(self) -> None:
        async with self._telling:
            quiet = self._is_quiet
            for sensor in tuple(self.signs):
                while_quiet = getattr(sensor, "while_quiet", None)
                if while_quiet is not None:
                    await while_quiet(quiet)

    def _lost(self, why: str) -> None:
        name = self.idle.name if self.idle is not None else "idle sensor"
        if self._monotonic() - self._chosen_at > LAST_PAUSE:
            self._pause = FIRST_PAUSE
        log.warning("%s: %s; looking for another way in %.0f s", name, why, self._pause)
        # What it said last is believed until another one is asked: its end proves nothing.
        self._is_lost = True
        self._look_again()

    def _look_again(self) -> None:
        self._stop_retry()
        loop = asyncio.get_running_loop()
        self._retry = loop.call_later(self._pause, lambda: self._spawn(self._again()))
        self._pause = min(LAST_PAUSE, self._pause * 2)

    def _stop_retry(self) -> None:
        retry, self._retry = self._retry, None
        if retry is not None:
            retry.cancel()

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
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        # A mistake in here ends in the loop's exception handler, not in silence.
        self._tasks.discard(task)
        if not task.cancelled():
            task.result()
