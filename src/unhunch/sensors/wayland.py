"""Idle on Wayland by ext-idle-notify-v1: KDE, wlroots, COSMIC and others. Everything is pushed.

https://wayland.app/protocols/ext-idle-notify-v1; compositors of before it: wayland_kde.py.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

from ..errors import NotHere
from ..ports import IdleReport
from ..sentence import Sentence
from .gap import Gap
from .wayland_connection import Connection, connect

NOTIFIER, SEAT = "ext_idle_notifier_v1", "wl_seat"
GET_IDLE_NOTIFICATION, GET_INPUT_IDLE_NOTIFICATION = 1, 2
IDLED, RESUMED = 0, 1

FIRST = timedelta(milliseconds=100)
"""The gap that finds the first input after the start, before which nothing is known."""


class WaylandIdle:
    """The IdleSensor of a compositor with ext-idle-notify-v1.

    The compositor counts from the moment a notification is made, not from the last input. So a
    notification for an earlier gap stays until the next input: it may know better.
    """

    name = "ext-idle-notify"
    notifier = NOTIFIER
    """The global that is asked for notifications."""
    caveat: str = ""
    version = 0
    """Of the protocol, as spoken here; 0 before the start."""

    def __init__(
        self, environ: Mapping[str, str], patience: timedelta = timedelta(seconds=5)
    ) -> None:
        self._environ = environ
        self._patience = patience
        self._connection: Connection | None = None
        self._report: Callable[[IdleReport], None] = _unheard
        self._seat = self._notifier = 0
        self._notes: dict[timedelta, int] = {}
        self._wanted: timedelta | None = None
        self._gap = Gap()
        self._rest: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def start(
        self, report: Callable[[IdleReport], None], lost: Callable[[str], None]
    ) -> None:
        """Begin. Raise NotHere without a compositor that has the protocol."""

        def gone(why: str) -> None:
            self._stop()
            if self._report is not _unheard:
                lost(why)

        self._connection = await connect(self._environ, gone, self._patience)
        self._bind(self._connection)
        self._report = report

    def _bind(self, connection: Connection) -> None:
        offered = connection.globals
        missing = [name for name in (self.notifier, SEAT) if name not in offered]
        if missing:
            connection.close()
            raise NotHere(
                Sentence("the Wayland compositor has no {missing}", missing=", ".join(missing))
            )
        self._agree_on(offered[self.notifier].version)
        self._seat = connection.bind(SEAT, 1)
        self._notifier = connection.bind(self.notifier, self.version)

    def _agree_on(self, offered: int) -> None:
        """Choose the version to speak, at most the one offered, and say what it does not see."""
        self.version = min(offered, 2)
        if self.version < 2:
            self.caveat = heeds_inhibitors("ext-idle-notify 1")

    def attend(self, gap: timedelta) -> None:
        """As the port says."""
        self._wanted = gap
        self._notify_after(gap)
        if self._gap.last is None:
            self._notify_after(FIRST)
        if self._rest is None:
            self._gap.expect(gap)
        else:
            self._pass_on(self._gap.attend(gap, self._now()))
        self._set_timer()

    async def close(self) -> None:
        """Hang up."""
        self._report = _unheard
        self._stop()
        if self._connection is not None:
            self._connection.close()

    def _notify_after(self, gap: timedelta) -> None:
        if self._connection is None or gap in self._notes:
            return
        note = self._connection.new(lambda opcode, _: self._heard(gap, opcode))
        self._notes[gap] = note
        self._ask(self._connection, note, gap // timedelta(milliseconds=1))

    def _ask(self, connection: Connection, note: int, milliseconds: int) -> None:
        """Send the request that makes a notification."""
        opcode = GET_IDLE_NOTIFICATION if self.version < 2 else GET_INPUT_IDLE_NOTIFICATION
        connection.send(self._notifier, opcode, note, milliseconds, self._seat)

    def _heard(self, gap: timedelta, opcode: int) -> None:
        now = self._now()
        if opcode == IDLED:
            since = now - gap.total_seconds()
            self._rest = since if self._rest is None else min(since, self._rest)
            self._pass_on(self._gap.heard_nothing(self._rest, now))
        elif opcode == RESUMED:
            self._rest = None
            self._drop([each for each in self._notes if each != self._wanted])
            self._pass_on(self._gap.heard_input(now, now))
        self._set_timer()

    def _drop(self, gaps: list[timedelta]) -> None:
        for gap in gaps:
            note = self._notes.pop(gap)
            if self._connection is not None:
                self._connection.destroy(note)

    def _set_timer(self) -> None:
        self._stop_timer()
        # Only while an idle notification is there to take it back.
        if self._rest is not None and self._gap.due is not None:
            self._timer = asyncio.get_running_loop().call_at(self._gap.due, self._gap_is_over)

    def _gap_is_over(self) -> None:
        if self._rest is not None:
            self._pass_on(self._gap.heard_nothing(self._rest, self._now()))

    def _stop(self) -> None:
        """End what would go on by itself."""
        self._stop_timer()

    def _stop_timer(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _pass_on(self, reports: list[IdleReport]) -> None:
        for report in reports:
            self._report(report)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def heeds_inhibitors(protocol: str) -> Sentence:
    """Return the caveat of a count that whoever keeps the screen awake stops."""
    return Sentence(
        "while a video or a call keeps the screen awake this compositor does not say whether you "
        "are there: you count as present ({protocol})",
        protocol=protocol,
    )


def _unheard(report: IdleReport) -> None:
    """Before the start and after the end."""
