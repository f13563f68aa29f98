"""Idle on a real wlroots of before ext-idle-notify: sway, nested in an X server."""

import asyncio
import itertools
import os
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from shutil import which

import pytest

from tests import sway
from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.ports import Active, Quiet
from unhunch.sensors import wayland_kde
from unhunch.sensors.choose import choose_idle, idle_candidates
from unhunch.sensors.wayland import NOTIFIER
from unhunch.sensors.wayland_connection import connect
from unhunch.sensors.wayland_kde import KdeIdle

from .displays import Xvfb, xvfb

PACKAGES = {"setpriv": "util-linux", "sway": "sway"}
CREATE_SURFACE, CREATE_INHIBITOR = 0, 1
SECOND = timedelta(seconds=1)


class Sway:
    """A sway session in a window of an X server."""

    def __init__(self, display: Xvfb, runtime: sway.Runtime) -> None:
        self.display = display
        self.runtime = runtime
        self.process = sway.start(runtime, os.environ | {"DISPLAY": display.display})
        self._places = itertools.cycle([(100, 100), (120, 110)])

    @property
    def environ(self) -> dict[str, str]:
        """What a program in this session sees."""
        return {
            "WAYLAND_DISPLAY": self.runtime.wayland_display,
            "XDG_SESSION_TYPE": "wayland",
        }

    def sensor(self) -> KdeIdle:
        """For the contract."""
        return KdeIdle(self.environ)

    async def types(self) -> None:
        """The pointer moves."""
        await self.display.move(*next(self._places))

    async def ready(self) -> None:
        """Wait until it takes connections and hears the pointer."""
        await until(lambda: self.runtime.wayland_display and self.runtime.sway_socket, 60)
        heard = Heard()
        async with attending(self, timedelta(minutes=1), heard):
            # Its window takes a while to be under the pointer.
            while not heard.kinds:
                assert self.process.poll() is None, "sway ended"
                await self.types()
                await asyncio.sleep(0.2)

    @asynccontextmanager
    async def film(self):
        """A program that keeps the screen awake, as a video player does."""
        losses: list[str] = []
        player = await connect(self.environ, losses.append, 5 * SECOND)
        try:
            compositor = player.bind("wl_compositor", 1)
            manager = player.bind("zwp_idle_inhibit_manager_v1", 1)
            player.send(compositor, CREATE_SURFACE, surface := player.new())
            player.send(manager, CREATE_INHIBITOR, player.new(), surface)
            # Answered in order: when this is there, the film has begun.
            await player.list_globals()
            yield
        finally:
            player.close()
        assert losses == []

    def stop(self) -> None:
        """End it. May be called twice."""
        self.process.terminate()
        self.process.wait(20)


@asynccontextmanager
async def attending(session: Sway, gap: timedelta, heard: Heard):
    """A started sensor that reports to `heard`."""
    sensor = session.sensor()
    await sensor.start(heard.hear, heard.lose)
    sensor.attend(gap)
    try:
        yield sensor
    finally:
        await sensor.close()


@contextmanager
def running():
    """A session of one's own. Skips the test where a program is missing."""
    if missing := [PACKAGES[each] for each in PACKAGES if which(each) is None]:
        pytest.skip(f"needs the Debian packages {' '.join(missing)}")
    runtime = sway.Runtime()
    with xvfb() as display:
        runtime.start()
        session = Sway(display, runtime)
        try:
            asyncio.run(session.ready())
            yield session
        finally:
            session.stop()
            runtime.stop()


@pytest.fixture(scope="module")
def session():
    """One session for all tests that leave it alive."""
    with running() as session:
        offered = asyncio.run(offers(session))
        if NOTIFIER in offered:
            pytest.skip("needs a sway before 1.8, where the new protocol began")
        yield session


async def offers(session: Sway) -> set[str]:
    """Return the globals of this compositor."""
    connection = await connect(session.environ, print, 5 * SECOND)
    connection.close()
    return set(connection.globals)


class TestContract(IdleSensorContract):
    """The port's promises, kept by sway."""

    # A hand that is a process of its own, on a busy machine.
    slack = 0.8

    @pytest.fixture(autouse=True)
    def _sway(self, session):
        self.session = session

    @asynccontextmanager
    async def world(self):
        """Somebody who just moved the pointer."""
        await self.session.types()
        yield self.session


def test_the_old_protocol_is_what_is_chosen(session):
    """It is asked for after the new one, and found."""

    async def scene():
        heard = Heard()
        candidates = idle_candidates(session.environ, None, None)
        chosen, unfit = await choose_idle(candidates, heard.hear, heard.lose)
        await chosen.close()

        assert chosen.name == "kde-idle"
        assert f"no {NOTIFIER}" in {each.name: each.why for each in unfit}["ext-idle-notify"]

    asyncio.run(scene())


def test_a_film_that_somebody_starts_hides_the_absence(session):
    """This is the caveat: sway stops counting, and begins anew when the film is over."""

    async def scene():
        heard = Heard()
        async with attending(session, SECOND, heard) as sensor:
            await until(lambda: heard.kinds[-1:] == [Quiet])
            del heard.reports[:-1]
            await session.types()
            async with session.film():
                await until(lambda: heard.kinds == [Quiet, Active])
                await asyncio.sleep(2.5)
                assert heard.kinds == [Quiet, Active]
            await until(lambda: heard.kinds == [Quiet, Active, Quiet])

            assert "count as present" in sensor.caveat

    asyncio.run(scene())


def test_a_film_that_begins_by_itself_leaves_nobody_quiet_at_the_keyboard(session, monkeypatch):
    """sway tells of no input from then on; the sensor finds out, and goes on after the film."""
    monkeypatch.setattr(wayland_kde, "EVERY", SECOND)
    monkeypatch.setattr(wayland_kde, "PATIENCE", SECOND)

    async def scene():
        heard = Heard()
        async with attending(session, SECOND, heard):
            await until(lambda: heard.kinds[-1:] == [Quiet])
            del heard.reports[:-1]
            # Several trials, each of which says that nothing has changed.
            await asyncio.sleep(3.5)
            assert heard.kinds == [Quiet]
            async with session.film():
                await until(lambda: heard.kinds == [Quiet, Active])
                await session.types()
                await asyncio.sleep(2.5)
                assert heard.kinds == [Quiet, Active]
            await until(lambda: heard.kinds == [Quiet, Active, Quiet])
            await session.types()
            await until(lambda: heard.kinds[3:] == [Active, Quiet])

    asyncio.run(scene())


def test_the_end_of_sway_is_heard():
    """A crash or a logout: lost, with the reason, and the loop goes on."""

    async def scene(session: Sway):
        heard = Heard()
        async with attending(session, SECOND, heard):
            await until(lambda: Quiet in heard.kinds)
            session.process.kill()
            await until(lambda: heard.losses)

        assert "went away" in heard.losses[0]

    with running() as session:
        asyncio.run(scene(session))
