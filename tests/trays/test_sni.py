"""The StatusNotifierItem tray, on a real bus with a panel made for the purpose."""

import asyncio
import socket
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import PrivateBus
from tests.contracts.tray import DUE, FACE, LiveTrayContract, Rig
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.errors import NotHere
from unhunch.ports import IconState
from unhunch.trays import sni
from unhunch.trays.sni import SniTray

from .panel import FakePanel
from .sni_rig import shown, tray_on

NEEDS_YOU = replace(FACE, icon=IconState.NEEDS_YOU)


class TestSniTray(LiveTrayContract):
    """The contract, through a panel on a private bus."""

    @pytest.fixture(autouse=True)
    def bus(self, private_bus: PrivateBus) -> None:
        """Each test has a bus."""
        self.private_bus = private_bus

    def rig(self) -> Any:
        """A tray with a panel that is there already."""
        return tray_on(self.private_bus)


def test_it_registers_under_its_unique_name(private_bus: PrivateBus) -> None:
    """GNOME's extension drops items that come by a well-known name."""

    async def run() -> list[str]:
        async with tray_on(private_bus) as rig:
            return list((await shown(rig)).items)

    (item,) = asyncio.run(run())

    assert item.startswith(":")


def test_a_panel_that_comes_late_is_joined(private_bus: PrivateBus) -> None:
    """The daemon usually starts before the panel."""

    async def run() -> list[str]:
        async with tray_on(private_bus, with_panel=False) as rig:
            await rig.start()
            rig.tray.show(FACE)
            assert not rig.tray.is_shown
            await rig.panel.appear()
            await until(lambda: rig.tray.is_shown)
            return await rig.panel.labels()

    assert "Take a break now" in asyncio.run(run())


def test_a_panel_that_restarts_is_joined_again(private_bus: PrivateBus) -> None:
    """A killed panel is noticed and its successor gets the icon, without being asked."""

    async def run() -> tuple[int, list[str]]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            before = rig.changes
            await panel.vanish()
            await until(lambda: not rig.tray.is_shown)
            await panel.appear()
            await until(lambda: rig.tray.is_shown)
            return rig.changes - before, await panel.labels()

    changes, labels = asyncio.run(run())

    assert 2 == changes
    assert "Take a break now" in labels


def test_a_watcher_without_a_host_shows_nothing(private_bus: PrivateBus) -> None:
    """KDE's watcher outlives the panel: shown means that someone draws."""

    async def run() -> list[bool]:
        async with tray_on(private_bus) as rig:
            rig.panel.has_host = False
            await rig.start()
            await until(lambda: rig.panel.items)
            seen = [rig.tray.is_shown or not rig.tray.has_watcher]
            rig.panel.set_host(True)
            await until(lambda: rig.tray.is_shown)
            rig.panel.set_host(False)
            await until(lambda: not rig.tray.is_shown)
            return [*seen, rig.tray.is_shown]

    assert [False, False] == asyncio.run(run())


