"""plyer, as a last graphical resort: a title and a text, sent and not confirmed.

It runs in a short process of its own (plain_send.py): on Linux it starts another program and waits
for it, and it is a library the daemon needs only when everything better has failed. A notice cannot
be taken back; it expires by the server's own clock.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec

from ..errors import NotHere
from ..ports import Ability, Failed, Heard, Notice, Shown
from ..sentence import Sentence, mark

SEND = (sys.executable, "-m", "unhunch.notifiers.plain_send")

PATIENCE = 4.0
"""Seconds a notice has to be sent. With the five that a server had before, that is less than a
command waits for the daemon."""


class PlainNotifier:
    """Notices without buttons through a process started for each, given `patience` seconds.

    `command`: how to start it; a frozen program has no interpreter to give a module to.
    """

    name = "plain (plyer)"
    abilities: frozenset[Ability] = frozenset()

    def __init__(self, command: Sequence[str] = SEND, *, patience: float = PATIENCE) -> None:
        self._command = command
        self._patience = patience
        self._is_started = False

    async def start(self, heard: Callable[[Heard], None]) -> None:
        """Begin. Raise NotHere when there is nothing to send with. Nothing is ever heard."""
        if find_spec("plyer") is None:
            raise NotHere(Sentence("plyer is not installed"))
        senders = find_spec("dbus") or shutil.which("notify-send")
        if sys.platform == "linux" and not senders:
            raise NotHere(Sentence("neither notify-send nor dbus-python is installed"))
        self._is_started = True

    async def show(self, notice: Notice) -> Shown | Failed:
        """Send the notice; Failed when the process says that nobody can have seen it."""
        if not self._is_started:
            return Failed(Sentence("not started"))
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            return Failed(Sentence("plain notification: {error}", error=error))
        try:
            async with asyncio.timeout(self._patience):
                _, errors = await process.communicate(_as_json(notice))
        except TimeoutError:
            return Failed(
                Sentence(
                    "plain notification: not sent in {patience} s", patience=f"{self._patience:g}"
                )
            )
        finally:
            if process.returncode is None:
                _end(process)
                await process.wait()
        if process.returncode != 0:
            return Failed(Sentence("plain notification: {why}", why=Sentence(_last_line(errors))))
        return Shown()

    async def withdraw(self) -> None:
        """Nothing can be taken back."""

    async def close(self) -> None:
        """Stop."""
        self._is_started = False


def _end(process: asyncio.subprocess.Process) -> None:
    """End it, and what it waits for: that would hold the pipe, and with it us."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):  # it ended by itself in this moment
        os.killpg(process.pid, signal.SIGKILL)


def _as_json(notice: Notice) -> bytes:
    body = "\n".join(part for part in (notice.body, notice.hint) if part)
    seconds = 0.0 if notice.on_screen is None else notice.on_screen.total_seconds()
    return json.dumps({"title": notice.title, "body": body, "seconds": seconds}).encode()


def _last_line(errors: bytes) -> str:
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else mark("it failed and did not say why")
