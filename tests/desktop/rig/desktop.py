"""Everything a person at an Xfce sits in front of, started in order and taken down again."""

from .ground import Ground, in_lib
from .person import Person
from .waiting import wait_until
from .wire import Target

WATCHER = "org.kde.StatusNotifierWatcher"
ITEMS = Target(WATCHER, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties")
NOTIFICATIONS = "org.freedesktop.Notifications"


class Desktop(Ground):
    """A running Xfce; use it in a `with` block. Whatever was started is stopped in reverse.

    `panel` and `notifyd` are there but not started: `conftest.py` says which test wants them.
    """

    def build(self) -> None:
        """Start settings daemon and window manager."""
        self.environment["XDG_CURRENT_DESKTOP"] = "XFCE"
        settings = in_lib("xfce4/xfconf/xfconfd")
        self.xfconfd = self.service("xfconfd", [settings], "org.xfce.Xfconf")
        self.begin(self.xfconfd)
        self.begin(self.program("xfwm4"))
        wait_until(self.screen.has_window_manager, "a window manager looks after the screen")
        self.person = Person(self.sight, self.hands)
        self.panel = self.service("xfce4-panel", ["xfce4-panel"], WATCHER)
        self.ends(self.panel)
        server = in_lib("xfce4/notifyd/xfce4-notifyd")
        self.notifyd = self.service("xfce4-notifyd", [server], NOTIFICATIONS)
        self.ends(self.notifyd)
