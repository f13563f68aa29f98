"""What a server listens on, and who may come in: this user, known by the kernel or by a word."""

import errno
import json
import os
import socket
import stat
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from ..errors import WireError
from ..sentence import Sentence, reason_of
from .address import LOOPBACK, TcpAddress, UnixAddress, checked_path

_WAITING_ROOM = 32

_UCRED = struct.Struct("=iII")
"""Linux: process, user and group of struct ucred."""

_LOCAL_PEERCRED = 1
_XUCRED = struct.Struct("=II")
"""macOS: version and user id, the beginning of struct xucred."""


class Door(Protocol):
    """A listening socket and its doorkeeper."""

    def open(self) -> socket.socket:
        """Listen. Raise WireError with the reason. Only while the instance lock is held."""

    def admits(self, client: Any) -> bool:
        """Whether this connection is this user's."""

    def knows(self, request: dict[str, Any]) -> bool:
        """Whether the request carries the word that this door wants; takes the word out."""

    def close(self) -> None:
        """Remove what `open` left in the file system."""


class UnixDoor:
    """A socket file of mode 0600; the kernel says who is on the other side."""

    def __init__(self, address: UnixAddress) -> None:
        self._address = address

    def open(self) -> socket.socket:
        """Listen. A socket on which nobody listens any more is replaced; nothing else is."""
        path = checked_path(self._address)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._address.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._clear_away()
            with _for_this_user_alone():
                listening.bind(path)
            listening.listen(_WAITING_ROOM)
            listening.setblocking(False)
        except OSError as error:
            listening.close()
            raise WireError(
                Sentence(
                    "cannot listen at {path}: {reason}",
                    path=path,
                    reason=reason_of(error),
                )
            ) from error
        except WireError:
            listening.close()
            raise
        return listening

    def admits(self, client: Any) -> bool:
        """Whether the process on the other side runs as this user."""
        return _user_of(client) == os.getuid()

    def knows(self, request: dict[str, Any]) -> bool:
        """Always: the kernel has vouched."""
        return True

    def close(self) -> None:
        """Remove the socket file."""
        self._address.path.unlink(missing_ok=True)

    def _clear_away(self) -> None:
        path = self._address.path
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return
        if not stat.S_ISSOCK(mode):
            raise WireError(
                Sentence("{path} is in the way: it is no socket; move it aside", path=path)
            )
        # The lock belongs to one journal; a daemon of another journal may share the folder.
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
            knock.setblocking(False)
            heard = knock.connect_ex(str(path))
        if heard in (0, errno.EAGAIN, errno.EINPROGRESS):
            raise WireError(Sentence("another program answers at {path}", path=path))
        path.unlink(missing_ok=True)


class TcpDoor:
    """A port of this machine alone; whoever reads the user's file knows it and its word."""

    def __init__(self, address: TcpAddress) -> None:
        self._address = address
        self._token = ""

    def open(self) -> socket.socket:
        """Listen on a free port and leave its number and a new word in the file."""
        import secrets  # only here: it brings half of OpenSSL along

        self._token = secrets.token_urlsafe(32)
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.bind((LOOPBACK, 0))
            listening.listen(_WAITING_ROOM)
            listening.setblocking(False)
            self._leave_word(listening.getsockname()[1])
        except OSError as error:
            listening.close()
            raise WireError(
                Sentence(
                    "cannot listen by {file}: {reason}",
                    file=self._address.file,
                    reason=reason_of(error),
                )
            ) from error
        return listening

    def admits(self, client: Any) -> bool:
        """Always: the word in each request decides."""
        return True

    def knows(self, request: dict[str, Any]) -> bool:
        """Whether the request carries the word of the file."""
        from hmac import compare_digest

        word = request.pop("token", None)
        return isinstance(word, str) and compare_digest(
            word.encode(errors="replace"), self._token.encode()
        )

    def close(self) -> None:
        """Remove the file."""
        self._address.file.unlink(missing_ok=True)

    def _leave_word(self, port: int) -> None:
        file = self._address.file
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.new")
        new.unlink(missing_ok=True)
        opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            json.dump({"port": port, "token": self._token}, out)
        new.replace(file)


@contextmanager
def _for_this_user_alone() -> Iterator[None]:
    # A socket file gets its rights when it is bound; changing them later would leave a gap.
    before = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(before)


def _user_of(client: Any) -> int | None:
    try:
        if sys.platform == "linux":
            asked = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size)
            _, user, _ = _UCRED.unpack(asked)
        else:
            asked = client.getsockopt(0, _LOCAL_PEERCRED, _XUCRED.size)
            _, user = _XUCRED.unpack(asked)
    except OSError:  # it has hung up already
        return None
    return int(user)
