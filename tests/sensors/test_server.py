"""Servers that talk nonsense, hang, or do not let us in; and what reads them."""

import asyncio
import os
import random
import socket
import struct
import time
from contextlib import asynccontextmanager, suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sensors.sound import Ear
from tests.waiting import until
from unhunch.desk.policy import Hold
from unhunch.ports import Sign
from unhunch.sensors import pipewire_wire, pulse_wire, server
from unhunch.sensors.pipewire import Graph, Picture, PipeWire, camera
from unhunch.sensors.pulse import PulseMicrophone, _introduce, _microphones, _records
from unhunch.sensors.server import Garbled

SENSORS = {
    "pulse": ("pulse/native", PulseMicrophone),
    "pipewire": ("pipewire-0", lambda environ: camera(PipeWire(environ))),
}


@asynccontextmanager
async def serving(path, answer):
    """A server that answers each connection in its way; yields when it was connected to."""
    times = []
    path.parent.mkdir(exist_ok=True)

    async def met(reader, writer):
        times.append(time.monotonic())
        await answer(reader, writer)
        writer.close()

    listening = await asyncio.start_unix_server(met, path)
    try:
        yield times
    finally:
        listening.close()
        await listening.wait_closed()


@pytest.mark.parametrize("kind", SENSORS)
@pytest.mark.parametrize("how", ["nonsense", "huge", "nothing"])
def test_a_server_that_talks_nonsense_is_tried_more_and_more_seldom(
    tmp_path, monkeypatch, kind, how
):
    """It says nothing of microphones or cameras, and costs less from try to try."""
    monkeypatch.setattr(server, "SETTLES", 0.01)
    monkeypatch.setattr(server, "FIRST_PAUSE", 0.05)
    socket_, sensor = SENSORS[kind]
    said = {"nonsense": random.Random(1).randbytes(5000), "huge": b"\x7f" * 40, "nothing": b""}

    async def answer(reader, writer):
        writer.write(said[how])
        await writer.drain()

    async def scene():
        async with (
            serving(tmp_path / socket_, answer) as times,
            Ear(sensor({"XDG_RUNTIME_DIR": str(tmp_path)})) as ear,
        ):
            await until(lambda: len(times) == 5)
            assert ear.signs == [Sign.UNKNOWN]
            pauses = [after - before for before, after in pairwise(times)]
            assert pauses[3] > 1.5 * pauses[1]

    asyncio.run(scene())


@pytest.mark.parametrize("kind", SENSORS)
def test_a_server_that_never_answers_is_unknown_and_can_be_left(tmp_path, kind):
    """And it is not asked again and again."""
    socket_, sensor = SENSORS[kind]

    async def answer(reader, writer):
        await reader.read(1 << 20)
        await reader.read()

    async def scene():
        async with (
            serving(tmp_path / socket_, answer) as times,
            Ear(sensor({"XDG_RUNTIME_DIR": str(tmp_path)})) as ear,
        ):
            await until(lambda: times)
            await asyncio.sleep(0.1)
            assert (len(times), ear.signs) == (1, [Sign.UNKNOWN])

    asyncio.run(scene())


def test_a_folder_that_comes_late_is_found(tmp_path, monkeypatch):
    """The runtime folder may be made after us, step by step; it is heard of, not looked for."""
    monkeypatch.setattr(server, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(server, "LAST_PAUSE", 600.0)
    runtime = tmp_path / "late" / "run"

    async def answer(reader, writer):
        await reader.read()

    async def scene():
        async with Ear(PulseMicrophone({"XDG_RUNTIME_DIR": str(runtime)})):
            # The next try would be after 3.15 s.
            await asyncio.sleep(1.7)
            runtime.mkdir(parents=True)
            async with serving(runtime / "pulse/native", answer) as times:
                began = time.monotonic()
                await until(lambda: times)
                assert times[0] - began < 1

    asyncio.run(scene())


def test_files_are_given_back(tmp_path):
    """Started, closed, closed again: as many open files as before."""

    def open_files():
        return len(list(Path("/proc/self/fd").iterdir()))

    async def answer(reader, writer):
        await reader.read()

    async def scene():
        before = open_files()
        async with serving(tmp_path / "pulse/native", answer) as times:
            sensor = PulseMicrophone({"XDG_RUNTIME_DIR": str(tmp_path)})
            async with Ear(sensor):
                await until(lambda: times)
            await sensor.close()
        await until(lambda: open_files() <= before)

    asyncio.run(scene())


@given(st.binary(max_size=300))
def test_whatever_pipewire_says_is_read_or_refused(said):
    """Nothing but Garbled comes of it."""
    header = struct.pack("=IIII", 2, len(said), 0, 0)
    try:
        for message in pipewire_wire.take(bytearray(header + said)):
            pipewire_wire.dictionary(message.body)
    except Garbled:
        pass


@given(st.binary(max_size=300))
def test_whatever_pulseaudio_says_is_read_or_refused(said):
    """Nothing but Garbled comes of it."""
    header = struct.pack(">IIIII", len(said), pulse_wire.NOTHING, 0, 0, 0)
    try:
        for answer in pulse_wire.take(bytearray(header + said)):
            list(_microphones(answer))
            list(_records(answer, {1}))
    except Garbled:
        pass


def test_pulseaudio_is_told_who_we_are_with_the_first_packet():
    """However late it asks: without this it lets in only those who are slower than it."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        _introduce(ours)
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        _, [(_, kind, who)], _, _ = theirs.recvmsg(20, 100)

    assert kind == socket.SCM_CREDENTIALS
    assert struct.unpack("3i", who) == (os.getpid(), os.getuid(), os.getgid())


def test_what_is_nested_without_end_is_refused():
    """A list of properties has texts for keys, not lists of properties."""
    with pytest.raises(Garbled):
        list(
            pulse_wire.take(
                bytearray(struct.pack(">IIIII", 9000, 0xFFFFFFFF, 0, 0, 0) + b"P" * 9000)
            )
        )
    pod = b""
    for _ in range(2000):
        pod = struct.pack("=II", len(pod), 14) + pod
    with pytest.raises(Garbled):
        list(pipewire_wire.take(bytearray(struct.pack("=IIII", 2, len(pod), 0, 0) + pod)))


@given(st.lists(st.none() | st.integers(0, 3) | st.text(max_size=2) | st.just({}), max_size=30))
def test_whatever_shape_a_list_has_it_is_read_or_refused(listed):
    """A server of another version may leave fields out."""
    for read in (lambda: list(_microphones(listed)), lambda: list(_records(listed, {1}))):
        with suppress(Garbled):
            read()


@given(
    st.sampled_from(["a:Node", "a:Link", "a:Client", ""]),
    st.dictionaries(
        st.sampled_from(["link.output.node", "link.input.node", "client.id", "pipewire.sec.pid"]),
        st.sampled_from(["", "1", "x", "-1", "99999999999999999999"]),
    ),
)
def test_whatever_a_node_says_of_itself_is_read_or_refused(kind, about):
    """Numbers that are none, and links to nowhere."""
    graph = Graph()
    try:
        graph.added(1, kind, about)
    except Garbled:
        return
    assert not graph.is_seen(Picture.SCREEN)
    graph.removed(1)
    graph.removed(1)


def test_the_questions_are_holds():
    """As the desk knows them."""
    assert (Hold.MICROPHONE, Hold.CAMERA) == (
        PulseMicrophone.question,
        camera(PipeWire({})).question,
    )
