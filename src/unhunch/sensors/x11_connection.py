"""A connection to an X server that never blocks the loop.

python-xlib waits for answers in select(). Here requests are sent, the loop watches the socket, and
answers are picked up when they are there. Imported only when there is a display to ask.
"""

import asyncio
import contextlib
import logging
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from Xlib import error as xerror
from Xlib.protocol import display as xdisplay
from Xlib.support import connect as xconnect

from ..errors import NotHere
from ..sentence import Sentence
from .x11_requests import QueryExtension

log = logging.getLogger(__name__)

GONE = (xerror.ConnectionClosedError, OSError)
CONFUSED = (RuntimeError, AssertionError, KeyError)
"""What python-xlib raises on an answer that it cannot read."""


class Declined(NotHere):
    """Raised when the server answers a request with an error: the window is gone, say."""


class _Display(xdisplay.Display):  # type: ignore[misc]
    # The wire alone: Xlib.display would load every extension, and twice the memory.
    resource_classes: dict[str, Any] = {}  # noqa: RUF012


class Connection:
    """Ask and be told. `heard` gets each event, `gone` the reason, once."""

    def __init__(
        self,
        display: Any,
        heard: Callable[[Any], None],
        gone: Callable[[str], None],
        patience: timedelta,
    ) -> None:
        self._display = display
        self._heard = heard
        self._gone = gone
        self._patience = patience
        self._ended = ""
        self._asked: list[tuple[Any, asyncio.Future[Any]]] = []
        self._socket: int | None = display.fileno()
        self.root: int = display.info.roots[display.default_screen].root
        display.set_error_handler(_note)
        asyncio.get_running_loop().add_reader(self._socket, self._pump)

    async def ask(self, request: Any, **fields: Any) -> Any:
        """Return the answer to a request class of x11_requests. Raise NotHere, in bounded time."""
        answer = self._send(request, defer=True, **fields)
        future = asyncio.get_running_loop().create_future()
        self._asked.append((answer, future))
        self._pump()
        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                return await future
        except TimeoutError as error:
            raise NotHere(Sentence("the X server does not answer")) from error

    def tell(self, request: Any, **fields: Any) -> None:
        """Send a request that has no answer; into the void when the connection is gone."""
        with contextlib.suppress(NotHere):
            self._send(request, **fields)
            self._pump()

    async def extension(self, name: str) -> Any:
        """Return the numbers of an extension (`major_opcode`, `first_event`), or None."""
        answer = await self.ask(QueryExtension, name=name)
        return answer if answer.present else None

    def new_id(self) -> int:
        """Return a fresh resource id."""
        return int(self._display.allocate_resource_id())

    def free_id(self, identity: int) -> None:
        """Let a resource id be used again."""
        self._display.free_resource_id(identity)

    def close(self) -> None:
        """Give the connection back."""
        if self._socket is None:
            return
        self._forget("the connection to the X server is closed")
        with contextlib.suppress(*GONE):
            self._display.close()

    def _send(self, request: Any, **fields: Any) -> Any:
        if self._socket is None:
            raise NotHere(self._ended)
        return request(display=self._display, **fields)

    def _pump(self) -> None:
        if self._socket is None:
            return
        try:
            self._display.flush()
            events = [self._display.next_event() for _ in range(self._display.pending_events())]
        except (*GONE, *CONFUSED) as error:
            self._lose(error)
            return
        self._settle()
        for event in events:
            self._heard(event)

    def _settle(self) -> None:
        waiting = []
        for answer, future in self._asked:
            if future.done():
                continue
            if answer._error is not None:
                future.set_exception(
                    Declined(Sentence("the X server refused: {error}", error=answer._error))
                )
            elif answer._data is not None:
                future.set_result(answer)
            else:
                waiting.append((answer, future))
        self._asked = waiting

    def _lose(self, error: Exception) -> None:
        why = Sentence("the connection to the X server broke: {error}", error=error)
        self._forget(why)
        with contextlib.suppress(*GONE):
            self._display.socket.close()
        self._gone(why)

    def _forget(self, why: str) -> None:
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket = None
            self._ended = why
        asked, self._asked = self._asked, []
        for _, future in asked:
            if not future.done():
                future.set_exception(NotHere(why))


async def connect(
    name: str,
    heard: Callable[[Any], None],
    gone: Callable[[str], None],
    patience: timedelta,
) -> Connection:
    """Connect to the display called `name`. Raise NotHere, when it takes longer than `patience`
    too."""
    await _knock(name, patience)
    display = _Display.__new__(_Display)
    opened = asyncio.get_running_loop().create_future()
    # The handshake of python-xlib cannot be told to give up; a hung server must not hang us.
    _Handshake(display, name, opened).start()
    try:
        async with asyncio.timeout(patience.total_seconds()):
            await opened
    except TimeoutError as error:
        with contextlib.suppress(AttributeError, OSError):
            display.socket.shutdown(socket.SHUT_RDWR)
        raise NotHere(Sentence("the X server on {name} does not answer", name=name)) from error
    return Connection(display, heard, gone, patience)


async def _knock(name: str, patience: timedelta) -> None:
    """Raise NotHere when nobody listens: python-xlib would go on to TCP, and leave sockets open."""
    try:
        _, protocol, host, number, _ = xconnect.get_display(name)
    except xerror.DisplayNameError as error:
        words = Sentence("DISPLAY={name} is no display", name=name)
        raise NotHere(words, lasting=True) from error
    if host or protocol == "tcp":
        return
    path = f"/tmp/.X11-unix/X{number}"
    with socket.socket(socket.AF_UNIX) as sock:
        sock.setblocking(False)
        try:
            async with asyncio.timeout(patience.total_seconds()):
                await asyncio.get_running_loop().sock_connect(
                    sock, path if Path(path).exists() else f"\0{path}"
                )
        except (OSError, TimeoutError) as error:
            raise NotHere(
                Sentence(
                    "no X server on {name}: {error}",
                    name=name,
                    error=error or Sentence("no answer"),
                )
            ) from error


class _Handshake(threading.Thread):
    """Opens the display; lives for as long as that takes."""

    def __init__(self, display: Any, name: str, opened: asyncio.Future[None]) -> None:
        super().__init__(name="x11-handshake", daemon=True)
        self._display = display
        self._display_name = name
        self._opened = opened
        self._loop = asyncio.get_running_loop()

    def run(self) -> None:
        failure = None
        try:
            self._display.__init__(self._display_name)
        except (xerror.DisplayError, *GONE, *CONFUSED) as error:
            with contextlib.suppress(AttributeError, OSError):
                self._display.socket.close()
            failure = str(error)
        # Closed: the program ended while this was waiting.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._done, failure)

    def _done(self, failure: str | None) -> None:
        if self._opened.done():
            with contextlib.suppress(AttributeError, OSError):
                self._display.socket.close()
        elif failure is None:
            self._opened.set_result(None)
        else:
            self._opened.set_exception(NotHere(failure))


def _note(error: Any, request: Any) -> int:
    log.debug("the X server refused %s: %s", request, error)
    return 1
