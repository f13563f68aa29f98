"""Everything the daemon sees with and shows on, opened together and told about together."""

import asyncio
import logging
import sys
from collections.abc import Callable, MutableMapping
from contextlib import AsyncExitStack
from typing import Any

from ..errors import NotHere
from ..notifiers.terminal import TerminalNotifier
from ..sensors.choose import choose_idle
from ..words.catalogue import Catalogue
from .clock import SystemClock
from .patience import in_time
from .senses import Senses
from .sensing import Sensing
from .signs import idle_told, signs_told
from .stage import Stage, channel_words
from .surroundings import Ears, Renewed, Surroundings

log = logging.getLogger(__name__)

FIRST_WORDS = 0.15
"""Seconds that the first look waits for the sensors to say something."""

LEAVING = 1.5
"""Seconds that all sensors together have to end: with the program they end anyway."""


class Outside:
    """The stage, the senses, and the platform that both hang on."""

    def __init__(
        self,
        environ: MutableMapping[str, str],
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
            self.surroundings.sign_sensors,
            self.surroundings.missed,
        )
        self._clock = clock
        self._environ = environ
        self._ears = ears
        self._words = words

    async def open(self, stack: AsyncExitStack) -> None:
        """Open what can be had; the stack closes it."""
        stack.push_async_callback(self.surroundings.close)
        await self.surroundings.open()
        await self._offer_terminal(stack)
        stack.push_async_callback(self._close_sensing)
        # Not waited for: one that does not answer must not keep the program from its work.
        self.sensing.choose_soon()
        await self.sensing.begin(self.surroundings.sign_sensors())

    async def _close_sensing(self) -> None:
        if not await in_time(self.sensing.close(), LEAVING):
            log.warning("sensors that do not end are left to themselves")

    async def keep(self) -> str:
        """Run until cancelled, or until the session is over; return what to say of that."""
        mistake = asyncio.create_task(self.sensing.until_mistaken())
        keeping = asyncio.create_task(self.surroundings.keep(self._renew))
        try:
            await asyncio.wait({mistake, keeping}, return_when=asyncio.FIRST_COMPLETED)
            if mistake.done():
                mistake.result()
            return await keeping
        finally:
            mistake.cancel()
            keeping.cancel()
            await asyncio.gather(mistake, keeping, return_exceptions=True)

    async def hear_first_words(self) -> None:
        """Wait a moment for the sensors, so that the first look is not blind."""
        await in_time(self._until_first_words(), FIRST_WORDS)

    async def until_settled(self, within: float) -> None:
        """Wait until each sensor works or cannot, and has said what it can."""
        await in_time(self.sensing.until_chosen(), within)
        await in_time(self.sensing.until_settled(), within)
        await self.hear_first_words()

    async def _until_first_words(self) -> None:
        await self.sensing.until_settled()
        while self.senses.idle is None:
            await asyncio.sleep(0.01)

    async def _renew(self, renewed: Renewed) -> None:
        """A bus or a display went or came: what hangs on it is looked for again."""
        await self.sensing.begin(renewed.signs)
        if self.sensing.idle is None or self.sensing.idle.name in renewed.idle:
            self.sensing.choose_soon()
        self._ears.changed()

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


def _surroundings(environ: MutableMapping[str, str], stage: Stage, ears: Ears) -> Surroundings:
    if sys.platform in ("win32", "darwin"):
        from .native import Native

        return Native(stage, ears)
    from .linux import Linux

    return Linux(environ, stage, ears)
