"""GNOME shares its screen: the real Mutter, asked as its portal asks it, and a real viewer."""

import asyncio
import json
from collections.abc import Iterator
from shutil import which

import pytest
from dbus_fast import Message

from tests.conftest import PrivateBus
from tests.sensors.displays import xvfb
from tests.sensors.sound import Ear, Sound, skip_without_pictures, waited
from tests.waiting import until
from unhunch.bus import Rule, call, connect, disconnect, match
from unhunch.errors import BusError
from unhunch.ports import Sign
from unhunch.sensors import server
from unhunch.sensors.pipewire import PipeWire, screencast

YES, NO, UNKNOWN = Sign.YES, Sign.NO, Sign.UNKNOWN
CAST = "org.gnome.Mutter.ScreenCast"
CAST_PATH = "/org/gnome/Mutter/ScreenCast"


@pytest.fixture
def gnome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    """Mutter in a window of an X server, and PipeWire, on a bus of their own."""
    skip_without_pictures()
    for program, package in (("Xvfb", "xvfb"), ("mutter", "mutter")):
        if which(program) is None:
            pytest.skip(f"needs {program} (Debian package {package})")
    bus = PrivateBus(tmp_path_factory.mktemp("bus"))
    with xvfb() as display:
        gnome = Sound(tmp_path_factory.mktemp("gnome"), bus.address)
        gnome.environment |= {
            "DISPLAY": display.display,
            "GSETTINGS_BACKEND": "memory",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "MUTTER_DEBUG_DUMMY_MODE_SPECS": "400x300",
        }
        try:
            gnome.start("pipewire")
            waited(gnome.pipewire_socket.exists)
            gnome.start("wireplumber")
            gnome.start("mutter", "--wayland", "--nested", "--no-x11")
            yield gnome
        finally:
            gnome.close()
            bus.stop()


async def share(bus) -> tuple[str, int]:
    """Ask Mutter for a stream of its monitor; return the session and PipeWire's number of it."""

    async def session() -> str | None:
        try:
            [path] = await call(bus, CAST, CAST_PATH, CAST, "CreateSession", "a{sv}", [{}])
        except BusError:
            return None
        return str(path)

    while (path := await session()) is None:
        await asyncio.sleep(0.1)
    added: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def hear(message: Message) -> None:
        added.set_result(message.body[0])

    rule = Rule(interface=f"{CAST}.Stream", member="PipeWireStreamAdded")
    stop = match(bus, rule, hear)
    await call(bus, CAST, path, f"{CAST}.Session", "RecordMonitor", "sa{sv}", ["", {}])
    await call(bus, CAST, path, f"{CAST}.Session", "Start")
    number = await asyncio.wait_for(added, 20)
    stop()
    return path, number


def test_a_screen_that_gnome_shares(gnome, monkeypatch):
    """That it is offered is no; that somebody looks is yes; that the sharing was ended is no."""
    monkeypatch.setattr(server, "SETTLES", 0.05)
    monkeypatch.setattr(server, "FIRST_PAUSE", 0.1)

    async def scene():
        bus = await connect(gnome.environment["DBUS_SESSION_BUS_ADDRESS"])
        sensor = screencast(PipeWire(gnome.environment), gnome.environment)
        async with asyncio.timeout(60), Ear(sensor) as ear:
            session, number = await share(bus)
            listed = json.loads(gnome.asks("pw-dump", str(number)))
            assert [e["info"]["props"]["media.class"] for e in listed] == ["Stream/Output/Video"]
            await ear.hears(UNKNOWN, NO)
            viewer = ("pipewiresrc", f"path={number}", "!", "video/x-raw", "!", "fakesink")
            gnome.start("gst-launch-1.0", *viewer)
            await ear.hears(UNKNOWN, NO, YES)
            await call(bus, CAST, session, f"{CAST}.Session", "Stop")
            await until(lambda: ear.signs[-1] is NO)
        await disconnect(bus)

    asyncio.run(scene())
