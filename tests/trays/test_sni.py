"""The StatusNotifierItem tray, on a real bus with a panel made for the purpose."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from dbus_fast import Variant

from tests.conftest import PrivateBus
from tests.contracts.tray import DUE, FACE, LiveTrayContract, Rig
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.errors import BusError, NotHere
from unhunch.ports import Entry, Face, IconState
from unhunch.trays import sni
from unhunch.trays.sni import SniTray

from .panel import ITEM, ITEM_PATH, MENU, MENU_PATH, FakePanel

NEEDS_YOU = replace(FACE, icon=IconState.NEEDS_YOU)


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
            seen = [rig.tray.is_shown]
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


# --- the menu -----------------------------------------------------------------------------------


def test_a_changed_label_keeps_every_id(private_bus: PrivateBus) -> None:
    """A label that ticks is told as a property, so that an open menu stays open."""
    ticked = replace(FACE.menu[0], label="Sitting 33 min")
    later = replace(FACE, menu=(ticked, *FACE.menu[1:]))

    async def run() -> tuple[list[Any], list[Any], bool]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            before = await panel.lines()
            panel.signals.clear()
            rig.tray.show(later)
            await until(lambda: panel.heard("ItemsPropertiesUpdated"))
            after = await panel.lines()
            told = panel.heard("ItemsPropertiesUpdated")
            same_ids = [number for number, _ in before] == [number for number, _ in after]
            return told, panel.heard("LayoutUpdated"), same_ids

    told, layouts, same_ids = asyncio.run(run())

    assert [[[(1, {"label": Variant("s", "Sitting 33 min")})], []]] == told
    assert [] == layouts
    assert same_ids


def test_other_lines_are_a_new_layout(private_bus: PrivateBus) -> None:
    """A shape that differs is announced once, with a revision that grew."""

    async def run() -> tuple[list[Any], int]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            revision = (await panel.menu("GetLayout", "iias", [0, -1, []]))[0]
            panel.signals.clear()
            rig.tray.show(DUE)
            await until(lambda: panel.heard("LayoutUpdated"))
            return panel.heard("LayoutUpdated"), revision

    told, revision = asyncio.run(run())

    assert [[revision + 1, 0]] == told


def test_a_click_on_a_line_that_is_gone_picks_nothing(private_bus: PrivateBus) -> None:
    """A click that crosses a change of the menu never picks what took the line's place."""

    async def run() -> list[str]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig, DUE)
            (old, _), *_ = await panel.lines()
            other = Entry(key="quit", label="Quit")
            rig.tray.show(replace(DUE, menu=(other,)))
            await panel.menu("Event", "isvu", [old, "clicked", Variant("s", ""), 0])
            await panel.click("Quit")
            await until(lambda: rig.picked)
            return rig.picked

    assert ["quit"] == asyncio.run(run())


def test_what_cannot_be_picked_is_not(private_bus: PrivateBus) -> None:
    """Clicks on disabled lines, on lines without a key and on separators pick nothing."""

    async def run() -> list[str]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            for label in ("Sitting 32 min", "", "Not now", "Take a break now"):
                await panel.click(label)
            await until(lambda: rig.picked)
            return rig.picked

    assert ["break"] == asyncio.run(run())


def test_checkmarks_and_submenus_are_told_as_such(private_bus: PrivateBus) -> None:
    """A host draws a mark, an arrow and a grey line from the properties."""

    async def run() -> Any:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            _, _, lines = await panel.layout()
            return [line.value[1] for line in lines]

    grey, separator, _, submenu, marked, _ = asyncio.run(run())

    assert Variant("b", False) == grey["enabled"]
    assert {"type": Variant("s", "separator")} == separator
    assert Variant("s", "submenu") == submenu["children-display"]
    assert (Variant("s", "checkmark"), Variant("i", 1)) == (
        marked["toggle-type"],
        marked["toggle-state"],
    )
    assert Variant("s", "snake__case & <b>") == marked["label"]


def test_opened_and_closed_are_believed(private_bus: PrivateBus) -> None:
    """A host that says so decides whether the menu is open; a click closes it."""

    async def run() -> list[bool]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)

            async def tell(line: int, event: str) -> bool:
                await panel.menu("Event", "isvu", [line, event, Variant("s", ""), 0])
                return rig.tray.is_open

            states = [await tell(0, "opened"), await tell(4, "closed"), await tell(0, "closed")]
            states += [await tell(0, "opened"), await tell(3, "clicked")]
            return states

    assert [True, True, False, True, False] == asyncio.run(run())


