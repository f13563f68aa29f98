"""Keeps sensors running: one for idle time, chosen and replaced; and those that answer questions.

What a sensor says is bounded here: in time (nothing from the future), and in how often.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

from ..desk.policy import Hold
from ..ports import Active, FocusTeller, IdleReport, IdleSensor, Quiet, Sign, SignSensor, Unfit
from .patience import Patience, Ration, Rationed
from .questions import FIRST_PAUSE, LAST_PAUSE, Questions, close
from .senses import Senses, believable

log = logging.getLogger(__name__)

AT_ONCE, ONE_EACH = 30, 1.0
"""So many reports of the idle sensor are taken as they come, then one a second."""

BOOT = 0.0
"""Where the sensors' clock begins: nobody can have touched anything before."""

Candidates = Callable[[], Sequence[IdleSensor]]
Choose = Callable[..., Awaitable[tuple[IdleSensor | None, list[Unfit]]]]


class Sensing:
    """Runs one idle sensor, and every sensor that answers a question.

    `fresh` makes the latter anew. `missed` is called when a sensor is lost.
    """

    def __init__(
        self,
        senses: Senses,
        candidates: Candidates,
        choose: Choose,
        monotonic: Callable[[], float],
        disturb: Callable[[], None],
        fresh: Callable[[], Sequence[SignSensor]] = lambda: (),
        missed: Callable[[], None] = lambda: None,
    ) -> None:
        self.idle: IdleSensor | None = None
        self._senses = senses
        self._candidates = candidates
        self._choose = choose
        self._monotonic = monotonic
        self._disturb = disturb
        self._missed = missed
        self._questions = Questions(fresh, monotonic, self, self._spawn)
        self._gap = timedelta(minutes=2)
        self._unfit: list[Unfit] = []
        self._resting: Quiet | None = None
        self._is_lost = False
        self._told = ""
        self._chosen_at = monotonic()
        self._patience = Patience(FIRST_PAUSE, LAST_PAUSE)
        self._retry: asyncio.TimerHandle | None = None
        self._choosing = asyncio.Lock()
        self._chosen = asyncio.Event()
        self._reports = Rationed[IdleReport](Ration(AT_ONCE, ONE_EACH), self._heard)
        self._teller: asyncio.Task[Any] | None = None
        self._is_untold = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self._mistake: BaseException | None = None
        self._mistaken = asyncio.Event()
        self._is_watched = False

    @property
    def signs(self) -> list[SignSensor]:
        """The sensors that answer questions now."""
        return self._questions.sensors

    @property
    def unfit(self) -> list[Unfit]:
        """The sensors that cannot work here and now, and why."""
        return [*self._unfit, *self._questions.unfit]

    async def choose(self) -> None:
        """Take the best idle sensor that works now; the last candidate always does.

        Where only a last resort does, the others are asked again later: a desktop that is still
        starting, or starting again, has none of them yet.
        """
        async with self._choosing:
            self._stop_retry()
            await self._drop_idle()
            self._chosen_at = self._monotonic()
            reports = self._reports

            def report(news: IdleReport) -> None:
                # One that was closed since, or was not chosen, is not heard.
                if self._reports is reports:
                    since = believable(news.since, BOOT, self._monotonic())
                    reports.hear(type(news)(since))

            candidates = self._candidates()
            self.idle, self._unfit = await self._choose(candidates, report, self._lost)
            self._is_lost = False
            is_last_resort = self.idle is None or getattr(self.idle, "is_last_resort", False)
            if is_last_resort and len(candidates) > 1:
                self._look_again()
            self._chosen.set()
            if self.idle is not None:
                if self.idle.name != self._told:
                    # The last resort is chosen again and again: once is enough to say.
                    log.info("idle time from %s", self.idle.name)
                self._told = self.idle.name
                self.idle.attend(self._gap)

    def choose_soon(self) -> None:
        """Choose, and have it looked at; wait for no sensor that does not answer."""
        self._spawn(self._choose_and_tell())

    def attend(self, gap: timedelta) -> None:
        """Have the idle sensor watch for gaps of this length."""
        self._gap = gap
        if self.idle is not None and not self._is_lost:
            self.idle.attend(gap)

    async def begin(self, sensors: Sequence[SignSensor]) -> None:
        """Start sensors that answer questions, each in the place of its like; wait for none."""
        await self._questions.begin(sensors)

    async def add(self, sensor: SignSensor) -> None:
        """Start a sensor that answers a question, and wait until it works or cannot."""
        await self.begin([sensor])
        await self.until_settled()

    async def until_settled(self) -> None:
        """Wait until each sensor that answers a question has started or could not."""
        await self._questions.until_settled()

    async def until_chosen(self) -> None:
        """Wait until an idle sensor has been chosen, or there was none."""
        await self._chosen.wait()

    async def until_mistaken(self) -> None:
        """Wait for what nobody expected in here, and raise it."""
        self._is_watched = True
        await self._mistaken.wait()
        assert self._mistake is not None
        raise self._mistake

    async def close(self) -> None:
        """Stop them all."""
        self._stop_retry()
        await self._questions.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._drop_idle()

    # --- what the sensors that answer questions say -------------------------------------------

    def began(self, sensor: SignSensor) -> None:
        """As Listener."""
        if isinstance(sensor, FocusTeller):
            sensor.watch_focus(self._moved_focus)
        if self._is_quiet and hasattr(sensor, "while_quiet"):
            self._tell_quiet()

    def heard(self, sensor: SignSensor, sign: Sign, since: float) -> None:
        """As Listener."""
        was_locked = self._senses.signs().get(Hold.LOCKED) is Sign.YES
        self._senses.heard_sign(str(sensor.question), sensor.name, sign, since)
        if was_locked and self._senses.signs()[Hold.LOCKED] is Sign.NO:
            self._senses.touched(since)
        self._disturb()

    def ended(self, sensor: SignSensor, why: str) -> None:
        """As Listener: what it said is unknown from now on."""
        question = str(sensor.question)
        self._senses.lost_sign(question, sensor.name, self._monotonic(), why)
        if why:
            log.warning("%s no longer tells whether %s: %s", sensor.name, question, why)
            self._missed()
        self._disturb()

    def _moved_focus(self, at: float) -> None:
        # Windows change all day: nobody is woken unless a prompt waits for it.
        if self._senses.moved_focus(at):
            self._disturb()

    # --- what the idle sensor says ------------------------------------------------------------

    @property
    def _is_quiet(self) -> bool:
        return self._resting is not None or isinstance(self._senses.idle, Quiet)

    def _heard(self, report: IdleReport) -> None:
        if isinstance(report, Quiet) and not isinstance(self._senses.idle, Quiet):
            # Sensors that are asked only in quiet times answer before it is believed: whoever
            # watches a film is not absent.
            if self._resting is None:
                self._tell_quiet()
            self._resting = report
            return
        self._rest()
        self._senses.heard_idle(report)
        if isinstance(report, Active):
            self._tell_quiet()
        self._disturb()

    def _rest(self) -> None:
        report, self._resting = self._resting, None
        if report is not None:
            self._senses.heard_idle(report)

    def _tell_quiet(self) -> None:
        self._is_untold = True
        if self._teller is None or self._teller.done():
            self._teller = self._spawn(self._tell())

    async def _tell(self) -> None:
        while self._is_untold:
            self._is_untold, quiet = False, self._is_quiet
            await self._questions.tell_quiet(quiet)
            if quiet and not self._is_untold and self._resting is not None:
                self._rest()
                self._disturb()

    def _lost(self, why: str) -> None:
        name = self.idle.name if self.idle is not None else "idle sensor"
        self._patience.worked(self._monotonic() - self._chosen_at)
        # What it said last is believed until another one is asked: its end proves nothing.
        self._is_lost, self._told = True, ""
        pause = self._look_again()
        log.warning("%s: %s; looking for another way in %.0f s", name, why, pause)
        self._missed()

    def _look_again(self) -> float:
        self._stop_retry()
        pause = self._patience.pause()
        loop = asyncio.get_running_loop()
        self._retry = loop.call_later(pause, self._again)
        return pause

    def _again(self) -> None:
        self._missed()
        self.choose_soon()

    def _stop_retry(self) -> None:
        retry, self._retry = self._retry, None
        if retry is not None:
            retry.cancel()

    async def _choose_and_tell(self) -> None:
        await self.choose()
        self._disturb()

    async def _drop_idle(self) -> None:
        idle, self.idle = self.idle, None
        self._reports.forget()
        self._reports = Rationed[IdleReport](Ration(AT_ONCE, ONE_EACH), self._heard)
        if idle is not None:
            await close(idle)

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        self._mistake = error
        self._mistaken.set()
        if not self._is_watched:
            # Then it ends in the loop's exception handler, not in silence.
            raise error
