"""D-Bus calls from a test: one connection, one call, one answer."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus


class Refused(Exception):
    """Raised when the other side answered with an error."""


@dataclass(frozen=True, slots=True)
class Target:
    """Who is called: an object of a service, by one of its interfaces."""

    name: str
    path: str
    interface: str


DAEMON = Target("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


async def ask_all(
    bus: MessageBus, target: Target, member: str, signature: str = "", *body: Any
) -> list[Any]:
    """Call and return every value of the answer; raise Refused."""
    message = Message(
        destination=target.name,
        path=target.path,
        interface=target.interface,
        member=member,
        signature=signature,
        body=list(body),
    )
    answer = await bus.call(message)
    assert answer is not None
    if answer.message_type is MessageType.ERROR:
        raise Refused(f"{member}: {answer.error_name} {answer.body}")
    return list(answer.body)


async def ask(bus: MessageBus, target: Target, member: str, signature: str = "", *body: Any) -> Any:
    """Call and return the first value of the answer, None: it has none; raise Refused."""
    values = await ask_all(bus, target, member, signature, *body)
    return values[0] if values else None


async def ask_once(
    address: str, target: Target, member: str, signature: str, *body: Any
) -> list[Any]:
    """Call over a connection of its own to the bus at `address`; return every value."""
    bus = await MessageBus(bus_address=address).connect()
    try:
        return await ask_all(bus, target, member, signature, *body)
    finally:
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


def call_all(
    address: str, target: Target, member: str, signature: str = "", *body: Any
) -> list[Any]:
    """Call and wait for every value of the answer."""
    return asyncio.run(ask_once(address, target, member, signature, *body))


def call(address: str, target: Target, member: str, signature: str = "", *body: Any) -> Any:
    """Call and wait for the first value of the answer."""
    values = call_all(address, target, member, signature, *body)
    return values[0] if values else None


def owned_names(address: str) -> Sequence[str]:
    """Return every name that somebody on this bus owns."""
    names: list[str] = call(address, DAEMON, "ListNames")
    return names
