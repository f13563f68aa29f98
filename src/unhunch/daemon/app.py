"""The composition root: builds everything, and stops it in reverse."""

import asyncio
import logging
import os
from collections.abc import MutableMapping
from contextlib import AsyncExitStack
from typing import Any

from .. import __version__
from ..body.history import History
from ..card import Card
from ..config.kept import Kept
from ..config.paths import Paths
from ..desk.instant import recalled
from ..desk.policy import without
from ..desk.state import State
from ..journal.codec import body_kinds
from ..journal.forget import Span, everything
from ..journal.store import SqliteJournal
from ..ports import Face
from ..watch import Watch
from ..wire.address import address_in
from ..wire.messages import Forget
from ..wire.server import WireServer
from ..words.catalogue import ENGLISH, Catalogue, catalogue
from . import alive
from .answers import Answers
from .break_place import place_told
from .breaks import Breaks
from .cards import card_of
from .clock import SystemClock, boot_id
from .discreet import log_unexpected
from .face import STARTING, face_of
from .loop import Daemon
from .memory import has_lived, remembered, still_to_turn_off
from .outside import Outside
from .pages import Pages
from .patience import unless
from .presses import Presses
from .signs import unheeded
from .stage import channel_words
from .supervisor import Supervisor
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
        self._tasks = Supervisor()
        self._wishes = Wishes(paths.settings, Kept(paths.state / "settings.json", environ))
        self._outside = Outside(environ, self._clock, self._ears(), self._words)
        self._pages = Pages(environ)
        outside, pages, file = self._outside, self._pages, paths.settings
        self._presses = Presses(
            outside, pages, self._tasks, settings=file, environ=environ, reload=self._reload
        )
        self._breaks = Breaks(
            environ, self._presses.ask, self._disturb, lambda: self._pages.open("break")
        )
        self._daemon: Daemon | None = None

    # --- the life of the program --------------------------------------------------------------

    async def run(self) -> int:
        """Run until asked to stop. Return the exit code."""
        async with AsyncExitStack() as stack:
            asyncio.get_running_loop().set_exception_handler(log_unexpected)
            self._tasks.catch_signals()
            stack.push_async_callback(self._tasks.end)
            # What does not answer at the start must not keep it from being stopped.
            is_ready = await unless(self._tasks.quit, self._start(stack))
            await self._tasks.quit.wait()
            log.info("stopping")
            self._systemd.tell(STOPPING)
            if is_ready:
                self._touch(at_once=True)
            await self._tasks.end()
        return int(self._tasks.has_failed)

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
        watch = Watch(self._paths.settings, lambda: self._tasks.spawn(self._reload()))
        watch.start()
        stack.callback(watch.close)
        self._tasks.spawn(daemon.run())
        self._tasks.spawn(self._keep_outside())
        if late is not None and without(daemon.policy, late) != daemon.policy:
            self._tasks.spawn(self._presses.turn_off(late))
        self._say_ready()

    # --- building -----------------------------------------------------------------------------

    def _ears(self) -> Ears:
        return Ears(
            heard=lambda heard: self._presses.heard(heard),
            picked=lambda key: self._tasks.spawn(self._presses.pick(key)),
            opening=self._face,
            changed=self._disturb,
            sleep_told=self._sleep_told,
            zone_changed=self._zone_changed,
        )

    def _make_daemon(self) -> Daemon:
        self._outside.stage.breaks = self._breaks
        daemon = self._presses.daemon = Daemon(
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
            kept=self._presses.kept,
        )
        return daemon

    def _recalled(self) -> History:
        return recalled(entered.fact for entered in self._journal.of_kinds(body_kinds()))

    def _answers(self, daemon: Daemon) -> Answers:
        return Answers(
            daemon,
            surroundings=self._told,
            check_settings=self._check_settings,
            forget=self._forget,
            quit_soon=self._quit_soon,
            card=self._card_unless,
            page_left=self._breaks.page_left,
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
        last = self._daemon.here().seen.last_input if self._daemon is not None else None
        self._alive.touch(self._clock.read(), last, at_once=at_once)

    async def _card_unless(self, seen: str) -> Card | None:
        """Return the guided break for its page, which is open where it asks. The card that it knows
        already is worth waiting for another."""
        self._breaks.page_asked()
        card = self._card()
        if not (card and card.key == seen):
            return card
        await self._breaks.news()
        return self._card()

    def _card(self) -> Card | None:
        view = self._daemon.scene().prompt if self._daemon is not None else None
        return card_of(view, self._daemon.look()) if self._daemon and view else None

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
        self._tasks.quit.set()

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
        asyncio.get_running_loop().call_later(0.05, self._tasks.quit.set)

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
            "breaks": place_told(
                words, self._wishes.loaded.breaks, self._environ, failed=self._breaks.failed
            ),
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
