"""GNOME Shell on Wayland, nested: compositor, panel and notification server in one program.

Without the AppIndicator extension, as GNOME comes, and with it, as Debian and Ubuntu offer it.
What a nested shell cannot: lock the screen (that takes GDM). Programs are told of a lock by the
login manager here, which GNOME's own lock does as well.
"""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from ..rig import wire
from ..rig.needs import PYTHON
from ..rig.person import READS_FOR
from ..rig.programs import Program
from ..rig.waiting import wait_until
from .desktop import PATIENCE, AnyDesktop, Cannot
from .gnome_shell import CALM, Shell, Widget

SERVICES = ("ca.desrt.dconf", "org.gnome.Shell.Notifications")
"""What the bus starts for the shell, and for whoever changes its settings."""

SETTINGS = {
    "org.gnome.shell welcome-dialog-last-shown-version": "'999'",
    "org.gnome.desktop.interface enable-animations": "false",
    "org.gnome.desktop.session idle-delay": "0",
}

FILLED = "Main.layoutManager.primaryMonitor.inFullscreen"
WINDOW = """
import gi
gi.require_version("Gtk", "3.0")
from gi.repository import Gtk
window = Gtk.Window()
window.fullscreen()
window.show_all()
Gtk.main()
"""
"""A Wayland window: most of GNOME's own programs are such."""

ICON = "Object.values(Main.panel.statusArea).find(item => item._indicator?.id === 'unhunch')"
MENU = f"{ICON}?.menu.box"
BANNER = "Main.messageTray._notificationState === 2 && Main.messageTray._banner"
"""Once it stands still: one that moves in under the pointer, or away from it, does not stay."""

NOTICES = "Main.messageTray.getSources().flatMap(each => each.notifications.map(one => one.title))"
"""Their titles. A banner stays for 4 s of work; then it is in the list under the clock, where GNOME
43 draws no buttons."""


