"""The Wayland wire format: messages to bytes and back. Pure.

https://wayland.freedesktop.org/docs/html/ch04.html#sect-Protocol-Wire-Format
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

HEADER = struct.Struct("=II")
WORD = struct.Struct("=I")


class Garbled(Exception):
    """Raised for bytes that are no Wayland message."""


@dataclass(frozen=True, slots=True)
class Event:
    """What the compositor said to one of our objects."""

    target: int
    opcode: int
    payload: bytes


def encode(target: int, opcode: int, *arguments: int | str) -> bytes:
    """Return a request; numbers are 32-bit words, texts are length, bytes, NUL and padding."""
    payload = b"".join(map(_encode_one, arguments))
    return HEADER.pack(target, (HEADER.size + len(payload)) << 16 | opcode) + payload


def _encode_one(argument: int | str) -> bytes:
    if isinstance(argument, int):
        return WORD.pack(argument)
    text = argument.encode() + b"\0"
    return WORD.pack(len(text)) + text + bytes(-len(text) % 4)


class Decoder:
    """Cuts what the socket gave into events; keeps the rest for the next piece."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, piece: bytes) -> Iterator[Event]:
        """Yield the events that are complete. Raise Garbled at a size that cannot be."""
        self._rest += piece
        while len(self._rest) >= HEADER.size:
            target, second = HEADER.unpack_from(self._rest)
            size, opcode = second >> 16, second & 0xFFFF
            if size < HEADER.size or size % 4:
                raise Garbled(f"a message of {size} bytes")
            if len(self._rest) < size:
                return
            payload, self._rest = self._rest[HEADER.size : size], self._rest[size:]
            yield Event(target, opcode, payload)


class Arguments:
    """Reads the arguments of an event one after the other."""

    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self._at = 0

    def number(self) -> int:
        """Return the next word. Raise Garbled when there is none."""
        try:
            (word,) = WORD.unpack_from(self._payload, self._at)
        except struct.error as error:
            raise Garbled("an argument is missing") from error
        self._at += WORD.size
        return int(word)

    def numbers(self) -> tuple[int, ...]:
        """Return the words of the next array. Raise Garbled when it is cut off."""
        return tuple(self.number() for _ in range(self.number() // WORD.size))

    def text(self) -> str:
        """Return the next text. Raise Garbled when it is cut off or not UTF-8."""
        length = self.number()
        end = self._at + length
        if length == 0 or end > len(self._payload):
            raise Garbled("a text is cut off")
        try:
            text = self._payload[self._at : end - 1].decode()
        except UnicodeDecodeError as error:
            raise Garbled("a text is not UTF-8") from error
        self._at = end + (-length % 4)
        return text
