"""Observe, decide, keep, show, sleep: one settle at a time, and all of it in one place."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from ..body.facts import LevelChanged, SuggestionShown
from ..body.history import History
from ..config.loaded import BreakLook
from ..desk.answer import on_request
from ..desk.decide import attention, on_time, wake_at
from ..desk.deliver import waits_for_pause
from ..desk.due import appointments
from ..desk.evolve import fold
from ..desk.facts import PromptShown
from ..desk.instant import Instant, told
from ..desk.pauses import Outcome
from ..desk.policy import Hold, Policy
from ..desk.requests import Refused, Request
from ..desk.scene import Scene, scene, scene_changes_at
from ..desk.seen import known_by
from ..desk.start import Gap, on_clock_set, on_settings, on_slept, on_start
from ..desk.state import State, Visible, prompt_numbered
from ..errors import JournalUnreadable
from ..fact import Fact
from ..ports import Journal, Sign
from ..sentence import Sentence
from ..words.catalogue import ENGLISH, Catalogue
from .clock import WAKING, MachineSlept, WallSet
from .discreet import loggable
from .needs import Clock, Timetable
from .notices import Look
from .senses import Senses
from .stage import Stage
from .timetable import Appointment

log = logging.getLogger(__name__)

SHOWINGS = (PromptShown, SuggestionShown)
"""What is kept once it can be seen."""

AT_THE_DESK = timedelta(seconds=60)
"""The longest sleep while the user is present: timers stop with the machine (house.md 5)."""

ROUNDS = 50
"""So often one settle decides anew, at most: a surface that lies must not make it spin."""

TRY_AGAIN = timedelta(seconds=30)
"""When a journal that refused a fact is tried again."""

SELDOM = timedelta(minutes=10)
"""How seldom a prompt that could not be kept is tried again at last: each try is seen."""

AFTER_SLEEP = timedelta(seconds=1)
"""The gap attended to until it is known whether anybody came back with the machine."""


class Daemon:
    """The situation and everything it is made from. All of it runs on one loop."""

    def __init__(
        self,
        *,
        clock: Clock,
        journal: Journal,
        senses: Senses,
        stage: Stage,
        timetable: Timetable,
        policy: Policy,
        state: State,
        body: History,
        attend: Callable[[timedelta], None],
        alive: Callable[[], None],
        kept: Callable[[Sequence[Fact]], None] = lambda facts: None,
    ) -> None:
        self.state = state
        self.body = body
        self.policy = policy
        self.trouble = ""
        self.caution: tuple[str, ...] = ()
        self.show_details = False
        self.emergency = self.advice = ""
        self.words: Catalogue = ENGLISH
        self.breaks = BreakLook()
        self.cannot_keep = ""
        self._clock = clock
        self._journal = journal
        self._senses = senses
        self._stage = stage
        self._timetable = timetable
        self._attend = attend
        self._alive = alive
        self._kept = kept
        self._attended: timedelta | None = None
        self._before = clock.monotonic()
        self._owed: list[Fact] = []
        self._unkept = TRY_AGAIN
        self._show_again: float | None = None
        self._unseen: int | None = None
        self._begun = asyncio.Event()
        self._turn = asyncio.Lock()
        self._news = asyncio.Event()

    # --- what others call ---------------------------------------------------------------------

    def disturb(self) -> None:
        """Something happened: settle soon. May be called from anywhere on the loop, often."""
        self._news.set()

    async def run(self) -> None:
        """Settle whenever something happens, until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            async with self._turn:
                await self._settle()

    async def start(self, gap: Gap | None) -> None:
        """Take up the situation after `gap`, and show what should be seen."""
        async with self._turn:
            self._before = self._clock.monotonic()
            self._clock.look()
            self._keep(on_start(self._here(), gap))
            await self._settle()
        self._begun.set()

    async def ask(self, request: Request) -> Outcome:
        """Do what a person asks, or refuse. Returns when it is kept and can be seen.

        Waits for the start. Raise JournalUnreadable when it could not be kept; then it is not done.
        """
        await self._begun.wait()
        async with self._turn:
            await self._settle()
            outcome = on_request(self._here(), request)
            if isinstance(outcome, Refused):
                return outcome
            self._append(outcome, durable=True)
            await self._settle()
            return outcome

    async def say(self, title: str, body: str) -> None:
        """Tell something that is no prompt, where notifications can be seen.

        It answers a click, and do-not-disturb is why it was asked: it is told through that, too.
        """
        quiet = self._senses.signs().get(Hold.DND) is Sign.YES
        async with self._turn:
            await self._stage.say(title, body, urgent=quiet)

    async def use(self, policy: Policy) -> None:
        """Go by these wishes from now on."""
        await self._begun.wait()
        async with self._turn:
            await self._settle()
            before, self.policy = self.policy, policy
            self._keep(on_settings(self._here(), before))
            await self._settle()

    async def forget(self, forgotten: Callable[[], tuple[int, State, History]]) -> int:
        """Have facts taken out of the journal, and go by what is left. Return how many went."""
        await self._begun.wait()
        async with self._turn:
            removed, self.state, self.body = forgotten()
            await self._settle()
            return removed

    def scene(self) -> Scene:
        """Return what should be seen now."""
        return scene(self._here())

    def here(self) -> Instant:
        """Return this instant."""
        return self._here()

    def look(self) -> Look:
        """Return what the stage needs to know beside the scene."""
        numbers = self.policy.delivery
        unkept = (
            Sentence("Nothing can be kept: {why}", why=self.cannot_keep) if self.cannot_keep else ""
        )
        return Look(
            zone=self._clock.zone(),
            trouble=unkept or self.trouble,
            on_screen=numbers.on_screen,
            sound=numbers.sound,
            caution=self.caution,
            show_details=self.show_details,
            emergency=self.emergency,
            advice=self.advice,
            words=self.words,
            breaks=self.breaks,
        )

    # --- one settle ---------------------------------------------------------------------------

    def _here(self) -> Instant:
        seen = self._senses.look(
            self._clock,
            self._clock.zone(),
            screen=self._stage.has_screen,
            tray=self._stage.has_tray,
            beside=self._stage.beside(self.breaks),
        )
        now = self._clock.now()
        return Instant(
            state=self.state,
            now=now,
            seen=known_by(seen, now),
            policy=self.policy,
            body=self.body,
        )

    async def _settle(self) -> None:
        self._notice_clocks()
        with suppress(JournalUnreadable):
            await self._decide()
        await self._show()
        self._sleep()

    def _notice_clocks(self) -> None:
        """Sleeps and settings of the clock are facts, before anything else is decided.

        The setting comes first: what is dated after it goes by the new clock.
        """
        seen_at = self._clock.monotonic()
        for change in sorted(self._clock.look(), key=lambda each: isinstance(each, MachineSlept)):
            match change:
                case MachineSlept(lasted=lasted):
                    woke = max(self._before, self._clock.monotonic() - WAKING)
                    self._senses.slept(self._before, woke)
                    self._attended = None
                    self._keep(on_slept(self._here(), lasted))
                case WallSet(by=by):
                    self._keep(on_clock_set(self._here(), by))
            log.info("%s; everything due is looked at again", change)
            self._timetable.wakeup()
        self._before = seen_at

    async def _decide(self) -> None:
        """Keep what has become true. A prompt is kept as shown once it can be seen."""
        for _ in range(ROUNDS):
            self._append((), durable=False)
            facts = on_time(self._here())
            if not facts:
                return
            shown = next((i for i, fact in enumerate(facts) if isinstance(fact, SHOWINGS)), None)
            self._append(facts[:shown], durable=any(isinstance(f, LevelChanged) for f in facts))
            if shown is not None:
                showing = facts[shown]
                assert isinstance(showing, SHOWINGS)
                await self._present(showing)

    async def _present(self, showing: PromptShown | SuggestionShown) -> None:
        if self._show_again is not None and self._clock.monotonic() < self._show_again:
            raise JournalUnreadable(self.cannot_keep)
        here = self._here().after([showing])
        on = await self._stage.show(scene(here), self.look())
        if on is None or self._is_there_already(showing, on):
            return
        try:
            self._append([replace(showing, on=on)], durable=True)
        except JournalUnreadable:
            # It is taken away again, and must not come and go every half minute.
            self._show_again = self._clock.monotonic() + self._unkept.total_seconds()
            self._unkept = min(SELDOM, self._unkept * 2)
            raise

    def _is_there_already(self, showing: PromptShown | SuggestionShown, on: str) -> bool:
        if isinstance(showing, SuggestionShown):
            return False
        old = prompt_numbered(self.state, showing.prompt)
        return old is not None and isinstance(old.phase, Visible) and old.phase.on == on

    async def _show(self) -> None:
        shown = self.scene()
        on = await self._stage.show(shown, self.look())
        number = shown.prompt.number if shown.prompt is not None and on is None else None
        if number is not None and number != self._unseen:
            log.warning("prompt %d cannot be seen any more; to answer it: unhunch answer", number)
        self._unseen = number

    def _sleep(self) -> None:
        """Tell the sensors what matters now, and sleep until something can change."""
        here = self._here()
        gap = AFTER_SLEEP if self._senses.in_doubt else attention(here)
        if gap != self._attended:
            self._attended = gap
            self._attend(gap)
        self._senses.awaits_focus = waits_for_pause(here)
        wakes = [wake_at(here), scene_changes_at(here)]
        if self.state.absence is None or not self.state.absence.away:
            wakes.append(here.now + AT_THE_DESK)
        if self.cannot_keep:
            wakes.append(here.now + TRY_AGAIN)
        self._timetable.set_appointments(
            {name: Appointment(at, self.disturb) for name, at in appointments(here).items()}
        )
        coming = [moment for moment in wakes if moment is not None]
        self._timetable.wake_at(min(coming, default=None))
        self._alive()

    # --- keeping ------------------------------------------------------------------------------

    def _keep(self, facts: Sequence[Fact]) -> None:
        """Keep facts that nobody waits for and nobody could work out again: where the journal
        refuses, they are owed, and kept before any other."""
        self._owed += facts
        with suppress(JournalUnreadable):
            self._append((), durable=False)

    def _append(self, news: Sequence[Fact], *, durable: bool) -> None:
        facts = [*self._owed, *news]
        if not facts:
            return
        try:
            self._journal.append(facts, durable=durable)
        except JournalUnreadable as error:
            if not self.cannot_keep:
                log.error(
                    "the journal cannot be written, nothing is decided until it can: %s", error
                )
            self.cannot_keep = error.words
            raise
        self._owed.clear()
        self.cannot_keep, self._unkept, self._show_again = "", TRY_AGAIN, None
        for fact in facts:
            log.debug("%s", loggable(fact))
        self.state = fold(facts, self.state) or self.state
        for fact in facts:
            self.body = told(self.body, fact)
        self._kept(facts)
