"""Whether a program keeps the screen awake through Wayland alone (zwp_idle_inhibit_manager_v1).

No compositor says so. But with version 2 of ext-idle-notify there are two counts of idleness, one
that inhibitors stop and one that they do not: where the second runs out and the first does not, an
inhibitor is there. They are made when the user becomes quiet and end with it, so that nobody is
woken while somebody types.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

from ..errors import NotHere
from ..sentence import Sentence
from .inhibitors import QUESTION
from .said import Report, Said
from .wayland import GET_IDLE_NOTIFICATION, GET_INPUT_IDLE_NOTIFICATION, IDLED, NOTIFIER, SEAT
from .wayland_connection import Connection, connect

COUNTS = timedelta(milliseconds=100)
"""What both are made for."""

SLACK = 0.4
"""Seconds by which one may come after the other."""


class WaylandInhibitor:
    """The SignSensor "inhibitor" of a compositor with ext-idle-notify-v1, version 2."""

    name = "wayland-inhibitor"
    question = QUESTION

    def __init__(
        self, environ: Mapping[str, str], patience: timedelta = timedelta(seconds=5)
    ) -> None:
        self._environ = environ
        self._patience = patience
        self._connection: Connection | None = None
        self._said = Said()
        self._seat = self._notifier = 0
        self._notes: list[int] = []
        self._idle: set[int] = set()
        self._judging: asyncio.TimerHandle | None = None
        self._judged = asyncio.Event()

    @property
    def caveat(self) -> str:
        """Why it does not know; empty when it does."""
        return Sentence("it can only tell while nobody types") if self._said.is_unknown else ""

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a compositor that counts in both ways."""

        def gone(why: str) -> None:
            self._forget()
            if self._said.is_heard:
                self._said.end()
                lost(why)

        connection = await connect(self._environ, gone, self._patience)
        offered = connection.globals
        if SEAT not in offered or NOTIFIER not in offered or offered[NOTIFIER].version < 2:
            connection.close()
            words = Sentence("the Wayland compositor has no {missing}", missing=f"{NOTIFIER} 2")
            raise NotHere(words, lasting=True)
        self._seat = connection.bind(SEAT, 1)
        self._notifier = connection.bind(NOTIFIER, 2)
        self._connection = connection
        self._said.begin(report)
        self._said.say(None)

    async def while_quiet(self, on: bool) -> None:
        """Begin or stop counting. When this returns, the first answer has been reported."""
        self._forget()
        if on and self._connection is not None and self._said.is_heard:
            self._judged.clear()
            for way in (GET_IDLE_NOTIFICATION, GET_INPUT_IDLE_NOTIFICATION):
                self._count(self._connection, way)
            self._judge_in(COUNTS.total_seconds() + SLACK)
            await self._judged.wait()

    async def close(self) -> None:
        """Hang up."""
        self._said.end()
        self._forget()
        if self._connection is not None:
            self._connection.close()

    def _count(self, connection: Connection, way: int) -> None:
        note = connection.new(lambda event, _: self._heard(way, event))
        self._notes.append(note)
        connection.send(self._notifier, way, note, COUNTS // timedelta(milliseconds=1), self._seat)

    def _heard(self, way: int, event: int) -> None:
        if event == IDLED:
            self._idle.add(way)
        else:
            self._idle.discard(way)
        self._judge_in(0 if len(self._idle) == 2 else SLACK)

    def _judge_in(self, seconds: float) -> None:
        self._stop_judging()
        self._judging = asyncio.get_running_loop().call_later(seconds, self._judge)

    def _judge(self) -> None:
        self._judging = None
        # Without this the user is back, of which the idle sensor tells.
        if GET_INPUT_IDLE_NOTIFICATION in self._idle:
            self._said.say(GET_IDLE_NOTIFICATION not in self._idle)
        self._judged.set()

    def _forget(self) -> None:
        self._stop_judging()
        self._judged.set()
        self._idle.clear()
        for note in self._notes:
            if self._connection is not None:
                self._connection.destroy(note)
        self._notes.clear()

    def _stop_judging(self) -> None:
        if self._judging is not None:
            self._judging.cancel()
            self._judging = None
