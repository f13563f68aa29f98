"""PipeWire's native protocol, as much of it as it takes to read the registry.

https://docs.pipewire.org/page_native_protocol.html; protocol version 3, of every PipeWire since
0.3.0. Everything is in the machine's own byte order.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .server import Garbled

_HEADER = struct.Struct("=IIII")
_POD = struct.Struct("=II")
_INT, _STRING, _STRUCT = 4, 8, 14
_SIZE = 0xFFFFFF
_LONGEST = 1 << 20

CORE, CLIENT, REGISTRY = 0, 1, 2
"""Objects of a connection. The first two are given, the last we name so."""

_HELLO, _SYNC, _PONG, _GET_REGISTRY = 1, 2, 3, 5
_UPDATE_PROPERTIES = 2
DONE, PING, ERROR = 1, 2, 3
"""Events of the core."""

ADDED, REMOVED = 0, 1
"""Events of the registry."""

READY = 1
"""What our one sync is called, to know its Done."""


@dataclass(frozen=True, slots=True)
class Message:
    """One event of one object. `body` is decoded: integers, text, lists; None for all else."""

    to: int
    opcode: int
    body: list[Any]


def greeting(name: str) -> bytes:
    """Say who we are, and ask for everything that is there and will come."""
    known_as = (_int(1), _string("application.name"), _string(name))
    return b"".join(
        (
            _message(CORE, _HELLO, 0, _int(3)),
            _message(CLIENT, _UPDATE_PROPERTIES, 1, _struct(*known_as)),
            _message(CORE, _GET_REGISTRY, 2, _int(3), _int(REGISTRY)),
            _message(CORE, _SYNC, 3, _int(CORE), _int(READY)),
        )
    )


def pong(ping: Message, count: int) -> bytes:
    """Answer a Ping; `count` is how many messages were sent before. Raise Garbled."""
    match ping.body:
        case [int(who), int(which), *_]:
            return _message(CORE, _PONG, count, _int(who), _int(which))
    raise Garbled("a ping without numbers")


def take(told: bytearray) -> Iterator[Message]:
    """Take the whole messages off the front. Raise Garbled."""
    while len(told) >= _HEADER.size:
        to, word, _, _ = _HEADER.unpack_from(told)
        end = _HEADER.size + (word & _SIZE)
        if end > _LONGEST:
            raise Garbled("a message is too long")
        if len(told) < end:
            return
        payload = bytes(told[_HEADER.size : end])
        del told[:end]
        # What may follow the first value is a footer, of no concern to readers.
        body, _ = _decoded(payload, 0) if payload else ([], 0)
        if not isinstance(body, list):
            raise Garbled("a message that is no struct")
        yield Message(to, word >> 24, body)


def dictionary(listed: object) -> dict[str, str]:
    """Return a struct of a count, keys and values as a dictionary of texts. Raise Garbled."""
    if not isinstance(listed, list) or len(listed) % 2 == 0:
        raise Garbled("no dictionary")
    pairs = zip(listed[1::2], listed[2::2], strict=True)
    return {k: v for k, v in pairs if isinstance(k, str) and isinstance(v, str)}


def _decoded(raw: bytes, at: int, depth: int = 0) -> tuple[Any, int]:
    """Return the value at this place and where the next begins."""
    try:
        size, kind = _POD.unpack_from(raw, at)
    except struct.error as error:
        raise Garbled("a value is cut off") from error
    at += _POD.size
    end = at + size
    if end > len(raw) or depth > 8:
        raise Garbled("a value is longer than what it is in")
    value: Any = None
    if kind == _INT and size == 4:
        [value] = struct.unpack_from("=i", raw, at)
    elif kind == _STRING:
        value = raw[at:end].rstrip(b"\0").decode("utf-8", "replace")
    elif kind == _STRUCT:
        value = []
        while at < end:
            each, at = _decoded(raw[:end], at, depth + 1)
            value.append(each)
    return value, end + -size % 8


def _message(to: int, opcode: int, count: int, *values: bytes) -> bytes:
    body = _struct(*values)
    return _HEADER.pack(to, opcode << 24 | len(body), count, 0) + body


def _pod(kind: int, body: bytes) -> bytes:
    return _POD.pack(len(body), kind) + body + bytes(-len(body) % 8)


def _int(value: int) -> bytes:
    return _pod(_INT, struct.pack("=i", value))


def _string(value: str) -> bytes:
    return _pod(_STRING, value.encode() + b"\0")


def _struct(*values: bytes) -> bytes:
    return _pod(_STRUCT, b"".join(values))
