"""A program that listens on the accessibility bus and writes down every widget that spoke.

GTK keeps two things out of the tree it publishes: menus that belong to a widget, and plugins that
live in a process of their own (the panel's tray is one). Both announce themselves when they are
shown, if somebody listened from the start. One line for each: the owner and the path.
"""

import asyncio
import sys

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

BUS = "org.freedesktop.DBus"
REGISTRY = "org.a11y.atspi.Registry"


async def listen(address: str) -> None:
    """Write down widgets until the bus ends."""
    bus = await MessageBus(bus_address=address).connect()
    seen: set[tuple[str, str]] = set()

    def heard(message: Message) -> None:
        source = (message.sender or "", message.path or "")
        if message.message_type is MessageType.SIGNAL and source not in seen:
            seen.add(source)
            sys.stdout.write(f"{source[0]} {source[1]}\n")
            sys.stdout.flush()

    bus.add_message_handler(heard)
    await bus.call(add_match())
    await bus.call(register())
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


def add_match() -> Message:
    """Ask the bus for every event about a widget."""
    return Message(
        destination=BUS,
        path="/org/freedesktop/DBus",
        interface=BUS,
        member="AddMatch",
        signature="s",
        body=["type='signal',interface='org.a11y.atspi.Event.Object'"],
    )


def register() -> Message:
    """Tell the programs that somebody listens: without that they say nothing."""
    return Message(
        destination=REGISTRY,
        path="/org/a11y/atspi/registry",
        interface=REGISTRY,
        member="RegisterEvent",
        signature="sass",
        body=["object", [], ""],
    )


if __name__ == "__main__":
    asyncio.run(listen(sys.argv[1]))
