"""Idle on GNOME, against the real Mutter, nested in an X server."""

import asyncio
import itertools
import os
import shutil
import subprocess
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import PrivateBus
from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.bus import call, connect, disconnect
from unhunch.errors import NotHere
from unhunch.ports import Active, Quiet
from unhunch.sensors.mutter import NAME, PATH, MutterIdle
from unhunch.sensors.polled import Pace

from .displays import Xvfb, xvfb
from .session_manager import SessionManager

SECOND = timedelta(seconds=1)


class Mutter:
    """Mutter as a Wayland session in a window of an X server."""

    def __init__(self, display: Xvfb, address: str, folder: Path) -> None:
        self.display = display
        self.address = address
        self._places = itertools.cycle([(100, 100), (120, 110)])
        with (folder / "mutter.log").open("w") as log:
            self.process = subprocess.Popen(
                ["mutter", "--wayland", "--nested", "--no-x11"],
                env=os.environ
                | {
                    "DISPLAY": display.display,
                    "DBUS_SESSION_BUS_ADDRESS": address,
                    "XDG_RUNTIME_DIR": str(folder),
                    "HOME": str(folder),
                    "GSETTINGS_BACKEND": "memory",
                    "LIBGL_ALWAYS_SOFTWARE": "1",
                    "MUTTER_DEBUG_DUMMY_MODE_SPECS": "400x300",
                },
                stdout=log,
                stderr=log,
            )

    async def types(self) -> None:
        """The pointer moves."""
        await self.display.move(*next(self._places))

    async def ready(self) -> None:
        """Wait until it is on the bus and hears the pointer."""
        bus = await connect(self.address)
        end = time.monotonic() + 60
        while not await self._answers(bus):
            assert self.process.poll() is None, "Mutter ended"
            assert time.monotonic() < end, "Mutter does not answer"
            await asyncio.sleep(0.2)
        await disconnect(bus)

    async def _answers(self, bus) -> bool:
        sensor, heard = MutterIdle(bus), Heard()
        try:
            await sensor.start(heard.hear, heard.lose)
        except NotHere:
            return False
        sensor.attend(SECOND / 2)
        await until(lambda: heard.kinds[-1:] == [Quiet])
        await self.types()
        await asyncio.sleep(0.2)
        await sensor.close()
        return Active in heard.kinds[1:]

    def stop(self) -> None:
        """End it. May be called twice."""
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def mutter(tmp_path_factory):
    """One session for all tests."""
    for program, package in (("mutter", "mutter"), ("dbus-daemon", "dbus")):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program} (Debian package {package})")
    folder = tmp_path_factory.mktemp("mutter")
    bus = PrivateBus(folder / "bus")
    with xvfb() as display:
        mutter = Mutter(display, bus.address, folder)
        try:
            asyncio.run(mutter.ready())
            yield mutter
        finally:
            mutter.stop()
            bus.stop()


class Desk:
    """Somebody at this desktop."""

    def __init__(self, mutter: Mutter, bus) -> None:
        self.bus = bus
        self.types = mutter.types

    def sensor(self) -> MutterIdle:
        """For the contract."""
        return MutterIdle(self.bus)


class TestContract(IdleSensorContract):
    """The port's promises, kept by Mutter itself."""

    # A hand that is a process of its own, on a busy machine.
    slack = 0.8

    @pytest.fixture(autouse=True)
    def _mutter(self, mutter):
        self.mutter = mutter

    @asynccontextmanager
    async def world(self):
        """Somebody who just moved the pointer."""
        bus = await connect(self.mutter.address)
        await self.mutter.types()
        try:
            yield Desk(self.mutter, bus)
        finally:
            await disconnect(bus)


def test_a_film_neither_hides_an_absence_nor_ends_it(mutter):
    """What mutter.py says about Mutter and inhibitors is so, and is dealt with."""

    async def scene():
        bus = await connect(mutter.address)
        manager = SessionManager(mutter.address)
        await manager.rise()
        await mutter.types()
        manager.inhibit(idle=True)
        sensor = MutterIdle(bus, pace=Pace(active=SECOND, quiet=None, long=None))
        heard = Heard()
        await sensor.start(heard.hear, heard.lose)
        sensor.attend(SECOND)
        await until(lambda: Quiet in heard.kinds)
        manager.inhibit(idle=False)
        await asyncio.sleep(0.1)
        body = await call(bus, NAME, PATH, NAME, "GetIdletime")

        assert body[0] < 900

        sensor.attend(SECOND / 2)
        await asyncio.sleep(1)

        assert heard.kinds == [Active, Quiet]

        await mutter.types()
        await until(lambda: heard.kinds[:3] == [Active, Quiet, Active])
        await sensor.close()
        await manager.die()
        await disconnect(bus)

    asyncio.run(scene())
