"""A small real desktop: Xvfb, a bus, xfconfd, xfwm4, and xfce4-panel or xfce4-notifyd on demand."""

import asyncio
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

from tests.conftest import PrivateBus
from tests.waiting import until

SHOTS = Path(__file__).parent / "desktop" / "shots"
XFCONF_SERVICE = Path("/usr/share/dbus-1/services/org.xfce.Xfconf.service")
NOTIFYD = (
    Path("/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd"),
    Path("/usr/lib/aarch64-linux-gnu/xfce4/notifyd/xfce4-notifyd"),
    Path("/usr/lib/xfce4/notifyd/xfce4-notifyd"),
)
PACKAGES = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xfwm4": "xfwm4",
    "xfce4-panel": "xfce4-panel",
    "dbus-daemon": "dbus",
    "dbus-update-activation-environment": "dbus-bin",
    "import": "imagemagick",
}

PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="{dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property></property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/></property>
</channel>
"""


def notifyd() -> Path | None:
    """Where xfce4-notifyd is, if it is."""
    return next((path for path in NOTIFYD if path.exists()), None)


def skip_unless_installed() -> None:
    """Skip the test, naming the Debian packages that are missing."""
    missing = [package for program, package in PACKAGES.items() if which(program) is None]
    if notifyd() is None:
        missing.append("xfce4-notifyd")
    if not XFCONF_SERVICE.exists():
        missing.append("xfconf")
    if missing:
        pytest.skip(f"needs the Debian packages {' '.join(missing)}")


def start_x() -> tuple[subprocess.Popen[bytes], str]:
    """Start an X server on a number nobody has; return it and its $DISPLAY."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as numbers:
        return server, f":{numbers.readline().strip()}"


class XfceDesktop:
    """An X server and what runs on it; `close` ends all of it."""

    def __init__(self, folder: Path, bus: PrivateBus, *, dark: bool = True) -> None:
        x_server, display = start_x()
        self._running = [x_server]
        home = folder / "home"
        settings = home / ".config/xfce4/xfconf/xfce-perchannel-xml"
        settings.mkdir(parents=True)
        panel = PANEL.format(dark=str(dark).lower())
        settings.joinpath("xfce4-panel.xml").write_text(panel)
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        bus.services.joinpath("xfconf.service").write_text(XFCONF_SERVICE.read_text())
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_SESSION_TYPE": "x11",
            "NO_AT_BRIDGE": "1",
            "LC_ALL": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": bus.address,
            "DISPLAY": display,
        }
        # Services the bus starts know the bus's environment only.
        names = ("DISPLAY", "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
        subprocess.run(
            ["dbus-update-activation-environment", *names], env=self.environment, check=True
        )
        self._display = Display(display)
        self.start("xfwm4")

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program of this desktop."""
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._running.append(process)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End one of its programs."""
        process.terminate()
        process.wait(20)

    def close(self) -> None:
        """End all of its programs, the X server last."""
        self._display.close()
        for process in reversed(self._running):
            self.stop(process)

    # --- eyes and hands ----------------------------------------------------------------------

    def shot(self, name: str) -> Path:
        """Keep a picture of the screen."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"surfaces_{name}.png"
        command = ["import", "-window", "root", str(path)]
        subprocess.run(command, env=self.environment, check=True)
        return path

    def pointer(self, *arguments: str | int) -> None:
        """Move the pointer and click with it, in xdotool's words."""
        command = ["xdotool", *map(str, arguments)]
        subprocess.run(command, env=self.environment, check=True)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click there, as a person does: the pointer arrives first."""
        self.pointer("mousemove", x, y, "sleep", "0.2", "click", button)

    def windows(self, of_class: str) -> list[tuple[int, int, int, int]]:
        """Where the visible windows of this program are that are more than a speck."""
        found = []
        for window in self._display.screen().root.query_tree().children:
            try:
                seen = window.get_attributes().map_state == X.IsViewable
                wm_class = window.get_wm_class()
                place = window.get_geometry()
            except XError:
                # It went between being listed and being asked.
                continue
            if seen and wm_class and wm_class[0] == of_class and place.width > 30:
                found.append((place.x, place.y, place.width, place.height))
        return found

    async def window(self, of_class: str, count: int = 1) -> tuple[int, int, int, int]:
        """Wait until this program shows this many windows; return the last."""
        await until(lambda: len(self.windows(of_class)) == count)
        return self.windows(of_class)[-1]

    async def seen(self, claim: Callable[[], object]) -> None:
        """Wait until the claim about the screen holds."""
        async with asyncio.timeout(20):
            while not claim():
                await asyncio.sleep(0.1)
