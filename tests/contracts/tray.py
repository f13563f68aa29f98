"""What every tray does: the Tray port's docstrings as code."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from tests.waiting import until
from unhunch.ports import Entry, Face, IconState, Tray

MENU = (
    Entry(label="Sitting 32 min", enabled=False),
    Entry(),
    Entry(key="break", label="Take a break now"),
    Entry(label="Pause for…", key="pause", children=(Entry(key="pause 30m", label="30 min"),)),
    Entry(key="snack", label="snake_case & <b>", checked=True),
    Entry(key="off", label="Not now", enabled=False),
)
FACE = Face(icon=IconState.OK, tooltip="Sitting 32 min", menu=MENU)
DUE = Face(icon=IconState.DUE, tooltip="Time to stand up", menu=(Entry(key="up", label="I'm up"),))


class Panel(Protocol):
    """What a person sees and does, by means of the backend's own panel."""

    async def labels(self) -> list[str]:
        """Open the menu and read it, submenus included, separators as empty."""

    async def click(self, label: str) -> None:
        """Click the line with this label."""

    async def tooltip(self) -> str:
        """Read the tooltip."""


class Rig:
    """A started tray, its panel, and what was reported."""

    def __init__(self, tray: Tray, panel: Panel) -> None:
        self.tray = tray
        self.panel = panel
        self.face = FACE
        self.picked: list[str] = []
        self.opened = 0
        self.changes = 0

    async def start(self) -> None:
        """Start the tray with recorders."""
        await self.tray.start(self.picked.append, self._opening, self._changed)

    def _opening(self) -> Face:
        self.opened += 1
        return self.face

    def _changed(self) -> None:
        self.changes += 1


class TrayContract:
    """What every backend keeps, even one that never shows anything."""

    def rig(self) -> AbstractAsyncContextManager[Rig]:
        """A tray that is not yet started, with its panel; closed at the end."""
        raise NotImplementedError

    def test_it_has_a_name(self) -> None:
        """`doctor` can name every backend."""

        async def run() -> str:
            async with self.rig() as rig:
                return rig.tray.name

        assert asyncio.run(run())

    def test_nothing_is_shown_before_start(self) -> None:
        """A constructor does nothing."""

        async def run() -> tuple[bool, bool]:
            async with self.rig() as rig:
                return rig.tray.is_shown, rig.tray.is_open

        assert (False, False) == asyncio.run(run())

    def test_close_takes_the_icon_away_and_may_be_called_twice(self) -> None:
        """After close nothing is shown."""

        async def run() -> bool:
            async with self.rig() as rig:
                await rig.start()
                rig.tray.show(FACE)
                await rig.tray.close()
                await rig.tray.close()
                return rig.tray.is_shown

        assert not asyncio.run(run())

    def test_close_before_start_is_no_error(self) -> None:
        """A daemon that fails to start closes everything it made."""

        async def run() -> bool:
            async with self.rig() as rig:
                await rig.tray.close()
                return rig.tray.is_shown

        assert not asyncio.run(run())


class ShownTrayContract(TrayContract):
    """What every backend keeps that has a panel."""

    async def shown(self, rig: Rig) -> None:
        """Start the rig's tray with its face and wait until the panel has it."""
        await rig.start()
        rig.tray.show(rig.face)
        await until(lambda: rig.tray.is_shown)

    def test_the_menu_is_what_was_shown(self) -> None:
        """Lines, separators and submenus appear in order, with every character."""

        async def run() -> list[str]:
            async with self.rig() as rig:
                await self.shown(rig)
                return await rig.panel.labels()

        expected = [
            "Sitting 32 min",
            "",
            "Take a break now",
            "Pause for…",
            "30 min",
            "snake_case & <b>",
            "Not now",
        ]

        assert expected == asyncio.run(run())

    def test_a_second_face_takes_the_place_of_the_first(self) -> None:
        """Icon, tooltip and menu follow `show`."""

        async def run() -> tuple[list[str], str]:
            async with self.rig() as rig:
                await self.shown(rig)
                rig.face = DUE
                rig.tray.show(DUE)
                return await rig.panel.labels(), await rig.panel.tooltip()

        assert (["I'm up"], "Time to stand up") == asyncio.run(run())

    def test_a_click_picks_the_entry_once(self) -> None:
        """The key of the clicked line comes back, in a submenu too."""

        async def run() -> list[str]:
            async with self.rig() as rig:
                await self.shown(rig)
                await rig.panel.click("30 min")
                await until(lambda: rig.picked)
                await rig.panel.click("Take a break now")
                await until(lambda: len(rig.picked) == 2)
                return rig.picked

        assert ["pause 30m", "break"] == asyncio.run(run())

    def test_being_shown_is_told(self) -> None:
        """`changed` is called when the panel takes the icon."""

        async def run() -> int:
            async with self.rig() as rig:
                await self.shown(rig)
                return rig.changes

        assert asyncio.run(run()) > 0


class LiveTrayContract(ShownTrayContract):
    """What every backend keeps that is told of an opening menu."""

    def test_an_opening_menu_asks_for_a_fresh_face(self) -> None:
        """What the person reads is as old as the click that opened the menu."""

        async def run() -> tuple[list[str], bool]:
            async with self.rig() as rig:
                await self.shown(rig)
                rig.face = DUE
                labels = await rig.panel.labels()
                return labels, rig.tray.is_open

        assert (["I'm up"], True) == asyncio.run(run())
