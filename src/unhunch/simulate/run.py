"""Runs a script through the real core and yields the facts as they are decided."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain

from unhunch.body.checkin import is_quick
from unhunch.body.history import History
from unhunch.body.requests import CheckIn
from unhunch.body.terms import RULESET
from unhunch.desk.answer import on_request, open_prompt
from unhunch.desk.asking import TAPS, UNHURT
from unhunch.desk.decide import attention, settle, wake_at
from unhunch.desk.evolve import evolve
from unhunch.desk.facts import TurnedOff
from unhunch.desk.instant import Instant, told
from unhunch.desk.moments import local, moment_of
from unhunch.desk.policy import CHECKIN, Answer, Hold, Policy, without
from unhunch.desk.requests import GiveAnswer, Refused, Request, Sit
from unhunch.desk.seen import INHIBITOR, Seen
from unhunch.desk.start import Gap, on_clock_set, on_settings, on_slept, on_start
from unhunch.desk.state import State, initial
from unhunch.errors import UnhunchError
from unhunch.fact import Fact
from unhunch.sentence import Sentence

from .script import ScriptError, Step
from .world import World

LoadSettings = Callable[[str], Policy]


def run(
    steps: Iterable[Step],
    policy: Policy,
    settings: LoadSettings,
    name: str = "script",
) -> Iterator[Fact]:
    """Yield the facts of the day, in the order in which they are decided.

    Raise ScriptError for a step that the situation refuses.
    """
    remaining = iter(steps)
    first = next(remaining, None)
    if first is None:
        return
    assert first.at is not None and first.zone is not None
    world = World(moment_of(first.at, first.zone), first.zone)
    day = Day(world, policy, settings, name)
    yield from chain.from_iterable(day.step(step) for step in remaining)


class Day:
    """One simulated day: the world, the daemon's state, and whether the daemon runs.

    With `looks_every` the daemon looks that often, not only when something can change; the facts
    must be the same.
    """

    def __init__(
        self, world: World, policy: Policy, settings: LoadSettings, name: str = "script"
    ) -> None:
        self.world = world
        self.policy = policy
        self.state: State = initial(local(world.now, world.zone))
        # The first-run statement counts as accepted (product.md, section 6).
        self.body = History(accepted=RULESET)
        self.looks_every: timedelta | None = None
        self._settings = settings
        self._name = name
        self._gap: Gap | None = None
        self._attended = policy.idle_after
        self._wake: datetime | None = None

    @property
    def is_down(self) -> bool:
        """Whether no daemon runs."""
        return self._gap is not None

    def step(self, step: Step) -> Iterator[Fact]:
        """Play one line and yield what it brought about."""
        world = self.world
        match step.verb:
            case "works":
                world.type_from_now()
                yield from self._pass(step.length)
                world.rest()
            case "pauses" | "idles":
                yield from self._pass(step.length)
            case "watches":
                yield from self._while(INHIBITOR, step.length)
            case "locks":
                yield from self._while(Hold.LOCKED, step.length, unlocks=True)
            case "sleeps":
                yield from self._sleeps(step.length)
            case "off":
                yield from self._off(step.length)
            case "stops":
                self._stops()
            case "restarts":
                yield from self._restarts()
            case "settings":
                yield from self._new_settings(step)
            case _:
                yield from self._at_once(step)

    def _at_once(self, step: Step) -> Iterator[Fact]:
        world = self.world
        match step.verb:
            case "clock":
                yield from self._clock(step.length)
            case "zone":
                assert step.zone is not None
                world.zone = step.zone
            case "hold":
                world.say(step.word, step.on)
            case "notifier":
                world.screen = step.on
            case "tray":
                world.tray = step.on
            case _:
                yield from self._asks(step)
        yield from self._settle()

    # --- the daemon ---------------------------------------------------------------------------

    def here(self) -> Instant:
        """Return the instant as the daemon sees it."""
        return self._instant(self.world.look(self._attended))

    def _instant(self, seen: Seen) -> Instant:
        return Instant(
            state=self.state, now=self.world.now, seen=seen, policy=self.policy, body=self.body
        )

    def _keep(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        for fact in facts:
            self.state, self.body = evolve(self.state, fact), told(self.body, fact)
            yield fact

    def _settle(self) -> Iterator[Fact]:
        if self._gap is not None:
            return
        while True:
            facts, here = settle(self.here())
            self.state, self.body = here.state, here.body
            yield from facts
            before, self._attended = self._attended, attention(here)
            if self.world.is_typing(before) == self.world.is_typing(self._attended):
                self._wake = wake_at(here)
                return

    def _pass(self, length: timedelta) -> Iterator[Fact]:
        end = self.world.now + length
        yield from self._settle()
        while self.world.now < end:
            self.world.pass_to(self._next(end))
            yield from self._settle()

    def _next(self, end: datetime) -> datetime:
        """The next moment at which the daemon wakes, or the end of the step."""
        now = self.world.now
        if self._gap is not None:
            return end
        quiet = self.world.next_quiet(self._attended)
        look = None if self.looks_every is None else now + self.looks_every
        coming = [each for each in (self._wake, quiet, look) if each is not None and each > now]
        return min([end, *coming])

    # --- the verbs ----------------------------------------------------------------------------

    def _while(self, name: str, length: timedelta, unlocks: bool = False) -> Iterator[Fact]:
        self.world.say(name, True)
        yield from self._pass(length)
        self.world.say(name, False)
        if unlocks:
            self.world.touch()
        yield from self._settle()

    def _sleeps(self, length: timedelta) -> Iterator[Fact]:
        yield from self._settle()
        self.world.pass_to(self.world.now + length)
        if self._gap is not None:
            gap = self._gap
            self._gap = Gap(
                alive=gap.alive,
                last_input=gap.last_input,
                off_until=gap.off_until,
                slept=gap.slept + length,
                clock_by=gap.clock_by,
            )
            return
        yield from self._keep(on_slept(self.here(), length))
        yield from self._settle()

    def _off(self, length: timedelta) -> Iterator[Fact]:
        yield from self._settle()
        down = self._gap is not None
        if not down:
            self._stops()
        self.world.pass_to(self.world.now + length)
        assert self._gap is not None
        self._gap = Gap(
            alive=self._gap.alive,
            last_input=self._gap.last_input,
            off_until=self.world.now,
            clock_by=self._gap.clock_by,
        )
        if not down:
            yield from self._restarts()

    def _stops(self) -> None:
        if self._gap is None:
            self._gap = Gap(alive=self.world.now, last_input=self.world.last_input)

    def _restarts(self) -> Iterator[Fact]:
        self._stops()
        gap, self._gap = self._gap, None
        yield from self._keep(on_start(self.here(), gap))
        yield from self._settle()

    def _clock(self, by: timedelta) -> Iterator[Fact]:
        self.world.set_clock(by)
        if self._gap is None:
            yield from self._keep(on_clock_set(self.here(), by))
            return
        gap = self._gap
        last = gap.last_input and gap.last_input + by
        boot = gap.off_until and gap.off_until + by
        self._gap = Gap(
            alive=gap.alive + by,
            last_input=last,
            off_until=boot,
            slept=gap.slept,
            clock_by=gap.clock_by + by,
        )

    def _asks(self, step: Step) -> Iterator[Fact]:
        assert step.request is not None
        if self._gap is not None:
            why = Sentence(
                "{verb} while the daemon is stopped, expected restarts before it",
                verb=repr(step.verb),
            )
            raise ScriptError(self._name, step.line, why)
        for request in self._taps(step.request):
            yield from self._settle()
            yield from self._asked(step, request)

    def _taps(self, request: Request) -> Iterator[Request]:
        """Yield the request; `answers done` to a check-in is what None, No and No come to."""
        prompt = open_prompt(self.state)
        done = request == GiveAnswer(answer=Answer.DONE)
        if not done or prompt is None or CHECKIN not in prompt.reminders:
            yield request
            return
        if not is_quick(self.body, local(self.world.now, self.world.zone).date()):
            yield CheckIn(no=UNHURT)
            return
        for first, *_ in TAPS[prompt.step :]:
            yield GiveAnswer(answer=Answer.DONE, label=first, prompt=prompt.number)

    def _asked(self, step: Step, request: Request) -> Iterator[Fact]:
        outcome = on_request(self.here(), request)
        if isinstance(outcome, Refused) and isinstance(step.request, Sit):
            return  # It is true already: no mistake in a script.
        if isinstance(outcome, Refused):
            why = Sentence(
                "{verb} where {why}, expected what can be done here",
                verb=repr(step.verb),
                why=outcome.why,
            )
            raise ScriptError(self._name, step.line, why)
        yield from self._keep(outcome)
        for fact in outcome:
            if isinstance(fact, TurnedOff):
                yield from self._use(without(self.policy, fact.reminder))

    def _new_settings(self, step: Step) -> Iterator[Fact]:
        try:
            policy = self._settings(step.word)
        except UnhunchError as error:
            raise ScriptError(self._name, step.line, error.words) from error
        yield from self._use(policy)

    def _use(self, policy: Policy) -> Iterator[Fact]:
        before, self.policy = self.policy, policy
        if self._gap is None:
            yield from self._keep(on_settings(self.here(), before))
            yield from self._settle()
