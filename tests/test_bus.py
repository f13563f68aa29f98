"""The D-Bus verbs against a real dbus-daemon."""

import asyncio
import os
import socket
from pathlib import Path

import pytest
from dbus_fast import Message, NameFlag, Variant
from dbus_fast.aio import MessageBus

from unhunch import bus as dbus
from unhunch.errors import BusError

from .conftest import PrivateBus

NAME = "org.example.Sleeper"


def answer(message: Message) -> Message | bool | None:
    """A service that doubles, and one that never answers."""
    if message.member == "Double":
        return Message.new_method_return(message, "i", [message.body[0] * 2])
    return message.member == "Sleep"


async def serve(address: str) -> MessageBus:
    """Put the service on the bus."""
    server = await dbus.connect(address)
    server.add_message_handler(answer)
    await server.request_name(NAME, NameFlag.DO_NOT_QUEUE)
    return server


async def wait_for(claim) -> None:
    """Return once the claim holds."""
    async with asyncio.timeout(20):
        while not claim():
            await asyncio.sleep(0.01)


def test_an_answer_comes_back(private_bus: PrivateBus) -> None:
    """A call returns the body of the answer."""

    async def run() -> list[int]:
        server, client = await serve(private_bus.address), await dbus.connect(private_bus.address)
        body = await dbus.call(client, NAME, "/", NAME, "Double", "i", [21])
        await dbus.disconnect(client)
        await dbus.disconnect(server)
        return body

    assert [42] == asyncio.run(run())


@pytest.mark.parametrize(
    ("destination", "member", "error"),
    [
        (NAME, "Sleep", dbus.NO_REPLY),
        (NAME, "Nothing", "org.freedesktop.DBus.Error.UnknownMethod"),
        ("org.example.Nobody", "Double", "org.freedesktop.DBus.Error.ServiceUnknown"),
    ],
)
def test_a_call_that_fails_says_how(
    private_bus: PrivateBus, destination: str, member: str, error: str
) -> None:
    """A peer that hangs, refuses or is not there is a BusError with D-Bus's name."""

    async def run() -> str:
        server, client = await serve(private_bus.address), await dbus.connect(private_bus.address)
        with pytest.raises(BusError) as caught:
            await dbus.call(client, destination, "/", NAME, member, timeout=0.2)
        await dbus.disconnect(client)
        await dbus.disconnect(server)
        return caught.value.name

    assert error == asyncio.run(run())


def test_a_bus_that_goes_away_ends_calls_and_is_noticed(private_bus: PrivateBus) -> None:
    """When the bus dies, a call under way fails, later ones fail at once, until_lost returns."""

    async def run() -> tuple[str, str, bool]:
        server, client = await serve(private_bus.address), await dbus.connect(private_bus.address)
        lost = asyncio.create_task(dbus.until_lost(client))
        under_way = asyncio.create_task(dbus.call(client, NAME, "/", NAME, "Sleep", timeout=60))
        await dbus.call(client, NAME, "/", NAME, "Double", "i", [1])
        private_bus.stop()
        with pytest.raises(BusError) as first:
            await under_way
        with pytest.raises(BusError) as second:
            await dbus.call(client, NAME, "/", NAME, "Double", "i", [1])
        why = await lost
        await dbus.until_lost(server)
        return first.value.name, second.value.name, bool(why)

    assert (dbus.DISCONNECTED, dbus.DISCONNECTED, True) == asyncio.run(run())


def test_an_owner_is_watched_until_told_to_stop(private_bus: PrivateBus) -> None:
    """Each change of owner is told once; after stop nothing is."""

    async def run() -> tuple[list[str], list[str]]:
        client = await dbus.connect(private_bus.address)
        seen: list[str] = []
        stop = dbus.watch_owner(client, NAME, seen.append)
        before = await dbus.owner_of(client, NAME)
        server = await serve(private_bus.address)
        now = await dbus.owner_of(client, NAME)
        await dbus.disconnect(server)
        await wait_for(lambda: len(seen) == 2)
        stop()
        stop()
        again = await serve(private_bus.address)
        await dbus.owner_of(client, NAME)
        await dbus.disconnect(again)
        await dbus.disconnect(client)
        stop()
        return seen, [now, before]

    seen, owners = asyncio.run(run())

    assert owners == seen


def test_a_handler_that_stops_itself_starves_no_other(private_bus: PrivateBus) -> None:
    """Two watchers of one signal both hear it, even when the first stops on hearing it."""

    async def run() -> list[str]:
        client = await dbus.connect(private_bus.address)
        seen: list[str] = []
        stops: list[dbus.Stop] = []

        def first(owner: str) -> None:
            seen.append("first")
            stops[0]()

        stops.append(dbus.watch_owner(client, NAME, first))
        stops.append(dbus.watch_owner(client, NAME, lambda owner: seen.append("second")))
        server = await serve(private_bus.address)
        await wait_for(lambda: len(seen) == 2)
        await dbus.disconnect(client)
        await dbus.disconnect(server)
        return seen

    assert ["first", "second"] == asyncio.run(run())


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "unix:path=/nowhere/bus", "autolaunch:", "unix:what=1", "tcp:port=x"],
)
def test_no_bus_is_a_sentence(address: str) -> None:
    """A missing, malformed or refused address is a BusError that names it."""
    with pytest.raises(BusError, match=r"no session bus|no bus at"):
        asyncio.run(dbus.connect_session({"DBUS_SESSION_BUS_ADDRESS": address}))


