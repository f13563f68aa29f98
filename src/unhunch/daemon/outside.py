"""Everything the daemon sees with and shows on, opened together and told about together."""

import asyncio
import logging
import sys
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

from ..errors import NotHere
from ..notifiers.terminal import TerminalNotifier
from ..sensors.choose import choose_idle
from ..words.catalogue import Catalogue
from .clock import SystemClock
from .senses import Senses
from .sensing import Sensing
from .signs import idle_told, signs_told
from .stage import Stage, channel_words
from .surroundings import Ears, Surroundings

log = logging.getLogger(__name__)

FIRST_WORDS = 0.15
"""Seconds that the first look waits for the idle sensor to say something."""


class Outside:
    """The stage, the senses, and the platform that both hang on."""

    def __init__(
        self,
        environ: Mapping[str, str],
        clock: SystemClock,
        ears: Ears,
        words: Callable[[], Catalogue],
    ) -> None:
        self.senses = Senses()
        self.stage = Stage(clock.monotonic)
        self.surroundings = _surroundings(environ, self.stage, ears)
        self.sensing = Sensing(
            self.senses,
            self.surroundings.idle_sensors,
            choose_idle,
            clock.monotonic,
            ears.changed,
        )
        self._clock = clock
        self._environ = environ
        self._ears = ears
        self._words = words

    async def open(self, stack: AsyncExitStack) -> None:
        """Open what can be had; the stack closes it."""
        await self.surroundings.open()
        stack.push_async_callback(self.surroundings.close)
        await self._offer_terminal(stack)
        stack.push_async_callback(self.sensing.close)
        await self._choose_sensors()

    async def renew(self) -> None:
        """The session bus went or came: sensors that hang on it are looked for again."""
        await self.sensing.drop(tuple(self.sensing.signs))
        await self._choose_sensors()

    async def hear_first_words(self) -> None:
        """Wait a moment for the idle sensor, so that the first look is not blind."""
        loop = asyncio.get_running_loop()
        end = loop.time() + FIRST_WORDS
        while self.senses.idle is None and loop.time() < end:
            await asyncio.sleep(0.01)

    def told(self) -> dict[str, Any]:
        """Return what is used, what it says now, and what is not used and why."""
        words = self._words()
        idle, tray = self.sensing.idle, self.stage.tray
        return {
            "channel": words.tell(channel_words(self.stage)),
            "tray": tray is not None and tray.is_shown,
            "tray_advice": words.tell(self.surroundings.tray_advice()),
            "idle_sensor": None if idle is None else idle.name,
            "idle_caveat": "" if idle is None else words.tell(idle.caveat),
            "idle": idle_told(self.senses, self._clock),
            "signs": signs_told(
                words, self.senses, self._clock, self.sensing.signs, self.sensing.unfit
            ),
            "unfit": [
                {"name": each.name, "why": words.tell(each.why), "question": each.question}
                for each in (*self.surroundings.unfit, *self.sensing.unfit)
            ],
        }

    async def _choose_sensors(self) -> None:
        await self.sensing.choose()
        for sensor in self.surroundings.sign_sensors():
            await self.sensing.add(sensor)

    async def _offer_terminal(self, stack: AsyncExitStack) -> None:
        """The last channel: the terminal, where there is one or nothing else to be had."""
        desktop = any(self._environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
        terminal = TerminalNotifier(sys.stdout, sys.stdin, told=not desktop, words=self._words)
        try:
            await terminal.start(self._ears.heard)
        except NotHere as error:
            log.debug("no terminal: %s", error)
            return
        stack.push_async_callback(terminal.close)
        self.stage.offer_terminal(terminal)


def _surroundings(environ: Mapping[str, str], stage: Stage, ears: Ears) -> Surroundings:
    if sys.platform in ("win32", "darwin"):
        from .native import Native

        return Native(stage, ears)
    from .linux import Linux

    return Linux(environ, stage, ears)
