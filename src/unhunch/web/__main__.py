"""python -m unhunch.web PAGE: serve the pages until nobody needs them, or find who does already.

Prints one entry link to PAGE. Nothing else is printed, and nothing that was entered is logged.
"""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import uvicorn

from ..config.paths import Paths, make_folders
from ..errors import AlreadyRunning
from ..instance import InstanceLock
from .app import build
from .drafts import Drafts
from .entries import Entries
from .launch import PAGES
from .lifetime import Lifetime
from .note import LOOPBACK, Note, ask_for_link, leave, path_in, read, take_away
from .real import outside_anew, real_outside

BEGINS_WITHIN = 10.0
"""Seconds in which a process that has just begun gives links, or one that ends is gone."""

LOOK_AGAIN = 0.1


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Return an exit code: 0 at the end of the pages, 2 for wrong use."""
    if len(arguments) != 1 or arguments[0] not in PAGES:
        print(f"usage: python -m unhunch.web {'|'.join(PAGES)}", file=sys.stderr)  # noqa: T201
        return 2
    make_folders(Paths.of(environ))
    path = path_in(environ)
    # Two that begin in the same moment see no note of each other; a lock one of them has.
    lock = InstanceLock(path.with_name("pages.lock"), purpose="pages", patience=timedelta(0))
    if link := _link_of_another(path, arguments[0], lock):
        _tell(link)
        return 0
    try:
        asyncio.run(serve(arguments[0], environ))
    finally:
        lock.release()
    return 0


def _link_of_another(path: Path, page: str, lock: InstanceLock) -> str | None:
    """Return a link from the process that serves; None: there is none, and the lock is ours.

    Raise AlreadyRunning when there is one that gives none.
    """
    deadline = time.monotonic() + BEGINS_WITHIN
    while True:
        left = read(path)
        if left and (link := ask_for_link(left, page)):
            return link
        try:
            lock.take()
        except AlreadyRunning:
            if time.monotonic() > deadline:
                raise
            time.sleep(LOOK_AGAIN)
        else:
            return None


async def serve(page: str, environ: Mapping[str, str]) -> None:
    """Serve until nobody needs the pages any more, or until told to end."""
    ended = asyncio.Event()
    _on_ending(ended)
    outside = await real_outside(environ)
    with socket.socket() as door:
        door.bind((LOOPBACK, 0))
        note = Note.new(door.getsockname()[1])
        drafts, entries = Drafts(), Entries()
        lifetime = Lifetime(lambda: drafts.has_unsent)
        app = build(outside, note, entries, drafts, lifetime, renewed=lambda: outside_anew(environ))
        server = uvicorn.Server(_config(app))
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        # Not `server.serve`, which looks ten times a second whether it should end.
        await server.startup(sockets=[door])
        path = path_in(environ)
        leave(path, note)
        try:
            _tell(f"http://{LOOPBACK}:{note.port}{entries.new_link(page)}")
            await _first(lifetime.over(), ended.wait())
        finally:
            take_away(path, note)
            await server.shutdown(sockets=[door])


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )


def _on_ending(ended: asyncio.Event) -> None:
    """The end of the desktop's session, a shutdown, Ctrl+C: all of them end it without a word."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if number := getattr(signal, name, None):
            with suppress(NotImplementedError):  # Windows: the default ends it
                asyncio.get_running_loop().add_signal_handler(number, ended.set)


async def _first(*endings: Coroutine[None, None, object]) -> None:
    """Return when the first of these has happened."""
    tasks = [asyncio.create_task(each) for each in endings]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()


def _tell(link: str) -> None:
    """Print the link, then let go of the output: whoever reads it must not wait for our end."""
    sys.stdout.write(f"{link}\n")
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
