"""Where the running pages can be reached: a note that this user alone can read.

It holds the port, and a key with which other programs of this user ask for an entry link.
"""

import json
import os
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from ..config.paths import Paths

LOOPBACK = "127.0.0.1"

_PATIENCE = 3.0
"""Seconds: pages that take longer to hand out a link are taken to be gone."""

_LONGEST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a running process writes down for those who want to open a page."""

    pid: int
    port: int
    key: str

    @classmethod
    def new(cls, port: int) -> Self:
        """Return a note with a key that nobody knows yet."""
        return cls(pid=os.getpid(), port=port, key=secrets.token_urlsafe(32))


def path_in(environ: Mapping[str, str]) -> Path:
    """Return where this user's note lies."""
    return Paths.of(environ).runtime / "pages"


def leave(path: Path, note: Note) -> None:
    """Write the note, at once whole and readable by this user alone."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        json.dump(asdict(note), file)
    beside.replace(path)


def read(path: Path) -> Note | None:
    """Return the note; None when there is none that makes sense."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Note(pid=int(told["pid"]), port=int(told["port"]), key=str(told["key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def take_away(path: Path, note: Note) -> None:
    """Remove the note, unless another process has left its own meanwhile."""
    if read(path) == note:
        path.unlink(missing_ok=True)


def ask_for_link(note: Note, page: str) -> str | None:
    """Return a new entry link from the process that left the note; None when it is gone."""
    link = _ask(note, f"/links/{page}")
    return link if link and link.startswith(f"http://{LOOPBACK}:{note.port}/") else None


def was_used(note: Note, link: str) -> bool:
    """Whether a browser has come with this link to the process that left the note."""
    return _ask(note, f"/links/unused/{link.rpartition('/')[2]}") == "no"


def _ask(note: Note, path: str) -> str | None:
    """Return what the process that left the note answers; None when it is gone.

    Plain sockets: an HTTP library takes longer to load than the answer takes.
    """
    with suppress(OSError, ValueError):
        with socket.create_connection((LOOPBACK, note.port), timeout=_PATIENCE) as wire:
            wire.sendall(
                f"POST {path} HTTP/1.1\r\nHost: {LOOPBACK}:{note.port}\r\n"
                f"Authorization: Bearer {note.key}\r\nContent-Length: 0\r\n"
                "Connection: close\r\n\r\n".encode("ascii")
            )
            said = _all_of(wire).decode("ascii")
        head, _, answer = said.partition("\r\n\r\n")
        if head.startswith("HTTP/1.1 200 "):
            return answer.strip()
    return None


def _all_of(wire: socket.socket) -> bytes:
    said = bytearray()
    while len(said) < _LONGEST and (piece := wire.recv(4096)):
        said += piece
    return bytes(said)
