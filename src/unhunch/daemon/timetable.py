"""What happens by the clock: named appointments, and the one next wake.

APScheduler arms one timer for all of it. That timer runs on a clock that stands still while the
machine sleeps and knows nothing of settings: after either, call `wakeup`.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Call = Callable[[], None]

_NEXT_WAKE = "\0next wake"
"""The name of the next wake, which is nobody else's."""

_LATE = 1.0
"""Seconds of the loop's time after which a wake that should have been is given anyway."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """What to call and when. A moment in the past is called at once."""

    at: datetime
    call: Call


class Timetable:
    """Calls what is appointed, once, on the loop, at its moment or as soon as possible after it.

    `woke` is called at the one next wake. What a call raises goes to the loop's exception handler.
    """

    def __init__(self, woke: Call) -> None:
        self._woke = woke
        self._appointed: dict[str, Appointment] = {}
        self._scheduler: Any = None
        self._guard: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin, on the running loop."""
        # Only here: what does not run the daemon does not pay for it.
        from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped]
            AsyncIOScheduler,
        )

        # Moments are absolute; in UTC no summer time makes one happen twice or never. By default
        # a job that is a second late is dropped, several missed ones are run one by one, and one
        # that is still running loses its next time.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1000},
        )
        self._scheduler.start()

    def close(self) -> None:
        """Forget everything appointed and stop. May be called twice."""
        self._appointed.clear()
        self._stop_guard()
        if self._scheduler is not None:
            scheduler, self._scheduler = self._scheduler, None
            scheduler.remove_all_jobs()
            scheduler.shutdown(wait=False)

    def set_appointments(self, appointments: Mapping[str, Appointment]) -> None:
        """Have these appointments and no others; a name that stays takes its new moment and call.

        After a change of the time zone, call it with the moments reckoned anew.
        """
        for name in self._appointed.keys() - appointments.keys() - {_NEXT_WAKE}:
            self._cancel(name)
        for name, appointment in appointments.items():
            self._appoint(name, appointment)

    def wake_at(self, moment: datetime | None) -> None:
        """Call `woke` at this moment and forget the one that was set; None: only forget."""
        self._stop_guard()
        if moment is None:
            self._cancel(_NEXT_WAKE)
            return
        self._appoint(_NEXT_WAKE, Appointment(moment, self._woke))
        # A clock that is set back must not put off a wake that was to come in a minute.
        delay = max((moment - datetime.now(UTC)).total_seconds(), 0) + _LATE
        loop = asyncio.get_running_loop()
        self._guard = loop.call_later(delay, self._fire, _NEXT_WAKE, moment)

    def wakeup(self) -> None:
        """Look again what is due: the machine woke, or the clock was set."""
        if self._scheduler is not None:
            self._scheduler.wakeup()

    def _appoint(self, name: str, appointment: Appointment) -> None:
        if self._scheduler is None:
            raise RuntimeError("the timetable is not started")
        before = self._appointed.get(name)
        self._appointed[name] = appointment
        if before is None or before.at != appointment.at:
            self._scheduler.add_job(
                self._due,
                "date",
                run_date=appointment.at,
                args=(name, appointment.at),
                id=name,
                replace_existing=True,
            )

    def _cancel(self, name: str) -> None:
        # What is on its way to be called has left the scheduler already.
        if self._appointed.pop(name, None) is not None and self._scheduler.get_job(name):
            self._scheduler.remove_job(name)

    async def _due(self, name: str, at: datetime) -> None:
        # A plain function would be run in a thread, and what a job raises is swallowed.
        asyncio.get_running_loop().call_soon(self._fire, name, at)

    def _fire(self, name: str, at: datetime) -> None:
        appointment = self._appointed.get(name)
        if appointment is None or appointment.at != at:
            return  # it was moved or cancelled on its way here
        self._cancel(name)
        if name == _NEXT_WAKE:
            self._stop_guard()
        appointment.call()

    def _stop_guard(self) -> None:
        if self._guard is not None:
            self._guard.cancel()
            self._guard = None
