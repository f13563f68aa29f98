"""The program ends soon when it is asked to, whatever does not answer."""

import asyncio
import os
import signal
import socket
import time
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.cli.user import User
from unhunch.daemon.patience import unless
from unhunch.desk.policy import Hold
from unhunch.sensors.said import Report

from .outsides import Bench, play

SOON = 2.0


class Stuck:
    """A SignSensor that does not end."""

    name, question = "stuck", Hold.CAMERA

    async def start(self, report: Report, lost: object) -> None:
        """At once."""

    async def close(self) -> None:
        """Never."""
        await asyncio.Event().wait()


def test_a_bus_that_never_answers_does_not_keep_the_start_from_ending(tmp_path: Path) -> None:
    """Asked to stop while it waits for it, and nothing is noted of a life that never began."""
    user = User(tmp_path)
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / "deaf"))
        bus.listen()
        bus.settimeout(20)
        user.start_unready(DBUS_SESSION_BUS_ADDRESS=f"unix:path={tmp_path}/deaf")
        connection, _ = bus.accept()
        began = time.monotonic()
        with connection:
            assert user.ends(signal.SIGTERM) == 0

    assert time.monotonic() - began < SOON
    assert user.facts() == []
    assert not list(tmp_path.rglob("alive*"))


def test_a_sensor_that_does_not_end_is_left_to_itself(bench: Bench) -> None:
    """All of them together have a second and a half."""

    async def scene() -> None:
        async with AsyncExitStack() as stack:
            await bench.outside.open(stack)
            await bench.outside.sensing.add(Stuck())
            began = time.monotonic()

        assert time.monotonic() - began < SOON

    play(scene)


def test_what_is_done_unless_it_is_stopped() -> None:
    """Done before, given up after, and what goes wrong is heard."""

    async def scene() -> None:
        stop = asyncio.Event()

        assert await unless(stop, asyncio.sleep(0))

        async def wrong() -> None:
            raise ValueError(os.getpid())

        with pytest.raises(ValueError):
            await unless(stop, wrong())
        stop.set()

        assert not await unless(stop, asyncio.sleep(3600))

    play(scene)
