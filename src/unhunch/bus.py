"""D-Bus in four verbs, each with an end: connect, call, match, watch an owner.

One connection is shared by everyone who needs that bus. Nothing here introspects.
"""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dbus_fast import Message, MessageFlag, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from .errors import BusError
from .sentence import Sentence

DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"

NO_REPLY = "org.freedesktop.DBus.Error.NoReply"
NO_SERVER = "org.freedesktop.DBus.Error.NoServer"
DISCONNECTED = "org.freedesktop.DBus.Error.Disconnected"
NAME_HAS_NO_OWNER = "org.freedesktop.DBus.Error.NameHasNoOwner"
INVALID_SIGNATURE = "org.freedesktop.DBus.Error.InvalidSignature"

SYSTEM_ADDRESS = "unix:path=/var/run/dbus/system_bus_socket"

Stop = Callable[[], None]
"""Ends what it came from. May be called twice, and after the connection is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which signals; an empty field matches all.

    A well-known `sender` is told to the bus only: a handler must bear signals of the same shape
    that another rule of this connection lets in.
    """

    sender: str = ""
    path: str = ""
    interface: str = ""
    member: str = ""
    arg0: str = ""

    def as_text(self) -> str:
        """The rule in D-Bus's own words."""
        fields = {
            "sender": self.sender,
            "path": self.path,
            "interface": self.interface,
            "member": self.member,
            "arg0": self.arg0,
        }
        return ",".join(
            ["type='signal'", *(f"{key}='{value}'" for key, value in fields.items() if value)]
        )

    def fits(self, message: Message) -> bool:
        """Whether this message is one of those, as far as can be told without asking the bus."""
        if message.message_type is not MessageType.SIGNAL:
            return False
        sender_is_exact = self.sender.startswith(":") or self.sender == DAEMON
        return (
            (not self.member or self.member == message.member)
            and (not self.interface or self.interface == message.interface)
            and (not self.path or self.path == message.path)
            and (not sender_is_exact or self.sender == message.sender)
            and (not self.arg0 or (bool(message.body) and self.arg0 == message.body[0]))
        )


async def connect_session(environ: Mapping[str, str] = os.environ) -> MessageBus:
    """Connect to the user's session bus. Raise BusError, with the address, when there is none."""
    return await connect(session_address(environ))


async def connect_system(environ: Mapping[str, str] = os.environ) -> MessageBus:
    """Connect to the system bus. Raise BusError, with the address, when there is none."""
    address = environ.get("DBUS_SYSTEM_BUS_ADDRESS") or SYSTEM_ADDRESS
    return await connect(address, descriptors=True)


def session_address(environ: Mapping[str, str]) -> str:
    """Return where the session bus is. Raise BusError when nothing says so."""
    if address := environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    # What libdbus and sd-bus fall back to: a shell that came by ssh or cron has no variable.
    if runtime := environ.get("XDG_RUNTIME_DIR"):
        return f"unix:path={runtime}/bus"
    raise BusError(NO_SERVER, Sentence("no session bus: DBUS_SESSION_BUS_ADDRESS is not set"))


async def connect(address: str, *, descriptors: bool = False, timeout: float = 5.0) -> MessageBus:
    """Connect to the bus at this D-Bus address within `timeout` seconds. Raise BusError.

    `descriptors`: take open files in answers (logind's inhibitors are such).
    """
    try:
        async with asyncio.timeout(timeout):
            return await MessageBus(bus_address=address, negotiate_unix_fd=descriptors).connect()
    except TimeoutError as error:
        raise BusError(
            NO_REPLY, Sentence("the bus at {address} does not answer", address=address)
        ) from error
    except (OSError, EOFError, DBusFastError) as error:
        raise BusError(
            NO_SERVER, Sentence("no bus at {address}: {error}", address=address, error=error)
        ) from error


async def until_lost(bus: MessageBus) -> str:
    """Wait until the connection is gone; return why, empty when we closed it."""
    # All who wait share one future: whoever is cancelled must not take it from the others.
    lost = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
    lost.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        await asyncio.shield(lost)
    except (OSError, EOFError, DBusFastError) as error:
        return str(error) or "the bus closed the connection"
    return ""


async def disconnect(bus: MessageBus) -> None:
    """Close the connection and wait until its socket is given back."""
    bus.disconnect()
    await until_lost(bus)


