"""Real sound servers of our own: PipeWire with its session manager, and PulseAudio; who records."""

import asyncio
import os
import socket
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import pytest

from tests.waiting import until
from unhunch.ports import Sign
from unhunch.sensors import pulse_wire as wire

PACKAGES = {
    "pipewire": "pipewire",
    "pw-cli": "pipewire-bin",
    "pipewire-pulse": "pipewire-pulse",
    "wireplumber": "wireplumber",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "gst-launch-1.0": "gstreamer1.0-tools",
}

_CREATE_RECORD_STREAM, _CORK_RECORD_STREAM = 5, 58
_NO, _YES = b"0", b"1"


def skip_without(*programs: str) -> None:
    """Skip the test, naming the Debian packages that are missing."""
    missing = [PACKAGES[program] for program in programs if which(program) is None]
    if missing:
        pytest.skip(f"needs the Debian packages {' '.join(missing)}")


def skip_without_pictures() -> None:
    """Skip the test, naming the Debian packages, where nobody can give or look at pictures."""
    skip_without("pipewire", "pw-cli", "wireplumber", "gst-launch-1.0")
    plugins = {
        "pipewiresrc": "gstreamer1.0-pipewire",
        "videotestsrc": "gstreamer1.0-plugins-base",
    }
    for plugin, package in plugins.items():
        # Not --exists: that asks for a plugin of version 1.0, and PipeWire's has its own.
        if subprocess.run(["gst-inspect-1.0", plugin], capture_output=True).returncode:
            pytest.skip(f"needs the Debian package {package}")


def waited(claim) -> None:
    """Wait until the claim holds, outside of a loop."""
    asyncio.run(until(claim))


class Sound:
    """A runtime folder of our own and the servers in it."""

    def __init__(self, folder: Path, bus: str = "") -> None:
        self.runtime = folder / "run"
        self.runtime.mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "DBUS_SESSION_BUS_ADDRESS": bus or f"unix:path={folder}/none",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/none",
            "WAYLAND_DISPLAY": "none",
            "LC_ALL": "C.UTF-8",
        }
        self.pulse_socket = self.runtime / "pulse/native"
        self.pipewire_socket = self.runtime / "pipewire-0"
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program among these servers."""
        program = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.running.append(program)
        return program

    def asks(self, *command: str) -> str:
        """Run a program to its end; return what it says, empty when it fails."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=20
        )
        return done.stdout if done.returncode == 0 else ""

    def close(self) -> None:
        """End whatever was started here."""
        for program in reversed(self.running):
            program.kill()
            program.wait(20)
        self.running.clear()


class PulseAudio(Sound):
    """PulseAudio with a microphone "mic", and a loudspeaker "speaker" that has a monitor."""

    monitor = "speaker.monitor"
    programs = ("pulseaudio",)
    modules = (
        *("-L", "module-null-sink sink_name=speaker"),
        *("-L", "module-null-source source_name=mic"),
        *("-L", "module-native-protocol-unix"),
    )
    command = ("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm")

    def rise(self) -> None:
        """Start it."""
        self.start(*self.command, *self.modules)


class PipeWireSound(Sound):
    """The same of PipeWire's: its server, its session manager, its likeness of PulseAudio."""

    monitor = "speaker.monitor"
    programs = ("pipewire", "pipewire-pulse", "wireplumber", "pactl")

    def rise(self) -> None:
        """Start them, and the devices."""
        # The socket of one that was killed lies on: who comes too early finds nobody there.
        self.pipewire_socket.unlink(missing_ok=True)
        self.start("pipewire")
        waited(self.pipewire_socket.exists)
        self.start("wireplumber")
        self.start("pipewire-pulse")
        for device in ("speaker", "mic media.class=Audio/Source/Virtual"):
            load = ("pactl", "load-module", "module-null-sink", *f"sink_name={device}".split())
            waited(lambda load=load: self.asks(*load))
        waited(lambda: "mic" in self.asks("pactl", "list", "short", "sources"))


class Recorder:
    """A program that takes sound from a source. It says so in PulseAudio's own protocol."""

    def __init__(
        self, where: Path, source: str, *, corked: bool = False, meter: bool = False
    ) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._told = bytearray()
        try:
            self._channel = self._joins(where, source, corked, meter)
        except BaseException:
            self._socket.close()
            raise

    def cork(self, on: bool) -> None:
        """Pause, as a call does whose microphone is muted in this way."""
        number = wire.number(self._channel)
        self._asks(wire.packet(_CORK_RECORD_STREAM, 3, number, _YES if on else _NO), 3)

    def ends(self) -> None:
        """Hang up."""
        self._socket.close()

    def _joins(self, where: Path, source: str, corked: bool, meter: bool) -> int:
        """Begin the stream; return its number."""
        self._socket.connect(str(where))
        who = struct.pack("3i", os.getpid(), os.getuid(), os.getgid())
        signed = [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, who)]
        self._socket.sendmsg([wire.greeting(0)], signed)
        named = wire.properties({"application.name": "a call"})
        self._asks(wire.packet(wire.SET_CLIENT_NAME, 1, named), 1)
        # A meter takes 25 peaks a second, as pavucontrol's does.
        mono = b"a\3\1" + struct.pack(">I", 25 if meter else 44100) + b"m\1\0"
        stream = (
            *(mono, wire.number(wire.NOTHING), wire.text(source), wire.number(wire.NOTHING)),
            *(_YES if corked else _NO, wire.number(wire.NOTHING), _NO * 7),
            *(_YES if meter else _NO, _NO, wire.properties({"media.name": "sound"})),
            *(wire.number(wire.NOTHING), _NO * 3),
        )
        [channel, *_] = self._asks(wire.packet(_CREATE_RECORD_STREAM, 2, *stream), 2)
        return int(channel)

    def _asks(self, question: bytes, tag: int) -> list:
        self._socket.sendall(question)
        while True:
            for command, answered, *values in wire.take(self._told):
                assert command != wire.ERROR, (answered, values)
                if command == wire.REPLY and answered == tag:
                    return values
            told = self._socket.recv(65536)
            assert told, "the server hung up"
            self._told += told


@contextmanager
def recording(where: Path, source: str, **how: bool) -> Iterator[Recorder]:
    """A program records meanwhile."""
    recorder = Recorder(where, source, **how)
    try:
        yield recorder
    finally:
        recorder.ends()


class Ear:
    """Keeps what a SignSensor says."""

    def __init__(self, sensor) -> None:
        self.sensor = sensor
        self.signs: list[Sign] = []

    async def __aenter__(self) -> "Ear":
        await self.sensor.start(lambda sign, since: self.signs.append(sign), self.signs.append)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.sensor.close()

    async def hears(self, *signs: Sign) -> None:
        """Wait until it has said exactly this, from the start on."""
        try:
            await until(lambda: len(self.signs) >= len(signs))
        finally:
            assert list(signs) == self.signs