def test_a_bus_that_does_not_speak_is_given_up(tmp_path: Path) -> None:
    """A socket that accepts and says nothing ends in BusError, not in waiting."""
    path = tmp_path / "mute"
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(path))
        mute.listen()
        with pytest.raises(BusError) as caught:
            asyncio.run(dbus.connect(f"unix:path={path}", timeout=0.2))

    assert dbus.NO_REPLY == caught.value.name


def test_the_runtime_folder_stands_in_for_the_variable() -> None:
    """Without the variable the address is the socket every systemd session has."""
    address = dbus.session_address({"XDG_RUNTIME_DIR": "/run/user/1000"})

    assert "unix:path=/run/user/1000/bus" == address


def test_a_file_in_an_answer_is_open(private_bus: PrivateBus, tmp_path: Path) -> None:
    """logind answers with a file descriptor: the caller gets one it can use."""
    path = tmp_path / "file"
    path.write_text("inside")

    def give(message: Message) -> Message | None:
        if message.member != "Give":
            return None
        return Message.new_method_return(message, "sh", ["x", 0], [os.open(path, os.O_RDONLY)])

    async def run() -> bytes:
        server = await dbus.connect(private_bus.address, descriptors=True)
        server.add_message_handler(give)
        await server.request_name(NAME, NameFlag.DO_NOT_QUEUE)
        client = await dbus.connect(private_bus.address, descriptors=True)
        _, number = await dbus.call(client, NAME, "/", NAME, "Give")
        await dbus.disconnect(client)
        await dbus.disconnect(server)
        with os.fdopen(number, "rb") as file:
            return file.read()

    assert b"inside" == asyncio.run(run())


def test_what_is_sent_into_the_void_is_no_error(private_bus: PrivateBus) -> None:
    """Telling, signalling and watching after the connection is gone do nothing."""

    async def run() -> list[str]:
        client = await dbus.connect(private_bus.address)
        seen: list[str] = []
        await dbus.disconnect(client)
        dbus.tell(client, NAME, "/", NAME, "Double", "i", [1])
        dbus.emit(client, "/", NAME, "Changed", "s", ["x"])
        dbus.watch_owner(client, NAME, seen.append)()
        return seen

    assert [] == asyncio.run(run())


def test_a_name_that_can_be_started_is_known(private_bus: PrivateBus) -> None:
    """The bus itself can always be had; an unknown name cannot."""

    async def run() -> list[bool]:
        client = await dbus.connect(private_bus.address)
        names = (dbus.DAEMON, NAME)
        known = [await dbus.can_be_started(client, name) for name in names]
        await dbus.disconnect(client)
        return known

    assert [True, False] == asyncio.run(run())


@pytest.mark.parametrize(("text", "sent"), [("a\0b", "ab"), ("\ud800", "?"), ("5 … 😀", "5 … 😀")])
def test_only_sendable_text_is_sent(text: str, sent: str) -> None:
    """A NUL or half a character in a string would end the connection."""
    assert sent == dbus.sendable(text)


def test_who_stops_waiting_takes_the_end_from_nobody(private_bus: PrivateBus) -> None:
    """One that waited for the end of a connection and was cancelled leaves it to the others."""

    async def run() -> str:
        client = await dbus.connect(private_bus.address)
        waiting = asyncio.create_task(dbus.until_lost(client))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await dbus.disconnect(client)
        return await dbus.until_lost(client)

    assert "" == asyncio.run(run())


@pytest.mark.parametrize(
    ("signature", "body"), [("", []), ("s", ["yes"]), ("vv", [Variant("b", True)] * 2)]
)
def test_an_answer_without_a_value_is_an_error(
    private_bus: PrivateBus, signature: str, body: list[object]
) -> None:
    """A service may answer Get with anything; nobody else has to look."""

    def answer(message: Message) -> Message | None:
        if message.member != "Get":
            return None
        return Message.new_method_return(message, signature, body)

    async def scene() -> None:
        service, asking = await serve(private_bus.address), await dbus.connect(private_bus.address)
        service.add_message_handler(answer)
        with pytest.raises(BusError, match="does not tell Mood"):
            await dbus.get_property(asking, NAME, "/x", "x.y", "Mood")
        await dbus.disconnect(asking)
        await dbus.disconnect(service)

    asyncio.run(scene())
