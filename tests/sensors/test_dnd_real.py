"""Do-not-disturb as the real notification servers tell it, each switched by its own switch."""

import asyncio
import os
import signal
import subprocess
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest

from tests import sway
from tests.conftest import PrivateBus
from tests.contracts.idle_sensor import until
from tests.xfce import notifyd
from unhunch.bus import connect, disconnect
from unhunch.ports import Sign
from unhunch.sensors.dnd import DoNotDisturb

from .displays import xvfb
from .notification_server import NotificationServer

SERVICES = Path("/usr/share/dbus-1/services")
LXQT = "lxqt-notificationd"
MATE = "/usr/lib/mate-notification-daemon/mate-notification-daemon"
PACKAGES = {
    "dunst": "dunst",
    "gsettings": "libglib2.0-bin",
    "jq": "jq",
    LXQT: LXQT,
    "mako": "mako-notifier",
    "sway": "sway",
    "swaync": "sway-notification-center",
    "xfconf-query": "xfconf",
    MATE: "mate-notification-daemon",
}
FAST = timedelta(milliseconds=300)
NEVER = timedelta(hours=1)
YES, NO, UNKNOWN = Sign.YES, Sign.NO, Sign.UNKNOWN


def needs(*programs: str) -> None:
    """Skip the test, naming the packages that are missing."""
    missing = {PACKAGES[each] for each in programs if which(each) is None}
    missing |= {
        package
        for name, package in (("ca.desrt.dconf", "dconf-service"), ("org.xfce.Xfconf", "xfconf"))
        if not (SERVICES / f"{name}.service").exists()
    }
    if missing:
        pytest.skip(f"needs the Debian packages {' '.join(sorted(missing))}")


