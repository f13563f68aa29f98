"""What the loop needs of the clocks and of the timetable, and the stage of a window for breaks."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Protocol

from ..card import Card
from .clock import Change
from .timetable import Appointment


class Clock(Protocol):
    """The system's clocks (clock.py)."""

    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def moment(self, monotonic: float) -> datetime: ...
    def look(self) -> tuple[Change, ...]: ...
    def zone(self) -> tzinfo: ...
    def forget_zone(self) -> None: ...


class Timetable(Protocol):
    """What happens by the clock, and the one next wake (timetable.py)."""

    def set_appointments(self, appointments: Mapping[str, Appointment]) -> None: ...
    def wake_at(self, moment: datetime | None) -> None: ...
    def wakeup(self) -> None: ...


class BreakSurface(Protocol):
    """Shows a guided break beside the notifications (breaks.py)."""

    @property
    def where(self) -> str:
        """Where it can: as desk.seen.Seen.beside says."""

    def show(self, card: Card) -> bool:
        """Show this, now or in a moment. False: nobody can see it here, it belongs elsewhere."""

    def hide(self) -> None:
        """There is no guided break."""
