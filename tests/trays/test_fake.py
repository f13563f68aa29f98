"""The fake tray keeps the contract, so that what the daemon's tests see is what a panel shows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.contracts.tray import LiveTrayContract, Rig
from tests.fakes_surfaces import FakeTray
from unhunch.ports import Entry


class FakePanel:
    """The fake's own hands and eyes."""

    def __init__(self, tray: FakeTray) -> None:
        self._tray = tray

    async def labels(self) -> list[str]:
        """Open the menu and read it."""
        return [entry.label for entry in self._flat(self._tray.open_menu())]

    async def click(self, label: str) -> None:
        """Pick by label."""
        entries = self._flat(self._tray.open_menu())
        self._tray.pick(next(entry.key for entry in entries if entry.label == label))

    async def tooltip(self) -> str:
        """Read it."""
        assert self._tray.face is not None
        return self._tray.face.tooltip

    def _flat(self, menu: tuple[Entry, ...]) -> list[Entry]:
        return [line for entry in menu for line in (entry, *self._flat(entry.children))]


class TestFakeTray(LiveTrayContract):
    """The contract in memory."""

    @asynccontextmanager
    async def rig(self) -> AsyncIterator[Rig]:
        """A fake with a panel."""
        tray = FakeTray()
        panel: Any = FakePanel(tray)
        yield Rig(tray, panel)
        await tray.close()
