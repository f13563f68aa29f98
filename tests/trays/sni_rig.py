"""A SniTray on a private bus with a panel made for the purpose."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.conftest import PrivateBus
from tests.contracts.tray import FACE, Rig
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.ports import Face
from unhunch.trays.sni import SniTray

from .panel import FakePanel


@asynccontextmanager
async def tray_on(private_bus: PrivateBus, *, with_panel: bool = True) -> AsyncIterator[Rig]:
    """A tray and a panel on this bus, the panel there already or not."""
    panel = FakePanel(private_bus.address)
    if with_panel:
        await panel.appear()
    bus = await dbus.connect(private_bus.address)
    rig = Rig(SniTray(bus), panel)
    try:
        yield rig
    finally:
        await rig.tray.close()
        await dbus.disconnect(bus)
        await panel.vanish()


async def shown(rig: Rig, face: Face = FACE) -> FakePanel:
    """Start the tray with this face, and wait for the panel."""
    rig.face = face
    rig.tray.show(face)
    await rig.start()
    await until(lambda: rig.tray.is_shown)
    assert isinstance(rig.panel, FakePanel)
    return rig.panel
