"""A connection to a server of the user's own that comes and goes: found, kept, found again.

Nothing here starts a server. Where systemd holds the socket and the server does not run yet, the
first to connect would start it: this waits until somebody else was the first.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path

from ..inotify import NAMES, Inotify
from .open_files import PROC, holders

log = logging.getLogger(__name__)

SETTLES = 0.5
"""Seconds between two looks at what a server says: many changes in that time are one."""

FIRST_PAUSE = 1.0
"""Seconds before a server that is not there is tried again; doubled each time."""

LAST_PAUSE = 300.0

_AT_ONCE = 128 * 1024
_LISTENS = "00010000"

Talk = Callable[[socket.socket], Awaitable[None]]


class Garbled(Exception):
    """The server says what no such server says."""


async def bursts(connection: socket.socket) -> AsyncIterator[bytes]:
    """Yield what is said, at most once in SETTLES; end when the server ends it.

    What is said meanwhile waits in the socket: it wakes nobody. Raise OSError when it breaks.
    """
    loop = asyncio.get_running_loop()
    while said := await loop.sock_recv(connection, _AT_ONCE):
        yield said
        await asyncio.sleep(SETTLES)


class Server:
    """The server at this socket, whenever there is one.

    `talk` has the connection until it returns, or raises OSError or Garbled; then `gone` is called,
    and the server is looked for again with a growing pause, or sooner when its socket appears.
    """

    def __init__(self, path: Path, talk: Talk, gone: Callable[[], None], proc: Path = PROC) -> None:
        self._path = path
        self._talk = talk
        self._gone = gone
        self._proc = proc
        self._keeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, on the running loop."""
        self._keeping = asyncio.create_task(self._keep())
        # A mistake in here ends in the loop's exception handler, not in silence.
        self._keeping.add_done_callback(lambda done: done.cancelled() or done.result())

    async def close(self) -> None:
        """Hang up. May be called twice."""
        task, self._keeping = self._keeping, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        pause = FIRST_PAUSE
        with closing(_Arrival(self._path)) as arrival:
            while True:
                arrival.expect()
                connection = self._connect()
                if connection is not None:
                    arrival.ignore()
                    began = loop.time()
                    with closing(connection):
                        await self._converse(connection)
                    if loop.time() - began > pause:
                        pause = FIRST_PAUSE
                    arrival.expect()
                await asyncio.sleep(FIRST_PAUSE)
                await arrival.happens(pause - FIRST_PAUSE)
                pause = min(LAST_PAUSE, pause * 2)

    async def _converse(self, connection: socket.socket) -> None:
        try:
            await self._talk(connection)
            log.debug("%s: the server has gone", self._path.name)
        except (OSError, Garbled) as error:
            log.debug("%s: %s", self._path.name, error)
        self._gone()

    def _connect(self) -> socket.socket | None:
        """Return a connection, or None when there is nobody to connect to."""
        if not self._path.exists() or is_dormant(self._path, self._proc):
            return None
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.setblocking(False)
        try:
            connection.connect(str(self._path))
        except OSError as error:
            log.debug("%s: %s", self._path.name, error)
            connection.close()
            return None
        return connection


def is_dormant(path: Path, proc: Path = PROC) -> bool:
    """Whether systemd alone listens at this socket: to connect would start the server."""
    sockets = set()
    with suppress(OSError):
        for line in (proc / "net/unix").read_text(errors="replace").splitlines():
            # Num RefCount Protocol Flags Type St Inode Path (unix(7), proc(5))
            fields = line.split(maxsplit=7)
            if len(fields) == 8 and fields[3] == _LISTENS and fields[7] == str(path):
                sockets.add(f"socket:[{fields[6]}]")
    names = [name for _, name in holders(lambda link, _: link in sockets, proc)]
    return bool(names) and all(name.startswith("systemd") for name in names)


class _Arrival:
    """Hears when a socket, or the first missing folder on the way to it, appears."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._happened = asyncio.Event()
        self._names: set[str] = set()
        self._inotify: Inotify | None = None

    def expect(self) -> None:
        """From now on, what happens counts. Without inotify nothing ever does."""
        self._happened.clear()
        folder = self._path.parent
        # Servers say that they run by a file beside the socket, which may be systemd's.
        self._names = {self._path.name, f"{self._path.name}.lock", "pid"}
        while not folder.exists():
            folder, self._names = folder.parent, {folder.name}
        try:
            if self._inotify is None:
                self._inotify = Inotify()
                asyncio.get_running_loop().add_reader(self._inotify.fileno(), self._read)
            self._inotify.watch({folder: NAMES})
        except OSError as error:
            log.debug("%s: %s", folder, error)

    def ignore(self) -> None:
        """What happens does not count, and wakes nobody."""
        if self._inotify is not None:
            self._inotify.watch({})

    async def happens(self, within: float) -> None:
        """Return when it happened, or after so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._happened.wait(), within)

    def close(self) -> None:
        """Stop listening."""
        if self._inotify is not None:
            asyncio.get_running_loop().remove_reader(self._inotify.fileno())
            self._inotify.close()
            self._inotify = None

    def _read(self) -> None:
        assert self._inotify is not None
        for path, name in list(self._inotify.read()):
            if path is None or not name or name in self._names:
                self._happened.set()
