"""pystray: the trays of Windows and macOS.

pystray runs a loop of its own. On Windows that is a thread in here. macOS allows it in the main
thread only: there the program's main thread runs NSApplication, asyncio lives in a second thread,
and the tray is made with `detached=True`. Not told of an opening menu, it is never `is_open`, and
its labels are as fresh as the last `show`. Explorer's restarts are pystray's business.
"""

import asyncio
import importlib
import sys
import threading
from collections.abc import Callable
from typing import Any

from ..errors import NotHere
from ..ports import Entry, Face, IconState
from ..sentence import Sentence
from .icons import png_path

READY_WITHIN = 10.0
"""Seconds the system has to show the icon."""


class NativeTray:
    """A tray through pystray, whose callbacks come from other threads and are put on the loop."""

    name = "pystray"
    is_open = False

    def __init__(self, *, detached: bool = False, library: Any = None) -> None:
        """`library`: pystray or its like, instead of what importing pystray chooses."""
        self._detached = detached
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pystray = library
        self._icon: Any = None
        self._thread: threading.Thread | None = None
        self._picked: Callable[[str], None] | None = None
        self._face: Face | None = None
        self._images: dict[IconState, Any] = {}
        self._is_shown = False

    @property
    def is_shown(self) -> bool:
        """Whether the system has taken the icon."""
        return self._is_shown

    async def start(
        self,
        picked: Callable[[str], None],
        opening: Callable[[], Face],
        changed: Callable[[], None],
    ) -> None:
        """Show the icon. Raise NotHere without pystray, or on macOS when not detached."""
        if sys.platform == "darwin" and not self._detached:
            raise NotHere(Sentence("macOS shows a tray icon from the main thread only"))
        self._pystray = self._pystray or _pystray()
        self._loop = asyncio.get_running_loop()
        self._picked = picked
        self._face = self._face or opening()
        self._icon = self._pystray.Icon(
            "unhunch", self._image(self._face.icon), self._face.tooltip, self._menu(self._face)
        )
        ready: asyncio.Future[str] = self._loop.create_future()
        self._run(ready)
        try:
            async with asyncio.timeout(READY_WITHIN):
                why_not = await ready
        except TimeoutError:
            why_not = Sentence("no icon in {seconds} s", seconds=f"{READY_WITHIN:g}")
        if why_not:
            await self.close()
            raise NotHere(Sentence("the system's tray: {why_not}", why_not=why_not))
        self._is_shown = True
        self.show(self._face)
        changed()

    def show(self, face: Face) -> None:
        """Make the icon and menu look like this. An open menu may close."""
        before, self._face = self._face, face
        if not self._is_shown or before == face:
            return
        if before is None or before.icon is not face.icon:
            self._icon.icon = self._image(face.icon)
        if before is None or before.tooltip != face.tooltip:
            self._icon.title = face.tooltip
        if before is None or before.menu != face.menu:
            self._icon.menu = self._menu(face)

    async def close(self) -> None:
        """Take the icon away."""
        self._picked = None
        self._is_shown = False
        icon, self._icon = self._icon, None
        if icon is not None:
            await asyncio.to_thread(self._stop, icon)

    # --- pystray's threads -------------------------------------------------------------------

    def _run(self, ready: "asyncio.Future[str]") -> None:
        icon = self._icon

        def tell(why_not: str) -> None:
            self._post(lambda: None if ready.done() else ready.set_result(why_not))

        def appear(_: Any) -> None:
            try:
                icon.visible = True
            except (NotImplementedError, OSError, RuntimeError, ValueError) as error:
                tell(str(error) or type(error).__name__)
            else:
                tell("")

        def run() -> None:
            try:
                icon.run(appear)
            except (NotImplementedError, OSError, RuntimeError) as error:
                tell(str(error) or type(error).__name__)

        if self._detached:
            icon.run_detached(appear)
            return
        self._thread = threading.Thread(target=run, name="tray", daemon=True)
        self._thread.start()

    def _stop(self, icon: Any) -> None:
        icon.stop()
        if self._thread is not None:
            self._thread.join(READY_WITHIN)

    def _post(self, what: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(what)

    def _pick(self, key: str) -> None:
        if self._picked is not None:
            self._picked(key)

    # --- our words in pystray's --------------------------------------------------------------

    def _image(self, state: IconState) -> Any:
        if state not in self._images:
            image = importlib.import_module("PIL.Image")
            with image.open(png_path(state, 48)) as opened:
                opened.load()
                self._images[state] = opened
        return self._images[state]

    def _menu(self, face: Face) -> Any:
        return self._pystray.Menu(*map(self._item, face.menu))

    def _item(self, entry: Entry) -> Any:
        if not entry.label:
            return self._pystray.Menu.SEPARATOR
        if entry.children:
            action: Any = self._pystray.Menu(*map(self._item, entry.children))
        else:
            action = self._action(entry.key)
        return self._pystray.MenuItem(
            entry.label,
            action,
            checked=None if entry.checked is None else lambda _: bool(entry.checked),
            enabled=entry.enabled,
        )

    def _action(self, key: str) -> Callable[[], None]:
        def act() -> None:
            if key:
                self._post(lambda: self._pick(key))

        return act


def _pystray() -> Any:
    # Importing it chooses a backend: on Linux without a display that ends in whatever Xlib raises.
    try:
        return importlib.import_module("pystray")
    except ImportError as error:
        raise NotHere(Sentence("pystray is not here: {error}", error=error)) from error
