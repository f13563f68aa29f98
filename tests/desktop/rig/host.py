"""The tray's menu without a pointer: asked and picked over D-Bus, as a panel does after a click.

For panels whose menus nobody can look at; the icon is Unhunch's, as nobody else has one.
"""

from typing import Any

from dbus_fast import Variant

from . import wire
from .desktop import ITEMS
from .waiting import wait_until

PROPERTIES = "org.freedesktop.DBus.Properties"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"

Line = list[Any]


class Host:
    """Speaks to the one item that the watcher on this bus knows."""

    def __init__(self, address: str) -> None:
        self._address = address

    def items(self) -> list[str]:
        """Return what is registered: the owner and the path of each item."""
        names = ("ss", ITEMS.name, "RegisteredStatusNotifierItems")
        items: list[str] = wire.call(self._address, ITEMS, "Get", *names).value
        return items

    def picks(self, *labels: str) -> None:
        """Open the menu and pick an entry, by way of the submenus named before it."""
        menu = self._menu()
        entry = self._opened(menu)
        for label in labels:
            found = [each.value for each in entry[2] if label_of(each.value) == label]
            assert found, f"no entry {label!r} in {[label_of(each.value) for each in entry[2]]}"
            [entry] = found
        picked = (entry[0], "clicked", Variant("i", 0), 0)
        wire.call(self._address, menu, "Event", "isvu", *picked)

    def reads(self) -> list[str]:
        """Return the labels of the menu's first level, top to bottom."""
        return [label_of(each.value) for each in self._opened(self._menu())[2]]

    def _menu(self) -> wire.Target:
        [item] = wait_until(self.items, "an icon is registered")
        owner, _, path = item.partition("/")
        target = wire.Target(owner, f"/{path}", PROPERTIES)
        menu = wire.call(self._address, target, "Get", "ss", ITEM, "Menu")
        return wire.Target(owner, menu.value, MENU)

    def _opened(self, menu: wire.Target) -> Line:
        """Return the whole menu: number, properties and lines of each line."""
        wire.call(self._address, menu, "AboutToShow", "i", 0)
        _, root = wire.call_all(self._address, menu, "GetLayout", "iias", 0, -1, ["label"])
        return root


def label_of(line: Line) -> str:
    """Return an entry's text as a panel shows it: a lone underscore marks a key."""
    properties = line[1]
    label = str(properties["label"].value) if "label" in properties else ""
    return label.replace("__", "\0").replace("_", "").replace("\0", "_")
