"""Notification servers on a private bus: ours, which answer what they are told to."""

from collections import Counter
from typing import Any

from dbus_fast import Message, MessageFlag, MessageType, Variant
from dbus_fast.aio import MessageBus

from unhunch.bus import PROPERTIES, connect, disconnect, emit
from unhunch.sensors.dnd_ways import NOTIFICATIONS, NOTIFICATIONS_PATH

Answer = tuple[str, list[Any]] | None
"""Signature and body; None: never."""


class NotificationServer:
    """Answers by member, and Get by property; anything else is unknown to it."""

    def __init__(self, bus: MessageBus, name: str, vendor: str) -> None:
        self.bus = bus
        self.answers: dict[str, Answer] = {
            "GetServerInformation": ("ssss", [name, vendor, "1", "1.2"])
        }
        self.asked: Counter[str] = Counter()
        bus.add_message_handler(self._obey)

    @classmethod
    async def rise(
        cls, address: str, name: str, vendor: str = "", **answers: Answer
    ) -> "NotificationServer":
        """Come onto the bus, and own the notifications."""
        server = cls(await connect(address), name, vendor)
        server.answers.update(answers)
        await server.bus.request_name(NOTIFICATIONS)
        return server

    def has(self, interface: str, path: str, name: str, signature: str, value: Any) -> None:
        """Change a property, and tell everybody."""
        variant = Variant(signature, value)
        self.answers[name] = ("v", [variant])
        changed = [interface, {name: variant}, []]
        emit(self.bus, path, PROPERTIES, "PropertiesChanged", "sa{sv}as", changed)

    def inhibits(self, on: bool) -> None:
        """As KDE's does."""
        self.has(NOTIFICATIONS, NOTIFICATIONS_PATH, "Inhibited", "b", on)

    async def die(self) -> None:
        """Leave."""
        await disconnect(self.bus)

    def _obey(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if MessageFlag.NO_REPLY_EXPECTED in message.flags:
            return None
        what = str(message.body[1] if message.member == "Get" else message.member)
        self.asked[what] += 1
        if what not in self.answers:
            return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", what)
        answer = self.answers[what]
        # True: it is taken care of, and no answer ever comes.
        return True if answer is None else Message.new_method_return(message, *answer)


def flag(on: bool) -> Answer:
    """A property that is yes or no."""
    return "v", [Variant("b", on)]
