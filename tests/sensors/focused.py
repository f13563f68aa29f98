"""What a sensor of the focused window tells, and programs that have windows."""

import os
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from shutil import which
from typing import Any

import pytest

from unhunch.ports import FocusTeller, Sign


class Told:
    """Signs, changes of the focus and losses, in order."""

    def __init__(self) -> None:
        self.signs: list[Sign] = []
        self.moves = 0
        self.losses: list[str] = []

    @property
    def says(self) -> Sign:
        """The newest sign."""
        return self.signs[-1]

    def sign(self, sign: Sign, since: float) -> None:
        """For `start`."""
        assert abs(since - time.monotonic()) < 5
        self.signs.append(sign)

    def move(self, at: float) -> None:
        """For `watch_focus`."""
        assert abs(at - time.monotonic()) < 5
        self.moves += 1


@asynccontextmanager
async def telling(sensor: Any) -> AsyncIterator[Told]:
    """A started sensor and what it tells."""
    told = Told()
    await sensor.start(told.sign, told.losses.append)
    assert isinstance(sensor, FocusTeller)
    sensor.watch_focus(told.move)
    try:
        yield told
    finally:
        await sensor.close()


def needs(**packages: str) -> None:
    """Skip the test where a program is missing, naming the Debian package that has it."""
    for program, package in packages.items():
        if which(program) is None:
            pytest.skip(f"needs {program} (Debian package {package})")


class Programs:
    """Programs of one session; they end with it."""

    def __init__(self, environ: Mapping[str, str], stack: ExitStack) -> None:
        self.environ = os.environ | environ
        self._stack = stack

    def start(self, *command: str, **more: str) -> subprocess.Popen[bytes]:
        """Start one, silently; `more` is for its environment."""
        environ = self.environ | more
        process = subprocess.Popen(
            command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._stack.callback(end, process)
        return process

    def run(self, *command: str) -> str:
        """Run one to its end, which is a good one; return what it says."""
        done = subprocess.run(
            command, env=self.environ, check=True, capture_output=True, text=True, timeout=20
        )
        return done.stdout


@contextmanager
def programs(environ: Mapping[str, str]) -> Iterator[Programs]:
    """A session to start programs in."""
    with ExitStack() as stack:
        yield Programs(environ, stack)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill it; it may have ended."""
    process.kill()
    process.wait(20)
