"""com.canonical.dbusmenu: our menu as a panel reads it.

Hosts keep ids, we keep entries: an id means one entry for ever, so that a click on a line that has
just been replaced picks nothing instead of something else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import Annotated, Any

from dbus_fast import PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import (
    DBusBool,
    DBusInt32,
    DBusSignature,
    DBusStr,
    DBusUInt32,
    DBusVariant,
)
from dbus_fast.errors import DBusError
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from ..bus import emit, sendable
from ..ports import Entry

MENU_PATH = "/MenuBar"
MENU = "com.canonical.dbusmenu"
ROOT = 0

Properties = dict[str, Variant]
Name = tuple[str, str, int]
"""What makes a line the same one as before: its key, its kind, and which of its twins it is."""

Node = list[Any]
"""[id, properties, children as variants], the (ia{sv}av) of the specification."""


class Lines:
    """The menu as tables by id: what each line looks like, and which lines are inside which."""

    def __init__(self) -> None:
        self.revision = 1
        self.entries: dict[int, Entry] = {}
        self.properties: dict[int, Properties] = {
            ROOT: {"children-display": Variant("s", "submenu")}
        }
        self.children: dict[int, list[int]] = {ROOT: []}
        self._names: dict[int, Name] = {}
        self._last_id = ROOT

    def take(self, menu: tuple[Entry, ...]) -> "Change":
        """Become this menu; return what a host must be told."""
        before, shape_before = self.properties, self.children
        self.entries, self.children = {}, {ROOT: []}
        self.properties = {ROOT: before[ROOT]}
        names_before, self._names = self._names, {}
        self._add(ROOT, menu, shape_before, names_before)
        is_shape = self.children != shape_before
        self.revision += is_shape
        changed = [
            [line, {key: value for key, value in now.items() if before[line][key] != value}]
            for line, now in self.properties.items()
            if line in before and now != before[line]
        ]
        return Change(is_shape=is_shape, lines=changed)

    def _add(
        self,
        parent: int,
        menu: tuple[Entry, ...],
        shape: dict[int, list[int]],
        names: dict[int, Name],
    ) -> None:
        old = {names[line]: line for line in shape.get(parent, [])}
        new = _names(menu)
        kept = _kept(list(old), new)
        for entry, name in zip(menu, new, strict=True):
            if name not in kept:
                self._last_id += 1
            line = old[name] if name in kept else self._last_id
            self._names[line] = name
            self.entries[line] = entry
            self.properties[line] = _properties(entry)
            self.children[line] = []
            self.children[parent].append(line)
            self._add(line, entry.children, shape, names)

    def layout(self, line: int, depth: int, names: list[str]) -> Node:
        """The line and `depth` levels below it (-1: all), with the properties named (none: all)."""
        inside = [] if depth == 0 else self.children[line]
        return [
            line,
            self.chosen(line, names),
            [Variant("(ia{sv}av)", self.layout(child, depth - 1, names)) for child in inside],
        ]

    def chosen(self, line: int, names: list[str]) -> Properties:
        """The line's properties with these names (none named: all)."""
        own = self.properties[line]
        return {key: own[key] for key in names if key in own} if names else own


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs from the menu before: which lines there are, and how those look that stayed."""

    is_shape: bool
    lines: list[list[Any]]


def _names(menu: tuple[Entry, ...]) -> list[Name]:
    """Return a name for each line. A separator is called after the line below it."""
    pairs: list[tuple[str, str]] = []
    below = ""
    for entry in reversed(menu):
        called = entry.key or (entry.label if entry.children else "")
        pairs.append((called if entry.label else f"above {below}", _kind(entry)))
        below = called
    pairs.reverse()
    return [(*pair, pairs[:at].count(pair)) for at, pair in enumerate(pairs)]


def _kept(old: list[Name], new: list[Name]) -> set[Name]:
    """Return the names whose lines keep their ids.

    GNOME's AppIndicator extension (46) never moves a line of the main menu, and puts a line that
    comes after one that goes in the wrong place: there, lines only come or only go.
    """
    both = set(old) & set(new)
    if [name for name in old if name in both] == [name for name in new if name in both] and (
        len(both) in (len(old), len(new))
    ):
        return both
    pairs = zip(old, new, strict=False)
    return {name for name, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)}


def _kind(entry: Entry) -> str:
    if not entry.label:
        return "separator"
    if entry.children:
        return "submenu"
    return "line" if entry.checked is None else "toggle"


def _properties(entry: Entry) -> Properties:
    if not entry.label:
        return {"type": Variant("s", "separator")}
    # A single underscore would be drawn as the mark of an access key.
    properties = {
        "label": Variant("s", sendable(entry.label).replace("_", "__")),
        "enabled": Variant("b", entry.enabled),
    }
    if entry.children:
        properties["children-display"] = Variant("s", "submenu")
    elif entry.checked is not None:
        properties["toggle-type"] = Variant("s", "checkmark")
        properties["toggle-state"] = Variant("i", int(entry.checked))
    return properties


class DBusMenu(ServiceInterface):
    """The menu on the bus. `refresh` is called before it is shown, `opened` and `closed` after."""

    def __init__(
        self,
        *,
        refresh: Callable[[], bool],
        opened: Callable[[], None],
        closed: Callable[[], None],
        clicked: Callable[[str], None],
    ) -> None:
        super().__init__(MENU)
        self._lines = Lines()
        self._refresh = refresh
        self._opened = opened
        self._closed = closed
        self._clicked = clicked

    def take(self, menu: tuple[Entry, ...], bus: MessageBus) -> bool:
        """Become this menu and tell the hosts; return whether the lines are other ones."""
        change = self._lines.take(menu)
        if change.lines:
            # With another layout too: GNOME's extension asks for the looks of new lines alone.
            lines = [change.lines, []]
            emit(bus, MENU_PATH, MENU, "ItemsPropertiesUpdated", "a(ia{sv})a(ias)", lines)
        if change.is_shape:
            layout = [self._lines.revision, ROOT]
            emit(bus, MENU_PATH, MENU, "LayoutUpdated", "ui", layout)
        return change.is_shape

    def _event(self, line: int, event: str) -> None:
        if event == "opened" and line == ROOT:
            self._opened()
        elif event == "closed" and line == ROOT:
            self._closed()
        elif event == "clicked":
            self._closed()
            entry = self._lines.entries.get(line)
            if entry is not None and entry.key and entry.enabled:
                self._clicked(entry.key)

    def _known(self, line: int) -> int:
        if line not in self._lines.properties:
            raise DBusError("com.canonical.dbusmenu.Error", f"no line {line}")
        return line

    @dbus_property(access=PropertyAccess.READ)
    def Version(self) -> DBusUInt32:
        return 3

    @dbus_property(access=PropertyAccess.READ)
    def TextDirection(self) -> DBusStr:
        return "ltr"

    @dbus_property(access=PropertyAccess.READ)
    def Status(self) -> DBusStr:
        return "normal"

    @dbus_property(access=PropertyAccess.READ)
    def IconThemePath(self) -> Annotated[list[str], DBusSignature("as")]:
        return []

    @dbus_method()
    def GetLayout(
        self,
        parent: DBusInt32,
        depth: DBusInt32,
        names: Annotated[list[str], DBusSignature("as")],
    ) -> Annotated[tuple[int, Node], DBusSignature("u(ia{sv}av)")]:
        return self._lines.revision, self._lines.layout(self._known(parent), depth, names)

    @dbus_method()
    def GetGroupProperties(
        self,
        ids: Annotated[list[int], DBusSignature("ai")],
        names: Annotated[list[str], DBusSignature("as")],
    ) -> Annotated[list[list[Any]], DBusSignature("a(ia{sv})")]:
        known = self._lines.properties
        return [[line, self._lines.chosen(line, names)] for line in ids or known if line in known]

    @dbus_method()
    def GetProperty(self, line: DBusInt32, name: DBusStr) -> DBusVariant:
        properties = self._lines.properties[self._known(line)]
        if name not in properties:
            raise DBusError("com.canonical.dbusmenu.Error", f"no property {name}")
        return properties[name]

    @dbus_method()
    def Event(self, line: DBusInt32, event: DBusStr, data: DBusVariant, when: DBusUInt32) -> None:
        self._event(line, event)

    @dbus_method()
    def EventGroup(
        self, events: Annotated[list[list[Any]], DBusSignature("a(isvu)")]
    ) -> Annotated[list[int], DBusSignature("ai")]:
        unknown = [line for line, *_ in events if line not in self._lines.properties]
        for line, event, *_ in events:
            self._event(line, event)
        return unknown

    @dbus_method()
    def AboutToShow(self, line: DBusInt32) -> DBusBool:
        return self._refresh()

    @dbus_method()
    def AboutToShowGroup(
        self, ids: Annotated[list[int], DBusSignature("ai")]
    ) -> Annotated[tuple[list[int], list[int]], DBusSignature("aiai")]:
        changed = self._refresh()
        unknown = [line for line in ids if line not in self._lines.properties]
        return (list(ids) if changed else []), unknown
