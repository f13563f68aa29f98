"""The composition root, long because it alone knows everything: builds it, stops it in reverse."""

import asyncio
import logging
import os
import signal
from collections.abc import MutableMapping, Sequence
from contextlib import AsyncExitStack, suppress
from typing import Any

from .. import __version__
from ..body.history import History
from ..card import Card
from ..config.editor import open_file
from ..config.kept import Kept
from ..config.paths import Paths
from ..desk.facts import TurnedOff
from ..desk.instant import recalled
from ..desk.policy import Asks, without
from ..desk.requests import PutAside, Refused
from ..desk.state import State
from ..errors import JournalUnreadable, UnhunchError
from ..fact import Fact
from ..journal.codec import body_kinds
from ..journal.forget import Span, everything
from ..journal.store import SqliteJournal
from ..ports import Back, Clicked, Closed, Face, Gone, Heard, Pressed
from ..sentence import Sentence
from ..watch import Watch
from ..wire.address import address_in
from ..wire.messages import Breaking, CheckSettings, Doctor, Forget, Message, Quit, Status
from ..wire.server import WireServer
from ..words.catalogue import ENGLISH, Catalogue, catalogue
from ..words.quiet import quiet_words, why_words
from . import alive
from .answers import Answers
from .breaks import Breaks
from .cards import card_of
from .clock import SystemClock, boot_id
from .discreet import log_unexpected
from .editor import turn_off
from .face import STARTING, face_of
from .loop import Daemon
from .memory import has_lived, remembered, still_to_turn_off
from .outside import Outside
from .pages import Pages, page_of, page_wanted
from .patience import unless
from .picks import request_of
from .signs import unheeded, unknown_signs
from .stage import SAYS, channel_words
from .surroundings import Ears
from .systemd import READY, STOPPING, Systemd
from .timetable import Timetable
from .wishes import Wishes

log = logging.getLogger(__name__)


