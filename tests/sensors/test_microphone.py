"""Microphone in use, from real PulseAudio and real PipeWire."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PrivateBus
from tests.sensors.sound import (
    Ear,
    PipeWireSound,
    PulseAudio,
    recording,
    skip_without,
    waited,
)
from tests.waiting import until
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors import server
from unhunch.sensors.pulse import PulseMicrophone, address

YES, NO, UNKNOWN = Sign.YES, Sign.NO, Sign.UNKNOWN
SERVERS = {"pulseaudio": PulseAudio, "pipewire": PipeWireSound}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait as long as in earnest."""
    monkeypatch.setattr(server, "SETTLES", 0.05)
    monkeypatch.setattr(server, "FIRST_PAUSE", 0.1)


@pytest.fixture(scope="module", params=SERVERS)
def sound(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PulseAudio | PipeWireSound]:
    """A running server for the tests of this file."""
    kind = SERVERS[request.param]
    skip_without(*kind.programs)
    bus = PrivateBus(tmp_path_factory.mktemp("bus"))
    sound = kind(tmp_path_factory.mktemp("sound"), bus.address)
    try:
        sound.rise()
        waited(sound.pulse_socket.exists)
        yield sound
    finally:
        sound.close()
        bus.stop()


def test_a_call_is_heard_while_it_lasts(sound):
    """Yes from the first stream to the last."""

    async def scene():
        async with Ear(PulseMicrophone(sound.environment)) as ear:
            await ear.hears(UNKNOWN, NO)
            with recording(sound.pulse_socket, "mic"):
                await ear.hears(UNKNOWN, NO, YES)
                with recording(sound.pulse_socket, "mic"):
                    pass
            await ear.hears(UNKNOWN, NO, YES, NO)

    asyncio.run(scene())


@pytest.mark.parametrize("how", ["monitor", "corked", "meter"])
def test_who_does_not_listen_to_anybody_is_left_out(sound, how):
    """A recorder of what the loudspeaker plays, a stream that is corked, a volume control's meter.

    After the end of a real call beside it, it is alone and is looked at: still no.
    """

    async def scene():
        source = sound.monitor if how == "monitor" else "mic"
        flags = {} if how == "monitor" else {how: True}
        async with Ear(PulseMicrophone(sound.environment)) as ear:
            await ear.hears(UNKNOWN, NO)
            with recording(sound.pulse_socket, source, **flags):
                with recording(sound.pulse_socket, "mic"):
                    await ear.hears(UNKNOWN, NO, YES)
                await ear.hears(UNKNOWN, NO, YES, NO)

    asyncio.run(scene())


def test_a_stream_that_is_corked_and_goes_on(sound):
    """Cork and uncork are changes like any other."""

    async def scene():
        async with Ear(PulseMicrophone(sound.environment)) as ear:
            with recording(sound.pulse_socket, "mic") as call:
                await until(lambda: ear.signs[-1] is YES)
                call.cork(True)
                await until(lambda: ear.signs[-1] is NO)
                call.cork(False)
                await until(lambda: ear.signs[-1] is YES)

    asyncio.run(scene())


def test_a_program_that_opens_and_closes_all_the_time(sound, monkeypatch):
    """However often it does, what is reported is a few times a second."""
    monkeypatch.setattr(server, "SETTLES", 0.2)

    async def scene():
        async with Ear(PulseMicrophone(sound.environment)) as ear:
            await ear.hears(UNKNOWN, NO)
            began, opened = time.monotonic(), 0
            while time.monotonic() - began < 1:
                with recording(sound.pulse_socket, "mic"):
                    opened += 1
                await asyncio.sleep(0)
            took = time.monotonic() - began
            await until(lambda: ear.signs[-1] is NO)
            return opened, len(ear.signs), took

    opened, reports, took = asyncio.run(scene())

    assert opened > 20
    assert reports <= 4 + took / 0.2


@pytest.mark.parametrize("kind", SERVERS.values(), ids=SERVERS)
def test_a_server_that_is_killed_and_comes_back(private_bus, tmp_path, kind):
    """Unknown before it, without it, and known again with the next one."""
    skip_without(*kind.programs)
    sound = kind(tmp_path, private_bus.address)

    async def scene():
        async with Ear(PulseMicrophone(sound.environment)) as ear:
            await ear.hears(UNKNOWN)
            await asyncio.to_thread(sound.rise)
            await ear.hears(UNKNOWN, NO)
            assert ear.sensor.caveat == ""
            sound.close()
            await ear.hears(UNKNOWN, NO, UNKNOWN)
            assert ear.sensor.caveat == "no sound server answers"
            await asyncio.to_thread(sound.rise)
            await ear.hears(UNKNOWN, NO, UNKNOWN, NO)
            with recording(sound.pulse_socket, "mic"):
                await ear.hears(UNKNOWN, NO, UNKNOWN, NO, YES)

    try:
        asyncio.run(scene())
    finally:
        sound.close()


def test_a_server_that_systemd_would_start_is_not_started(tmp_path):
    """Where it holds the socket alone, we are not the first to knock; we follow who is."""
    skip_without("pulseaudio", "pactl")
    sound = PulseAudio(tmp_path)
    sound.pulse_socket.parent.mkdir()
    activate = ("systemd-socket-activate", "-l", str(sound.pulse_socket))
    waiting = sound.start(
        *activate,
        *(f"-E{k}={v}" for k, v in sound.environment.items()),
        *PulseAudio.command,
        *PulseAudio.modules,
    )
    name = Path(f"/proc/{waiting.pid}/comm")

    async def scene():
        await until(lambda: server.is_dormant(sound.pulse_socket))
        async with Ear(PulseMicrophone(sound.environment)) as ear:
            # Long enough for three tries.
            await asyncio.sleep(0.8)
            assert name.read_text().startswith("systemd")

            assert await asyncio.to_thread(sound.asks, "pactl", "info")
            assert name.read_text() == "pulseaudio\n"
            await ear.hears(UNKNOWN, NO)

    try:
        asyncio.run(scene())
    finally:
        sound.close()


def test_it_costs_nothing_while_nothing_changes(sound):
    """The loop sleeps: it is woken by what the test itself waits for alone."""

    async def scene():
        selector = asyncio.get_running_loop()._selector
        select, woken = selector.select, []

        def counted(timeout):
            events = select(timeout)
            woken.append(timeout)
            return events

        async with Ear(PulseMicrophone(sound.environment)) as ear:
            await ear.hears(UNKNOWN, NO)
            # What the server still has to say of the connections before this one.
            await asyncio.sleep(0.5)
            selector.select = counted
            await asyncio.sleep(1)
            del selector.select
        return woken

    woken = asyncio.run(scene())

    assert len(woken) == 1 + sum(timeout == 0 for timeout in woken)


def test_where_the_socket_is():
    """As libpulse looks for it; what is on another machine is none of ours."""
    assert Path("/run/u/pulse/native") == address({"XDG_RUNTIME_DIR": "/run/u"})
    assert Path("/x/native") == address({"PULSE_RUNTIME_PATH": "/x", "XDG_RUNTIME_DIR": "/r"})
    assert Path("/s") == address({"PULSE_SERVER": "tcp:far {here}unix:/s"})
    for nowhere in ({}, {"PULSE_SERVER": "tcp:far", "XDG_RUNTIME_DIR": "/run/u"}):
        with pytest.raises(NotHere):
            address(nowhere)
