"""The process of a guided break's window: started here, told what to show, heard.

One JSON object a line, both ways. It is told {"show": card}, {"keyboard": true} and {"hide": true};
it says {"shown": true} once, and then the requests of its buttons. It ends when its input does.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from ..card import Card, to_object
from ..desk.policy import Answer
from ..desk.requests import GiveAnswer
from ..errors import UnhunchError, WireError
from ..wire.messages import Message, parse
from .patience import Ration

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "unhunch.window")

SHOWN_WITHIN = 10.0
"""Seconds: a cold start from a slow disk takes a few."""

CANNOT = 3
"""The exit code of a process that has no Qt, or finds no display (unhunch.window)."""

LEAVES_WITHIN = 10.0
"""Seconds in which it has gone when the break is over."""

ASKS_WITHIN = 180.0
"""The same while it asks where it hurt, for two minutes at most."""

ENDS_WITHIN = 2.0
"""Seconds from the end of its output to its own: what nobody hears cannot be pressed."""

LINE = 2**16
"""The longest line that is read."""

UNREAD = 2**20
"""Bytes told and not read: it hangs. A card has some five thousand."""

AT_ONCE, EVERY = 50, 0.2
"""So many lines at once, then one each so many seconds: nobody presses buttons faster."""


class Child:
    """One process for one break. `asked` does what a button asks for; `ended` is called once, when
    the process is gone: `why` says how, `could_not` that there was no way to show anything."""

    def __init__(
        self,
        environ: Mapping[str, str],
        asked: Callable[[Message], Awaitable[object]],
        ended: Callable[[], None],
        command: Sequence[str] = COMMAND,
    ) -> None:
        self.prompt = 0
        self.why = ""
        self.could_not = False
        self._hurts = False
        self._is_over = False
        self._hurry: asyncio.TimerHandle | None = None
        self._ration = Ration(AT_ONCE, EVERY)
        self._asked = asked
        self._ended = ended
        self._told: dict[str, Any] | None = None
        self._waiting: list[bytes] = []
        self._process: asyncio.subprocess.Process | None = None
        self._shown = asyncio.Event()
        self._life = asyncio.ensure_future(self._live(command, dict(environ)))

    def show(self, card: Card) -> None:
        """Have this shown; said twice, it is told once."""
        self.prompt = card.prompt
        told = to_object(card)
        if told != self._told:
            self._told = told
            self._tell({"show": told})

    @property
    def has_shown(self) -> bool:
        """Whether anything could be seen."""
        return self._shown.is_set()

    def hide(self) -> None:
        """The break is over. The process ends by itself, maybe after one more question; or it is
        ended."""
        self._is_over = True
        self._tell({"hide": True})
        self._hurry_up()

    async def close(self) -> None:
        """End the process, and wait for that: nothing of it outlives the daemon."""
        if not self._life.done():
            self._life.cancel()
        with suppress(asyncio.CancelledError):
            await self._life

    def take_keyboard(self) -> bool:
        """Give the window the keyboard. False while it is not there."""
        if not self._shown.is_set():
            return False
        self._tell({"keyboard": True})
        return True

    def _tell(self, told: dict[str, Any]) -> None:
        line = json.dumps(told).encode() + b"\n"
        if self._process is None or self._process.stdin is None:
            self._waiting.append(line)
        else:
            # One that is gone is noticed at the end of its output.
            with suppress(OSError, RuntimeError):
                self._process.stdin.write(line)
            if self._process.stdin.transport.get_write_buffer_size() > UNREAD:
                self._kill("it does not read what it is told")

    async def _live(self, command: Sequence[str], environ: dict[str, str]) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                env=environ,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=None,  # its tracebacks name no value of a card, and belong in our log
                limit=LINE,
            )
        except OSError as error:
            self.why = str(error)
            self._ended()
            return
        self._process = process
        for line in self._waiting:
            self._tell(json.loads(line))
        self._hurry_up()
        try:
            await self._hear(process)
            with suppress(TimeoutError):
                async with asyncio.timeout(ENDS_WITHIN):
                    code = await process.wait()
                    self.why = self.why or f"code {code}"
                    self.could_not = code == CANNOT and not self.has_shown
        finally:
            self._stop_hurry()
            await _ends(process)
        self.why = self.why or "it closed its output"
        self._ended()

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        """Until the end of what it says; a line without one and a flood of lines end it, too."""
        assert process.stdout is not None
        clock = asyncio.get_running_loop().time
        try:
            async for line in process.stdout:
                if self._ration.wait(clock()) > 0:
                    self._kill("it says more than anybody can press")
                    return
                self._ration.take(clock())
                await self._hear_line(line)
        except ValueError:
            self._kill("it said a line without an end")

    async def _hear_line(self, line: bytes) -> None:
        try:
            said = json.loads(line)
            if said == {"shown": True}:
                self._shown.set()
                if not self._is_over:
                    self._stop_hurry()
                return
            message = parse(said)
            self._hurts = isinstance(message, GiveAnswer) and message.answer is Answer.HURT
            await self._asked(message)
        except (WireError, ValueError, RecursionError):
            log.warning("the break's window said something that is no request")
        except UnhunchError as error:
            log.warning("what the break's window asked for could not be done: %s", error)

    def _hurry_up(self) -> None:
        """What has to happen next has to happen soon."""
        self._stop_hurry()
        if self._process is None:
            return
        within, why = SHOWN_WITHIN, "nothing shown"
        if self._is_over:
            within, why = ASKS_WITHIN if self._hurts else LEAVES_WITHIN, "not gone"
        loop = asyncio.get_running_loop()
        self._hurry = loop.call_later(within, self._kill, f"{why} within {within:g} s")

    def _stop_hurry(self) -> None:
        hurry, self._hurry = self._hurry, None
        if hurry is not None:
            hurry.cancel()

    def _kill(self, why: str) -> None:
        if self._process is not None and self._process.returncode is None:
            self.why = self.why or why
            with suppress(ProcessLookupError):
                self._process.kill()


async def _ends(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    await process.wait()
