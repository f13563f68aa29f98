"""A day that was played step by step, with what a law needs to know of it beside its facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from unhunch.desk.facts import ClockSet, Fact
from unhunch.desk.moments import local, moment_of
from unhunch.desk.policy import Policy
from unhunch.desk.state import State, initial
from unhunch.simulate.run import Day
from unhunch.simulate.script import ScriptError, Step, parse
from unhunch.simulate.world import World

START = "start 2026-03-02T09:00 Europe/Berlin"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A fact, when it was decided by the clock of then, and by one that is never set."""

    fact: Fact
    now: datetime
    elapsed: timedelta


@dataclass(kw_only=True)
class Played:
    """Everything that was decided. A step that the situation refuses is left out."""

    day: Day
    first: State
    decided: list[Decided] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        """The journal of the day."""
        return [each.fact for each in self.decided]


class Player:
    """Plays steps one by one, so that a law can look in between."""

    def __init__(self, policy: Policy, looks_every: timedelta | None = None) -> None:
        (start,) = parse(START)
        assert start.at is not None and start.zone is not None
        world = World(moment_of(start.at, start.zone), start.zone)
        self._began, self._set_by = world.now, timedelta(0)
        day = Day(world, policy, lambda name: policy)
        day.looks_every = looks_every
        self.played = Played(day=day, first=initial(local(world.now, world.zone)))

    def play(self, step: Step) -> None:
        """Play one step and note what it decides."""
        for _ in self.watch(step):
            pass

    def watch(self, step: Step) -> Iterator[Decided]:
        """Play one step and yield what it decides, as soon as it is noted."""
        day = self.played.day
        try:
            for fact in day.step(step):
                if isinstance(fact, ClockSet):
                    self._set_by += fact.by
                elapsed = day.world.now - self._began - self._set_by
                decided = Decided(fact=fact, now=day.world.now, elapsed=elapsed)
                self.played.decided.append(decided)
                yield decided
        except ScriptError:
            return


def steps_of(lines: Sequence[str]) -> list[Step]:
    """Return the steps of these lines, without the start."""
    return list(parse("\n".join([START, *lines])))[1:]


def play(lines: Sequence[str], policy: Policy, looks_every: timedelta | None = None) -> Played:
    """Play all these lines from the usual start."""
    player = Player(policy, looks_every)
    for step in steps_of(lines):
        player.play(step)
    return player.played
