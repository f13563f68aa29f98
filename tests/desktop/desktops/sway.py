"""sway on Wayland, nested in the screen's X server: waybar, mako."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from tests import sway

from ..rig import wire
from ..rig.colours import Mask
from ..rig.desktop import NOTIFICATIONS, WATCHER
from ..rig.hands import RIGHT
from ..rig.programs import Program
from ..rig.sight import Box, Thing
from ..rig.waiting import wait_until
from .desktop import PATIENCE, AnyDesktop, Cannot

SWAY = """
output X11-1 mode 1280x720
output * bg #336699 solid_color
default_border none
"""

BAR = {
    "layer": "top",
    "position": "top",
    "height": 30,
    "modules-left": ["sway/workspaces"],
    "modules-right": ["tray"],
    "tray": {"icon-size": 22},
}

NOTICE = "#7A1FD0"
"""mako's background, and nobody else's here: it says nothing to screen readers. Where this is, it
draws."""

# Far from the menus: mako 1.7 crashes when the pointer comes upon a notification that is just being
# closed (https://github.com/emersion/mako/issues/440, mended since).
MAKO = f"""
background-color={NOTICE}
anchor=bottom-left
default-timeout=0
[mode=do-not-disturb]
invisible=1
"""

MENU = "#E8E000"
"""The background of menus. On Wayland their widgets know where they are in the menu, and not where
the menu is on the screen."""

GTK = f"""
menu {{ background-color: {MENU}; }}
menu, .popup decoration {{
    border: none; border-radius: 0; box-shadow: none; margin: 0; padding: 0;
}}
"""

MODES = wire.Target(NOTIFICATIONS, "/fr/emersion/Mako", "fr.emersion.Mako")


class Sway(AnyDesktop):
    """The compositor runs as nobody, because as root it refuses to."""

    name = "sway"
    title = "sway, waybar and mako (Wayland)"
    programs: ClassVar = {
        "foot": "foot",
        "jq": "jq",  # makoctl is a script that needs it
        "mako": "mako-notifier",
        "setpriv": "util-linux",
        "sway": "sway",
        "swaybg": "swaybg",
        "waybar": "waybar",
        "xhost": "x11-xserver-utils",
        "Xwayland": "xwayland",
    }
    made_of: ClassVar = {
        "compositor": "sway",
        "panel": "waybar",
        "notifications": "mako-notifier",
    }

    def build(self) -> None:
        """Start all of it."""
        self._configure()
        runtime = sway.Runtime()
        self.begin(runtime)
        environment = runtime.environment(self.environment)
        self.begin(Program("sway", runtime.command(SWAY), environment, self.logs))
        wait_until(lambda: runtime.sway_socket, "sway takes commands", PATIENCE)
        wait_until(lambda: runtime.wayland_display, "sway takes windows", PATIENCE)
        # Of the X server around it no program here may know: it would draw beside sway.
        del self.environment["DISPLAY"]
        self.environment |= {
            "XDG_CURRENT_DESKTOP": "sway",
            "XDG_SESSION_TYPE": "wayland",
            "WAYLAND_DISPLAY": runtime.wayland_display,
            "SWAYSOCK": runtime.sway_socket,
        }
        self.environment["DISPLAY"] = wait_until(
            lambda: self._x11(runtime), "sway takes X11 programs", PATIENCE
        )
        self.panel = self.service("waybar", ["waybar"], WATCHER)
        self.begin(self.panel)
        self.server = self.service("mako", ["mako"], NOTIFICATIONS)
        self.begin(self.server)

    def _x11(self, runtime: sway.Runtime) -> str:
        """Return the display that sway has for X11 programs, once the user of these may use it."""
        file = runtime.folder / "display"
        lets_in = f"xhost +si:localuser:$(id -un {os.getuid()})"
        told = f"sh -c '{lets_in} && echo $DISPLAY > {file}'"
        self._runs("swaymsg", "exec", told)
        return file.read_text().strip() if file.exists() else ""

    def _configure(self) -> None:
        for name, text in (("waybar", json.dumps(BAR)), ("mako", MAKO)):
            (self.home.config / name).mkdir()
            (self.home.config / name / "config").write_text(text)
        (self.home.config / "gtk-3.0/gtk.css").write_text(GTK)

    # --- prompts -----------------------------------------------------------------------------

    def sees_notice(self, text: str = "") -> bool:
        """Whether mako draws something, and has a notification with this text."""
        listed = wire.call(self.session_bus.address, MODES, "ListNotifications")
        said = [str(each[part].value) for each in listed for part in ("summary", "body")]
        return any(text in each for each in said) and self._where(NOTICE).box() is not None

    def presses(self, label: str) -> None:
        """There is nothing to press."""
        raise Cannot("mako draws no buttons")

    # --- tray --------------------------------------------------------------------------------

    def sees_icon(self) -> bool:
        """Whether waybar has an icon: here it can only be Unhunch's."""
        return self._icon() is not None

    def picks(self, *labels: str) -> None:
        """Click the icon with the right button, then each entry as soon as its menu is drawn."""
        icon = wait_until(self._icon, "the icon is in the tray", PATIENCE)
        assert icon is not None
        before = self._where(MENU)
        self.hands.click(icon.box, RIGHT)
        for label in labels:
            entry = wait_until(
                lambda label=label, before=before: self._finds(label, before),  # type: ignore[misc]
                f"the menu has {label!r}",
                PATIENCE,
            )
            assert entry is not None
            before = self._where(MENU)
            self.hands.click(entry)

    def _icon(self) -> Thing | None:
        return self.sight.find("icon", program="waybar")

    def _finds(self, label: str, before: Mask) -> Box | None:
        """Return where an entry is, of the menu that was not drawn before."""
        menu = self._where(MENU).new_since(before)
        things = self.sight.things()
        drawn = [thing.box for thing in things if thing.role == "menu" and thing.name == ""]
        entry = next((thing.box for thing in things if thing.name == label), None)
        # Its size is known before all of it is on the screen.
        if menu is None or entry is None or _size(menu) not in map(_size, drawn):
            return None
        return Box(menu.x + entry.x, menu.y + entry.y, entry.width, entry.height)

    # --- what prompts wait for ---------------------------------------------------------------

    def dnd(self, on: bool) -> None:
        """Add the mode to mako's, or remove it."""
        self._runs("makoctl", "mode", "-a" if on else "-r", "do-not-disturb")

    def fullscreen(self, on: bool) -> None:
        """Have a terminal fill the screen, or close it."""
        if on:
            self._window = self.program("foot", "foot", "--fullscreen", "cat")
            self.begin(self._window)
        else:
            self._window.stop()
        wait_until(lambda: self._is_filled() is on, f"a window fills the screen: {on}", PATIENCE)

    # --- work --------------------------------------------------------------------------------

    def starts_writing(self) -> Path:
        """Open a terminal that keeps what is typed."""
        self._paper = self.program("paper", "foot", "sh", "-c", f"cat > '{self.written}'")
        self.begin(self._paper)
        return self.written

    # --- mishaps -----------------------------------------------------------------------------

    def restarts_server(self) -> None:
        """Kill mako and start it."""
        self.server.kill()
        self.server.start()

    def restarts_panel(self) -> None:
        """Kill waybar and start it."""
        self.panel.kill()
        self.panel.start()

    def _is_filled(self) -> bool:
        tree = json.loads(self._runs("swaymsg", "--raw", "--type", "get_tree"))
        return any(node["type"] == "con" and node["fullscreen_mode"] == 1 for node in _nodes(tree))

    def _where(self, colour: str) -> Mask:
        picture = self.home.folder / "screen.png"
        self.screen.shoot(picture)
        return Mask(picture, colour)

    def _runs(self, *command: str) -> str:
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True, timeout=60
        ).stdout


def _size(box: Box) -> tuple[int, int]:
    return box.width, box.height


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield tree
    for each in tree["nodes"]:
        yield from _nodes(each)
