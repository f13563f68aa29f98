"""Whether the focused window is full screen, on wlroots compositors and others that tell of their
windows by wlr-foreign-toplevel-management. Everything is pushed.

https://wayland.app/protocols/wlr-foreign-toplevel-management-unstable-v1
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

from ..errors import NotHere
from ..sentence import Sentence
from .focus import DisplayWindows
from .said import Report
from .seldom import PAUSE
from .wayland_connection import Connection, connect, socket_path
from .wayland_wire import Arguments

MANAGER = "zwlr_foreign_toplevel_manager_v1"
LEAST, MOST = 2, 3
"""The versions that are understood; the first does not tell of full screen."""

TOPLEVEL, FINISHED = 0, 1
STATE, DONE, CLOSED = 4, 5, 6
DESTROY = 7
ACTIVATED, FULLSCREEN = 2, 3


class ToplevelWindows(DisplayWindows):
    """The SignSensor "fullscreen" of a compositor with wlr-foreign-toplevel-management.

    Titles and programs, which the compositor tells too, are thrown away unread.
    """

    name = "wlr-foreign-toplevel"

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        patience: timedelta = timedelta(seconds=5),
        pause: timedelta = PAUSE,
    ) -> None:
        super().__init__(environ, patience=patience, pause=pause)
        self._connection: Connection | None = None
        self._told: dict[int, tuple[int, ...]] = {}
        self._states: dict[int, tuple[int, ...]] = {}

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a compositor that has the protocol."""
        self._connection = await connect(self._environ, self._gone, self._patience)
        offered = self._connection.globals.get(MANAGER)
        if offered is None or offered.version < LEAST:
            self._connection.close()
            words = Sentence("the Wayland compositor has no {missing}", missing=MANAGER)
            raise NotHere(words, lasting=True)
        self._focus.begin(report)
        manager = self._connection.bind(MANAGER, min(offered.version, MOST))
        self._connection.adopt(manager, self._heard_of_all)
        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                await self._connection.catch_up()
            await self._seldom.now()
        except TimeoutError as error:
            await self.close()
            path = socket_path(self._environ)
            raise NotHere(
                Sentence("the Wayland compositor at {path} does not answer", path=path)
            ) from error
        self._lost = lost

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()

    # --- what the compositor says -------------------------------------------------------------

    def _heard_of_all(self, opcode: int, arguments: Arguments) -> None:
        assert self._connection is not None
        if opcode == TOPLEVEL:
            window = arguments.number()
            self._connection.adopt(window, lambda code, more: self._heard(window, code, more))
        elif opcode == FINISHED:
            self._connection.close()
            self._gone(Sentence("the Wayland compositor tells no more of its windows"))

    def _heard(self, window: int, opcode: int, arguments: Arguments) -> None:
        assert self._connection is not None
        if opcode == STATE:
            self._told[window] = arguments.numbers()
            return
        if opcode == DONE and self._states.get(window) != self._told.get(window, ()):
            self._states[window] = self._told.get(window, ())
        elif opcode == CLOSED:
            self._connection.disown(window, DESTROY)
            self._told.pop(window, None)
            self._states.pop(window, None)
        else:
            return
        self._seldom.ask()

    async def _look(self) -> None:
        for window, state in self._states.items():
            if ACTIVATED in state:
                self._focus.on(window, full=FULLSCREEN in state)
                return
        self._focus.on(None, full=False)
