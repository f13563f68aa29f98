"""Whether a microphone is in use, as the sound server tells it: PulseAudio, or PipeWire's likeness.

The server is asked for its streams at the start and whenever it says that they changed. Nothing is
kept of them.
"""

import os
import socket
import struct
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum, auto
from pathlib import Path
from typing import Any

from ..desk.policy import Hold
from ..errors import NotHere
from ..sentence import Sentence
from . import pulse_wire as wire
from .open_files import PROC
from .said import Report, Said
from .server import Garbled, Server, bursts

_NAMED = {"application.name": "Unhunch"}

_SOURCE_FIELDS = 20
_STREAM_FIELDS = 13
_PORT_FIELDS = 3


class _Asked(IntEnum):
    """What an answer is an answer to."""

    LET_IN = auto()
    NAMED = auto()
    SUBSCRIBED = auto()
    SOURCES = auto()
    STREAMS = auto()


class PulseMicrophone:
    """The SignSensor "microphone". Unknown while there is no sound server."""

    name = "microphone-pulse"
    question = Hold.MICROPHONE

    def __init__(self, environ: Mapping[str, str], proc: Path = PROC) -> None:
        self._environ = environ
        self._proc = proc
        self._said = Said()
        self._server: Server | None = None

    @property
    def caveat(self) -> str:
        """Why it does not know; empty when it does."""
        return Sentence("no sound server answers") if self._said.is_unknown else ""

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere when the server's socket can be nowhere on this machine."""
        path = address(self._environ)
        self._said.begin(report)
        self._said.say(None)
        self._server = Server(path, self._talk, self._gone, self._proc)
        self._server.start()

    async def close(self) -> None:
        """Hang up."""
        self._said.end()
        if self._server is not None:
            await self._server.close()

    async def _talk(self, connection: socket.socket) -> None:
        _introduce(connection)
        microphones: set[int] = set()
        told = bytearray()
        is_asked, has_changed = True, False
        async for said in bursts(connection):
            told += said
            for answer in wire.take(told):
                match answer:
                    case [wire.EVENT, *_]:
                        has_changed = True
                    case [wire.ERROR, tag, *_]:
                        raise Garbled(f"question {tag} is refused")
                    case [wire.REPLY, _Asked.SOURCES, *listed]:
                        microphones = set(_microphones(listed))
                    case [wire.REPLY, _Asked.STREAMS, *listed]:
                        is_asked = False
                        self._said.say(any(_records(listed, microphones)))
            if has_changed and not is_asked:
                connection.sendall(_questions())
                is_asked, has_changed = True, False

    def _gone(self) -> None:
        self._said.say(None)


def _introduce(connection: socket.socket) -> None:
    # PulseAudio lets in whoever proves to be the same user, and no cookie is needed then. It must
    # be said expressly: what is sent before the server looks is not signed by itself (unix(7)).
    who = struct.pack("3i", os.getpid(), os.getuid(), os.getgid())
    signed = [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, who)]
    connection.sendmsg([wire.greeting(_Asked.LET_IN)], signed)
    connection.sendall(
        wire.packet(wire.SET_CLIENT_NAME, _Asked.NAMED, wire.properties(_NAMED))
        + wire.packet(wire.SUBSCRIBE, _Asked.SUBSCRIBED, wire.number(wire.SOURCE_OUTPUT_EVENTS))
        + _questions()
    )


def _questions() -> bytes:
    # Answered in this order. A source may be new, so both are asked each time.
    return wire.packet(wire.LIST_SOURCES, _Asked.SOURCES) + wire.packet(
        wire.LIST_SOURCE_OUTPUTS, _Asked.STREAMS
    )


def _microphones(listed: list[Any]) -> Iterator[int]:
    """Yield the indexes of sources that are no monitor of a loudspeaker. Raise Garbled.

    Fields by pa_source_info of version 19: 20, then the ports, then the name of one.
    """
    while listed:
        try:
            index, monitor_of, ports = listed[0], listed[8], listed[_SOURCE_FIELDS - 1]
            if monitor_of == wire.NOTHING:
                yield int(index)
            listed = listed[_SOURCE_FIELDS + _PORT_FIELDS * ports + 1 :]
        except (IndexError, TypeError, ValueError) as error:
            raise Garbled("a source of another shape") from error


def _records(listed: list[Any], microphones: set[int]) -> Iterator[bool]:
    """Yield for each stream whether it takes sound from a microphone now. Raise Garbled.

    Fields by pa_source_output_info of version 19: index, name, module, client, source, format, map,
    two latencies, resampler, driver, properties, corked.
    """
    while listed:
        try:
            source, resampler, about, corked = listed[4], listed[9], listed[11], listed[12]
            yield source in microphones and not corked and not _is_meter(resampler, about)
            listed = listed[_STREAM_FIELDS:]
        except (IndexError, TypeError, AttributeError) as error:
            raise Garbled("a stream of another shape") from error


def _is_meter(resampler: str, about: Mapping[str, str]) -> bool:
    """Whether it only shows how loud it is: volume controls do so while they are open.

    PulseAudio gives such a stream the resampler "peaks", PipeWire the property stream.monitor.
    """
    return resampler == "peaks" or about.get("stream.monitor") == "true"


def address(environ: Mapping[str, str]) -> Path:
    """Return where the sound server's socket is or will be. Raise NotHere.

    PULSE_SERVER may list several, each with a machine's name before it (pulse-client.conf(5)).
    """
    if servers := environ.get("PULSE_SERVER"):
        for server in servers.split():
            path = server.rpartition("}")[2].removeprefix("unix:")
            if path.startswith("/"):
                return Path(path)
        raise NotHere(Sentence("PULSE_SERVER names no socket of this machine"), lasting=True)
    if own := environ.get("PULSE_RUNTIME_PATH"):
        return Path(own) / "native"
    if runtime := environ.get("XDG_RUNTIME_DIR"):
        return Path(runtime) / "pulse/native"
    raise NotHere(Sentence("XDG_RUNTIME_DIR is not set"), lasting=True)
