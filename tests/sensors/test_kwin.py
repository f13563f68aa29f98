"""Idle on a real Wayland compositor: KWin, nested in an X server."""

import asyncio
import itertools
import os
import shutil
import signal
import subprocess
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.errors import NotHere
from unhunch.ports import Active, Quiet
from unhunch.sensors.wayland import WaylandIdle

from .displays import Xvfb, xvfb


class KWin:
    """A KWin session in a window of an X server."""

    def __init__(self, display: Xvfb, folder: Path) -> None:
        self.display = display
        self.environ = {
            "WAYLAND_DISPLAY": "wayland-k",
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_SESSION_TYPE": "wayland",
        }
        self._places = itertools.cycle([("100", "100"), ("120", "110")])
        # A program with file capabilities does not take the environment that is needed here.
        binary = folder / "kwin_wayland"
        shutil.copy(shutil.which("kwin_wayland") or "", binary)
        with (folder / "kwin.log").open("w") as log:
            self.process = subprocess.Popen(
                ["dbus-run-session", "--", binary, "--x11-display", display.display,
                 "--width", "400", "--height", "300", "--no-lockscreen", "--no-global-shortcuts",
                 "--socket", "wayland-k"],
                env=os.environ | self.environ | {
                    "DISPLAY": display.display, "HOME": str(folder), "KWIN_COMPOSE": "Q",
                    "LIBGL_ALWAYS_SOFTWARE": "1", "XDG_CURRENT_DESKTOP": "KDE",
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def sensor(self) -> WaylandIdle:
        """For the contract."""
        return WaylandIdle(self.environ)

    async def types(self) -> None:
        """The pointer moves."""
        x, y = next(self._places)
        await self.display.move(int(x), int(y))

    async def ready(self) -> None:
        """Wait until it takes connections and hears the pointer."""
        end = time.monotonic() + 60
        while not await self._answers():
            assert self.process.poll() is None, "KWin ended"
            assert time.monotonic() < end, "KWin does not answer"
            await asyncio.sleep(0.2)

    async def _answers(self) -> bool:
        sensor, heard = self.sensor(), Heard()
        try:
            await sensor.start(heard.hear, heard.lose)
        except NotHere:
            return False
        # Its window takes a while to be under the pointer.
        sensor.attend(timedelta(minutes=1))
        await self.types()
        await asyncio.sleep(0.5)
        await self.types()
        await asyncio.sleep(0.2)
        await sensor.close()
        return heard.kinds == [Active]

    def stop(self) -> None:
        """End it and its bus. May be called twice."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)


@pytest.fixture(scope="module")
def kwin(tmp_path_factory):
    """One session for all tests that leave it alive, and one to kill at the end."""
    for program, package in (
        ("kwin_wayland", "kwin-wayland"),
        ("dbus-run-session", "dbus-daemon"),
    ):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program} (Debian package {package})")
    with xvfb() as display:
        kwin = KWin(display, tmp_path_factory.mktemp("kwin"))
        try:
            asyncio.run(kwin.ready())
            yield kwin
        finally:
            kwin.stop()


class TestContract(IdleSensorContract):
    """The port's promises, kept by KWin."""

    # A hand that is a process of its own, on a busy machine.
    slack = 0.8

    @pytest.fixture(autouse=True)
    def _kwin(self, kwin):
        self.kwin = kwin

    @asynccontextmanager
    async def world(self):
        """Somebody who just moved the pointer."""
        await self.kwin.types()
        yield self.kwin


def test_what_kwin_does_not_see_is_in_the_caveat(kwin):
    """KWin 5.27 has version 1 of the protocol, later ones have 2: the caveat follows."""

    async def scene():
        sensor, heard = kwin.sensor(), Heard()
        await sensor.start(heard.hear, heard.lose)
        version = sensor.version
        await sensor.close()

        assert bool(sensor.caveat) == (version == 1)

    asyncio.run(scene())


def test_the_end_of_kwin_is_heard(tmp_path):
    """A crash or a logout: lost, with the reason, and the loop goes on."""
    for program in ("kwin_wayland", "dbus-run-session"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program} (Debian packages kwin-wayland, dbus-daemon)")

    async def scene(kwin: KWin):
        await kwin.ready()
        sensor, heard = kwin.sensor(), Heard()
        await sensor.start(heard.hear, heard.lose)
        sensor.attend(timedelta(seconds=1))
        await until(lambda: Quiet in heard.kinds)
        kwin.stop()
        await until(lambda: heard.losses)
        await sensor.close()

        assert "went away" in heard.losses[0]

    with xvfb() as display:
        kwin = KWin(display, tmp_path)
        try:
            asyncio.run(scene(kwin))
        finally:
            kwin.stop()
