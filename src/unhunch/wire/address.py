"""Where the daemon listens: a Unix socket, or loopback TCP with a token where there is none."""

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from ..errors import WireError
from ..sentence import Sentence

LINE_LIMIT = 64 * 1024
"""The longest request or answer, in bytes with its line's end."""

LOOPBACK = "127.0.0.1"

_LONGEST_PATH = 103 if sys.platform == "darwin" else 107


@dataclass(frozen=True, slots=True)
class UnixAddress:
    """A socket file."""

    path: Path


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """A file that tells a port of this machine and the word that opens it."""

    file: Path


Address = UnixAddress | TcpAddress


def address_in(folder: Path) -> Address:
    """Return where the daemon of this runtime folder listens on this system."""
    if hasattr(socket, "AF_UNIX"):
        return UnixAddress(folder / "wire.sock")
    return TcpAddress(folder / "wire.json")


def checked_path(address: UnixAddress) -> str:
    """Return the socket's path. Raise WireError when it is longer than the system allows."""
    size = len(os.fsencode(address.path))
    if size > _LONGEST_PATH:
        raise WireError(
            Sentence(
                "{path} is too long for a socket ({size} bytes, at most {longest_path}); set "
                "XDG_RUNTIME_DIR to a shorter folder",
                path=address.path,
                size=size,
                longest_path=_LONGEST_PATH,
            )
        )
    return str(address.path)
