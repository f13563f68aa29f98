"""Who looks at a camera or a screen, from a real PipeWire with real streams of pictures."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from tests.conftest import PrivateBus
from tests.sensors.sound import Ear, Sound, skip_without_pictures, waited
from tests.waiting import until
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors import server
from unhunch.sensors.pipewire import PipeWire, address, camera, screencast

YES, NO, UNKNOWN = Sign.YES, Sign.NO, Sign.UNKNOWN
PICTURE = "video/x-raw,format=RGB,width=64,height=48,framerate=5/1"

GIVERS = {
    "camera": "media.class=Video/Source,media.role=Camera",
    "compositor": "media.class=Stream/Output/Video",
    "portal": "media.class=Video/Source",
}
"""A webcam; a screen as GNOME and KDE give it; one as the portals of wlroots and Hyprland do."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait as long as in earnest."""
    monkeypatch.setattr(server, "SETTLES", 0.05)
    monkeypatch.setattr(server, "FIRST_PAUSE", 0.1)


class Pictures(Sound):
    """PipeWire with its session manager, and who gives pictures."""

    def rise(self) -> None:
        """Start the servers."""
        self.start("pipewire")
        waited(self.pipewire_socket.exists)
        self.start("wireplumber")

    def gives(self, name: str, about: str) -> None:
        """Somebody has a picture to look at."""
        properties = f"stream-properties=props,{about},node.name={name}"
        source = ("videotestsrc", "is-live=true", "!", PICTURE, "!")
        self.start("gst-launch-1.0", *source, "pipewiresink", "mode=provide", properties)

    def number(self, name: str) -> int | None:
        """PipeWire's number of this node."""
        for each in json.loads(self.asks("pw-dump") or "[]"):
            about = each.get("info", {}).get("props", {})
            if each["type"].endswith("Node") and about.get("node.name") == name:
                return int(each["id"])
        return None

    def looks(self, name: str, program: str = "gst-launch-1.0"):
        """Somebody looks at that picture."""
        source = ("pipewiresrc", f"path={self.number(name)}", "!", "video/x-raw", "!")
        return self.start(program, *source, "fakesink")

    def stop(self, program) -> None:
        """End one of them."""
        program.kill()
        program.wait(20)
        self.running.remove(program)

    def screencast(self):
        """The sensor, and the connection of its own."""
        return screencast(PipeWire(self.environment), self.environment)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pictures]:
    """All the servers and givers, for the tests of this file."""
    skip_without_pictures()
    bus = PrivateBus(tmp_path_factory.mktemp("bus"))
    pictures = Pictures(tmp_path_factory.mktemp("pictures"), bus.address)
    try:
        pictures.rise()
        for name, about in GIVERS.items():
            pictures.gives(name, about)
        waited(lambda: all(map(pictures.number, GIVERS)))
        yield pictures
    finally:
        pictures.close()
        bus.stop()


@pytest.mark.parametrize("giver", GIVERS)
def test_a_picture_that_is_looked_at(pictures, giver):
    """That it can be had is no; that somebody has it is yes; and each is told from the other."""

    async def scene():
        pipewire = PipeWire(pictures.environment)
        sensors = (camera(pipewire), screencast(pipewire, pictures.environment))
        async with Ear(sensors[0]) as of_camera, Ear(sensors[1]) as of_screen:
            right, wrong = of_camera, of_screen
            if giver != "camera":
                right, wrong = of_screen, of_camera
            await right.hears(UNKNOWN, NO)
            viewer = await asyncio.to_thread(pictures.looks, giver)
            await right.hears(UNKNOWN, NO, YES)
            pictures.stop(viewer)
            await right.hears(UNKNOWN, NO, YES, NO)
            assert wrong.signs == [UNKNOWN, NO]

    asyncio.run(scene())


