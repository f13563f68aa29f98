"""The window with the focus, as the sensors of it tell: full screen or not, and that it changed."""

import asyncio
from collections.abc import Callable, Hashable, Mapping
from datetime import timedelta

from ..desk.policy import Hold
from .said import Report, Said
from .seldom import PAUSE, Seldom


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


class DisplayWindows:
    """What the SignSensors "fullscreen" share that ask the display itself. Theirs: to connect, to
    look at the windows, and to hang up."""

    question = Hold.FULLSCREEN

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        patience: timedelta = timedelta(seconds=5),
        pause: timedelta = PAUSE,
    ) -> None:
        self._environ = environ
        self._patience = patience
        self._lost: Callable[[str], None] | None = None
        self._focus = Focus()
        self._seldom = Seldom(self._look, self._gone, pause)

    def watch_focus(self, moved: Callable[[float], None]) -> None:
        """As the port FocusTeller says."""
        self._focus.tell_moves(moved)

    async def close(self) -> None:
        """Stop listening and hang up."""
        self._lost = None
        self._focus.end()
        await self._seldom.close()
        self._hang_up()

    async def _look(self) -> None:
        """Tell the focus which window has it. Raise NotHere."""
        raise NotImplementedError

    def _hang_up(self) -> None:
        """Give the connection back, if there is one."""
        raise NotImplementedError

    def _gone(self, why: str) -> None:
        lost, self._lost = self._lost, None
        self._focus.end()
        if lost is not None:
            lost(why)
