"""A panel written for the tests: the watcher, and a host that reads items as real ones do."""

from dataclasses import dataclass, field
from typing import Any

from dbus_fast import Message, MessageType, NameFlag, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError

from tests.waiting import until
from unhunch import bus as dbus

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM, ITEM_PATH = "org.kde.StatusNotifierItem", "/StatusNotifierItem"
MENU, MENU_PATH = "com.canonical.dbusmenu", "/MenuBar"


@dataclass
class FakePanel:
    """On the bus from `appear` to `vanish`."""

    address: str
    has_host: bool = True
    refusals: int = 0
    items: list[str] = field(default_factory=list)
    signals: list[Message] = field(default_factory=list)
    bus: MessageBus | None = None

    async def appear(self) -> None:
        """Come onto the bus and take the watcher's name."""
        self.bus = await dbus.connect(self.address)
        self.bus.add_message_handler(self._handle)
        for interface in (ITEM, MENU):
            dbus.match(self.bus, dbus.Rule(interface=interface), self.signals.append)
        await self.bus.request_name(WATCHER, NameFlag.DO_NOT_QUEUE)

    async def vanish(self) -> None:
        """Leave the bus as a killed panel does."""
        if self.bus is not None:
            await dbus.disconnect(self.bus)
        self.bus = None
        self.items.clear()
        self.signals.clear()

    def set_host(self, has_host: bool) -> None:
        """A host registers with the watcher, or goes."""
        assert self.bus is not None
        self.has_host = has_host
        word = "Registered" if has_host else "Unregistered"
        path = "/StatusNotifierWatcher"
        dbus.emit(self.bus, path, WATCHER, f"StatusNotifierHost{word}", "", [])

    async def labels(self) -> list[str]:
        """Open the menu and read it."""
        await self.menu("AboutToShow", "i", [0])
        return [label for _, label in await self.lines()]

    async def click(self, label: str) -> None:
        """Click the line with this label."""
        line = next(number for number, text in await self.lines() if text == label)
        await self.menu("Event", "isvu", [line, "clicked", Variant("s", ""), 0])

    async def tooltip(self) -> str:
        """Read the tooltip."""
        return str((await self.item_property("ToolTip"))[2])

    async def item_property(self, name: str) -> Any:
        """Read a property of the item."""
        assert self.bus is not None
        return await dbus.get_property(self.bus, self.items[0], ITEM_PATH, ITEM, name)

    async def menu(self, member: str, signature: str, body: list[Any]) -> list[Any]:
        """Call a method of the menu."""
        assert self.bus is not None
        await until(lambda: self.items)
        return await dbus.call(self.bus, self.items[0], MENU_PATH, MENU, member, signature, body)

    async def layout(self) -> Any:
        """The menu's (ia{sv}av), with no unasked refresh."""
        return (await self.menu("GetLayout", "iias", [0, -1, []]))[1]

    def heard(self, member: str) -> list[list[Any]]:
        """The bodies of the signals of this name, in order."""
        return [message.body for message in self.signals if message.member == member]

    async def lines(self) -> list[tuple[int, str]]:
        """The ids and labels, with no unasked refresh."""
        lines: list[tuple[int, str]] = []

        def read(node: Any) -> None:
            number, properties, children = node
            if number:
                label = properties["label"].value if "label" in properties else ""
                lines.append((number, label.replace("__", "_")))
            for child in children:
                read(child.value)

        read(await self.layout())
        return lines

    def _handle(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        if message.member == "RegisterStatusNotifierItem" and self.refusals:
            self.refusals -= 1
            raise DBusError("org.freedesktop.DBus.Error.Failed", "not yet")
        if message.member == "RegisterStatusNotifierItem":
            self.items[:] = [message.body[0]]
            return Message.new_method_return(message)
        if message.member == "Get" and message.body[1] == "IsStatusNotifierHostRegistered":
            return Message.new_method_return(message, "v", [Variant("b", self.has_host)])
        return False
