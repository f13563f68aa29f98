"""A notification server written for the tests, with every odd behaviour seen in real ones."""

from dataclasses import dataclass, field
from typing import Any

from dbus_fast import Message, MessageType, NameFlag, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError

from unhunch import bus as dbus

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
PLENTY = ("actions", "body", "body-markup", "persistence", "sound")

INTROSPECTION = """<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
<arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


@dataclass(frozen=True)
class Popup:
    """What Notify was called with."""

    title: str
    body: str
    actions: dict[str, str]
    hints: dict[str, Variant]
    expire: int
    icon: str
    replaces: int


@dataclass
class FakeServer:
    """On the bus from `appear` to `vanish`. `hangs` and `refuses` name methods."""

    address: str
    name: str = "fake server"
    capabilities: tuple[str, ...] = PLENTY
    hangs: set[str] = field(default_factory=set)
    refuses: set[str] = field(default_factory=set)
    signals_twice: bool = False
    next_id: int = 1
    popups: dict[int, Popup] = field(default_factory=dict)
    closed_by_us: list[int] = field(default_factory=list)
    held: list[Message] = field(default_factory=list)
    bus: MessageBus | None = None
    second: MessageBus | None = None

    async def appear(self) -> None:
        """Take the name; ids count from 1 again."""
        self.next_id = 1
        self.bus = await dbus.connect(self.address)
        self.second = await dbus.connect(self.address)
        self.bus.add_message_handler(self._handle)
        await self.bus.request_name(NAME, NameFlag.REPLACE_EXISTING | NameFlag.ALLOW_REPLACEMENT)

    async def vanish(self) -> None:
        """Die: no NotificationClosed, the name just goes."""
        for bus in (self.bus, self.second):
            if bus is not None:
                await dbus.disconnect(bus)
        self.bus = self.second = None
        self.popups.clear()

    # --- the person --------------------------------------------------------------------------

    def titles(self) -> list[str]:
        """What can be seen."""
        return [popup.title for popup in self.popups.values()]

    def text(self) -> str:
        """The text as drawn, markup and all."""
        body = next(iter(self.popups.values())).body
        if "body-markup" in self.capabilities:
            for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
                body = body.replace(entity, char)
        return body

    def buttons(self) -> list[str]:
        """The buttons as drawn by servers for which "default" is the body."""
        (popup,) = self.popups.values()
        return [label for key, label in popup.actions.items() if key != "default"]

    def press(self, label: str) -> None:
        """Invoke the action, then close, as every server does."""
        ((number, popup),) = self.popups.items()
        self.invoke(number, next(k for k, text in popup.actions.items() if text == label))

    def click(self) -> None:
        """Click the body."""
        (number,) = self.popups
        self.invoke(number, "default")

    def dismiss(self) -> None:
        """Close it by hand."""
        (number,) = self.popups
        self.close(number, 2)

    def break_down(self) -> None:
        """Refuse everything."""
        self.refuses = {"Notify", "GetCapabilities"}

    def invoke(self, number: int, key: str) -> None:
        """Signal that this action was invoked, and that the notice is closed."""
        self.signal("ActionInvoked", "us", [number, key])
        self.close(number, 2)

    def close(self, number: int, reason: int) -> None:
        """Take a notice away."""
        self.popups.pop(number, None)
        self.signal("NotificationClosed", "uu", [number, reason])

    def signal(self, member: str, signature: str, body: list[Any]) -> None:
        """Send a signal, from a second connection too if this server is of that kind."""
        assert self.bus is not None and self.second is not None
        dbus.emit(self.bus, PATH, NAME, member, signature, body)
        if self.signals_twice:
            dbus.emit(self.second, PATH, NAME, member, signature, body)

    def answer_late(self) -> None:
        """Answer what was left hanging."""
        assert self.bus is not None
        self.hangs.clear()
        while self.held:
            self.bus.send(self._answer(self.held.pop(0)))

    # --- the bus -----------------------------------------------------------------------------

    def _handle(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        if message.member == "Introspect" and message.path == PATH:
            return Message.new_method_return(message, "s", [INTROSPECTION])
        if message.interface != NAME or message.path != PATH:
            return False
        if message.member in self.hangs:
            self.held.append(message)
            return True
        if message.member in self.refuses:
            raise DBusError("org.freedesktop.DBus.Error.Failed", "not today")
        return self._answer(message)

    def _answer(self, message: Message) -> Message:
        match message.member:
            case "GetServerInformation":
                return Message.new_method_return(message, "ssss", [self.name, "v", "1", "1.2"])
            case "GetCapabilities":
                return Message.new_method_return(message, "as", [list(self.capabilities)])
            case "CloseNotification":
                (number,) = message.body
                self.closed_by_us.append(number)
                if number in self.popups:
                    self.close(number, 3)
                return Message.new_method_return(message)
            case _:
                return Message.new_method_return(message, "u", [self._notify(*message.body)])

    def _notify(
        self,
        app: str,
        replaces: int,
        icon: str,
        title: str,
        body: str,
        actions: list[str],
        hints: dict[str, Variant],
        expire: int,
    ) -> int:
        number = replaces
        if not replaces:
            number, self.next_id = self.next_id, self.next_id + 1
        pairs = dict(zip(actions[::2], actions[1::2], strict=True))
        self.popups[number] = Popup(title, body, pairs, hints, expire, icon, replaces)
        return number
