"""A DBusNotifier on a private bus with a server made for the purpose."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from tests.conftest import PrivateBus
from tests.contracts.notifier import EYES, Rig
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.notifiers.dbus import DBusNotifier
from unhunch.ports import Pressed

from .server import FakeServer, Popup


class Pair(Rig):
    """A D-Bus notifier and the server it talks to."""

    screen: FakeServer

    @property
    def popup(self) -> Popup:
        """The one popup on the screen."""
        (popup,) = self.screen.popups.values()
        return popup

    @property
    def number(self) -> int:
        """The id of the one popup."""
        (number,) = self.screen.popups
        return number


@asynccontextmanager
async def pair_on(
    private_bus: PrivateBus, *, with_server: bool = True, **odd: Any
) -> AsyncIterator[Pair]:
    """A started notifier and a server with these oddities, there already or not."""
    server = FakeServer(private_bus.address, **odd)
    if with_server:
        await server.appear()
    bus = await dbus.connect(private_bus.address)
    pair = Pair(DBusNotifier(bus), server)
    await pair.notifier.start(pair.heard.append)
    try:
        yield pair
    finally:
        await pair.notifier.close()
        await dbus.disconnect(bus)
        await server.vanish()


async def settled(pair: Pair) -> None:
    """Show and answer one more notice: whatever was sent before has then been heard."""
    await pair.show(replace(EYES, mark="end"))
    pair.screen.press("I'm up")
    await until(lambda: Pressed("end", "done") in pair.heard)
    pair.heard.remove(Pressed("end", "done"))
