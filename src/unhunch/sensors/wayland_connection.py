"""A connection to a Wayland compositor: its globals, our objects, its end. No C library."""

import asyncio
import socket
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ..errors import NotHere
from ..sentence import Sentence
from .wayland_wire import Arguments, Decoder, Event, Garbled, encode

DISPLAY = 1
ERROR, DELETE_ID = 0, 1
SYNC, GET_REGISTRY = 0, 1
GLOBAL, GLOBAL_REMOVE = 0, 1
BIND = 0


@dataclass(frozen=True, slots=True)
class Global:
    """Something the compositor offers."""

    name: int
    version: int


class Connection:
    """Speaks to the compositor. `gone` is called once, with the reason, when that is over."""

    def __init__(self, sock: socket.socket, gone: Callable[[str], None]) -> None:
        self.globals: dict[str, Global] = {}
        self._socket: socket.socket | None = sock
        self._gone = gone
        self._decoder = Decoder()
        self._listeners: dict[int, Callable[[int, Arguments], None]] = {DISPLAY: self._on_display}
        self._free: list[int] = []
        self._next = DISPLAY + 1
        self._registry = 0
        self._bound: dict[int, str] = {}
        self._answered: asyncio.Future[None] | None = None
        asyncio.get_running_loop().add_reader(sock, self._read)

    @property
    def is_open(self) -> bool:
        """Whether there is still someone to talk to."""
        return self._socket is not None

    def new(self, listener: Callable[[int, Arguments], None] | None = None) -> int:
        """Return the id for a new object, whose events (opcode, arguments) go to `listener`."""
        identity = self._free.pop() if self._free else self._next
        if identity == self._next:
            self._next += 1
        self._listeners[identity] = listener or _ignore
        return identity

    def adopt(self, identity: int, listener: Callable[[int, Arguments], None]) -> None:
        """Listen to an object that the compositor made and named."""
        self._listeners[identity] = listener

    def disown(self, identity: int, opcode: int) -> None:
        """Destroy an object that the compositor made: its name may come back at once."""
        self._listeners.pop(identity, None)
        self.send(identity, opcode)

    def destroy(self, identity: int, opcode: int = 0) -> None:
        """Destroy an object; its events that are under way go nowhere."""
        self._listeners[identity] = _ignore
        self.send(identity, opcode)

    def send(self, target: int, opcode: int, *arguments: int | str) -> None:
        """Send a request; into the void when the compositor is gone."""
        if self._socket is None:
            return
        message = encode(target, opcode, *arguments)
        try:
            sent = self._socket.send(message)
        except OSError as error:
            self._lose(f"the Wayland compositor went away: {error}")
            return
        if sent < len(message):
            self._lose("the Wayland compositor takes no more requests")

    def bind(self, interface: str, version: int) -> int:
        """Return our object for a global, which must be there."""
        there = self.globals[interface]
        identity = self.new()
        self._bound[there.name] = interface
        self.send(self._registry, BIND, there.name, interface, version, identity)
        return identity

    async def list_globals(self) -> None:
        """Fill `globals`. Never returns when the compositor does not answer."""
        self._registry = self.new(self._on_registry)
        self.send(DISPLAY, GET_REGISTRY, self._registry)
        await self.catch_up()

    async def catch_up(self) -> None:
        """Return when all that was sent so far is done, and the events it led to are heard. Raise
        NotHere when the compositor goes away; never returns when it does not answer."""
        self._answered = asyncio.get_running_loop().create_future()
        self.send(DISPLAY, SYNC, self.new(self._on_answered))
        await self._answered

    def close(self) -> None:
        """Hang up, quietly."""
        sock, self._socket = self._socket, None
        if sock is not None:
            asyncio.get_running_loop().remove_reader(sock)
            sock.close()

    def _lose(self, why: str) -> None:
        if self._socket is None:
            # Told already: what came with the last bytes may be wrong in several ways.
            return
        self.close()
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(NotHere(why))
        self._gone(why)

    def _read(self) -> None:
        if self._socket is None:
            return
        try:
            piece = self._socket.recv(4096)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(f"the Wayland compositor went away: {error}")
            return
        if not piece:
            self._lose("the Wayland compositor went away: it closed the connection")
            return
        try:
            for event in self._decoder.feed(piece):
                self._take(event)
        except Garbled as error:
            self._lose(f"the Wayland compositor sent nonsense: {error}")

    def _take(self, event: Event) -> None:
        listener = self._listeners.get(event.target)
        if listener is not None and self.is_open:
            listener(event.opcode, Arguments(event.payload))

    def _on_display(self, opcode: int, arguments: Arguments) -> None:
        if opcode == ERROR:
            _, code, text = arguments.number(), arguments.number(), arguments.text()
            self._lose(f"the Wayland compositor refused us: {text} ({code})")
        elif opcode == DELETE_ID:
            identity = arguments.number()
            if self._listeners.pop(identity, None) is not None:
                self._free.append(identity)

    def _on_answered(self, opcode: int, arguments: Arguments) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(None)

    def _on_registry(self, opcode: int, arguments: Arguments) -> None:
        name = arguments.number()
        if opcode == GLOBAL:
            # Of several seats the first, which is the one with the keyboard.
            self.globals.setdefault(arguments.text(), Global(name, arguments.number()))
        elif opcode == GLOBAL_REMOVE and name in self._bound:
            self._lose(f"the Wayland compositor took its {self._bound[name]} away")


async def connect(
    environ: Mapping[str, str], gone: Callable[[str], None], patience: timedelta
) -> Connection:
    """Connect and list the globals. Raise NotHere when that takes longer than `patience`."""
    path = socket_path(environ)
    async with AsyncExitStack() as undo:
        sock = undo.enter_context(socket.socket(socket.AF_UNIX))
        sock.setblocking(False)
        try:
            async with asyncio.timeout(patience.total_seconds()):
                await asyncio.get_running_loop().sock_connect(sock, str(path))
                connection = Connection(sock, gone)
                undo.callback(connection.close)
                await connection.list_globals()
        except TimeoutError as error:
            raise NotHere(
                Sentence("the Wayland compositor at {path} does not answer", path=path)
            ) from error
        except OSError as error:
            raise NotHere(
                Sentence("no Wayland compositor at {path}: {error}", path=path, error=error)
            ) from error
        undo.pop_all()
    return connection


def socket_path(environ: Mapping[str, str]) -> Path:
    """Return where the compositor listens. Raise NotHere where there can be none."""
    name = environ.get("WAYLAND_DISPLAY")
    if not name and environ.get("XDG_SESSION_TYPE") == "x11":
        raise NotHere(Sentence("this is an X11 session"), lasting=True)
    path = Path(name or "wayland-0")
    if path.is_absolute():
        return path
    runtime = environ.get("XDG_RUNTIME_DIR")
    if not runtime:
        raise NotHere(Sentence("no Wayland display: XDG_RUNTIME_DIR is not set"), lasting=True)
    return Path(runtime) / path


def _ignore(opcode: int, arguments: Arguments) -> None:
    """Events of objects that we do not listen to."""
