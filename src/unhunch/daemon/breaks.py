"""Where a guided break is shown beside the notifications: in its window, else on its page.

A window that cannot be shown here gives way to the page at once. One that is gone, whatever the
reason, is not tried again for the same break: it goes on in a notification and the tray.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

from ..card import Card
from ..errors import UnhunchError
from ..wire.messages import Message
from .break_place import has_qt
from .display import NAMES
from .window import COMMAND, Child

log = logging.getLogger(__name__)

OPENS_WITHIN = 45.0
"""Seconds in which a page that was opened asks for its card, or nobody sees it."""

NEWS_WITHIN = 20.0
"""Seconds for which a page that asks for news is kept waiting while there is none."""

LOOKS_WITHIN = NEWS_WITHIN + 10.0
"""Seconds in which a page that is open has asked again, or it is closed."""


class Breaks:
    """The window's process, or the page. `asked` does what a button asks for, `changed` has the
    scene shown anew, `open_page` opens the page; `command` starts the window. `failed`: the last
    window found no display."""

    def __init__(
        self,
        environ: Mapping[str, str],
        asked: Callable[[Message], Awaitable[object]],
        changed: Callable[[], None],
        open_page: Callable[[], Awaitable[None]],
        has_window: Callable[[], bool] = has_qt,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._environ = environ
        self._asked = asked
        self._changed = changed
        self._open_page = open_page
        self._has_window = has_window
        self._command = command
        self._child: Child | None = None
        self._leaving: set[Child] = set()
        self._gone: int | None = None
        self._unseen: int | None = None
        self.failed = False
        self._is_hopeless = False
        self._page: int | None = None
        self._is_asking = False
        self._card: Card | None = None
        self._news = asyncio.Event()
        self._opening: asyncio.Task[None] | None = None
        self._watch: asyncio.TimerHandle | None = None

    @property
    def where(self) -> str:
        """As BreakSurface says. Where the last one could not be shown at all, nowhere: something
        else has to be there, too."""
        named = sys.platform != "linux" or any(self._environ.get(name) for name in NAMES)
        if self._is_hopeless or not named:
            return ""
        return "window" if self._has_window() and not self.failed else "page"

    def show(self, card: Card) -> bool:
        """As BreakSurface says. A page is opened only for a break that somebody started."""
        self._note(card)
        if self._gone == card.prompt:
            return False
        if self._has_window() and self._unseen != card.prompt:
            return self._in_window(card)
        return self._on_page(card)

    def hide(self) -> None:
        """As BreakSurface says. A window that asks where it hurt stays until that is answered."""
        child, self._child = self._child, None
        if child is not None:
            child.hide()
            self._leaving.add(child)
        self._page, self._is_asking = None, False
        self._stop_watch()
        self._note(None)

    def take_keyboard(self) -> bool:
        """Give the window the keyboard, for who wants to go on without a pointer. False: none."""
        return self._child is not None and self._child.take_keyboard()

    async def close(self) -> None:
        """Leave nothing on the screen."""
        self.hide()
        if self._opening is not None:
            self._opening.cancel()
        for child in tuple(self._leaving):
            await child.close()
        self._leaving.clear()

    # --- the window ---------------------------------------------------------------------------

    def _in_window(self, card: Card) -> bool:
        if self._child is None:
            child = self._child = Child(
                self._environ, self._asked, lambda: self._ended(child), self._command
            )
        self._child.show(card)
        return True

    def _ended(self, child: Child) -> None:
        self._leaving.discard(child)
        self.failed = child.could_not
        self._is_hopeless = not child.has_shown and not child.could_not
        if child is not self._child:
            return
        self._child = None
        if child.could_not:
            log.info("no window of a break can be shown here; see what it wrote above")
            self._unseen = child.prompt
            self._changed()
            return
        self._give_up(child.prompt, f"its window ended: {child.why}")

    def _give_up(self, prompt: int, why: str) -> None:
        log.info("the break goes on in notifications: %s", why)
        self._gone = prompt
        self._changed()

    # --- the page -----------------------------------------------------------------------------

    def _on_page(self, card: Card) -> bool:
        if card.by_itself:
            return False
        before, self._page = self._page, card.prompt
        if before != card.prompt and not self._is_asking:
            self._look_again(OPENS_WITHIN)
            self._opening = asyncio.ensure_future(self._open(card.prompt))
        return True

    async def _open(self, prompt: int) -> None:
        try:
            await self._open_page()
        except UnhunchError as error:
            self._is_hopeless = True
            self._page_gone(prompt, str(error))

    def page_asked(self) -> None:
        """The page asked for its card: it is open, whatever was thought of it."""
        self._is_asking, self._is_hopeless = True, False
        if self._page is not None:
            self._look_again(LOOKS_WITHIN)
        elif self._gone is not None and not self._has_window():
            self._gone = None
            self._changed()

    async def news(self) -> None:
        """Return when another card is to be seen, or none, and after a while in any case."""
        with suppress(TimeoutError):
            async with asyncio.timeout(NEWS_WITHIN):
                await self._news.wait()

    def page_left(self) -> None:
        """The page was closed, and there is no other."""
        if self._page is not None and self._is_asking:
            self._page_gone(self._page, "its page was closed")

    def _note(self, card: Card | None) -> None:
        """Tell those who wait for news."""
        if card != self._card:
            self._card = card
            self._news.set()
            self._news = asyncio.Event()

    def _look_again(self, seconds: float) -> None:
        self._stop_watch()
        loop, prompt = asyncio.get_running_loop(), self._page
        if prompt is not None:
            self._watch = loop.call_later(seconds, self._page_gone, prompt, "its page was closed")

    def _stop_watch(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()

    def _page_gone(self, prompt: int, why: str) -> None:
        if self._page == prompt:
            self._page, self._is_asking = None, False
            self._stop_watch()
            self._give_up(prompt, why)
