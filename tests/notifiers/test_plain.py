"""The plain notifier: the real plyer and the real notify-send, and children that misbehave."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from tests.conftest import PrivateBus
from tests.contracts.notifier import SIT, NotifierContract, Rig
from tests.waiting import until
from unhunch.errors import NotHere
from unhunch.notifiers.plain import PlainNotifier
from unhunch.ports import Failed, Notifier, Shown

from .server import FakeServer, Popup

SOURCE = Path(__file__).parents[2] / "src"


@asynccontextmanager
async def pair_on(private_bus: PrivateBus) -> AsyncIterator[Rig]:
    """A started notifier and a server that hears of it through plyer."""
    server = FakeServer(private_bus.address, name="Plasma")
    await server.appear()
    rig = Rig(PlainNotifier(), server)
    await rig.notifier.start(rig.heard.append)
    try:
        yield rig
    finally:
        await rig.notifier.close()
        await server.vanish()


@pytest.fixture(autouse=True)
def child_environment(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The child finds this source and, where the test has one, the private bus."""
    if which("notify-send") is None:
        pytest.skip("needs notify-send (Debian package libnotify-bin)")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(SOURCE), *sys.path]))
    address = "unix:path=/nowhere/bus"
    if "private_bus" in request.fixturenames:
        address = request.getfixturevalue("private_bus").address
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)


class TestPlainNotifier(NotifierContract):
    """The contract, through plyer's own process."""

    @pytest.fixture(autouse=True)
    def bus(self, private_bus: PrivateBus) -> None:
        """Each test has a bus."""
        self.private_bus = private_bus

    def new(self) -> Notifier:
        """A notifier that is not started."""
        return PlainNotifier()

    def rig(self) -> Any:
        """A notifier with a server."""
        return pair_on(self.private_bus)


def test_it_promises_nothing() -> None:
    """No buttons, no clicks, and nothing is confirmed."""
    assert frozenset() == PlainNotifier().abilities


def test_the_text_says_how_to_answer_and_goes_in_time(private_bus: PrivateBus) -> None:
    """The hint is always there, markup is not, and the server is told when to take it away."""
    notice = replace(SIT, body="1 < 2 & 3", on_screen=timedelta(seconds=90))

    async def run() -> Popup:
        async with pair_on(private_bus) as rig:
            assert Shown() == await rig.show(notice)
            (popup,) = rig.screen.popups.values()
            return popup

    popup = asyncio.run(run())

    assert "1 &lt; 2 &amp; 3\nAnswer: unhunch answer done" == popup.body
    assert (90_000, {}) == (popup.expire, popup.actions)


@pytest.mark.parametrize("title", ["-u critical", "--help", "'; rm -rf ~", '"', "$(id)", "%s"])
def test_no_text_is_an_option_or_a_command(private_bus: PrivateBus, title: str) -> None:
    """plyer puts the text on a command line: it stays text."""

    async def run() -> str:
        async with pair_on(private_bus) as rig:
            assert Shown() == await rig.notifier.show(replace(SIT, title=title, body="-x"))
            await until(lambda: rig.screen.titles())
            return rig.screen.titles()[0]

    assert title == asyncio.run(run()).removeprefix("\u2060")


def test_without_a_server_nobody_can_have_seen_it(private_bus: PrivateBus) -> None:
    """plyer itself says nothing when notify-send fails; we do."""

    async def run() -> Shown | Failed:
        notifier = PlainNotifier()
        await notifier.start(lambda heard: None)
        return await notifier.show(SIT)

    assert Failed("plain notification: no notification server is running") == asyncio.run(run())


def test_a_server_that_hangs_is_sent_nothing(private_bus: PrivateBus) -> None:
    """It would show it when it goes on: a prompt that was answered long ago."""

    async def run() -> tuple[Shown | Failed, list[str]]:
        async with pair_on(private_bus) as rig:
            rig.screen.hangs.add("GetServerInformation")
            return await rig.show(SIT), rig.screen.titles()

    failed, titles = asyncio.run(run())

    assert isinstance(failed, Failed)
    assert "does not answer GetServerInformation" in failed.why
    assert titles == []


def test_without_a_bus_nobody_can_have_seen_it() -> None:
    """No D-Bus at all is a sentence too."""

    async def run() -> Shown | Failed:
        notifier = PlainNotifier()
        await notifier.start(lambda heard: None)
        return await notifier.show(SIT)

    result = asyncio.run(run())

    assert isinstance(result, Failed)
    assert "no bus at unix:path=/nowhere/bus" in result.why


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import sys; sys.exit(3)", "plain notification: it failed and did not say why"),
        ("import sys; sys.exit('a\\nlast words')", "plain notification: last words"),
        ("import os; os.kill(os.getpid(), 9)", "plain notification: it failed and did not say why"),
        ("import time; time.sleep(3600)", "plain notification: not sent in 1 s"),
        (
            "import subprocess; subprocess.call(['sleep', '15'])",
            "plain notification: not sent in 1 s",
        ),
    ],
)
def test_a_child_that_fails_is_failed(code: str, expected: str) -> None:
    """Exit status, a signal and silence mean that nobody can have seen it: its own, and that of
    the program that it waits for, which is not waited for any longer."""

    async def run() -> Shown | Failed:
        notifier = PlainNotifier((sys.executable, "-c", code), patience=1)
        await notifier.start(lambda heard: None)
        async with asyncio.timeout(10):
            return await notifier.show(SIT)

    assert Failed(expected) == asyncio.run(run())


def test_a_command_that_is_not_there_is_failed() -> None:
    """A broken installation is told, not raised."""

    async def run() -> Shown | Failed:
        notifier = PlainNotifier(("/nowhere/python",))
        await notifier.start(lambda heard: None)
        return await notifier.show(SIT)

    result = asyncio.run(run())

    assert isinstance(result, Failed)
    assert "/nowhere/python" in result.why


def test_with_nothing_to_send_with_it_is_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without notify-send and dbus-python plyer can do nothing on Linux."""
    monkeypatch.setenv("PATH", "/nowhere")

    async def run() -> str:
        with pytest.raises(NotHere) as caught:
            await PlainNotifier().start(lambda heard: None)
        return str(caught.value)

    assert "neither notify-send nor dbus-python is installed" == asyncio.run(run())
