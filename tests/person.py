"""A simulated user for tests: `Person().works(minutes=45).pauses(seconds=6).answers(DONE)`."""

from datetime import datetime, timedelta
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

from unhunch.config.load import default_policy
from unhunch.desk.facts import Fact, PromptShown
from unhunch.desk.moments import local, moment_of
from unhunch.desk.policy import Answer, Hold, Policy
from unhunch.desk.requests import GiveAnswer, Request, Sit, Stand
from unhunch.desk.state import State, on_stage
from unhunch.simulate.run import Day
from unhunch.simulate.script import Step
from unhunch.simulate.world import World

Kind = TypeVar("Kind", bound=Fact)


class Person:
    """Someone at a desk under a clock that jumps. Every verb plays at once and returns the person.

    Lengths are given as to `timedelta`: `works(minutes=45, seconds=5)`.
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        start: str = "2026-03-02T09:00",
        zone: str = "Europe/Berlin",
    ) -> None:
        place = ZoneInfo(zone)
        self.began = moment_of(datetime.fromisoformat(start), place)
        self.policy = default_policy() if policy is None else policy
        self.day = Day(World(self.began, place), self.policy, lambda name: self.policy)
        self.journal: list[Fact] = []

    # --- what can be asked about the day ------------------------------------------------------

    @property
    def state(self) -> State:
        """The situation now."""
        return self.day.state

    @property
    def now(self) -> datetime:
        """What the clock shows."""
        return local(self.day.world.now, self.day.world.zone)

    def at(self, clock: str) -> datetime:
        """Return the moment of the first day at which the clock shows this: at("09:45:05")."""
        day = local(self.began, self.day.world.zone).date()
        return moment_of(datetime.fromisoformat(f"{day}T{clock}"), self.day.world.zone)

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Return the facts of this kind, in order."""
        return [fact for fact in self.journal if isinstance(fact, kind)]

    def last(self, kind: type[Kind]) -> Kind:
        """Return the newest fact of this kind."""
        return self.all(kind)[-1]

    @property
    def prompts(self) -> list[tuple[int, tuple[str, ...]]]:
        """Every showing: the prompt's number and what it is about."""
        return [(shown.prompt, shown.reminders) for shown in self.all(PromptShown)]

    # --- what a person does -------------------------------------------------------------------

    def works(self, **length: float) -> Self:
        """Input now and every second."""
        return self._play("works", **length)

    def pauses(self, **length: float) -> Self:
        """No input, nothing on."""
        return self._play("pauses", **length)

    def idles(self, **length: float) -> Self:
        """The same for longer spans."""
        return self._play("idles", **length)

    def watches(self, **length: float) -> Self:
        """No input, but a film that keeps the screen awake."""
        return self._play("watches", **length)

    def locks(self, **length: float) -> Self:
        """The screen is locked, and unlocked at the end."""
        return self._play("locks", **length)

    def sleeps(self, **length: float) -> Self:
        """The machine sleeps."""
        return self._play("sleeps", **length)

    def is_off(self, **length: float) -> Self:
        """The machine is shut down and booted again."""
        return self._play("off", **length)

    def works_until_asked(self) -> Self:
        """Input, with a pause in every minute, until a prompt can be answered."""
        while on_stage(self.state) is None:
            self.works(seconds=54).pauses(seconds=6)
        return self

    def restarts(self) -> Self:
        """The daemon is killed and started."""
        return self._play("restarts")

    def sets_clock(self, **by: float) -> Self:
        """The wall clock is set."""
        return self._play("clock", **by)

    def travels(self, zone: str) -> Self:
        """The time zone changes."""
        return self._step(Step(0, "zone", zone=ZoneInfo(zone)))

    def hold(self, hold: Hold, on: bool = True) -> Self:
        """A sensor says that this hold is on, or off."""
        return self._step(Step(0, "hold", word=hold, on=on))

    def notifier(self, on: bool) -> Self:
        """The notification server comes or goes."""
        return self._step(Step(0, "notifier", on=on))

    def tray(self, on: bool) -> Self:
        """The tray comes or goes."""
        return self._step(Step(0, "tray", on=on))

    def stands(self) -> Self:
        """Says so."""
        return self.asks(Stand())

    def sits(self) -> Self:
        """Says so."""
        return self.asks(Sit())

    def answers(self, answer: Answer, **more: Any) -> Self:
        """Answers the open prompt. Raise ScriptError when that is refused."""
        return self.asks(GiveAnswer(answer=answer, **more))

    def asks(self, request: Request) -> Self:
        """Asks for something. Raise ScriptError when it is refused."""
        return self._step(Step(0, "says", request=request))

    def changes(self, policy: Policy) -> Self:
        """Saves other settings."""
        self.policy = policy
        return self._step(Step(0, "settings"))

    def _play(self, verb: str, **length: float) -> Self:
        return self._step(Step(0, verb, length=timedelta(**length)))

    def _step(self, step: Step) -> Self:
        self.journal.extend(self.day.step(step))
        return self