def test_a_panel_too_busy_to_answer_is_asked_again(
    private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registration that fails is repeated while the panel is there."""
    monkeypatch.setattr(sni, "RETRIES", (0.05,) * 400)

    async def run() -> int:
        async with tray_on(private_bus) as rig:
            rig.panel.refusals = 2
            await shown(rig)
            return rig.panel.refusals

    assert 0 == asyncio.run(run())


def test_without_a_bus_there_is_no_tray(private_bus: PrivateBus) -> None:
    """A connection that is gone is a reason, not a crash."""

    async def run() -> str:
        bus = await dbus.connect(private_bus.address)
        tray = SniTray(bus)
        await dbus.disconnect(bus)
        tray.show(FACE)
        with pytest.raises(NotHere) as caught:
            await tray.start(print, lambda: FACE, print)
        await tray.close()
        return str(caught.value)

    assert "the session bus is gone" == asyncio.run(run())


def test_a_bus_whose_loss_nobody_has_noticed_is_no_mistake(private_bus: PrivateBus) -> None:
    """It still counts as connected, and the library breaks on the first thing that it says."""

    async def run() -> str:
        bus = await dbus.connect(private_bus.address)
        bus._sock.shutdown(socket.SHUT_RDWR)
        assert bus.connected
        with pytest.raises(NotHere) as caught:
            await SniTray(bus).start(lambda key: None, lambda: FACE, lambda: None)
        return str(caught.value)

    assert "the session bus is gone" == asyncio.run(run())


def test_the_bus_may_go_at_any_time(private_bus: PrivateBus) -> None:
    """After the bus has died the tray is not shown, and show and close still return."""

    async def run() -> bool:
        bus = await dbus.connect(private_bus.address)
        panel = FakePanel(private_bus.address)
        await panel.appear()
        rig = Rig(SniTray(bus), panel)
        await shown(rig)
        private_bus.stop()
        await dbus.until_lost(bus)
        rig.tray.show(DUE)
        is_shown = rig.tray.is_shown
        await rig.tray.close()
        await panel.vanish()
        return is_shown

    assert not asyncio.run(run())


# --- the icon -----------------------------------------------------------------------------------


def test_each_state_has_its_own_pixels(private_bus: PrivateBus) -> None:
    """The icon is sent in five sizes and differs between states."""

    async def run() -> list[list[Any]]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            pixels = []
            for state in IconState:
                rig.tray.show(replace(FACE, icon=state))
                pixels.append(await panel.item_property("IconPixmap"))
            return pixels

    pixels = asyncio.run(run())

    assert [[(16, 16), (22, 22), (24, 24), (32, 32), (48, 48)]] * 4 == [
        [(width, height) for width, height, _ in sizes] for sizes in pixels
    ]
    assert 4 == len({bytes(sizes[0][2]) for sizes in pixels})


def test_a_new_icon_and_tooltip_are_announced_and_nothing_else(private_bus: PrivateBus) -> None:
    """Showing the same face again wakes no panel; a changed part is told by its own signal."""

    async def run() -> list[str | None]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            await panel.layout()
            panel.signals.clear()
            rig.tray.show(FACE)
            rig.tray.show(replace(FACE, icon=IconState.DUE))
            rig.tray.show(replace(FACE, icon=IconState.DUE, tooltip="other"))
            await until(lambda: panel.heard("NewToolTip"))
            return [message.member for message in panel.signals]

    assert ["NewIcon", "NewAttentionIcon", "NewToolTip"] == asyncio.run(run())


def test_what_needs_the_person_is_said_in_the_panels_words(private_bus: PrivateBus) -> None:
    """needs_you is NeedsAttention, so that a panel that hides icons shows this one."""

    async def run() -> list[list[str]]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            rig.tray.show(NEEDS_YOU)
            await until(lambda: panel.heard("NewStatus"))
            rig.tray.show(FACE)
            await until(lambda: len(panel.heard("NewStatus")) == 2)
            return panel.heard("NewStatus")

    assert [["NeedsAttention"], ["Active"]] == asyncio.run(run())


def test_a_tooltip_is_text_on_every_host(private_bus: PrivateBus) -> None:
    """Hosts disagree on whether a tooltip is markup: it holds none of its characters, nor a NUL."""

    async def run() -> str:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig, replace(FACE, tooltip="a <b> & \0\ud800 c"))
            return await panel.tooltip()

    assert "a \u2039b\u203a + ? c" == asyncio.run(run())


def test_a_closed_tray_is_passive_and_can_be_started_again(private_bus: PrivateBus) -> None:
    """A host drops an item only with its connection, so the icon is hidden instead."""

    async def run() -> tuple[str, str]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            await rig.tray.close()
            closed = await panel.item_property("Status")
            await rig.start()
            await until(lambda: rig.tray.is_shown)
            return closed, await panel.item_property("Status")

    assert ("Passive", "Active") == asyncio.run(run())
