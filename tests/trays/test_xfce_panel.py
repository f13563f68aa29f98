"""The tray on the real xfce4-panel: seen, clicked, and found again after the panel died."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import PrivateBus
from tests.contracts.tray import Rig
from tests.waiting import until
from tests.xfce import XfceDesktop, skip_unless_installed
from unhunch import bus as dbus
from unhunch.ports import Entry, Face, IconState
from unhunch.trays.sni import SniTray

MENU = (
    Entry(key="one", label="Take a break_now"),
    Entry(label="Pause for…", children=(Entry(key="30m", label="30 minutes"),)),
    Entry(key="two", label="I'm standing", checked=True),
)
FACE = Face(icon=IconState.OK, tooltip="Sitting 32 min", menu=MENU)
WRAPPER = "wrapper-2.0"
COLOURS = {
    IconState.OK: (0x0D, 0x94, 0x88),
    IconState.DUE: (0xD9, 0x73, 0x0D),
    IconState.NEEDS_YOU: (0xE0, 0x31, 0x31),
}


@pytest.fixture
def desktop(private_bus: PrivateBus, tmp_path: Path) -> Iterator[XfceDesktop]:
    """A desktop with no panel yet."""
    skip_unless_installed()
    made = XfceDesktop(tmp_path, private_bus)
    yield made
    made.close()


@asynccontextmanager
async def tray_on(private_bus: PrivateBus) -> AsyncIterator[Rig]:
    """A started tray on this bus, and what it reports."""
    bus = await dbus.connect(private_bus.address)
    rig = Rig(SniTray(bus), None)  # type: ignore[arg-type]
    rig.face = FACE
    rig.tray.show(FACE)
    await rig.start()
    try:
        yield rig
    finally:
        await rig.tray.close()
        await dbus.disconnect(bus)


def place(shot: Path, state: IconState) -> tuple[int, int] | None:
    """Where on the picture the icon of this state is, by its colour; None: nowhere."""
    with Image.open(shot) as image:
        pixels = image.convert("RGB").load()
        for y in range(32):
            for x in range(image.width):
                if pixels[x, y] == COLOURS[state]:
                    return x + 8, y + 8
    return None


async def found(desktop: XfceDesktop, state: IconState, name: str) -> tuple[int, int]:
    """Wait until the icon of this state is on the panel; return where."""
    await desktop.seen(lambda: place(desktop.shot(name), state))
    where = place(desktop.shot(name), state)
    assert where is not None
    return where


def row(window: tuple[int, int, int, int], number: int, of: int) -> tuple[int, int]:
    """The middle of a line of a menu whose lines are all of one height."""
    x, y, width, height = window
    return x + width // 2, y + round((number + 0.5) * height / of)


def test_either_button_opens_the_menu_and_a_click_picks(
    desktop: XfceDesktop, private_bus: PrivateBus
) -> None:
    """The icon is drawn; left and right click show the same menu; lines and sublines are picked."""

    async def run() -> list[str]:
        panel = desktop.start("xfce4-panel")
        async with tray_on(private_bus) as rig:
            icon = await found(desktop, IconState.OK, "panel_ok")
            desktop.click(*icon, button=1)
            menu = await desktop.window(WRAPPER)
            desktop.shot("panel_menu")
            desktop.click(*row(menu, 0, 3))
            await until(lambda: rig.picked == ["one"])
            desktop.click(*icon, button=3)
            menu = await desktop.window(WRAPPER)
            desktop.pointer("mousemove", *row(menu, 1, 3))
            await until(lambda: len(desktop.windows(WRAPPER)) == 2)
            sub = next(window for window in desktop.windows(WRAPPER) if window != menu)
            desktop.shot("panel_submenu")
            desktop.click(*row(sub, 0, 1))
            await until(lambda: len(rig.picked) == 2)
            desktop.stop(panel)
            return rig.picked

    assert ["one", "30m"] == asyncio.run(run())


def test_an_open_menu_is_fresh_and_stays_open_while_its_labels_change(
    desktop: XfceDesktop, private_bus: PrivateBus
) -> None:
    """Opening asks for a new face; a label that changes under the pointer is still picked."""
    later = replace(FACE, menu=(Entry(key="one", label="Something else"), *MENU[1:]))

    async def run() -> tuple[int, list[str], bool]:
        panel = desktop.start("xfce4-panel")
        async with tray_on(private_bus) as rig:
            icon = await found(desktop, IconState.OK, "panel_ok")
            opened = rig.opened
            desktop.click(*icon)
            menu = await desktop.window(WRAPPER)
            await until(lambda: rig.tray.is_open)
            rig.tray.show(later)
            desktop.pointer("mousemove", *row(menu, 0, 3), "sleep", "0.5")
            desktop.shot("panel_menu_changed")
            desktop.pointer("click", 1)
            await until(lambda: rig.picked)
            desktop.stop(panel)
            return rig.opened - opened, rig.picked, rig.tray.is_open

    asked, picked, is_open = asyncio.run(run())

    assert asked > 0
    assert (["one"], False) == (picked, is_open)


def test_the_icon_says_the_state_and_comes_back_with_the_panel(
    desktop: XfceDesktop, private_bus: PrivateBus
) -> None:
    """Late panel, new state, dead panel, new panel: the icon is always the one of now."""

    async def run() -> list[bool]:
        async with tray_on(private_bus) as rig:
            shown = [rig.tray.is_shown]
            panel = desktop.start("xfce4-panel")
            await found(desktop, IconState.OK, "panel_ok")
            shown.append(rig.tray.is_shown)
            rig.tray.show(replace(FACE, icon=IconState.DUE))
            await found(desktop, IconState.DUE, "panel_due")
            rig.tray.show(replace(FACE, icon=IconState.QUIET))
            await desktop.seen(lambda: not place(desktop.shot("panel_quiet"), IconState.DUE))
            desktop.stop(panel)
            await until(lambda: not rig.tray.is_shown)
            shown.append(rig.tray.is_shown)
            rig.tray.show(replace(FACE, icon=IconState.NEEDS_YOU))
            panel = desktop.start("xfce4-panel")
            await found(desktop, IconState.NEEDS_YOU, "panel_needs_you")
            shown.append(rig.tray.is_shown)
            desktop.stop(panel)
            return shown

    assert [False, True, False, True] == asyncio.run(run())


def test_a_closed_tray_leaves_the_panel(desktop: XfceDesktop, private_bus: PrivateBus) -> None:
    """After close the icon is not drawn, though the connection goes on."""

    async def run() -> bool:
        panel = desktop.start("xfce4-panel")
        async with tray_on(private_bus) as rig:
            await found(desktop, IconState.OK, "panel_ok")
            await rig.tray.close()
            await desktop.seen(lambda: not place(desktop.shot("panel_closed"), IconState.OK))
            desktop.stop(panel)
            return rig.tray.is_shown

    assert not asyncio.run(run())
