"""PulseAudio's native protocol, as much of it as it takes to see who records.

PulseAudio's PROTOCOL file and src/pulsecore/tagstruct.c; version 19, which PulseAudio since 0.9.22
and PipeWire's pulse server speak. Everything is big-endian.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Any

from .server import Garbled

VERSION = 19
"""The first that tells of corked streams; later ones only tell more of what is not needed."""

ERROR, REPLY, AUTH, SET_CLIENT_NAME = 0, 2, 8, 9
LIST_SOURCES, LIST_SOURCE_OUTPUTS, SUBSCRIBE, EVENT = 24, 32, 35, 66
SOURCE_OUTPUT_EVENTS = 8

NOTHING = 0xFFFFFFFF
"""The index that means none."""

_HEADER = struct.Struct(">IIIII")
_NUMBER = struct.Struct(">I")
_COOKIE = 256
_LONGEST = 1 << 20
_LENGTHS = {"L": 4, "V": 4, "B": 1, "R": 8, "r": 8, "U": 8, "T": 8, "a": 6, "1": 0, "0": 0, "N": 0}
"""Of values of one length: number, volume, byte, 64 bits, times, format, yes, no, no text."""


def packet(command: int, tag: int, *values: bytes) -> bytes:
    """Return a command; its answer bears the same tag."""
    body = number(command) + number(tag) + b"".join(values)
    return _HEADER.pack(len(body), NOTHING, 0, 0, 0) + body


def greeting(tag: int) -> bytes:
    """Say which protocol we speak; who we are, the socket tells."""
    return packet(AUTH, tag, number(VERSION), _blob(bytes(_COOKIE)))


def number(value: int) -> bytes:
    """Return an unsigned number of 32 bits."""
    return b"L" + _NUMBER.pack(value)


def text(value: str) -> bytes:
    """Return a text."""
    return b"t" + value.encode() + b"\0"


def properties(about: Mapping[str, str]) -> bytes:
    """Return a list of properties."""
    listed = b"".join(
        text(key) + number(len(raw)) + _blob(raw)
        for key, raw in ((key, value.encode() + b"\0") for key, value in about.items())
    )
    return b"P" + listed + b"N"


def take(told: bytearray) -> Iterator[list[Any]]:
    """Take the whole packets off the front: command, tag and values. Raise Garbled.

    Values are numbers, text, True, False, None, dictionaries (properties) or bytes.
    """
    while len(told) >= _HEADER.size:
        length, channel, *_ = _HEADER.unpack_from(told)
        end = _HEADER.size + length
        if length > _LONGEST:
            raise Garbled("a packet is too long")
        if len(told) < end:
            return
        body = bytes(told[_HEADER.size : end])
        del told[:end]
        # Other channels carry sound.
        if channel == NOTHING:
            values = list(_values(body))
            if len(values) < 2:
                raise Garbled("a packet without a command")
            yield values


def _values(body: bytes) -> Iterator[Any]:
    at = 0
    while at < len(body):
        try:
            value, at = _value(body, at)
        except (struct.error, ValueError, IndexError) as error:
            raise Garbled("a value is cut off") from error
        yield value


def _value(body: bytes, at: int) -> tuple[Any, int]:
    """Return the value at this place, and where the next begins."""
    kind, at = chr(body[at]), at + 1
    match kind:
        case "t":
            end = body.index(b"\0", at)
            return body[at:end].decode("utf-8", "replace"), end + 1
        case "L":
            return _NUMBER.unpack_from(body, at)[0], at + 4
        case "1" | "0":
            return kind == "1", at
        case "N":
            return None, at
        case "P":
            return _properties(body, at)
        case "x":
            end = at + 4 + _NUMBER.unpack_from(body, at)[0]
            return body[at + 4 : end], end
        case "m":
            return None, at + 1 + body[at]
        case "v":
            return None, at + 1 + 4 * body[at]
        case _ if kind in _LENGTHS:
            return None, at + _LENGTHS[kind]
    raise ValueError(kind)


def _properties(body: bytes, at: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while True:
        key, at = _one_of(body, at, "tN")
        if key is None:
            return found, at
        _, at = _one_of(body, at, "L")
        raw, at = _one_of(body, at, "x")
        found[key] = raw.rstrip(b"\0").decode("utf-8", "replace")


def _one_of(body: bytes, at: int, kinds: str) -> tuple[Any, int]:
    if chr(body[at]) not in kinds:
        raise ValueError(chr(body[at]))
    return _value(body, at)


def _blob(raw: bytes) -> bytes:
    return b"x" + _NUMBER.pack(len(raw)) + raw
