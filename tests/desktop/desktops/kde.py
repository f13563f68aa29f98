"""KDE Plasma on X11: kwin, plasmashell with its own tray and its own notification server."""

from typing import ClassVar

from ..rig import wire
from ..rig.desktop import NOTIFICATIONS, WATCHER
from ..rig.ground import in_lib
from ..rig.hands import RIGHT
from ..rig.person import Person
from ..rig.screen import WIDTH
from ..rig.waiting import wait_until
from .desktop import AnyDesktop

ICON = "Unhunch"
OF_PANEL = "Configure System Tray..."
DND = "[DoNotDisturb]\nUntil=2099,1,1,0,0,0\n"
SAVED = wire.Target("", "/plasmanotifyrc", "org.kde.kconfig.notify")
"""How KDE's programs tell each other that a settings file was saved."""


class PlasmaPerson(Person):
    """Plasma's panel is full of buttons: the icon is the one that is called like the program."""

    def sees_icon(self) -> bool:
        """Whether the icon is in the tray, and not among those that are folded away."""
        return self._sight.find("push button", ICON, self._panel) is not None

    def opens_menu(self) -> None:
        """Right-click the icon and wait for its menu; a panel that has just started still moves its
        icons, and opens its own menu where one was."""
        wait_until(self._opens_menu, "the menu is the icon's")

    def picks(self, *labels: str) -> None:
        """Pick it; from the second time that the submenu is open, when it was beyond the edge:
        Plasma 5.27 chooses a submenu's place before it knows the entries."""
        self.opens_menu()
        for label in labels:
            entry = self._waits_for(label)
            if entry.box.x >= WIDTH:
                self._hands.key("Escape", "Escape")
                wait_until(lambda: not self.reads_menu(), "the menu is closed")
                self.picks(*labels)
                return
            self._hands.click(entry.box)

    def _opens_menu(self) -> bool:
        icon = self._sight.wait_for("push button", ICON, self._panel)
        self._hands.click(icon.box, RIGHT)
        wait_until(self.reads_menu, "a menu is open")
        if OF_PANEL not in self.reads_menu():
            return True
        self.leaves_menu()
        return False


class Kde(AnyDesktop):
    """Qt programs, which speak to the accessibility bus when they are told to."""

    name = "kde"
    title = "KDE Plasma (X11)"
    programs: ClassVar = {
        "kwin_x11": "kwin-x11",
        "kded5": "kded5",
        "plasmashell": "plasma-workspace",
        in_lib("libexec/kactivitymanagerd"): "kactivitymanagerd",
        "xterm": "xterm",
    }
    made_of: ClassVar = {
        "window manager": "kwin-x11",
        "panel": "plasma-workspace",
        "notifications": "plasma-workspace",
    }

    def build(self) -> None:
        """Start all of it."""
        self.environment |= {
            "XDG_CURRENT_DESKTOP": "KDE",
            "KDE_FULL_SESSION": "true",
            "KDE_SESSION_VERSION": "5",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QUICK_BACKEND": "software",
            "KWIN_COMPOSE": "N",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        self.begin(self.program("kwin_x11"))
        wait_until(self.screen.has_window_manager, "a window manager looks after the screen")
        activities = in_lib("libexec/kactivitymanagerd")
        self.begin(self.service("kactivitymanagerd", [activities], "org.kde.ActivityManager"))
        self.begin(self.service("kded5", ["kded5"], WATCHER))
        self.shell = self.service("plasmashell", ["plasmashell"], NOTIFICATIONS)
        self.begin(self.shell)
        self.person = PlasmaPerson(self.sight, self.hands, "plasmashell", "plasmashell")

    def dnd(self, on: bool) -> None:
        """Save what the switch in the notifications' popup saves, and tell plasmashell of it."""
        (self.home.config / "plasmanotifyrc").write_text(DND if on else "")
        group = {"DoNotDisturb": [b"Until"]}
        wire.emit(self.session_bus.address, SAVED, "ConfigChanged", "a{saay}", group)

    def restarts_server(self) -> None:
        """Kill plasmashell, which is the server, and start it."""
        self.restarts_panel()

    def restarts_panel(self) -> None:
        """Kill plasmashell and start it."""
        self.shell.kill()
        self.shell.start()
