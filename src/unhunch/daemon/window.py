"""The process of a guided break's window: started here, told what to show, heard.

One JSON object a line, both ways. It is told {"show": card}, {"keyboard": true} and {"hide": true};
it says {"shown": true} once, and then the requests of its buttons. It ends when its input does.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from ..card import Card, to_object
from ..errors import UnhunchError, WireError
from ..wire.messages import Message, parse

log = logging.getLogger(__name__)

SHOWN_WITHIN = 10.0
"""Seconds: a cold start from a slow disk takes a few."""

CANNOT = 3
"""The exit code of a process that has no Qt, or finds no display (unhunch.window)."""

LINE = 2**16
"""The longest line that is read."""


class Child:
    """One process for one break. `asked` does what a button asks for; `ended` is called once, when
    the process is gone: `why` says how, `could_not` that there was no way to show anything."""

    def __init__(
        self,
        environ: Mapping[str, str],
        asked: Callable[[Message], Awaitable[object]],
        ended: Callable[[], None],
        command: tuple[str, ...] = (sys.executable, "-P", "-m", "unhunch.window"),
    ) -> None:
        self.prompt = 0
        self.why = ""
        self.could_not = False
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

    def hide(self) -> None:
        """The break is over. The process ends by itself, maybe after one more question."""
        self._tell({"hide": True})

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

    async def _live(self, command: tuple[str, ...], environ: dict[str, str]) -> None:
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
        hurry = asyncio.get_running_loop().call_later(SHOWN_WITHIN, self._too_late, process)
        try:
            await self._hear(process)
            code = await process.wait()
            self.why = self.why or f"code {code}"
            self.could_not = code == CANNOT and not self._shown.is_set()
        finally:
            hurry.cancel()
            await _ends(process)
        self._ended()

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        with suppress(ValueError):  # a line without an end
            async for line in process.stdout:
                await self._hear_line(line)

    async def _hear_line(self, line: bytes) -> None:
        try:
            said = json.loads(line)
            if said == {"shown": True}:
                self._shown.set()
                return
            await self._asked(parse(said))
        except (WireError, ValueError, RecursionError):
            log.warning("the break's window said something that is no request")
        except UnhunchError as error:
            log.warning("what the break's window asked for could not be done: %s", error)

    def _too_late(self, process: asyncio.subprocess.Process) -> None:
        if not self._shown.is_set():
            self.why = f"nothing shown within {SHOWN_WITHIN:g} s"
            process.kill()


async def _ends(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    await process.wait()
