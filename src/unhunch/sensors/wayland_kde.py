"""Idle on compositors of before ext-idle-notify-v1: sway up to 1.7, by org_kde_kwin_idle.

https://wayland.app/protocols/kde-idle
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

from .wayland import FIRST, IDLED, RESUMED, WaylandIdle, heeds_inhibitors
from .wayland_connection import Connection
from .wayland_wire import Arguments

GET_IDLE_TIMEOUT = 0

EVERY = timedelta(minutes=1)
"""How often, while nobody is there, a trial is made."""

PATIENCE = timedelta(seconds=5)
"""How long a trial may take before it counts as held up: a machine that wakes is slow."""


class KdeIdle(WaylandIdle):
    """The IdleSensor of a compositor with org_kde_kwin_idle and nothing better.

    wlroots 0.15 stops counting when something begins to keep the screen awake, and from then on
    tells of no input: who was quiet before would stay so, at the keyboard, until the end of a film
    that began by itself. So who is quiet is looked after: a notification that should come at once
    and does not says that counting has stopped, and then they count as present.
    """

    name = "kde-idle"
    notifier = "org_kde_kwin_idle"
    caveat: str = heeds_inhibitors("org_kde_kwin_idle")

    def __init__(
        self, environ: Mapping[str, str], patience: timedelta = timedelta(seconds=5)
    ) -> None:
        super().__init__(environ, patience)
        self._trial = 0
        self._next: asyncio.TimerHandle | None = None

    def _stop(self) -> None:
        self._end_trial()
        super()._stop()

    def _agree_on(self, offered: int) -> None:
        self.version = 1

    def _ask(self, connection: Connection, note: int, milliseconds: int) -> None:
        connection.send(self._notifier, GET_IDLE_TIMEOUT, note, self._seat, milliseconds)

    def _heard(self, gap: timedelta, opcode: int) -> None:
        super()._heard(gap, opcode)
        self._end_trial()
        if self._rest is not None:
            self._then(EVERY, self._try)

    def _try(self) -> None:
        if self._connection is not None:
            self._trial = self._connection.new(self._tried)
            self._ask(self._connection, self._trial, FIRST // timedelta(milliseconds=1))
            self._then(FIRST + PATIENCE, self._counting_has_stopped)

    def _tried(self, opcode: int, _: Arguments) -> None:
        if opcode == IDLED:
            self._end_trial()
            self._then(EVERY, self._try)

    def _counting_has_stopped(self) -> None:
        if self._wanted is not None:
            # One that was idle before does not tell again of the quiet after the film.
            self._drop(list(self._notes))
            self._notify_after(self._wanted)
            self._heard(self._wanted, RESUMED)

    def _then(self, wait: timedelta, do: Callable[[], None]) -> None:
        self._next = asyncio.get_running_loop().call_later(wait.total_seconds(), do)

    def _end_trial(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            following.cancel()
        trial, self._trial = self._trial, 0
        if trial and self._connection is not None:
            self._connection.destroy(trial)
