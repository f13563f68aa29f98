"""Whether the focused window of an X11 session is full screen; the X server tells of changes.

Window managers write both down as the EWMH says: _NET_ACTIVE_WINDOW on the root window and
_NET_WM_STATE on each window. https://specifications.freedesktop.org/wm-spec/latest/
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..errors import NotHere
from .focus import DisplayWindows
from .said import Report
from .seldom import PAUSE
from .x11 import display_of

if TYPE_CHECKING:
    from .x11_connection import Connection

ACTIVE = "_NET_ACTIVE_WINDOW"
SUPPORTED = "_NET_SUPPORTED"
CHECK = "_NET_SUPPORTING_WM_CHECK"
STATE = "_NET_WM_STATE"
FULLSCREEN = "_NET_WM_STATE_FULLSCREEN"
TYPE = "_NET_WM_WINDOW_TYPE"
DESKTOP = "_NET_WM_WINDOW_TYPE_DESKTOP"
NAMES = (ACTIVE, SUPPORTED, CHECK, STATE, FULLSCREEN, TYPE, DESKTOP)

EVENT_MASK = 1 << 11
"""The one field of SelectEvents."""

PROPERTY_CHANGES = 1 << 22
STRUCTURE_CHANGES = 1 << 17
DESTROYED, PROPERTY_CHANGED = 17, 28
"""Events and their masks, X11 protocol, "Encoding"."""

MANY = 1024
"""How many numbers of a property are read: no window manager supports as many hints."""


class X11Windows(DisplayWindows):
    """The SignSensor "fullscreen" of an X11 session. Unknown without a window manager that tells.

    A window manager may come, go and be replaced.
    """

    name = "x11-window"

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        patience: timedelta = timedelta(seconds=5),
        pause: timedelta = PAUSE,
    ) -> None:
        super().__init__(environ, patience=patience, pause=pause)
        self.looks = 0
        self._connection: Connection | None = None
        self._atoms: dict[str, int] = {}
        self._active = 0
        self._manager: int | None = None

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a display, and on Wayland."""
        name = display_of(self._environ)
        from .x11_connection import connect

        self._connection = await connect(name, self._heard, self._gone, self._patience)
        try:
            await self._name_atoms(self._connection)
            self._select(self._connection.root, PROPERTY_CHANGES)
            self._focus.begin(report)
            await self._seldom.now()
        except NotHere:
            await self.close()
            raise
        self._lost = lost

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()

    async def _name_atoms(self, connection: "Connection") -> None:
        from .x11_requests import InternAtom

        answers = await asyncio.gather(
            *(connection.ask(InternAtom, only_if_exists=False, name=name) for name in NAMES)
        )
        self._atoms = {name: answer.atom for name, answer in zip(NAMES, answers, strict=True)}

    # --- what the server says -----------------------------------------------------------------

    def _heard(self, event: Any) -> None:
        if self._connection is None or not self._atoms:
            return
        root = self._connection.root
        if event.type == DESTROYED:
            if event.window == self._manager:
                self._manager = None
        elif event.type == PROPERTY_CHANGED and event.window == root:
            if event.atom in (self._atoms[CHECK], self._atoms[SUPPORTED]):
                self._manager = None
            elif event.atom != self._atoms[ACTIVE]:
                return
        elif not self._is_about_the_state(event):
            return
        self._seldom.ask()

    def _is_about_the_state(self, event: Any) -> bool:
        return (
            event.type == PROPERTY_CHANGED
            and event.window == self._active
            and event.atom in (self._atoms[STATE], self._atoms[TYPE])
        )

    # --- looking ------------------------------------------------------------------------------

    async def _look(self) -> None:
        assert self._connection is not None
        self.looks += 1
        if self._manager is None:
            self._manager = await self._find_manager(self._connection)
        if self._manager is None:
            self._turn_to(0)
            self._focus.unknown()
            return
        window = next(iter(await self._numbers(self._connection.root, ACTIVE)), 0)
        # Listen first, then read: a change in between is told.
        self._turn_to(window)
        full = await self._is_full(window) if window else False
        self._focus.on(window or None, full=full)

    async def _find_manager(self, connection: "Connection") -> int | None:
        """Return the window by which a living window manager vouches for what it writes down."""
        for check in await self._numbers(connection.root, CHECK):
            self._select(check, STRUCTURE_CHANGES)
            vouched, supported = await asyncio.gather(
                self._numbers(check, CHECK), self._numbers(connection.root, SUPPORTED)
            )
            tells = {self._atoms[ACTIVE], self._atoms[FULLSCREEN]} <= set(supported)
            # The hints of one that died stay on the root window.
            return check if check in vouched and tells else None
        return None

    async def _is_full(self, window: int) -> bool:
        state, kind = await asyncio.gather(
            self._numbers(window, STATE), self._numbers(window, TYPE)
        )
        return self._atoms[FULLSCREEN] in state and self._atoms[DESKTOP] not in kind

    def _turn_to(self, window: int) -> None:
        """Hear of changes to this window and of its end, and no more of the one before."""
        if self._active not in (0, window):
            self._select(self._active, 0)
        if window:
            # Each time: a new window may have the number of one that is gone. And of its end,
            # because Openbox goes on naming a window that was closed.
            self._select(window, PROPERTY_CHANGES | STRUCTURE_CHANGES)
        self._active = window

    def _select(self, window: int, events: int) -> None:
        from .x11_requests import SelectEvents

        assert self._connection is not None
        self._connection.tell(SelectEvents, window=window, fields=EVENT_MASK, events=events)

    async def _numbers(self, window: int, name: str) -> tuple[int, ...]:
        """Return a property; nothing when the window is gone meanwhile. Raise NotHere."""
        from .x11_connection import Declined
        from .x11_requests import GetNumbers, numbers_of

        assert self._connection is not None
        try:
            answer = await self._connection.ask(
                GetNumbers,
                delete=False,
                window=window,
                property=self._atoms[name],
                type=0,
                offset=0,
                length=MANY,
            )
        except Declined:
            return ()
        return numbers_of(answer)
