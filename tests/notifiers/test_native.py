"""The desktop-notifier backend, on the one of the library's systems that a test can have: D-Bus.

What Windows and macOS do with it is not proved here; what is ours is.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.conftest import PrivateBus
from tests.contracts.notifier import SIT, DesktopNotifierContract, Rig
from unhunch import bus as dbus
from unhunch.errors import NotHere
from unhunch.notifiers.native import NativeNotifier
from unhunch.ports import Failed, Notifier, Shown

from .server import FakeServer


@asynccontextmanager
async def pair_on(private_bus: PrivateBus) -> AsyncIterator[Rig]:
    """A started notifier and a server that hears of it through the library."""
    server = FakeServer(private_bus.address)
    await server.appear()
    notifier = NativeNotifier()
    rig = Rig(notifier, server)
    await notifier.start(rig.heard.append)
    try:
        yield rig
    finally:
        await notifier.close()
        # The library never closes its connection.
        await dbus.disconnect(notifier._centre._backend.bus)
        await server.vanish()


class TestNativeNotifier(DesktopNotifierContract):
    """The contract, through the library."""

    @pytest.fixture(autouse=True)
    def bus(self, private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each test has a bus, and the library finds it."""
        self.private_bus = private_bus
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private_bus.address)

    def new(self) -> Notifier:
        """A notifier that is not started."""
        return NativeNotifier()

    def rig(self) -> Any:
        """A notifier with a server."""
        return pair_on(self.private_bus)

    def test_what_the_library_swallows_is_failed(self) -> None:
        """send() logs a traceback and returns an id when nothing was sent: we answer Failed."""

        async def run() -> Shown | Failed:
            async with self.rig() as rig:
                rig.screen.refuses = {"Notify"}
                return await rig.notifier.show(SIT)

        assert Failed("the system did not take the notification") == asyncio.run(run())

    def test_switched_off_by_the_user_is_failed(self) -> None:
        """Without permission nothing is sent at all."""

        async def run() -> tuple[Shown | Failed, list[str]]:
            async with self.rig() as rig:

                async def has_authorisation() -> bool:
                    return False

                rig.notifier._centre._backend.has_authorisation = has_authorisation
                return await rig.notifier.show(SIT), rig.screen.titles()

        assert (
            Failed("notifications are switched off in the system's settings"),
            [],
        ) == asyncio.run(run())


def test_without_a_notification_centre_it_is_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """On an unknown system, and on macOS outside an app bundle, the library silently does
    nothing: that is a reason, not a backend."""
    monkeypatch.setattr("platform.system", lambda: "Plan9")

    async def run() -> str:
        with pytest.raises(NotHere) as caught:
            await NativeNotifier().start(lambda heard: None)
        return str(caught.value)

    assert asyncio.run(run()).startswith("no notification centre")


def test_a_library_that_falls_over_is_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library raises at the start is the reason."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")

    async def run() -> str:
        with pytest.raises(NotHere) as caught:
            await NativeNotifier().start(lambda heard: None)
        return str(caught.value)

    assert "desktop-notifier does not work here" in asyncio.run(run())
