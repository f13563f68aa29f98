"""Idle on X11, on a real X server with real input events."""

import asyncio
import os
import signal
import socket
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.errors import NotHere
from unhunch.ports import Active, Quiet
from unhunch.sensors.polled import Pace
from unhunch.sensors.x11 import X11Idle, display_of

from .displays import Xvfb, xvfb

SECOND = timedelta(seconds=1)


class Desk:
    """Someone at an X11 display."""

    def __init__(self, display: Xvfb) -> None:
        self.display = display

    def sensor(self) -> X11Idle:
        """Rung by the server's alarms."""
        return X11Idle(self.display.environ)

    async def types(self) -> None:
        """A key."""
        await self.display.key()


@pytest.fixture(scope="module")
def display():
    """One display for all tests that leave it alive."""
    with xvfb() as display:
        yield display


@pytest.fixture
def own_display():
    """A display to break."""
    with xvfb() as display:
        yield display


class TestContract(IdleSensorContract):
    """The port's promises, kept by a real X server."""

    # A hand that is a process of its own, on a busy machine.
    slack = 0.8

    @pytest.fixture(autouse=True)
    def _display(self, display):
        self.display = display

    @asynccontextmanager
    async def world(self):
        """Somebody who just typed."""
        desk = Desk(self.display)
        await desk.types()
        yield desk


@asynccontextmanager
async def attending(sensor: X11Idle, gap: timedelta):
    """A started sensor and what it reports."""
    heard = Heard()
    await sensor.start(heard.hear, heard.lose)
    sensor.attend(gap)
    try:
        yield heard
    finally:
        await sensor.close()


def test_the_server_rings_for_the_gap_and_for_the_return(display):
    """With alarms both are heard at once, and nobody looks in between."""

    async def scene():
        await display.key()
        sensor = X11Idle(display.environ)
        async with attending(sensor, 2 * SECOND) as heard:
            await until(lambda: Quiet in heard.kinds)
            quiet_after = heard.at[-1] - heard.reports[-1].since
            await asyncio.sleep(1)
            await display.move(100, 100 + os.getpid() % 200)
            await until(lambda: heard.kinds[-1] is Active)
            active_after = heard.at[-1] - heard.reports[-1].since

            assert quiet_after < 4
            assert active_after < 2
            # The start, the attention, the gap, the return.
            assert sensor.looks <= 5

    asyncio.run(scene())


def test_typing_costs_no_looks_where_the_server_rings(display):
    """While somebody types nothing wakes up: the alarm is only set off by a rest."""

    async def scene():
        await display.key()
        sensor = X11Idle(display.environ)
        async with attending(sensor, 10 * SECOND) as heard:
            for _ in range(12):
                await asyncio.sleep(0.3)
                await display.key()

            assert sensor.looks <= 2
            assert heard.kinds == [Active]

    asyncio.run(scene())


def test_a_server_without_alarms_is_polled_by_the_deadline(own_display):
    """Without the SYNC counter the return is found by looking, dated to its input."""

    async def scene():
        await own_display.key()
        pace = Pace(active=2 * SECOND, quiet=2 * SECOND, long=None)
        sensor = X11Idle(own_display.environ, alarms=False, unrung=pace)
        async with attending(sensor, 2 * SECOND) as heard:
            await until(lambda: Quiet in heard.kinds)
            await own_display.key()
            typed = asyncio.get_running_loop().time()
            await until(lambda: heard.kinds[-1] is Active or len(heard.kinds) > 2)

            assert heard.kinds[:3] == [Active, Quiet, Active]
            assert abs(heard.reports[2].since - typed) < 0.8
            assert sensor.looks <= 6

    asyncio.run(scene())


def test_a_server_that_dies_is_lost_once_with_the_reason(own_display):
    """No crash, no spinning: one sentence."""

    async def scene():
        sensor = X11Idle(own_display.environ)
        async with attending(sensor, 2 * SECOND) as heard:
            own_display.stop()
            await until(lambda: heard.losses)
            looks = sensor.looks
            sensor.attend(SECOND)
            await asyncio.sleep(0.3)

            assert len(heard.losses) == 1
            assert "the connection to the X server broke" in heard.losses[0]
            assert sensor.looks == looks

    asyncio.run(scene())


