"""The asking side: one connection, one request, one answer. Plain sockets, quick to import.

What messages.py needs takes longer to load than a daemon to answer: only `ask` loads it.
"""

import json
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..errors import NoDaemon, WireError
from ..sentence import Sentence, reason_of
from .address import LOOPBACK, Address, TcpAddress, UnixAddress, checked_path

if TYPE_CHECKING:
    from .messages import Message

_ANSWER_LIMIT = 16 * 2**20
_PIECE = 64 * 1024

PATIENCE = timedelta(seconds=15)
"""Longer than the daemon tries to show something: 5 s by a server that hangs, 4 s by plyer."""


def ask(address: Address, message: "Message", *, patience: timedelta = PATIENCE) -> dict[str, Any]:
    """Send the request and return the answer. Raise as `ask_plainly` does."""
    from .messages import to_object

    return ask_plainly(address, to_object(message), patience=patience)


def ask_plainly(
    address: Address, request: Mapping[str, object], *, patience: timedelta = PATIENCE
) -> dict[str, Any]:
    """Send a request that is an object already; return the answer, with a true or false `ok`.

    Raise NoDaemon when nobody listens, WireError when no answer comes within `patience` or it
    cannot be understood.
    """
    deadline = time.monotonic() + patience.total_seconds()
    try:
        place, request = opened_by(address, request)
        family = socket.AF_UNIX if isinstance(place, str) else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as wire:
            _connect(wire, place, deadline)
            line = _exchange(wire, json.dumps(request).encode() + b"\n", deadline)
    except TimeoutError as error:
        raise WireError(
            Sentence(
                "the daemon did not answer within {patience} s",
                patience=f"{patience.total_seconds():g}",
            )
        ) from (error)
    except OSError as error:
        raise WireError(
            Sentence("the daemon cannot be asked: {reason}", reason=reason_of(error))
        ) from error
    return read_answer(line)


def opened_by(
    address: Address, request: Mapping[str, object]
) -> tuple[str | tuple[str, int], Mapping[str, object]]:
    """Return the place to connect to, a path or a host and port, and the request as it is let in
    there. Raise NoDaemon or WireError."""
    match address:
        case UnixAddress():
            return checked_path(address), request
        case TcpAddress():
            port, token = _told_by(address)
            return (LOOPBACK, port), {**request, "token": token}


def _connect(wire: socket.socket, place: Any, deadline: float) -> None:
    wire.settimeout(_left(deadline))
    try:
        wire.connect(place)
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError) as error:
        raise NoDaemon(Sentence("Unhunch is not running")) from error


def _exchange(wire: socket.socket, request: bytes, deadline: float) -> bytes:
    # A daemon that hangs up early may have said why before.
    with suppress(BrokenPipeError, ConnectionResetError):
        wire.sendall(request)
    answer = bytearray()
    while not answer.endswith(b"\n"):
        wire.settimeout(_left(deadline))
        piece = wire.recv(_PIECE)
        if not piece:
            raise WireError(Sentence("the daemon hung up before it answered"))
        answer += piece
        if len(answer) > _ANSWER_LIMIT:
            raise WireError(Sentence("the daemon's answer has no end"))
    return bytes(answer)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def read_answer(line: bytes) -> dict[str, Any]:
    """Return the answer that this line is. Raise WireError for anything else."""
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireError(
            Sentence("the daemon's answer is no JSON: {line}", line=_shown(line[:60]))
        ) from error
    if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
        raise WireError(Sentence("the daemon's answer has no ok: {answer}", answer=_shown(answer)))
    return answer


def _told_by(address: TcpAddress) -> tuple[int, str]:
    try:
        told = json.loads(address.file.read_text(encoding="utf-8"))
        return int(told["port"]), str(told["token"])
    except FileNotFoundError as error:
        raise NoDaemon(Sentence("Unhunch is not running")) from error
    except (ValueError, KeyError, TypeError) as error:
        raise WireError(
            Sentence("{file} does not tell where the daemon listens", file=address.file)
        ) from error


def _shown(value: object) -> str:
    from ..plain import shown

    return shown(value)
