"""i3 alone on X11: a window manager with dunst, no panel and no tray."""

import subprocess
from typing import ClassVar

from dbus_fast import Variant

from ..rig import wire
from ..rig.desktop import NOTIFICATIONS
from ..rig.waiting import wait_until
from .desktop import AnyDesktop, Cannot

CONFIG = """# i3 config file (v4)
font pango:monospace 10
focus_follows_mouse no
"""

DUNST = wire.Target(
    NOTIFICATIONS, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties"
)
EXTENDED = "org.dunstproject.cmd0"
NO_TRAY = "there is no tray"


class Bare(AnyDesktop):
    """Whoever has no tray answers and pauses by commands. dunst says nothing to screen readers."""

    name = "i3"
    title = "i3 and dunst (X11), no tray"
    programs: ClassVar = {"i3": "i3-wm", "dunst": "dunst", "xterm": "xterm"}
    made_of: ClassVar = {"window manager": "i3-wm", "notifications": "dunst"}

    def build(self) -> None:
        """Start both."""
        self.environment["XDG_CURRENT_DESKTOP"] = "i3"
        (self.home.config / "i3").mkdir()
        (self.home.config / "i3/config").write_text(CONFIG)
        self.begin(self.program("i3"))
        wait_until(self.screen.has_window_manager, "a window manager looks after the screen")
        self.dunst = self.service("dunst", ["dunst"], NOTIFICATIONS)
        self.begin(self.dunst)

    def sees_notice(self, text: str = "") -> bool:
        """Whether dunst's window is on the screen: here only Unhunch notifies, and dunst tells
        nobody what is written in it."""
        look = ["xdotool", "search", "--onlyvisible", "--class", "^Dunst$"]
        found = subprocess.run(look, env=self.environment, capture_output=True, timeout=30)
        return found.returncode == 0

    def presses(self, label: str) -> None:
        """There is nothing to press."""
        raise Cannot("dunst draws no buttons")

    def sees_icon(self) -> bool:
        """There is nowhere to look."""
        raise Cannot(NO_TRAY)

    def picks(self, *labels: str) -> None:
        """There is no menu."""
        raise Cannot(NO_TRAY)

    def dnd(self, on: bool) -> None:
        """Set what `dunstctl set-paused` sets."""
        address = self.session_bus.address
        wire.call(address, DUNST, "Set", "ssv", EXTENDED, "paused", Variant("b", on))

    def restarts_server(self) -> None:
        """Kill dunst and start it."""
        self.dunst.kill()
        self.dunst.start()

    def restarts_panel(self) -> None:
        """There is none."""
        raise Cannot("there is no panel")
