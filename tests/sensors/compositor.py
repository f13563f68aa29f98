"""A fake Wayland compositor: a real socket, the few messages that matter, written on its own.

It frames and parses by itself, so that a mistake in the sensor's wire format is not shared.
"""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from unhunch.sensors.wayland import WaylandIdle
from unhunch.sensors.wayland_kde import KdeIdle


def message(target: int, opcode: int, payload: bytes = b"") -> bytes:
    """One event."""
    return struct.pack("=IHH", target, opcode, 8 + len(payload)) + payload


def text(value: str) -> bytes:
    """A text argument."""
    raw = value.encode() + b"\x00"
    return struct.pack("=I", len(raw)) + raw.ljust((len(raw) + 3) // 4 * 4, b"\x00")


@dataclass
class Note:
    """One idle notification of a client. `old`: by org_kde_kwin_idle."""

    made: float
    timeout: float
    heeds_inhibitor: bool
    old: bool = False
    idled: bool = False
    timer: asyncio.TimerHandle | None = None


@dataclass
class Client:
    """One connection."""

    writer: asyncio.StreamWriter
    kinds: dict[int, str] = field(default_factory=lambda: {1: "display"})
    notes: dict[int, Note] = field(default_factory=dict)


class Compositor:
    """Counts idle time as wlroots and KWin do: from input, or from the making of the note."""

    def __init__(self, folder: Path, version: int = 2, offers: tuple[str, ...] | None = None):
        self.path = folder / "wayland-t"
        self.version = version
        self.offers = offers or ("wl_compositor", "wl_seat", "ext_idle_notifier_v1")
        self.clients: list[Client] = []
        self.requests: list[str] = []
        self.inhibited = False
        self.answers = True
        self.slices = 4096
        self._serving: set[asyncio.Task[None]] = set()

    @property
    def environ(self) -> dict[str, str]:
        """What a program in this session sees."""
        return {"WAYLAND_DISPLAY": str(self.path), "XDG_SESSION_TYPE": "wayland"}

    def sensor(self) -> WaylandIdle:
        """For the contract."""
        return (KdeIdle if "org_kde_kwin_idle" in self.offers else WaylandIdle)(self.environ)

    async def types(self) -> None:
        """One input."""
        for client in self.clients:
            for identity, note in list(client.notes.items()):
                self._wake(client, identity, note)

    def inhibit(self, on: bool) -> None:
        """A video starts or ends. wlroots resumes the idle ones when it starts, but the old."""
        self.inhibited = on
        for client in self.clients:
            for identity, note in client.notes.items():
                if note.old:
                    self._arm(client, identity, note)
                elif note.heeds_inhibitor:
                    self._wake(client, identity, note)

    def say(self, raw: bytes) -> None:
        """Send anything to everyone, in slices."""
        for client in self.clients:
            self._send(client, raw)

    @property
    def notes(self) -> list[Note]:
        """All that are alive."""
        return [note for client in self.clients for note in client.notes.values()]

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Compositor"]:
        """Listen."""
        server = await asyncio.start_unix_server(self._greet, self.path)
        try:
            yield self
        finally:
            server.close()
            await self.die()

    async def die(self) -> None:
        """Crash."""
        for task in list(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        client = Client(writer)
        self.clients.append(client)
        try:
            while True:
                target, opcode, size = struct.unpack("=IHH", await reader.readexactly(8))
                self._obey(client, target, opcode, await reader.readexactly(size - 8))
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            self.clients.remove(client)
            self._serving.discard(task)
            for note in client.notes.values():
                if note.timer:
                    note.timer.cancel()
            writer.close()

    def _obey(self, client: Client, target: int, opcode: int, payload: bytes) -> None:
        if not self.answers:
            return
        kind = client.kinds[target]
        numbers = struct.unpack(f"={len(payload) // 4}I", payload[: len(payload) // 4 * 4])
        self.requests.append(f"{kind}.{opcode}")
        match kind, opcode:
            case "display", 0:
                self._send(client, message(numbers[0], 0, struct.pack("=I", 7)))
                self._send(client, message(1, 1, struct.pack("=I", numbers[0])))
            case "display", 1:
                client.kinds[numbers[0]] = "registry"
                self._list(client, numbers[0])
            case "registry", 0:
                self._bind(client, payload)
            case "ext_idle_notifier_v1", (1 | 2):
                identity, milliseconds, seat = numbers
                assert opcode == 1 or self.version >= 2
                self._note(client, identity, seat, milliseconds, heeds_inhibitor=opcode == 1)
            case "org_kde_kwin_idle", 0:
                identity, seat, milliseconds = numbers
                self._note(client, identity, seat, milliseconds, heeds_inhibitor=True, old=True)
            case "note", 0:
                note = client.notes.pop(target)
                if note.timer:
                    note.timer.cancel()
                del client.kinds[target]
                self._send(client, message(1, 1, struct.pack("=I", target)))
            case _:
                raise AssertionError(f"unexpected request {kind}.{opcode}")

    def _list(self, client: Client, registry: int) -> None:
        for name, interface in enumerate(self.offers, start=1):
            version = struct.pack("=I", self._version(interface))
            payload = struct.pack("=I", name) + text(interface) + version
            self._send(client, message(registry, 0, payload))

    def _bind(self, client: Client, payload: bytes) -> None:
        name, length = struct.unpack_from("=II", payload)
        interface = payload[8 : 8 + length - 1].decode()
        assert self.offers[name - 1] == interface
        version, identity = struct.unpack("=II", payload[-8:])
        assert version <= self._version(interface)
        client.kinds[identity] = interface

    def _version(self, interface: str) -> int:
        return {"ext_idle_notifier_v1": self.version, "org_kde_kwin_idle": 1}.get(interface, 7)

    def _note(
        self, client: Client, identity: int, seat: int, milliseconds: int, **kind: bool
    ) -> None:
        assert client.kinds[seat] == "wl_seat"
        assert identity not in client.kinds
        client.kinds[identity] = "note"
        now = asyncio.get_running_loop().time()
        note = Note(now, milliseconds / 1000, **kind)
        client.notes[identity] = note
        self._arm(client, identity, note)

    def _arm(self, client: Client, identity: int, note: Note) -> None:
        if note.timer:
            note.timer.cancel()

        def idled() -> None:
            if not (note.old and note.idled):
                note.idled = True
                self._send(client, message(identity, 0))

        if not (self.inhibited and note.heeds_inhibitor):
            note.timer = asyncio.get_running_loop().call_later(note.timeout, idled)

    def _wake(self, client: Client, identity: int, note: Note) -> None:
        if note.old and self.inhibited:
            return
        if note.idled:
            note.idled = False
            self._send(client, message(identity, 1))
        self._arm(client, identity, note)

    def _send(self, client: Client, raw: bytes) -> None:
        for at in range(0, len(raw), self.slices):
            client.writer.write(raw[at : at + self.slices])