def test_a_server_that_hangs_does_not_hang_us(own_display):
    """A look that gets no answer is a loss; the loop runs on meanwhile."""

    async def scene():
        sensor = X11Idle(own_display.environ, patience=SECOND / 2)
        async with attending(sensor, 10 * SECOND) as heard:
            await until(lambda: heard.reports)
            own_display.process.send_signal(signal.SIGSTOP)
            sensor.attend(SECOND)
            ticks = 0
            while not heard.losses and ticks < 400:
                await asyncio.sleep(0.05)
                ticks += 1
            own_display.process.send_signal(signal.SIGCONT)

            assert heard.losses == ["the X server does not answer"]
            assert ticks >= 5

    asyncio.run(scene())


def test_a_server_that_hangs_from_the_start_is_refused_in_bounded_time(own_display):
    """Neither does it at the start, where python-xlib itself would wait for ever."""

    async def scene():
        heard = Heard()
        own_display.process.send_signal(signal.SIGSTOP)
        sensor = X11Idle(own_display.environ, patience=SECOND / 2)
        try:
            with pytest.raises(NotHere, match="does not answer"):
                await sensor.start(heard.hear, heard.lose)
        finally:
            own_display.process.send_signal(signal.SIGCONT)
        await sensor.close()

    asyncio.run(scene())


def test_a_server_without_the_screen_saver_is_refused():
    """The extension that counts is named in the reason."""

    async def scene(display: Xvfb):
        heard = Heard()
        sensor = X11Idle(display.environ)
        with pytest.raises(NotHere, match="MIT-SCREEN-SAVER"):
            await sensor.start(heard.hear, heard.lose)
        await sensor.close()

    with xvfb("-extension", "MIT-SCREEN-SAVER") as display:
        asyncio.run(scene(display))


def test_a_server_without_sync_is_polled():
    """An old or stripped server still counts; it only cannot ring."""

    async def scene(display: Xvfb):
        await display.key()
        async with attending(X11Idle(display.environ), SECOND) as heard:
            await until(lambda: Quiet in heard.kinds)

            assert heard.losses == []

    with xvfb("-extension", "SYNC") as display:
        asyncio.run(scene(display))


def test_no_server_is_refused():
    """A DISPLAY that nobody serves."""

    async def scene():
        heard = Heard()
        sensor = X11Idle({"DISPLAY": ":30999"})
        with pytest.raises(NotHere, match=":30999"):
            await sensor.start(heard.hear, heard.lose)
        await sensor.close()

    asyncio.run(scene())


def test_a_server_that_talks_nonsense_is_refused(tmp_path):
    """Whatever listens there, it ends with a reason."""

    async def scene():
        heard = Heard()
        with socket.create_server(("127.0.0.1", 0)) as server:
            number = server.getsockname()[1] - 6000
            sensor = X11Idle({"DISPLAY": f"127.0.0.1:{number}"}, patience=5 * SECOND)
            starting = asyncio.create_task(sensor.start(heard.hear, heard.lose))
            connection, _ = await asyncio.to_thread(server.accept)
            with connection:
                connection.sendall(b"\x07" * 200)
                connection.shutdown(socket.SHUT_RDWR)
                with pytest.raises(NotHere):
                    await starting
        await sensor.close()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "Wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "Wayland"),
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ""}, "DISPLAY is not set"),
    ],
)
def test_where_x11_would_lie_it_is_refused(environ, why):
    """XWayland counts only what goes to X11 windows."""
    with pytest.raises(NotHere, match=why):
        display_of(environ)


def test_an_x11_session_may_have_a_nested_compositor():
    """What the session says of itself counts for more than a variable."""
    environ = {"DISPLAY": ":5", "XDG_SESSION_TYPE": "x11", "WAYLAND_DISPLAY": "wayland-0"}

    assert display_of(environ) == ":5"