class App:
    """One running program of one user. `journal` is open and its lock is held."""

    def __init__(
        self, paths: Paths, environ: MutableMapping[str, str], journal: SqliteJournal
    ) -> None:
        self._paths = paths
        self._environ = environ
        self._journal = journal
        self._clock = SystemClock()
        self._systemd = Systemd(environ)
        self._alive = alive.AliveFile(paths.alive, boot_id())
        self._timetable = Timetable(self._disturb)
        self._quit = asyncio.Event()
        self._failed = False
        self._tasks: set[asyncio.Task[Any]] = set()
        self._wishes = Wishes(paths.settings, Kept(paths.state / "settings.json", environ))
        self._outside = Outside(environ, self._clock, self._ears(), self._words)
        self._pages = Pages(environ)
        self._breaks = Breaks(environ, self._ask, self._disturb, lambda: self._pages.open("break"))
        self._daemon: Daemon | None = None

    # --- the life of the program --------------------------------------------------------------

    async def run(self) -> int:
        """Run until asked to stop. Return the exit code."""
        async with AsyncExitStack() as stack:
            asyncio.get_running_loop().set_exception_handler(log_unexpected)
            self._catch_signals()
            stack.push_async_callback(self._end_tasks)
            # What does not answer at the start must not keep it from being stopped.
            is_ready = await unless(self._quit, self._start(stack))
            await self._quit.wait()
            log.info("stopping")
            self._systemd.tell(STOPPING)
            if is_ready:
                self._touch(at_once=True)
            await self._end_tasks()
        return int(self._failed)

    async def _start(self, stack: AsyncExitStack) -> None:
        """Open everything, in order; the stack closes it."""
        settings = asyncio.create_task(self._wishes.read_first())
        await self._outside.open(stack)
        await settings
        self._timetable.start()
        stack.callback(self._timetable.close)
        daemon = self._daemon = self._make_daemon()
        self._take_wishes(daemon)
        server = WireServer(address_in(self._paths.runtime), self._answers(daemon).answer)
        await server.start()
        stack.push_async_callback(server.close)
        stack.push_async_callback(self._outside.stage.close)
        stack.push_async_callback(self._breaks.close)
        await self._outside.hear_first_words()
        late = still_to_turn_off(self._journal)
        await daemon.start(self._gap())
        watch = Watch(self._paths.settings, lambda: self._spawn(self._reload()))
        watch.start()
        stack.callback(watch.close)
        self._spawn(daemon.run())
        self._spawn(self._keep_outside())
        if late is not None and without(daemon.policy, late) != daemon.policy:
            self._spawn(self._turn_off(late))
        self._say_ready()

    def _catch_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), self._quit.set)

    async def _end_tasks(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Any) -> None:
        task: asyncio.Task[Any] = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        """The supervisor: what nobody expected stops the program, with its traceback."""
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("stopping: an error that should not happen", exc_info=error)
            self._failed = True
            self._quit.set()

    # --- building -----------------------------------------------------------------------------

    def _ears(self) -> Ears:
        return Ears(
            heard=self._heard,
            picked=lambda key: self._spawn(self._picked(key)),
            opening=self._face,
            changed=self._disturb,
            sleep_told=self._sleep_told,
            zone_changed=self._zone_changed,
        )

    def _make_daemon(self) -> Daemon:
        self._outside.stage.breaks = self._breaks
        return Daemon(
            clock=self._clock,
            journal=self._journal,
            senses=self._outside.senses,
            stage=self._outside.stage,
            timetable=self._timetable,
            policy=self._wishes.policy,
            state=remembered(self._journal, self._clock.local()),
            body=self._recalled(),
            attend=self._outside.sensing.attend,
            alive=self._touch,
            kept=self._kept,
        )

    def _recalled(self) -> History:
        return recalled(entered.fact for entered in self._journal.of_kinds(body_kinds()))

    def _answers(self, daemon: Daemon) -> Answers:
        return Answers(
            daemon,
            surroundings=self._told,
            check_settings=self._check_settings,
            forget=self._forget,
            quit_soon=self._quit_soon,
            card=self._card,
            take_keyboard=self._breaks.take_keyboard,
        )

    def _gap(self) -> Any:
        """What is known of the time since the program last ran; None: it never did."""
        if not has_lived(self._journal):
            return None
        last = alive.newest(self._alive.read(), self._journal.last_moment())
        return None if last is None else alive.gap(last, self._clock.read(), boot_id())

    def _say_ready(self) -> None:
        self._systemd.tell(READY)
        tray = self._outside.stage.tray
        where = "in the tray" if tray is not None and tray.is_shown else "without a tray"
        log.info(
            "unhunch %s runs %s; prompts by %s",
            __version__,
            where,
            channel_words(self._outside.stage),
        )
        for unfit in self._outside.surroundings.unfit:
            log.info("not used: %s: %s", unfit.name, unfit.why)

    # --- what happens -------------------------------------------------------------------------

    def _disturb(self) -> None:
        if self._daemon is not None:
            self._daemon.disturb()

    def _sleep_told(self, is_going: bool) -> None:
        self._clock.hear_sleep(is_going)
        self._disturb()

    def _touch(self, *, at_once: bool = False) -> None:
        last = None
        if self._daemon is not None:
            last = self._daemon.here().seen.last_input
        self._alive.touch(self._clock.read(), last, at_once=at_once)

    def _heard(self, heard: Heard) -> None:
        match heard:
            case Pressed(mark=mark, key=key) if page := page_of(key):
                self._spawn(self._open_page(page))
                self._spawn(self._put_aside(int(mark)))
            case Pressed(key=key):
                self._spawn(self._asked(key, at_sight=True))
            case Clicked(mark="0"):
                self._spawn(self._open_page("suggestion"))
                self._spawn(self._put_aside(0))
            case Clicked(mark=mark) if mark == self._week_mark():
                self._spawn(self._asked(f"answer:{mark}:open:", at_sight=True))
            case Clicked(mark=mark) | Closed(mark=mark):
                if mark.isdecimal():
                    self._spawn(self._put_aside(int(mark)))
            case Gone(why=why):
                self._outside.stage.lost_screen(why)
                self._outside.surroundings.missed()
            case Back():
                self._outside.stage.found_screen()
        self._disturb()

    def _week_mark(self) -> str:
        """Return the mark of the weekly notice that is open; empty when none is."""
        prompts = () if self._daemon is None else self._daemon.state.prompts
        return next((str(each.number) for each in prompts if each.asks is Asks.WEEK), "")

    def _kept(self, facts: Sequence[Fact]) -> None:
        """Open a page, or write the settings, when what was kept asks for it."""
        for fact in facts:
            if isinstance(fact, TurnedOff):
                self._spawn(self._turn_off(fact.reminder))
            if self._daemon is not None and (page := page_wanted(fact, self._daemon.body)):
                self._spawn(self._open_page(page))

    async def _turn_off(self, reminder: str) -> None:
        try:
            await turn_off(reminder, self._environ)
        except UnhunchError as error:
            await self._say(Sentence("Settings"), error.words)
        await self._reload()

    async def _open_page(self, page: str) -> None:
        try:
            await self._pages.open(page)
        except UnhunchError as error:
            await self._say(Sentence("Unhunch"), error.words)

    async def _put_aside(self, number: int) -> None:
        if self._daemon is not None:
            with suppress(JournalUnreadable):  # said in the tray; the prompt is shown again
                await self._daemon.ask(PutAside(prompt=number))

    async def _picked(self, key: str) -> None:
        match key:
            case "quit":
                self._quit.set()
            case "trouble" if self._daemon is not None and self._daemon.cannot_keep:
                await self._say(Sentence("Nothing can be kept"), self._daemon.cannot_keep)
            case "settings" | "trouble":
                await self._open_settings()
            case "why":
                await self._say_why()
            case _ if page := page_of(key):
                await self._open_page(page)
            case _:
                await self._asked(key, at_sight=False)

    async def _asked(self, key: str, *, at_sight: bool) -> None:
        request = request_of(key, at_sight=at_sight)
        if request is None or self._daemon is None:
            return
        try:
            outcome = await self._daemon.ask(request)
        except JournalUnreadable as error:
            await self._say(Sentence("Not kept"), error.words)
            return
        if isinstance(outcome, Refused):
            log.info("a request was refused")
            if at_sight:
                self._outside.stage.repeat()
                self._disturb()

    async def _ask(self, message: Message) -> object:
        """Do what a button of the break's window asks for; what is refused changes nothing."""
        match message:
            case Status() | Doctor() | Breaking() | CheckSettings() | Forget() | Quit():
                return None
        return await self._daemon.ask(message) if self._daemon is not None else None

    def _card(self) -> Card | None:
        """Return the guided break for its page, which is open where it asks."""
        self._breaks.page_asked()
        view = self._daemon.scene().prompt if self._daemon is not None else None
        return card_of(view, self._daemon.look()) if self._daemon and view else None

    async def _say(self, title: str, body: str) -> None:
        """Tell something that is no prompt; a prompt that it took the place of comes back."""
        if self._daemon is None:
            return
        words = self._daemon.words
        await self._daemon.say(words.tell(title), words.tell(body))
        asyncio.get_running_loop().call_later(SAYS.total_seconds(), self._disturb)

    async def _say_why(self) -> None:
        if self._daemon is None:
            return
        scene, look = self._daemon.scene(), self._daemon.look()
        reasons = quiet_words(look.words, scene, look.zone)
        unknown = unknown_signs(self._outside.senses, self._daemon.policy)
        await self._say(Sentence("Why so quiet?"), why_words(look.words, reasons, unknown))

    async def _open_settings(self) -> None:
        """Open the form; where no browser comes, the file itself."""
        try:
            await self._pages.open("settings")
        except UnhunchError:
            try:
                await open_file(self._paths.settings, self._environ)
            except UnhunchError as error:
                await self._say(Sentence("Settings"), error.words)

    def _face(self) -> Face:
        if self._daemon is None:
            return STARTING
        look = self._daemon.look()
        scene, details = self._daemon.scene(), look.show_details
        return face_of(look.words, scene, look.zone, look.trouble, show_details=details)

    def _zone_changed(self) -> None:
        self._clock.forget_zone()
        self._timetable.wakeup()
        self._disturb()

    async def _keep_outside(self) -> None:
        why = await self._outside.keep()
        log.warning("%s", why)
        self._quit.set()

    # --- settings -----------------------------------------------------------------------------

    async def _reload(self) -> None:
        assert self._daemon is not None
        await self._wishes.read_again()
        self._take_wishes(self._daemon)
        await self._daemon.use(self._wishes.policy)
        if not self._wishes.problems:
            log.info("settings read again")

    def _take_wishes(self, daemon: Daemon) -> None:
        """Tell the daemon what the settings say beside the policy."""
        loaded = self._wishes.loaded
        daemon.trouble, daemon.caution = self._wishes.trouble, loaded.caution
        daemon.words = catalogue(loaded.language, self._environ)
        daemon.show_details, daemon.breaks = loaded.show_details, loaded.breaks
        daemon.emergency, daemon.advice = loaded.emergency, loaded.advice

    async def _check_settings(self) -> list[str]:
        await self._reload()
        return self._problems()

    # --- what the wire asks for ---------------------------------------------------------------

    def _quit_soon(self) -> None:
        asyncio.get_running_loop().call_later(0.05, self._quit.set)

    async def _forget(self, asked: Forget) -> int:
        assert self._daemon is not None
        now = self._clock.local()
        part = None if asked.last is None else Span(first=asked.first, last=asked.last)
        span = part or everything(now)

        def forgotten() -> tuple[int, State, History]:
            removed = self._journal.forget(span, now)
            return removed, remembered(self._journal, now), self._recalled()

        return await self._daemon.forget(forgotten)

    def _problems(self) -> list[str]:
        words = self._words()
        return [words.tell(problem.words) for problem in self._wishes.problems]

    def _words(self) -> Catalogue:
        return self._daemon.words if self._daemon is not None else ENGLISH

    def _told(self) -> dict[str, Any]:
        words = self._words()
        return {
            "version": __version__,
            "pid": os.getpid(),
            **self._outside.told(),
            "unheeded": unheeded(self._wishes.policy),
            "settings": str(self._paths.settings),
            "problems": self._problems(),
            "journal": str(self._paths.journal),
            "cannot_keep": words.tell(self._daemon.cannot_keep) if self._daemon else "",
        }


def run_app(paths: Paths, environ: MutableMapping[str, str], journal: SqliteJournal) -> int:
    """Run the program until it is asked to stop."""

    async def whole() -> int:
        return await App(paths, environ, journal).run()

    return asyncio.run(whole())
