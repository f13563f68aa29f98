"""The display: found late, missed when it is gone for good, and never left because of less."""

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.sensors.displays import xvfb
from tests.waiting import until
from unhunch.daemon import display as module
from unhunch.daemon.display import Display, address_of, listener

from .outsides import Bench, kept, play
from .user_manager import UserManager


@contextmanager
def compositor_at(path: Path) -> Iterator[None]:
    """Somebody who listens there."""
    with closing(socket.socket(socket.AF_UNIX)) as sock:
        sock.bind(str(path))
        sock.listen()
        yield
    path.unlink()


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({}, None),
        ({"DISPLAY": ":3"}, "/tmp/.X11-unix/X3"),
        ({"DISPLAY": ":3.0"}, "/tmp/.X11-unix/X3"),
        ({"DISPLAY": "unix:3"}, "/tmp/.X11-unix/X3"),
        ({"DISPLAY": "far.away:3"}, None),
        ({"DISPLAY": "localhost:10.0"}, None),
        ({"DISPLAY": ":3", "XDG_SESSION_TYPE": "tty"}, "/tmp/.X11-unix/X3"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": "/r"}, "/r/w"),
        ({"WAYLAND_DISPLAY": "/r/w"}, "/r/w"),
        ({"WAYLAND_DISPLAY": "w"}, None),
        ({"XDG_SESSION_TYPE": "wayland", "XDG_RUNTIME_DIR": "/r"}, "/r/wayland-0"),
        (
            {"DISPLAY": ":3", "WAYLAND_DISPLAY": "w", "XDG_SESSION_TYPE": "x11"},
            "/tmp/.X11-unix/X3",
        ),
    ],
)
def test_where_a_display_listens(environ: dict[str, str], address: str | None) -> None:
    """A display on another machine has no socket here, and is never looked for."""
    assert address_of(environ) == address


def test_an_x_server_that_is_gone_ends_the_session(bench: Bench) -> None:
    """Within a few seconds, and with a sentence for the log."""

    async def scene() -> None:
        with xvfb() as display:
            bench.environ |= display.environ
            async with kept(bench) as keeping:
                await until(lambda: bench.idle == "x11")
                await asyncio.sleep(0.1)

                assert not keeping.done()

                display.stop()
                async with asyncio.timeout(15):
                    why = await keeping

                assert "the session is over" in why

    play(scene)


def test_a_display_that_never_was_there_ends_nothing(bench: Bench) -> None:
    """Started before the desktop, or by a shell with an old DISPLAY: it may still come."""

    async def scene() -> None:
        bench.environ["DISPLAY"] = ":987654"
        async with kept(bench) as keeping:
            for _ in range(3):
                bench.outside.surroundings.missed()
                await asyncio.sleep(0.05)

            await until(lambda: bench.idle == "none")

            assert not keeping.done()

    play(scene)


def test_a_compositor_that_is_started_again_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked for a few times before the session counts as over."""
    monkeypatch.setattr(module, "WAYLAND_LOOKS", (0.05, 0.1, 0.2, 0.2))
    path = tmp_path / "w"

    async def scene() -> None:
        display = Display({"WAYLAND_DISPLAY": str(path)})
        with compositor_at(path):
            waiting = asyncio.create_task(display.until_gone())
            await asyncio.sleep(0.05)
        display.suspect()
        await asyncio.sleep(0.05)
        with compositor_at(path):
            await asyncio.sleep(0.5)

            assert not waiting.done()

        display.suspect()
        async with asyncio.timeout(5):
            assert str(path) in await waiting

    play(scene)


def test_a_display_that_comes_late_is_found(bench: Bench) -> None:
    """Started by systemd before the desktop: its sensor is there when the desktop is."""

    async def scene() -> None:
        systemd = UserManager(bench.session.address)
        await systemd.rise()
        with xvfb() as display:
            async with kept(bench) as keeping:
                await until(lambda: bench.idle == "none")
                systemd.is_told(**display.environ)
                await until(lambda: bench.idle == "x11")

                assert bench.environ["DISPLAY"] == display.display
                assert "SECRET" not in bench.environ

                display.stop()
                async with asyncio.timeout(15):
                    assert "the session is over" in await keeping
        await systemd.die()

    play(scene)


def test_a_display_that_systemd_remembers_from_yesterday_is_not_believed(bench: Bench) -> None:
    """Nobody listens there."""

    async def scene() -> None:
        systemd = UserManager(bench.session.address)
        systemd.is_told(DISPLAY=":987654")
        await systemd.rise()
        async with kept(bench):
            await asyncio.sleep(0.2)

            assert "DISPLAY" not in bench.environ

        await systemd.die()

    play(scene)


def test_an_environment_that_names_a_display_is_left_alone(bench: Bench) -> None:
    """Nobody is asked."""

    async def scene() -> None:
        systemd = UserManager(bench.session.address)
        systemd.is_told(WAYLAND_DISPLAY="/nowhere", XDG_CURRENT_DESKTOP="GNOME")
        await systemd.rise()
        bench.environ["DISPLAY"] = ":987654"
        async with kept(bench):
            assert "WAYLAND_DISPLAY" not in bench.environ
            assert "XDG_CURRENT_DESKTOP" not in bench.environ
        await systemd.die()

    play(scene)


def test_another_x_server_of_the_same_number_is_another_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A display manager starts the next one within a second."""
    monkeypatch.setattr(module, "X11_LOOKS", (0.05, 0.1))
    monkeypatch.setattr(module, "address_of", lambda environ: str(tmp_path / "X0"))

    async def scene() -> None:
        display = Display({"DISPLAY": ":0"})
        with compositor_at(tmp_path / "X0"):
            waiting = asyncio.create_task(display.until_gone())
            await asyncio.sleep(0.05)
            display.suspect()
            await asyncio.sleep(0.2)

            assert not waiting.done()

            (tmp_path / "X0").rename(tmp_path / "old")
            code = "import socket, sys, time; s = socket.socket(socket.AF_UNIX); "
            code += "s.bind(sys.argv[1]); s.listen(); print('listens', flush=True); time.sleep(60)"
            other = await asyncio.create_subprocess_exec(
                sys.executable, "-c", code, str(tmp_path / "X0"), stdout=asyncio.subprocess.PIPE
            )
            assert other.stdout is not None
            await other.stdout.readline()
            display.suspect()
            async with asyncio.timeout(5):
                assert "the session is over" in await waiting
            other.kill()
            await other.communicate()

    play(scene)


def test_a_listener_beside_the_file_system_counts(tmp_path: Path) -> None:
    """Some X servers listen on an abstract socket alone."""

    async def scene() -> None:
        name = str(tmp_path / "X7")
        with closing(socket.socket(socket.AF_UNIX)) as sock:
            sock.bind(f"\0{name}")
            sock.listen()

            assert await listener(name) == os.getpid()

        assert await listener(name) is None

    play(scene)
