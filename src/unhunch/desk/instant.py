"""One instant at the desk: everything that a decision may look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from itertools import groupby
from typing import Any, TypeVar

from ..body.history import History, recall, tell
from ..body.redated import clock_was_set
from ..fact import Fact
from . import facts as f
from .evolve import evolve
from .moments import local
from .policy import Policy
from .seen import Seen
from .state import State

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Instant:
    """The situation, the time, what the senses say, what the user wants and said of the body.

    Time is an argument: nothing in this package knows a later or an earlier `now`.
    """

    state: State
    now: datetime
    seen: Seen
    policy: Policy
    body: History = field(default_factory=History)
    _made: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False)

    def dated(self, moment: datetime | None = None) -> datetime:
        """Return the moment, or now, with its local offset, as facts carry it."""
        return local(self.now if moment is None else moment, self.seen.zone)

    def after(self, facts: Iterable[Fact]) -> "Instant":
        """Return the same instant with the situation that these facts make."""
        state, body = self.state, self.body
        for fact in facts:
            state, body = evolve(state, fact), told(body, fact)
        return Instant(state=state, now=self.now, seen=self.seen, policy=self.policy, body=body)

    def once(self, make: Callable[["Instant"], T]) -> T:
        """Return `make(self)`, worked out at most once for this instant."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made


def recalled(facts: Iterable[Fact]) -> History:
    """Return what is known of the body after all these facts."""
    body = History()
    for is_about_others, group in groupby(facts, key=_is_about_others):
        run = tuple(group)
        body = reduce(told, run, body) if is_about_others else recall(run, body)
    return body


def _is_about_others(fact: Fact) -> bool:
    """Whether it changes what other facts mean, those before it."""
    return isinstance(fact, f.ClockSet | f.Forgotten)


def told(body: History, fact: Fact) -> History:
    """Return what is known of the body after one more fact, of the desk's or of the body's."""
    match fact:
        case f.ClockSet(by=by):
            return clock_was_set(body, by, fact.at)
        case f.Forgotten():
            # What the level rested on may be gone: it is worked out anew.
            return replace(body, lowers_at_once=True)
        case _:
            return tell(body, fact)
