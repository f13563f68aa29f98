"""The answering side, on the daemon's loop. No client can crash it, block it or fill it up.

One connection may ask several times, one line after the other. Who is slow to finish a line or to
take an answer, is not this user, or is one too many, is dropped.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..errors import UnhunchError
from .address import LINE_LIMIT, Address, UnixAddress
from .doors import Door, TcpDoor, UnixDoor
from .messages import Malformed, Message, parse, refused, wrong

log = logging.getLogger(__name__)

Answering = Callable[[Message], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of the daemon's time and memory clients may take.

    `line`: to finish a line; `taking`: to take an answer; `last_words`: how long a closing server
    lets answers under way be finished.
    """

    clients: int = 32
    line: timedelta = timedelta(seconds=5)
    taking: timedelta = timedelta(seconds=5)
    last_words: timedelta = timedelta(seconds=2)


class WireServer:
    """Listens at an address and hands each request to `answer`, which returns a plain object.

    What `answer` raises as UnhunchError is a refusal with that text.
    """

    def __init__(
        self, address: Address, answer: Answering, *, limits: Limits | None = None
    ) -> None:
        self._answer = answer
        self._limits = limits or Limits()
        self._door: Door = (
            UnixDoor(address) if isinstance(address, UnixAddress) else TcpDoor(address)
        )
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.Task[None]] = set()
        self._listening: set[asyncio.Task[None]] = set()
        """The clients that are waited for, and not answered just now."""

    async def start(self) -> None:
        """Listen. Only while the instance lock is held. Raise WireError with the reason."""
        opened = self._door.open()
        self._server = await asyncio.start_server(self._come_in, sock=opened, limit=LINE_LIMIT)

    async def close(self) -> None:
        """Let answers under way be finished, and stop. May be called twice; not from `answer`."""
        if self._server is None:
            return
        server, self._server = self._server, None
        server.close()
        self._door.close()
        for client in self._listening:
            client.cancel()
        if self._clients:
            late = (
                await asyncio.wait(self._clients, timeout=self._limits.last_words.total_seconds())
            )[1]
            for client in late:
                client.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await server.wait_closed()

    def _come_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._door.admits(writer.get_extra_info("socket")):
            log.warning("a connection of another user was dropped")
            writer.transport.abort()
        elif len(self._clients) >= self._limits.clients or self._server is None:
            log.warning("a connection was dropped: %d are open", len(self._clients))
            writer.write(_line(wrong("too many connections, try again")))
            writer.close()
        else:
            client = asyncio.get_running_loop().create_task(self._serve(reader, writer))
            self._clients.add(client)
            client.add_done_callback(self._gone)

    def _gone(self, client: asyncio.Task[None]) -> None:
        self._clients.discard(client)
        if not client.cancelled() and (error := client.exception()) is not None:
            client.get_loop().call_exception_handler(
                {"message": "a request could not be answered", "exception": error}
            )

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Nothing is kept in memory for a client that does not take it.
        writer.transport.set_write_buffer_limits(high=0)
        try:
            while self._server is not None:
                line = await self._next_line(reader)
                await self._send(writer, await self._answer_to(line))
        except asyncio.LimitOverrunError:
            await self._send(writer, wrong(f"a request has at most {LINE_LIMIT} bytes"))
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError) as error:
            log.debug("a client is gone: %r", error)
        finally:
            writer.transport.abort()

    async def _next_line(self, reader: asyncio.StreamReader) -> bytes:
        client = asyncio.current_task()
        assert client is not None
        self._listening.add(client)
        try:
            async with asyncio.timeout(self._limits.line.total_seconds()):
                return await reader.readuntil(b"\n")
        finally:
            self._listening.discard(client)

    async def _answer_to(self, line: bytes) -> Mapping[str, Any]:
        try:
            given = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            return wrong(f"expected one JSON object in a line: {error}")
        if isinstance(given, dict) and not self._door.knows(given):
            return wrong("token: not the one in the daemon's file")
        try:
            return await self._answer(parse(given))
        except Malformed as error:
            return wrong(str(error))
        except UnhunchError as error:
            return refused(str(error))

    async def _send(self, writer: asyncio.StreamWriter, answer: Mapping[str, Any]) -> None:
        async with asyncio.timeout(self._limits.taking.total_seconds()):
            writer.write(_line(answer))
            await writer.drain()


def _line(answer: Mapping[str, Any]) -> bytes:
    return json.dumps(answer).encode() + b"\n"