class Gnome(AnyDesktop):
    """As it comes, without extensions: there is no tray."""

    name = "gnome"
    title = "GNOME Shell (Wayland)"
    extensions: ClassVar[tuple[str, ...]] = ()
    programs: ClassVar[Mapping[str, str]] = {
        "gnome-shell": "gnome-shell",
        "gjs": "gjs",
        "gsettings": "libglib2.0-bin",
        "Xwayland": "xwayland",
        "xterm": "xterm",
        "/usr/share/dbus-1/services/ca.desrt.dconf.service": "dconf-service",
    }
    made_of: ClassVar[Mapping[str, str]] = {"compositor, panel, notifications": "gnome-shell"}

    def build(self) -> None:
        """Start it."""
        self.prepares()
        self.starts()

    def prepares(self) -> None:
        """Have everything there that is there before the shell."""
        for service in SERVICES:
            file = Path(f"/usr/share/dbus-1/services/{service}.service")
            (self.session_bus.services / file.name).write_text(file.read_text())
        wire.call(self.session_bus.address, wire.DAEMON, "ReloadConfig")
        self.environment |= {
            "GSETTINGS_BACKEND": "dconf",
            "XDG_CURRENT_DESKTOP": "GNOME",
            "XDG_SESSION_TYPE": "wayland",
        }
        for key, value in SETTINGS.items():
            self._sets(*key.split(), value)
        self._writes = False
        self._sets("org.gnome.shell", "enabled-extensions", str([CALM, *self.extensions]))
        self.shell = Shell(self)

    def starts(self) -> None:
        """Start the shell, and have the desktop's programs know it."""
        self.begin(self.shell)
        getenv = "imports.gi.GLib.getenv"
        for name in ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY"):
            self.environment[name] = self.shell.asks(f"{getenv}('{name}')")

    # --- prompts -----------------------------------------------------------------------------

    def sees_notice(self, text: str = "") -> bool:
        """Whether GNOME shows this: as a banner, or, when that has gone, in its list."""
        return any(text in title for title in self.shell.asks(NOTICES) or [])

    def presses(self, label: str) -> None:
        """Move the pointer onto the banner, which shows its buttons, read it and press one."""
        wait_until(self._points_at_banner, "a banner is on the screen", PATIENCE)
        seen = time.monotonic()
        wait_until(lambda: time.monotonic() - seen > READS_FOR, "it is read")
        self._clicks(BANNER, label)

    # --- tray --------------------------------------------------------------------------------

    def sees_icon(self) -> bool:
        """As GNOME comes it has no tray."""
        raise Cannot("there is no tray without an extension")

    def picks(self, *labels: str) -> None:
        """As GNOME comes it has no tray."""
        raise Cannot("there is no tray without an extension")

    # --- what prompts wait for ---------------------------------------------------------------

    def dnd(self, on: bool) -> None:
        """Set what the switch in the calendar's menu sets."""
        self._sets("org.gnome.desktop.notifications", "show-banners", str(not on).lower())

    def fullscreen(self, on: bool) -> None:
        """Have a window of a Wayland program fill the screen, or close it."""
        if on:
            self._window = Program("window", [PYTHON, "-c", WINDOW], self.environment, self.logs)
            self.begin(self._window)
        else:
            self._window.stop()
        wait_until(lambda: self.shell.asks(FILLED) is on, f"filled: {on}", PATIENCE)

    # --- work --------------------------------------------------------------------------------

    def starts_writing(self) -> Path:
        """Open such a window. Who writes points at no banner: that would take the keys."""
        self._writes = True
        return super().starts_writing()

    def stops_writing(self) -> None:
        """Close it."""
        self._writes = False
        super().stops_writing()

    # --- mishaps -----------------------------------------------------------------------------

    def restarts_server(self) -> None:
        """Kill the shell, which is everything at once, and start it."""
        self.shell.kill()
        # A banner that comes up under the pointer is not held by it.
        super().moves()
        self.shell.start()

    def restarts_panel(self) -> None:
        """Without a tray there is nothing to come back."""
        raise Cannot("there is no tray without an extension")

    # --- hands -------------------------------------------------------------------------------

    def moves(self) -> None:
        """Move the pointer: over the text of a banner if there is one, so that it stays."""
        if self._writes or not self._points_at_banner():
            super().moves()

    def _points_at_banner(self) -> bool:
        text = self._finds(BANNER, "label")
        if text is not None:
            self.hands.point(text.box)
        return text is not None

    def _clicks(self, root: str, label: str) -> None:
        """Click the first thing with this label, as soon as it is there."""
        found = wait_until(
            lambda: self._finds(root, "", label), f"{label!r} is to be seen", PATIENCE
        )
        assert found is not None
        self.hands.click(found.box)

    def _finds(self, root: str, kind: str = "", text: str = "") -> Widget | None:
        for widget in self.shell.widgets(root):
            if kind in ("", widget.kind) and text in widget.text and widget.text:
                return widget
        return None

    def _sets(self, *words: str) -> None:
        command = ["gsettings", "set", *words]
        subprocess.run(command, env=self.environment, check=True, timeout=60)


class GnomeTray(Gnome):
    """With the AppIndicator extension, which draws the tray."""

    name = "gnome-appindicator"
    title = "GNOME Shell with the AppIndicator extension (Wayland)"
    extensions = ("ubuntu-appindicators@ubuntu.com",)
    programs: ClassVar[Mapping[str, str]] = {
        **Gnome.programs,
        "/usr/share/gnome-shell/extensions/ubuntu-appindicators@ubuntu.com": (
            "gnome-shell-extension-appindicator"
        ),
    }
    made_of: ClassVar[Mapping[str, str]] = {
        **Gnome.made_of,
        "tray": "gnome-shell-extension-appindicator",
    }

    def sees_icon(self) -> bool:
        """Whether the panel draws Unhunch's icon."""
        return bool(self.shell.widgets(ICON))

    def picks(self, *labels: str) -> None:
        """Click the icon, then each label in the menu that it opens."""
        wait_until(self.sees_icon, "the icon is in the tray", PATIENCE)
        self.hands.click(self.shell.widgets(ICON)[0].box)
        for label in labels:
            self._clicks(MENU, label)
        wait_until(lambda: not self.shell.widgets(MENU), "the menu is closed", PATIENCE)

    def restarts_panel(self) -> None:
        """The shell is the panel, too."""
        self.restarts_server()