async def call(
    bus: MessageBus,
    destination: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    body: Sequence[Any] = (),
    timeout: float = 5.0,
) -> list[Any]:
    """Call a method and return its answer; a file descriptor in it is open and yours to close.

    Raise BusError with D-Bus's name of the error; NO_REPLY when there is no answer within `timeout`
    seconds, DISCONNECTED when the connection is lost.
    """
    message = Message(
        destination=destination,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
    )
    if not bus.connected:
        raise BusError(DISCONNECTED, Sentence("the connection to the bus is gone"))
    try:
        async with asyncio.timeout(timeout):
            # Annotated: the library says Message, and gives None when the connection is closed.
            reply: Message | None = await bus.call(message)
    except TimeoutError as error:
        raise BusError(
            NO_REPLY,
            Sentence(
                "{destination} does not answer {member}", destination=destination, member=member
            ),
        ) from error
    except (OSError, EOFError) as error:
        raise BusError(
            DISCONNECTED, Sentence("the connection to the bus is gone: {error}", error=error)
        ) from error
    if reply is None:
        raise BusError(DISCONNECTED, Sentence("the connection to the bus is gone"))
    if reply.message_type is MessageType.ERROR:
        raise BusError(reply.error_name or "", str(reply.body[0]) if reply.body else Sentence(""))
    return _with_descriptors(reply)


def _with_descriptors(reply: Message) -> list[Any]:
    kinds = reply.signature_tree.types
    return [
        reply.unix_fds[value] if kind.signature == "h" else value
        for kind, value in zip(kinds, reply.body, strict=True)
    ]


def match(bus: MessageBus, rule: Rule, handler: Callable[[Message], None]) -> Stop:
    """Hand every signal that fits to `handler`, from the next call on this connection onwards."""
    stopped = False

    def hand(message: Message) -> None:
        if not stopped and rule.fits(message):
            handler(message)

    def stop() -> None:
        nonlocal stopped
        if stopped:
            return
        stopped = True
        # Not at once: the library iterates over this very list when a handler stops itself.
        asyncio.get_running_loop().call_soon(bus.remove_message_handler, hand)
        _tell_daemon(bus, "RemoveMatch", rule)

    bus.add_message_handler(hand)
    _tell_daemon(bus, "AddMatch", rule)
    return stop


def watch_owner(bus: MessageBus, name: str, changed: Callable[[str], None]) -> Stop:
    """Call `changed` with the new owner's unique name, or "" for none, at each change from now on.

    Who owns it now is for `owner_of`, asked afterwards, so that nothing falls between.
    """
    rule = Rule(sender=DAEMON, interface=DAEMON, member="NameOwnerChanged", arg0=name)
    return match(bus, rule, lambda message: changed(message.body[2]))


async def owner_of(bus: MessageBus, name: str) -> str:
    """Return the unique name of the owner, or "". Raise BusError when the bus cannot be asked."""
    try:
        body = await call(bus, DAEMON, DAEMON_PATH, DAEMON, "GetNameOwner", "s", [name])
    except BusError as error:
        if error.name == NAME_HAS_NO_OWNER:
            return ""
        raise
    return str(body[0])


async def can_be_started(bus: MessageBus, name: str) -> bool:
    """Whether the bus would start a program for this name. Raise BusError."""
    body = await call(bus, DAEMON, DAEMON_PATH, DAEMON, "ListActivatableNames")
    return name in body[0]


async def get_property(
    bus: MessageBus, destination: str, path: str, interface: str, name: str
) -> Any:
    """Return a property's value. Raise BusError, also when the answer is no property's value."""
    body = await call(bus, destination, path, PROPERTIES, "Get", "ss", [interface, name])
    if len(body) != 1 or not isinstance(body[0], Variant):
        words = Sentence("{destination} does not tell {name}", destination=destination, name=name)
        raise BusError(INVALID_SIGNATURE, words)
    return body[0].value


def tell(
    bus: MessageBus,
    destination: str,
    path: str,
    interface: str,
    member: str,
    signature: str,
    body: Sequence[Any],
) -> None:
    """Call a method whose answer nobody waits for; into the void when the connection is gone."""
    message = Message(
        destination=destination,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
        flags=MessageFlag.NO_REPLY_EXPECTED,
    )
    _send(bus, message)


def emit(
    bus: MessageBus, path: str, interface: str, member: str, signature: str, body: Sequence[Any]
) -> None:
    """Send a signal; into the void when the connection is gone."""
    _send(bus, Message.new_signal(path, interface, member, signature, list(body)))


def sendable(text: str) -> str:
    """Return the text without what no D-Bus string may hold: it would cost the connection."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _tell_daemon(bus: MessageBus, member: str, rule: Rule) -> None:
    # The bus takes messages in order: what is asked after this is answered under the new rule.
    tell(bus, DAEMON, DAEMON_PATH, DAEMON, member, "s", [rule.as_text()])


def _send(bus: MessageBus, message: Message) -> None:
    if not bus.connected:
        return
    # A connection that breaks in this moment: the library waits to write to a socket it has closed.
    with suppress(OSError):
        bus.send(message).add_done_callback(_look_at)


def _look_at(sent: asyncio.Future[None]) -> None:
    # An error here is a lost connection, of which until_lost tells; asyncio wants it looked at.
    if not sent.cancelled():
        sent.exception()
