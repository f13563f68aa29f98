"""The pystray tray, with a backend of pystray's that lives in memory and runs in its own thread.

The real Windows and macOS backends do not run here; this proves what is ours: the threads, the
translation of the menu, and that no failure of a backend hangs the program.
"""

import asyncio
import importlib
import queue
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from tests.contracts.tray import FACE, Rig, ShownTrayContract
from unhunch.errors import NotHere
from unhunch.trays.native import NativeTray


def memory_pystray(monkeypatch: pytest.MonkeyPatch) -> Any:
    """pystray with an icon that needs no desktop."""
    monkeypatch.setenv("PYSTRAY_BACKEND", "dummy")
    pystray = importlib.import_module("pystray")

    class MemoryIcon(pystray.Icon):
        """Runs a loop in whatever thread runs it, as the Windows backend does."""

        made: "list[MemoryIcon]" = []  # noqa: RUF012

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.events: queue.Queue[Any] = queue.Queue()
            self.threads: set[str] = set()
            self.made.append(self)

        def _run(self) -> None:
            self._mark_ready()
            while (event := self.events.get()) is not None:
                self.threads.add(threading.current_thread().name)
                event(self)

        def _stop(self) -> None:
            self.events.put(None)

        def _show(self) -> None:
            self._icon_valid = True

        _hide = _update_icon = _update_title = _update_menu = _show

    return SimpleNamespace(Icon=MemoryIcon, Menu=pystray.Menu, MenuItem=pystray.MenuItem)


class MemoryPanel:
    """Clicks in the backend's thread."""

    def __init__(self, library: Any) -> None:
        self._library = library

    @property
    def icon(self) -> Any:
        """The icon that was made last."""
        return self._library.Icon.made[-1]

    async def labels(self) -> list[str]:
        """Read the menu."""
        separator = self._library.Menu.SEPARATOR
        return ["" if item is separator else item.text for item in self._items(self.icon.menu)]

    async def click(self, label: str) -> None:
        """Click an item, in the icon's thread."""
        item = next(item for item in self._items(self.icon.menu) if item.text == label)
        self.icon.events.put(item)

    async def tooltip(self) -> str:
        """Read the title."""
        return str(self.icon.title)

    def _items(self, menu: Any) -> list[Any]:
        return [
            line
            for item in menu.items
            for line in (item, *(self._items(item.submenu) if item.submenu else []))
        ]


class TestNativeTray(ShownTrayContract):
    """The contract, through pystray's own menu objects."""

    @pytest.fixture(autouse=True)
    def library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each test has a pystray of its own."""
        self.pystray = memory_pystray(monkeypatch)

    @asynccontextmanager
    async def rig(self) -> AsyncIterator[Rig]:
        """A tray whose icons are made in memory."""
        tray = NativeTray(library=self.pystray)
        panel: Any = MemoryPanel(self.pystray)
        yield Rig(tray, panel)
        await tray.close()

    def test_picks_arrive_on_the_loop(self) -> None:
        """pystray clicks in its own thread; `picked` is called in the loop's."""

        async def run() -> tuple[str, set[str]]:
            async with self.rig() as rig:
                await self.shown(rig)
                seen: asyncio.Future[str] = asyncio.get_running_loop().create_future()
                rig.tray._picked = lambda _: seen.set_result(threading.current_thread().name)
                await rig.panel.click("Take a break now")
                return await seen, rig.panel.icon.threads

        assert ("MainThread", {"tray"}) == asyncio.run(run())

    def test_checkmarks_and_grey_lines_are_told(self) -> None:
        """pystray draws from checked and enabled."""

        async def run() -> list[tuple[bool | None, bool]]:
            async with self.rig() as rig:
                await self.shown(rig)
                grey, _, line, _, marked, _ = rig.panel.icon.menu.items
                return [(item.checked, item.enabled) for item in (grey, line, marked)]

        assert [(None, False), (None, True), (True, True)] == asyncio.run(run())

    def test_no_thread_is_left_behind(self) -> None:
        """After close the icon's thread has ended."""

        async def run() -> list[str]:
            async with self.rig() as rig:
                await self.shown(rig)
            return [thread.name for thread in threading.enumerate() if thread.name == "tray"]

        assert [] == asyncio.run(run())


def test_a_backend_that_fails_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """pystray's setup thread waits for ever when its backend fails: here it ends in NotHere."""
    monkeypatch.setenv("PYSTRAY_BACKEND", "dummy")

    async def run() -> str:
        tray = NativeTray()
        with pytest.raises(NotHere) as caught:
            await tray.start(print, lambda: FACE, print)
        await tray.close()
        return str(caught.value)

    assert "the system's tray: NotImplementedError" == asyncio.run(run())


def test_macos_is_refused_outside_the_main_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """pystray's macOS loop runs in the main thread only, which asyncio has."""
    monkeypatch.setattr("sys.platform", "darwin")

    async def run() -> str:
        with pytest.raises(NotHere) as caught:
            await NativeTray().start(print, lambda: FACE, print)
        return str(caught.value)

    assert "macOS shows a tray icon from the main thread only" == asyncio.run(run())
