"""LXQt on X11: openbox, lxqt-panel with its StatusNotifier plugin, lxqt-notificationd."""

from typing import ClassVar

from ..rig.desktop import NOTIFICATIONS, WATCHER
from ..rig.person import Person
from ..rig.waiting import wait_until
from .desktop import AnyDesktop

PANEL = """[General]
panels=panel1

[panel1]
plugins=taskbar,statusnotifier
position=Bottom
desktop=0

[taskbar]
type=taskbar

[statusnotifier]
alignment=Right
type=statusnotifier
"""

NOTICES = """[General]
doNotDisturb={dnd}
placement=top-right
"""


class Lxqt(AnyDesktop):
    """Qt programs, which speak to the accessibility bus when they are told to."""

    name = "lxqt"
    title = "LXQt (X11)"
    programs: ClassVar = {
        "openbox": "openbox",
        "lxqt-panel": "lxqt-panel",
        "lxqt-notificationd": "lxqt-notificationd",
        "xterm": "xterm",
    }
    made_of: ClassVar = {
        "window manager": "openbox",
        "panel": "lxqt-panel",
        "notifications": "lxqt-notificationd",
    }

    def build(self) -> None:
        """Start all of it."""
        self.environment |= {
            "XDG_CURRENT_DESKTOP": "LXQt",
            "QT_QPA_PLATFORMTHEME": "lxqt",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        self._settings = self.home.config / "lxqt"
        self._settings.mkdir()
        (self._settings / "panel.conf").write_text(PANEL)
        self._saves(dnd=False)
        self.begin(self.program("openbox"))
        wait_until(self.screen.has_window_manager, "a window manager looks after the screen")
        self.panel = self.service("lxqt-panel", ["lxqt-panel"], WATCHER)
        self.begin(self.panel)
        self.server = self.service("lxqt-notificationd", ["lxqt-notificationd"], NOTIFICATIONS)
        self.begin(self.server)
        self.person = Person(self.sight, self.hands, "lxqt-panel", "lxqt-notificationd")

    def dnd(self, on: bool) -> None:
        """Save what the switch in its settings window saves; the server reads it at once."""
        self._saves(dnd=on)

    def restarts_server(self) -> None:
        """Kill lxqt-notificationd and start it."""
        self.server.kill()
        self.server.start()

    def restarts_panel(self) -> None:
        """Kill lxqt-panel and start it."""
        self.panel.kill()
        self.panel.start()

    def _saves(self, *, dnd: bool) -> None:
        text = NOTICES.format(dnd=str(dnd).lower())
        (self._settings / "notifications.conf").write_text(text)