class Session:
    """An X server, a bus that starts dconf and xfconf when asked, and what a test runs there."""

    def __init__(self, folder: Path, bus: PrivateBus, display: str) -> None:
        self.folder = folder
        self.bus = bus
        self._running: list[subprocess.Popen[bytes]] = []
        for name in ("ca.desrt.dconf", "org.xfce.Xfconf"):
            file = f"{name}.service"
            (bus.services / file).write_text((SERVICES / file).read_text())
        (folder / "run").mkdir(mode=0o700)
        self.environ = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "NO_AT_BRIDGE": "1",
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": bus.address,
        }
        # Services that the bus starts know the bus's environment only.
        names = ("DISPLAY", "HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
        self.does("dbus-update-activation-environment", *names)

    def does(self, *command: str) -> None:
        """Run a command to its end."""
        subprocess.run(command, env=self.environ, check=True, capture_output=True, timeout=30)

    def runs(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program."""
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, env=self.environ, stdout=quiet, stderr=quiet)
        self._running.append(process)
        return process

    def add(self, process: subprocess.Popen[bytes]) -> None:
        """End this one, too."""
        self._running.append(process)

    def close(self) -> None:
        """End them all."""
        for process in reversed(self._running):
            process.terminate()
            process.wait(20)

    @asynccontextmanager
    async def watched(self, every: timedelta = NEVER):
        """A started sensor and its signs."""
        bus = await connect(self.bus.address)
        sensor, signs = DoNotDisturb(bus, self.environ, every, breath=FAST / 3), []
        await sensor.start(lambda sign, since: signs.append(sign), signs.append)
        try:
            yield sensor, signs
        finally:
            await sensor.close()
            await disconnect(bus)


@pytest.fixture
def session(tmp_path, private_bus):
    """A session for one test."""
    if which("dbus-update-activation-environment") is None:
        pytest.skip("needs the Debian package dbus-bin")
    needs()
    with xvfb() as display:
        session = Session(tmp_path, private_bus, display.display)
        try:
            yield session
        finally:
            session.close()


async def is_followed(session, server, on, off, every=NEVER):
    """Start the server, switch its do-not-disturb on and off, and end it; return its caveat.

    A server of Debian 12 may still be starting up when it already has its name.
    """
    async with session.watched(every) as (sensor, signs):
        process = session.runs(*server)
        await until(lambda: signs == [UNKNOWN, NO])
        on()
        await until(lambda: signs == [UNKNOWN, NO, YES])
        off()
        await until(lambda: signs == [UNKNOWN, NO, YES, NO])
        caveat = sensor.caveat
        on()
        await until(lambda: signs[-1] is YES)
        process.kill()
        await until(lambda: signs[-1] is UNKNOWN)
        return caveat


def test_dunst_tells_of_its_own_command(session):
    """`dunstctl set-paused` is heard at once."""
    needs("dunst")

    def paused(word):
        return lambda: session.does("dunstctl", "set-paused", word)

    caveat = asyncio.run(is_followed(session, ["dunst"], paused("true"), paused("false")))

    assert caveat == "dunst: org.dunstproject.cmd0 paused"


def test_dunst_that_is_paused_by_a_signal_is_asked(session):
    """SIGUSR1 pauses it, SIGUSR2 ends that, and it tells nobody."""
    needs("dunst")

    async def scene():
        dunst = session.runs("dunst")
        async with session.watched(FAST) as (_, signs):
            await until(lambda: signs and signs[-1] is NO)
            dunst.send_signal(signal.SIGUSR1)
            await until(lambda: signs[-1] is YES)
            dunst.send_signal(signal.SIGUSR2)
            await until(lambda: signs[-1] is NO)

    asyncio.run(scene())


def test_xfce_tells_through_its_settings(session):
    """What the panel's bell sets, and the same setting taken away."""
    needs("xfconf-query")
    if notifyd() is None:
        pytest.skip("needs the Debian package xfce4-notifyd")
    key = ["xfconf-query", "--channel", "xfce4-notifyd", "--property", "/do-not-disturb"]

    def on():
        session.does(*key, "--create", "--type", "bool", "--set", "true")

    def off():
        session.does(*key, "--reset")

    caveat = asyncio.run(is_followed(session, [str(notifyd())], on, off))

    assert caveat == "Xfce Notify Daemon: xfconf xfce4-notifyd /do-not-disturb"


def test_mate_tells_through_its_settings(session):
    """What its control panel and its applet set."""
    needs("gsettings", MATE)
    key = ["org.mate.NotificationDaemon", "do-not-disturb"]

    def on():
        session.does("gsettings", "set", *key, "true")

    def off():
        session.does("gsettings", "reset", *key)

    caveat = asyncio.run(is_followed(session, [MATE], on, off))

    assert caveat == "Notification Daemon: gsettings org.mate.NotificationDaemon do-not-disturb"


def test_lxqt_tells_through_its_file(session):
    """What its settings window writes."""
    needs(LXQT)
    file = session.folder / "config/lxqt/notifications.conf"

    def writes(word):
        def write():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"[General]\n__userfile__=true\ndoNotDisturb={word}\n")

        return write

    caveat = asyncio.run(is_followed(session, [LXQT], writes("true"), writes("false")))

    assert caveat == f"lxqt-notificationd: doNotDisturb in {file}"


def test_gnome_tells_through_its_settings(session):
    """The switch in GNOME's calendar, in the real dconf. The shell is one of ours."""
    needs("gsettings")
    banners = ["org.gnome.desktop.notifications", "show-banners"]

    async def scene():
        shell = await NotificationServer.rise(session.bus.address, "gnome-shell", "GNOME")
        async with session.watched() as (sensor, signs):
            assert signs == [NO]
            assert sensor.caveat == f"gnome-shell: gsettings {' '.join(banners)}"

            session.does("gsettings", "set", *banners, "false")
            await until(lambda: signs == [NO, YES])
            session.does("gsettings", "reset-recursively", banners[0])
            await until(lambda: signs == [NO, YES, NO])
        await shell.die()

    asyncio.run(scene())


def test_what_is_left_over_from_another_desktop_does_not_hold(session):
    """GNOME's, MATE's and Xfce's switches are on, and dunst shows the notifications."""
    needs("dunst", "gsettings", "xfconf-query", MATE)
    session.does("gsettings", "set", "org.gnome.desktop.notifications", "show-banners", "false")
    session.does("gsettings", "set", "org.mate.NotificationDaemon", "do-not-disturb", "true")
    key = ["--channel", "xfce4-notifyd", "--property", "/do-not-disturb"]
    session.does("xfconf-query", *key, "--create", "--type", "bool", "--set", "true")

    async def scene():
        async with session.watched() as (_, signs):
            dunst = session.runs("dunst")
            await until(lambda: signs == [UNKNOWN, NO])
            dunst.kill()
            await until(lambda: signs == [UNKNOWN, NO, UNKNOWN])
            shell = await NotificationServer.rise(session.bus.address, "gnome-shell", "GNOME")
            await until(lambda: signs == [UNKNOWN, NO, UNKNOWN, YES])
            await shell.die()

    asyncio.run(scene())


@contextmanager
def in_sway(session):
    """The session is sway's, and so are the programs that are started in it."""
    runtime = sway.Runtime()
    runtime.start()
    try:
        compositor = sway.start(runtime, session.environ)
        session.add(compositor)
        asyncio.run(until(lambda: runtime.wayland_display and runtime.sway_socket))
        session.environ["WAYLAND_DISPLAY"] = runtime.wayland_display
        session.environ["XDG_SESSION_TYPE"] = "wayland"
        yield
    finally:
        runtime.stop()


def test_mako_is_asked_for_its_modes(session):
    """`makoctl mode`: mako 1.7 tells nobody, so it is asked."""
    needs("sway", "mako", "jq")

    def on():
        session.does("makoctl", "mode", "-a", "do-not-disturb")

    def off():
        session.does("makoctl", "mode", "-r", "do-not-disturb")

    with in_sway(session):
        caveat = asyncio.run(is_followed(session, ["mako"], on, off, FAST))

    assert caveat.startswith("mako: fr.emersion.Mako ")


def test_swaync_tells_of_its_switch(session):
    """`swaync-client` and the switch in its panel."""
    needs("sway", "swaync")

    def on():
        session.does("swaync-client", "--dnd-on")

    def off():
        session.does("swaync-client", "--dnd-off")

    with in_sway(session):
        caveat = asyncio.run(is_followed(session, ["swaync"], on, off))

    assert caveat == "SwayNotificationCenter: org.erikreider.swaync.cc GetDnd"
