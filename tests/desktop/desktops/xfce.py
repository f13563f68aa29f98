"""Xfce on X11: xfwm4, xfce4-panel, xfce4-notifyd."""

import subprocess
from typing import ClassVar

from ..rig.desktop import Desktop
from ..rig.needs import XFCE
from .desktop import AnyDesktop


class Xfce(Desktop, AnyDesktop):
    """The desktop of the other tests here, with its panel and notification server."""

    name = "xfce"
    title = "Xfce (X11)"
    programs: ClassVar = XFCE | {"xterm": "xterm"}
    made_of: ClassVar = {
        "window manager": "xfwm4",
        "panel": "xfce4-panel",
        "notifications": "xfce4-notifyd",
    }

    def build(self) -> None:
        """Start all of it."""
        super().build()
        self.panel.start()
        self.notifyd.start()

    def dnd(self, on: bool) -> None:
        """Set what the switch of xfce4-notifyd's panel plugin sets."""
        switch = ["--channel", "xfce4-notifyd", "--property", "/do-not-disturb"]
        self._sets(*switch, "--create", "--type", "bool", "--set", str(on).lower())

    def restarts_server(self) -> None:
        """Kill xfce4-notifyd and start it."""
        self.notifyd.kill()
        self.notifyd.start()

    def restarts_panel(self) -> None:
        """Kill xfce4-panel, its plugins with it, and start it."""
        self.panel.kill()
        self.panel.start()

    def _sets(self, *words: str) -> None:
        command = ["xfconf-query", *words]
        subprocess.run(command, env=self.environment, check=True, timeout=60)
