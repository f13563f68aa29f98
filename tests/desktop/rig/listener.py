"""A program that listens on the accessibility bus as a screen reader does, and writes what it is
told, in order: one JSON list a line, [kind, detail, text, owner, path]. It runs by itself.

The kind is "Object:Announcement", "Window:Activate" and so on. A widget that is told of is asked
for its name at once.
"""

import asyncio
import json
import sys

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

BUS = "org.freedesktop.DBus"
EVENTS = "org.a11y.atspi.Event."
KINDS = ("Object", "Window")
READY = "ready"


async def listen(address: str) -> None:
    """Write down what is told until the bus ends."""
    bus = await MessageBus(bus_address=address).connect()
    told: asyncio.Queue[Message] = asyncio.Queue()

    def heard(message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.interface.startswith(EVENTS):
            told.put_nowait(message)

    bus.add_message_handler(heard)
    for kind in KINDS:
        rule = f"type='signal',interface='{EVENTS}{kind}'"
        await bus.call(_message(BUS, "/org/freedesktop/DBus", BUS, "AddMatch", "s", [rule]))
        registry = "org.a11y.atspi.Registry"
        body = [kind.lower(), [], ""]
        path = "/org/a11y/atspi/registry"
        await bus.call(_message(registry, path, registry, "RegisterEvent", "sass", body))
    _write([READY])
    while True:
        message = await told.get()
        kind = f"{message.interface.removeprefix(EVENTS)}:{message.member}"
        value = message.body[3].value if len(message.body) > 3 else ""
        text = value if isinstance(value, str) else await _name(bus, message)
        _write([kind, message.body[0], text, message.body[1]])


async def _name(bus: MessageBus, message: Message) -> str:
    body = ["org.a11y.atspi.Accessible", "Name"]
    ask = _message(message.sender, message.path, f"{BUS}.Properties", "Get", "ss", body)
    answer = await bus.call(ask)
    found = answer.body[0] if answer is not None and answer.body else ""
    return str(found.value) if isinstance(found, Variant) else ""


def _message(
    to: str | None,
    path: str | None,
    interface: str,
    member: str,
    signature: str,
    body: list[object],
) -> Message:
    return Message(
        destination=to,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=body,
    )


def _write(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(listen(sys.argv[1]))
