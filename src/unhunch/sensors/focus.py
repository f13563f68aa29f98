"""The window with the focus, as the sensors of it tell: full screen or not, and that it changed."""

import asyncio
from collections.abc import Callable, Hashable

from .said import Report, Said


class Focus:
    """Says whether the focused window is full screen, and that another one has the focus.

    Which window it is stays here: a number that means nothing elsewhere, never a title or a class.
    """

    def __init__(self) -> None:
        self._said = Said()
        self._moved: Callable[[float], None] | None = None
        self._window: Hashable = None

    @property
    def is_heard(self) -> bool:
        """Whether somebody listens."""
        return self._said.is_heard

    def begin(self, report: Report) -> None:
        """From now on, to `report`."""
        self._said.begin(report)

    def tell_moves(self, moved: Callable[[float], None]) -> None:
        """Tell `moved` of each change of the focused window from now on."""
        self._moved = moved

    def end(self) -> None:
        """To nobody."""
        self._said.end()
        self._moved = None

    def on(self, window: Hashable, *, full: bool) -> None:
        """This window has the focus now; None: no window has."""
        self._said.say(full)
        if window is None or window == self._window:
            return
        # A focus that leaves and comes back to the same window is no change.
        before, self._window = self._window, window
        if before is not None and self._moved is not None:
            self._moved(asyncio.get_running_loop().time())

    def unknown(self) -> None:
        """Nobody tells any more."""
        self._said.say(None)
        self._window = None