def test_both_questions_are_asked_on_one_connection(pictures):
    """And none is left after the last has hung up."""

    def ours() -> int:
        listed = json.loads(pictures.asks("pw-dump") or "[]")
        names = [e.get("info", {}).get("props", {}).get("application.name") for e in listed]
        return names.count("Unhunch")

    async def scene():
        pipewire = PipeWire(pictures.environment)
        async with Ear(camera(pipewire)) as first:
            async with Ear(screencast(pipewire, pictures.environment)) as second:
                await first.hears(UNKNOWN, NO)
                await second.hears(UNKNOWN, NO)
                assert await asyncio.to_thread(ours) == 1
            assert await asyncio.to_thread(ours) == 1
        await until(lambda: ours() == 0)

    asyncio.run(scene())


def test_plasma_looking_at_its_own_windows_shares_nothing(pictures, tmp_path):
    """The small pictures of its task bar are streams like any other, and nobody else sees them."""
    shell = tmp_path / "plasmashell"
    shell.symlink_to(which("gst-launch-1.0") or "")

    async def scene():
        async with Ear(pictures.screencast()) as ear:
            await ear.hears(UNKNOWN, NO)
            own = await asyncio.to_thread(pictures.looks, "compositor", str(shell))
            other = await asyncio.to_thread(pictures.looks, "compositor")
            await ear.hears(UNKNOWN, NO, YES)
            await until(lambda: pictures.asks("pw-link", "-l").count("|<- compositor") == 2)
            pictures.stop(other)
            await ear.hears(UNKNOWN, NO, YES, NO)
            pictures.stop(own)

    asyncio.run(scene())


def test_on_x11_nobody_looking_through_pipewire_is_no_news(pictures):
    """There anybody can see the screen without asking: yes is known, no is not."""
    environ = {**pictures.environment, "WAYLAND_DISPLAY": "", "XDG_SESSION_TYPE": "x11"}

    async def scene():
        pipewire = PipeWire(environ)
        async with Ear(camera(pipewire)) as known, Ear(screencast(pipewire, environ)) as ear:
            assert ear.sensor.caveat == "PipeWire does not answer"
            await known.hears(UNKNOWN, NO)
            assert (known.sensor.caveat, ear.signs) == ("", [UNKNOWN])
            assert ear.sensor.caveat.startswith("on X11 every program can see")
            viewer = await asyncio.to_thread(pictures.looks, "portal")
            await ear.hears(UNKNOWN, YES)
            pictures.stop(viewer)
            await ear.hears(UNKNOWN, YES, UNKNOWN)

    asyncio.run(scene())


def test_a_server_that_is_killed_and_comes_back(private_bus, tmp_path):
    """Unknown before it, without it, and known again with the next one."""
    skip_without_pictures()
    pictures = Pictures(tmp_path, private_bus.address)

    async def scene():
        async with Ear(pictures.screencast()) as ear:
            await ear.hears(UNKNOWN)
            await asyncio.to_thread(pictures.rise)
            await ear.hears(UNKNOWN, NO)
            pictures.close()
            await ear.hears(UNKNOWN, NO, UNKNOWN)
            await asyncio.to_thread(pictures.rise)
            await ear.hears(UNKNOWN, NO, UNKNOWN, NO)
            pictures.gives("compositor", GIVERS["compositor"])
            await until(lambda: pictures.number("compositor"))
            await asyncio.to_thread(pictures.looks, "compositor")
            await ear.hears(UNKNOWN, NO, UNKNOWN, NO, YES)

    try:
        asyncio.run(scene())
    finally:
        pictures.close()


def test_where_the_socket_is():
    """As pipewire(1) has it."""
    assert Path("/run/u/pipewire-0") == address({"XDG_RUNTIME_DIR": "/run/u"})
    assert Path("/x/pipewire-0") == address({"PIPEWIRE_RUNTIME_DIR": "/x", "XDG_RUNTIME_DIR": "/r"})
    assert Path("/s") == address({"PIPEWIRE_REMOTE": "/s", "XDG_RUNTIME_DIR": "/r"})
    with pytest.raises(NotHere):
        address({})
