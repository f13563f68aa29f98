"""Keeps every sensor that answers a question running, each by itself: a life for each.

A sensor that is slow, hangs, fails or talks too much costs the others nothing. What is not there
yet is looked for again with a growing pause; sensors that wait for the same thing wake us together.
"""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import NotHere
from ..ports import IdleSensor, Sign, SignSensor, Unfit
from ..sentence import Sentence
from .patience import Patience, Ration, Rationed, in_time
from .senses import believable

log = logging.getLogger(__name__)

FIRST_PAUSE = 5.0
"""Seconds before a sensor that is not there is looked for again; doubled each time."""

LAST_PAUSE = 300.0

STARTING = 10.0
"""Seconds that a sensor has to start, or to answer: twice what one D-Bus call has."""

CLOSING = 5.0

AT_ONCE, ONE_EACH = 10, 30.0
"""So many changes of one sensor are believed as they come, then one each 30 s: often enough for a
call in which somebody is muted and not (a hold lingers 3 min), and at most 120 facts an hour. A yes
never waits: whoever changes windows all the time is not disturbed in the one that is a film."""

Key = tuple[str, str]
Fresh = Callable[[], Sequence[SignSensor]]


class Listener(Protocol):
    """Whoever wants the answers."""

    def began(self, sensor: SignSensor) -> None:
        """It works now."""

    def heard(self, sensor: SignSensor, sign: Sign, since: float) -> None:
        """It answers this."""

    def ended(self, sensor: SignSensor, why: str) -> None:
        """It works no longer; empty: because it was closed."""


@dataclass(frozen=True, slots=True)
class Said:
    """A report, kept back while there are too many."""

    sensor: SignSensor
    sign: Sign
    since: float


class Life:
    """One sensor, started again and again. `sensor` is the one that runs; `unfit` why none does."""

    def __init__(
        self, first: SignSensor, fresh: Fresh, clock: Callable[[], float], listener: Listener
    ) -> None:
        self.sensor: SignSensor | None = None
        self.unfit: Unfit | None = None
        self.settled = asyncio.Event()
        self._first = first
        self._fresh = fresh
        self._clock = clock
        self._listener = listener
        self._believed = Sign.UNKNOWN
        self._reports = Rationed[Said](Ration(AT_ONCE, ONE_EACH), self._believe)

    async def run(self) -> None:
        """Live, until cancelled, or until it is no use looking again."""
        patience = Patience(FIRST_PAUSE, LAST_PAUSE)
        sensor: SignSensor | None = self._first
        while sensor is not None:
            began = self._clock()
            try:
                why = await self._run_one(sensor)
                patience.worked(self._clock() - began)
            except NotHere as error:
                why = error.words
                if error.lasting:
                    sensor = None
            self.unfit = Unfit(self._first.name, why, str(self._first.question))
            self.settled.set()
            if sensor is not None:
                await asyncio.sleep(_rounded(patience.pause(), self._clock()))
                sensor = self._again()

    async def _run_one(self, sensor: SignSensor) -> str:
        """Run it until it is lost; return why. Raise NotHere when it does not start in time."""
        gone: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        why = ""
        try:
            if not await in_time(sensor.start(*self._ears(sensor, gone)), STARTING):
                raise NotHere(Sentence("it does not answer"))
            self.sensor, self.unfit = sensor, None
            self._listener.began(sensor)
            self.settled.set()
            why = await gone
            return why
        finally:
            gone.cancel()
            self._reports.forget()
            if self.sensor is not None:
                self.sensor, self._believed = None, Sign.UNKNOWN
                self._listener.ended(sensor, why)
            await close(sensor)

    def _ears(
        self, sensor: SignSensor, gone: asyncio.Future[str]
    ) -> tuple[Callable[[Sign, float], None], Callable[[str], None]]:
        """Return where it reports to, and where it says that it is lost: deaf once it is gone."""
        began, last = self._clock(), None

        def report(sign: Sign, since: float) -> None:
            nonlocal last
            if not gone.done() and sign is not last:
                last = sign
                since = believable(since, began, self._clock())
                is_urgent = sign is Sign.YES and self._believed is not Sign.YES
                self._reports.hear(Said(sensor, sign, since), at_once=is_urgent)

        def lost(why: str) -> None:
            if not gone.done():
                gone.set_result(why)

        return report, lost

    def _believe(self, said: Said) -> None:
        self._believed = said.sign
        self._listener.heard(said.sensor, said.sign, said.since)

    def _again(self) -> SignSensor | None:
        key = key_of(self._first)
        return next((each for each in self._fresh() if key_of(each) == key), None)


class Questions:
    """All of them. `fresh` makes sensors anew, one of each, not started."""

    def __init__(
        self,
        fresh: Fresh,
        clock: Callable[[], float],
        listener: Listener,
        spawn: Callable[[Any], asyncio.Task[Any]],
    ) -> None:
        self._fresh = fresh
        self._clock = clock
        self._listener = listener
        self._spawn = spawn
        self._lives: dict[Key, tuple[Life, asyncio.Task[None]]] = {}

    @property
    def sensors(self) -> list[SignSensor]:
        """Those that work now."""
        return [life.sensor for life, _ in self._lives.values() if life.sensor is not None]

    @property
    def unfit(self) -> list[Unfit]:
        """Those that do not, and why."""
        return [life.unfit for life, _ in self._lives.values() if life.unfit is not None]

    async def begin(self, sensors: Sequence[SignSensor]) -> None:
        """Start these, each in the place of its like; wait for none of them."""
        await self._end([key_of(sensor) for sensor in sensors])
        for sensor in sensors:
            life = Life(sensor, self._fresh, self._clock, self._listener)
            self._lives[key_of(sensor)] = life, self._spawn(life.run())

    async def until_settled(self) -> None:
        """Wait until each has started or could not."""
        for life, _ in tuple(self._lives.values()):
            await life.settled.wait()

    async def tell_quiet(self, quiet: bool) -> None:
        """Tell those who are asked only in quiet times, and wait for their answers, in bounds."""
        askable = [getattr(each, "while_quiet", None) for each in self.sensors]
        await asyncio.gather(
            *(in_time(while_quiet(quiet), STARTING) for while_quiet in askable if while_quiet)
        )

    async def close(self) -> None:
        """End them all."""
        await self._end(list(self._lives))

    async def _end(self, keys: Sequence[Key]) -> None:
        ended = [self._lives.pop(key)[1] for key in keys if key in self._lives]
        for task in ended:
            task.cancel()
        # What went wrong in one of them, its own task tells.
        await asyncio.gather(*ended, return_exceptions=True)


def key_of(sensor: SignSensor) -> Key:
    """Return what makes a sensor the same one after it was made anew: its question and name."""
    return str(sensor.question), sensor.name


async def close(sensor: SignSensor | IdleSensor) -> None:
    """Close a sensor, or leave it to itself when that hangs."""
    if not await in_time(sensor.close(), CLOSING):
        log.warning("%s does not end; left to itself", sensor.name)


def _rounded(pause: float, now: float) -> float:
    """Return about this pause, to a round moment: those who wait alike are woken together."""
    grain = pause / 5
    return math.floor((now + pause) / grain) * grain - now
