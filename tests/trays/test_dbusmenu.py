"""The menu of the StatusNotifierItem, read and clicked as hosts do it, and as they should not."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from dbus_fast import Variant

from tests.conftest import PrivateBus
from tests.contracts.tray import DUE, FACE
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.errors import BusError
from unhunch.ports import Entry, IconState
from unhunch.trays import sni

from .panel import ITEM, ITEM_PATH, MENU, MENU_PATH
from .sni_rig import shown, tray_on


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
                await dbus.call(panel.bus, panel.items[0], path, interface, member, signature, body)
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
