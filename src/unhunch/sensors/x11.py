"""Idle time on X11: XScreenSaver's counter, looked at when the gap can have been reached.

Where the server has the SYNC extension (all current ones do) it rings an alarm when its idle
counter passes the gap in either direction; looking is then only the safety net.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from ..errors import NotHere
from ..ports import IdleReport
from ..sentence import Sentence
from .polled import Pace, Polling

if TYPE_CHECKING:
    from .x11_alarms import Alarms
    from .x11_connection import Connection

UNRUNG = Pace(active=timedelta(seconds=10), quiet=timedelta(seconds=10), long=timedelta(minutes=1))
"""Nobody rings. A look wakes us twice, for the question and for the answer: twelve a minute."""

RUNG = Pace(active=timedelta(minutes=5), quiet=timedelta(minutes=5), long=timedelta(minutes=5))
"""The server rings: one look in five minutes in case it forgot."""


class X11Idle:
    """The IdleSensor of an X11 session."""

    name = "x11"
    caveat: str = Sentence(
        "a program that resets the X screen saver (some video players do) looks like input"
    )

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        alarms: bool = True,
        unrung: Pace = UNRUNG,
        patience: timedelta = timedelta(seconds=5),
    ) -> None:
        self._environ = environ
        self._patience = patience
        self._wants_alarms = alarms
        self._unrung = unrung
        self._connection: Connection | None = None
        self._alarms: Alarms | None = None
        self._opcode = 0
        self._polling: Polling | None = None

    @property
    def looks(self) -> int:
        """How often the counter was read, for `doctor` and the tests."""
        return self._polling.looks if self._polling else 0

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere without a display, on Wayland, or without XScreenSaver."""
        name = display_of(self._environ)
        from .x11_connection import connect

        self._connection = await connect(name, self._heard, self._gone, self._patience)
        try:
            await self._prepare(self._connection)
            self._polling = Polling(self._idle, RUNG if self._alarms else self._unrung)
            await self._polling.start(report, lost)
        finally:
            if self._polling is None or not self._polling.is_running:
                await self.close()

    def attend(self, gap: timedelta) -> None:
        """As the port says."""
        if self._alarms is not None:
            self._alarms.set(gap)
        if self._polling is not None:
            self._polling.attend(gap)

    async def close(self) -> None:
        """Stop looking and disconnect."""
        if self._polling is not None:
            await self._polling.close()
        if self._connection is not None:
            self._connection.close()

    async def _prepare(self, connection: "Connection") -> None:
        from .x11_alarms import Alarms

        saver = await connection.extension("MIT-SCREEN-SAVER")
        if saver is None:
            raise NotHere(Sentence("the X server has no MIT-SCREEN-SAVER extension"))
        self._opcode = saver.major_opcode
        self._alarms = await Alarms.open(connection) if self._wants_alarms else None

    async def _idle(self) -> float:
        from .x11_requests import QueryIdle

        assert self._connection is not None
        answer = await self._connection.ask(
            QueryIdle, opcode=self._opcode, drawable=self._connection.root
        )
        return float(answer.idle) / 1000

    def _heard(self, event: int) -> None:
        if self._polling is not None and self._alarms is not None and self._alarms.is_mine(event):
            self._polling.look_now()

    def _gone(self, why: str) -> None:
        # The look that follows fails with the reason, which is then told once.
        if self._polling is not None:
            self._polling.look_now()


def display_of(environ: Mapping[str, str]) -> str:
    """Return the display to ask. Raise NotHere where there is none or it would not know."""
    session = environ.get("XDG_SESSION_TYPE")
    if session == "wayland" or (session != "x11" and environ.get("WAYLAND_DISPLAY")):
        raise NotHere(
            Sentence("this is a Wayland session: X11 sees only what goes to X11 windows"),
            lasting=True,
        )
    if not environ.get("DISPLAY"):
        raise NotHere(Sentence("no X11 display: DISPLAY is not set"), lasting=True)
    return environ["DISPLAY"]
