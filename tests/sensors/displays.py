"""Real displays of our own: Xvfb, and hands on its keyboard."""

import asyncio
import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

import pytest


class Xvfb:
    """An X server on a number that it found free itself."""

    def __init__(self, *arguments: str) -> None:
        reading, writing = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24",
             "-nolisten", "tcp", "-noreset", *arguments],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as answer:
            assert select.select([answer], [], [], 30)[0], "Xvfb does not start"
            self.display = f":{answer.readline().strip()}"

    @property
    def environ(self) -> dict[str, str]:
        """What a program in this session sees."""
        return {"DISPLAY": self.display, "XDG_SESSION_TYPE": "x11"}

    async def key(self) -> None:
        """Press a key."""
        await self._xdotool("key", "Shift_L")

    async def move(self, x: int, y: int) -> None:
        """Move the pointer."""
        await self._xdotool("mousemove", str(x), str(y))

    async def _xdotool(self, *arguments: str) -> None:
        environ = os.environ | {"DISPLAY": self.display}
        process = await asyncio.create_subprocess_exec("xdotool", *arguments, env=environ)
        assert await process.wait() == 0

    def stop(self) -> None:
        """End it. May be called twice."""
        self.process.terminate()
        self.process.wait(20)


@contextmanager
def xvfb(*arguments: str) -> Iterator[Xvfb]:
    """A display for a while. Skips the test where a program is missing."""
    for program in ("Xvfb", "xdotool"):
        if which(program) is None:
            pytest.skip(f"needs {program} (Debian package {program.lower()})")
    display = Xvfb(*arguments)
    try:
        yield display
    finally:
        display.stop()
