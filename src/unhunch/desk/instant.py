"""One instant at the desk: everything that a decision may look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from .evolve import evolve
from .facts import Fact
from .moments import local
from .policy import Policy
from .seen import Seen
from .state import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Instant:
    """The situation, the time, what the senses say and what the user wants.

    Time is an argument: nothing in this package knows a later or an earlier `now`.
    """

    state: State
    now: datetime
    seen: Seen
    policy: Policy
    _made: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False)

    def dated(self, moment: datetime | None = None) -> datetime:
        """Return the moment, or now, with its local offset, as facts carry it."""
        return local(self.now if moment is None else moment, self.seen.zone)

    def after(self, facts: Iterable[Fact]) -> "Instant":
        """Return the same instant with the situation that these facts make."""
        state = self.state
        for fact in facts:
            state = evolve(state, fact)
        return Instant(state=state, now=self.now, seen=self.seen, policy=self.policy)

    def once(self, make: Callable[["Instant"], T]) -> T:
        """Return `make(self)`, worked out at most once for this instant."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made
