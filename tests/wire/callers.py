"""A desk to ask, a server that asks it, and callers who say what the client never would."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta

from unhunch.desk.requests import Stand
from unhunch.errors import JournalUnreadable
from unhunch.wire.address import LINE_LIMIT, UnixAddress
from unhunch.wire.client import ask
from unhunch.wire.messages import Doctor, Forget, Status, done, refused, to_object
from unhunch.wire.server import Limits, WireServer

GENEROUS = 20.0
BRIEF = timedelta(milliseconds=200)


async def answer(message):
    """A desk that can be asked for everything these tests need."""
    match message:
        case Stand():
            return refused("you are standing already")
        case Forget():
            raise JournalUnreadable("no space left")
        case Doctor():
            raise ZeroDivisionError("a mistake of ours")
        case Status():
            return done(text="x" * 5_000_000)
        case _:
            return done(echo=to_object(message))


@asynccontextmanager
async def listening(address, **limits):
    server = WireServer(address, answer, limits=Limits(**limits))
    await server.start()
    try:
        yield server
    finally:
        await server.close()


async def asked(address, message):
    return await asyncio.to_thread(ask, address, message)


async def raw(address, *, limit=LINE_LIMIT):
    """A connection for saying what the client never would."""
    if isinstance(address, UnixAddress):
        return await asyncio.open_unix_connection(address.path, limit=limit)
    port = json.loads(address.file.read_text())["port"]
    return await asyncio.open_connection("127.0.0.1", port, limit=limit)


async def said(address, sent: bytes) -> list[dict[str, object]]:
    """Send the bytes, end, and return what was answered until the server hung up."""
    reader, writer = await raw(address)
    writer.write(sent)
    try:
        writer.write_eof()
        heard = await asyncio.wait_for(reader.read(), GENEROUS)
    except (ConnectionError, OSError):
        heard = b""
    writer.close()
    return [json.loads(line) for line in heard.splitlines()]


def worded(address, line: bytes) -> bytes:
    """The line as it must be at this address: with the token where one is wanted."""
    if isinstance(address, UnixAddress):
        return line
    token = json.loads(address.file.read_text())["token"]
    return json.dumps(json.loads(line) | {"token": token}).encode() + b"\n"


async def condition(holds) -> None:
    """Wait until it holds."""
    async with asyncio.timeout(GENEROUS):
        while not holds():
            await asyncio.sleep(0.01)
