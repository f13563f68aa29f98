"""What a platform gives the daemon to see with and to show on. linux.py and native.py do."""

from collections.abc import Awaitable, Callable, Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..ports import Face, Heard, IdleSensor, SignSensor, Unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """Where a platform reports to, always on the loop.

    `heard` and `picked`: notifications and the tray's menu. `opening`: the menu is about to be
    shown. `changed`: look again. `sleep_told`: the machine is about to sleep, or (False) it woke.
    `zone_changed`: the time zone is another.
    """

    heard: Callable[[Heard], None]
    picked: Callable[[str], None]
    opening: Callable[[], Face]
    changed: Callable[[], None]
    zone_changed: Callable[[], None]
    sleep_told: Callable[[bool], None] = lambda is_going: None


class _Any:
    def __contains__(self, name: object) -> bool:
        return True


ANY: Container[str] = _Any()
"""All names of idle sensors."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What hung on something that went away or came: `signs` are fresh and take the place of their
    likes; the idle sensor is chosen anew if it is one of `idle`."""

    signs: Sequence[SignSensor]
    idle: Container[str]


class Surroundings(Protocol):
    """Opened once."""

    @property
    def unfit(self) -> list[Unfit]:
        """What could not be had, and why."""

    async def open(self) -> None:
        """Put tray and notifiers on the stage. Never raises for what is not there."""

    def idle_sensors(self) -> list[IdleSensor]:
        """Return fresh idle sensors, the best first; the last one always works."""

    def sign_sensors(self) -> list[SignSensor]:
        """Return fresh sensors that answer questions."""

    def missed(self) -> None:
        """Hear that something was lost, which may mean that the session is over."""

    async def keep(self, renewed: Callable[[Renewed], Awaitable[None]]) -> str:
        """Reopen what goes away and comes back, until cancelled; await `renewed` after each.

        Return what to say when nothing can come back: the session is over.
        """

    async def close(self) -> None:
        """Take everything off the screen. May be called twice."""

    def tray_advice(self) -> str:
        """Return what a user without a tray can do about it; empty: nothing."""