def test_a_menu_that_is_never_said_to_be_closed_is_closed_in_time(
    private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Xfce's panel says only that the menu is about to be shown."""
    monkeypatch.setattr(sni, "OPEN_AT_MOST", 0.2)

    async def run() -> list[bool]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            await panel.labels()
            was_open = rig.tray.is_open
            await until(lambda: not rig.tray.is_open)
            return [was_open, rig.tray.is_open]

    assert [True, False] == asyncio.run(run())


def test_a_tooltip_waits_until_the_menu_is_closed(private_bus: PrivateBus) -> None:
    """Xfce draws a tooltip that is told anew over the open menu."""

    async def run() -> tuple[int, int]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            await panel.menu("Event", "isvu", [0, "opened", Variant("s", ""), 0])
            panel.signals.clear()
            rig.tray.show(replace(FACE, tooltip="new", icon=IconState.DUE))
            await until(lambda: panel.heard("NewIcon"))
            while_open = len(panel.heard("NewToolTip"))
            await panel.menu("Event", "isvu", [0, "closed", Variant("s", ""), 0])
            await until(lambda: panel.heard("NewToolTip"))
            return while_open, len(panel.heard("NewToolTip"))

    assert (0, 1) == asyncio.run(run())


MALFORMED = [
    (MENU_PATH, MENU, "GetLayout", "", []),
    (MENU_PATH, MENU, "GetLayout", "iias", [99, -1, []]),
    (MENU_PATH, MENU, "GetLayout", "iias", [-5, 3, ["label"]]),
    (MENU_PATH, MENU, "GetProperty", "is", [1, "no-such"]),
    (MENU_PATH, MENU, "GetProperty", "is", [77, "label"]),
    (MENU_PATH, MENU, "Event", "is", [1, "clicked"]),
    (MENU_PATH, MENU, "NoSuchMethod", "s", ["x"]),
    (ITEM_PATH, ITEM, "Activate", "ii", [1, 1]),
    (ITEM_PATH, "org.freedesktop.DBus.Properties", "Get", "ss", [ITEM, "NoSuch"]),
    (ITEM_PATH, "org.freedesktop.DBus.Properties", "Set", "ssv", [ITEM, "Id", Variant("s", "x")]),
    ("/nowhere", MENU, "AboutToShow", "i", [0]),
]


@pytest.mark.parametrize(("path", "interface", "member", "signature", "body"), MALFORMED)
def test_a_malformed_call_gets_an_error_and_breaks_nothing(
    private_bus: PrivateBus, path: str, interface: str, member: str, signature: str, body: list[Any]
) -> None:
    """Whatever a host sends, it gets an answer and the next one works."""

    async def run() -> list[str]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            assert panel.bus is not None
            with pytest.raises(BusError):
                await dbus.call(
                    panel.bus, panel.items[0], path, interface, member, signature, body
                )
            return await panel.labels()

    assert 7 == len(asyncio.run(run()))


HARMLESS = [
    ("Event", "isvu", [99, "clicked", Variant("s", ""), 0]),
    ("Event", "isvu", [3, "no-such-event", Variant("i", 4), 0]),
    ("EventGroup", "a(isvu)", [[[99, "clicked", Variant("s", ""), 0]]]),
    ("GetGroupProperties", "aias", [[99, 1], ["label", "no-such"]]),
    ("AboutToShow", "i", [99]),
    ("AboutToShowGroup", "ai", [[0, 99]]),
]


@pytest.mark.parametrize(("member", "signature", "body"), HARMLESS)
def test_an_unknown_line_is_no_error(
    private_bus: PrivateBus, member: str, signature: str, body: list[Any]
) -> None:
    """Hosts ask after lines that have gone meanwhile: nothing is picked, the menu goes on."""

    async def run() -> tuple[list[str], int]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            await panel.menu(member, signature, body)
            return rig.picked, len(await panel.labels())

    assert ([], 7) == asyncio.run(run())


def test_a_group_of_events_picks_each(private_bus: PrivateBus) -> None:
    """A host may send its events together, and is told which lines were unknown."""

    async def run() -> tuple[list[Any], list[str]]:
        async with tray_on(private_bus) as rig:
            panel = await shown(rig)
            lines = {label: number for number, label in await panel.lines()}
            empty = Variant("s", "")
            events = [[lines["30 min"], "clicked", empty, 0], [99, "clicked", empty, 0]]
            unknown = await panel.menu("EventGroup", "a(isvu)", [events])
            await until(lambda: rig.picked)
            return unknown, rig.picked

    assert ([[99]], ["pause 30m"]) == asyncio.run(run())
