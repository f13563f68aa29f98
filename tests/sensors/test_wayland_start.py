"""The start on Wayland: where the compositor is looked for, and why one is refused."""

import asyncio
import socket
import struct
from datetime import timedelta

import pytest

from tests.contracts.idle_sensor import Heard, until
from unhunch.errors import NotHere
from unhunch.sensors.wayland import WaylandIdle
from unhunch.sensors.wayland_connection import Connection, socket_path

from .compositor import Compositor
from .jumping import run_jumping


@pytest.mark.parametrize(
    ("offers", "why"),
    [
        (("wl_seat",), "no ext_idle_notifier_v1"),
        (("ext_idle_notifier_v1",), "no wl_seat"),
        (("wl_output",), "no ext_idle_notifier_v1, wl_seat"),
    ],
)
def test_a_compositor_without_the_protocol_is_refused_with_the_reason(tmp_path, offers, why):
    """GNOME's and older ones: choose goes on to the next sensor."""

    async def scene():
        async with Compositor(tmp_path, offers=offers).running() as compositor:
            heard = Heard()
            sensor = compositor.sensor()
            with pytest.raises(NotHere, match=why):
                await sensor.start(heard.hear, heard.lose)
            await sensor.close()

            assert heard.losses == []

    run_jumping(scene())


def test_no_compositor_is_refused_with_the_place_where_it_was_looked_for(tmp_path):
    """The path is in the reason."""

    async def scene():
        heard = Heard()
        sensor = WaylandIdle({"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-7"})
        with pytest.raises(NotHere, match="wayland-7"):
            await sensor.start(heard.hear, heard.lose)
        await sensor.close()

    run_jumping(scene())


def test_a_compositor_that_never_answers_is_refused_in_bounded_time(tmp_path):
    """A hung compositor hangs nobody else."""

    async def scene():
        compositor, heard = Compositor(tmp_path), Heard()
        compositor.answers = False
        async with compositor.running():
            sensor = WaylandIdle(compositor.environ, timedelta(seconds=5))
            with pytest.raises(NotHere, match="does not answer"):
                await sensor.start(heard.hear, heard.lose)

    run_jumping(scene())


def test_a_compositor_that_dies_during_the_greeting_is_refused(tmp_path):
    """Death before the start is complete is a refusal and not a loss."""

    async def scene():
        compositor, heard = Compositor(tmp_path), Heard()
        compositor.answers = False
        async with compositor.running():
            starting = asyncio.create_task(compositor.sensor().start(heard.hear, heard.lose))
            await until(lambda: compositor.clients)
            await compositor.die()
            with pytest.raises(NotHere, match="went away"):
                await starting

        assert heard.losses == []

    run_jumping(scene())


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({"WAYLAND_DISPLAY": "/a/b"}, "/a/b"),
        ({"WAYLAND_DISPLAY": "w-1", "XDG_RUNTIME_DIR": "/run/u"}, "/run/u/w-1"),
        ({"XDG_RUNTIME_DIR": "/run/u"}, "/run/u/wayland-0"),
    ],
)
def test_the_socket_is_where_libwayland_would_look(environ, path):
    """The environment means what it means to every Wayland program."""
    assert str(socket_path(environ)) == path


def test_an_x11_session_has_no_compositor():
    """A nested compositor's socket is not this session's."""
    with pytest.raises(NotHere, match="X11 session"):
        socket_path({"XDG_SESSION_TYPE": "x11", "XDG_RUNTIME_DIR": "/run/u"})


def test_the_end_is_told_once_however_much_is_wrong():
    """A compositor that refuses us, and goes on with nonsense in the same breath."""

    async def scene():
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        losses: list[str] = []
        connection = Connection(ours, losses.append)
        words = b"no\0\0"
        refused = struct.pack("=IIIII", 1, (20 + len(words)) << 16, 1, 7, 3) + words
        theirs.sendall(refused + struct.pack("=II", 1, 3 << 16))
        await until(lambda: losses)
        theirs.close()

        assert losses == ["the Wayland compositor refused us: no (7)"]
        assert not connection.is_open

    asyncio.run(scene())
