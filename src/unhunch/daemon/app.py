"""The composition root: builds everything, knows every concrete class, stops it in reverse."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from typing import Any

from .. import __version__
from ..config.ask import ask
from ..config.loaded import Loaded
from ..config.paths import Paths
from ..config.problem import Problem
from ..config.watch import Watch
from ..desk.policy import Policy
from ..desk.requests import PutAside, Refused
from ..errors import JournalUnreadable, NotHere, UnhunchError
from ..journal.forget import Span, everything
from ..journal.store import SqliteJournal
from ..notifiers.terminal import TerminalNotifier
from ..ports import Back, Clicked, Closed, Face, Gone, Heard, Pressed, Sign
from ..sensors.choose import choose_idle
from ..wire.address import address_in
from ..wire.messages import Forget
from ..wire.server import WireServer
from ..words import quiet_words
from . import alive
from .answers import Answers
from .clock import SystemClock, boot_id
from .face import face_of
from .loop import Daemon
from .memory import has_lived, remembered
from .picks import request_of
from .senses import Senses
from .sensing import Sensing
from .stage import SAYS, Stage, channel_words
from .surroundings import Ears, Surroundings
from .systemd import READY, STOPPING, Systemd
from .timetable import Timetable

log = logging.getLogger(__name__)

FIRST_WORDS = 0.15
"""Seconds that the first look waits for the idle sensor to say something."""


class App:
    """One running program of one user. `journal` is open and its lock is held."""

    def __init__(self, paths: Paths, environ: Mapping[str, str], journal: SqliteJournal) -> None:
        self._paths = paths
        self._environ = environ
        self._journal = journal
        self._clock = SystemClock()
        self._senses = Senses()
        self._systemd = Systemd(environ)
        self._alive = alive.AliveFile(paths.alive, boot_id())
        self._timetable = Timetable(self._disturb)
        self._quit = asyncio.Event()
        self._failed = False
        self._reading = asyncio.Lock()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._loaded = Loaded(policy=Policy())
        self._problems: tuple[Problem, ...] = ()
        self._stage = Stage(self._clock.monotonic)
        self._surroundings = self._make_surroundings()
        self._sensing = Sensing(
            self._senses,
            self._surroundings.idle_sensors,
            choose_idle,
            self._clock.monotonic,
            self._disturb,
        )
        self._daemon: Daemon | None = None

    # --- the life of the program --------------------------------------------------------------

    async def run(self) -> int:
        """Run until asked to stop. Return the exit code."""
        async with AsyncExitStack() as stack:
            self._catch_signals()
            stack.push_async_callback(self._end_tasks)
            settings = asyncio.create_task(ask(self._paths.settings))
            await self._surroundings.open()
            stack.push_async_callback(self._surroundings.close)
            await self._offer_terminal(stack)
            await self._sensing.choose()
            for sensor in self._surroundings.sign_sensors():
                await self._sensing.add(sensor)
            stack.push_async_callback(self._sensing.close)
            await self._take_first(await settings)
            self._timetable.start()
            stack.callback(self._timetable.close)
            daemon = self._daemon = self._make_daemon()
            daemon.trouble = self._trouble()
            server = WireServer(address_in(self._paths.runtime), self._answers(daemon).answer)
            await server.start()
            stack.push_async_callback(server.close)
            stack.push_async_callback(self._stage.close)
            await self._hear_first_words()
            await daemon.start(self._gap())
            watch = Watch(self._paths.settings, lambda: self._spawn(self._reload()))
            watch.start()
            stack.callback(watch.close)
            self._spawn(daemon.run())
            self._spawn(self._surroundings.keep(self._renewed))
            self._say_ready()
            await self._quit.wait()
            log.info("stopping")
            self._systemd.tell(STOPPING)
            self._touch(at_once=True)
            await self._end_tasks()
        return int(self._failed)

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

    def _make_surroundings(self) -> Surroundings:
        ears = Ears(
            heard=self._heard,
            picked=lambda key: self._spawn(self._picked(key)),
            opening=self._face,
            changed=self._disturb,
            zone_changed=self._zone_changed,
        )
        if sys.platform in ("win32", "darwin"):
            from .native import Native

            return Native(self._stage, ears)
        from .linux import Linux

        return Linux(self._environ, self._stage, ears)

    def _make_daemon(self) -> Daemon:
        return Daemon(
            clock=self._clock,
            journal=self._journal,
            senses=self._senses,
            stage=self._stage,
            timetable=self._timetable,
            policy=self._loaded.policy,
            state=remembered(self._journal, self._clock.local()),
            attend=self._sensing.attend,
            alive=self._touch,
        )

    def _answers(self, daemon: Daemon) -> Answers:
        return Answers(
            daemon,
            surroundings=self._surroundings_told,
            check_settings=self._check_settings,
            forget=self._forget,
            quit_soon=self._quit_soon,
        )

    async def _offer_terminal(self, stack: AsyncExitStack) -> None:
        """The last channel: the terminal, where there is one or nothing else to be had."""
        desktop = any(self._environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
        terminal = TerminalNotifier(sys.stdout, sys.stdin, told=not desktop)
        try:
            await terminal.start(self._heard)
        except NotHere as error:
            log.debug("no terminal: %s", error)
            return
        stack.push_async_callback(terminal.close)
        self._stage.offer_terminal(terminal)

    def _gap(self) -> Any:
        """What is known of the time since the program last ran; None: it never did."""
        if not has_lived(self._journal):
            return None
        last = alive.newest(self._alive.read(), self._journal.last_moment())
        return None if last is None else alive.gap(last, self._clock.read(), boot_id())

    async def _hear_first_words(self) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + FIRST_WORDS
        while self._senses.idle is None and loop.time() < end:
            await asyncio.sleep(0.01)

    def _say_ready(self) -> None:
        self._systemd.tell(READY)
        tray = self._stage.tray
        where = "in the tray" if tray is not None and tray.is_shown else "without a tray"
        log.info(
            "unhunch %s runs %s; prompts by %s", __version__, where, channel_words(self._stage)
        )
        for unfit in self._surroundings.unfit:
            log.info("not used: %s: %s", unfit.name, unfit.why)

    # --- what happens -------------------------------------------------------------------------

    def _disturb(self) -> None:
        if self._daemon is not None:
            self._daemon.disturb()

    def _touch(self, *, at_once: bool = False) -> None:
        last = None
        if self._daemon is not None:
            last = self._daemon.here().seen.last_input
        self._alive.touch(self._clock.read(), last, at_once=at_once)

    def _heard(self, heard: Heard) -> None:
        match heard:
            case Pressed(key=key):
                self._spawn(self._asked(key, at_sight=True))
            case Clicked(mark=mark) | Closed(mark=mark):
                if mark.isdecimal():
                    self._spawn(self._put_aside(int(mark)))
            case Gone(why=why):
                self._stage.lost_screen(why)
            case Back():
                self._stage.found_screen()
        self._disturb()

    async def _put_aside(self, number: int) -> None:
        if self._daemon is not None:
            with suppress(JournalUnreadable):  # said in the tray; the prompt is shown again
                await self._daemon.ask(PutAside(prompt=number))

    async def _picked(self, key: str) -> None:
        match key:
            case "quit":
                self._quit.set()
            case "trouble" if self._daemon is not None and self._daemon.cannot_keep:
                await self._say("Nothing can be kept", self._daemon.cannot_keep)
            case "settings" | "trouble":
                await self._open_settings()
            case "why":
                await self._say_why()
            case _:
                await self._asked(key, at_sight=False)

    async def _asked(self, key: str, *, at_sight: bool) -> None:
        request = request_of(key, at_sight=at_sight)
        if request is None or self._daemon is None:
            return
        try:
            outcome = await self._daemon.ask(request)
        except JournalUnreadable as error:
            await self._say("Not kept", f"{error}")
            return
        if isinstance(outcome, Refused):
            log.info("refused: %s", outcome.why)
            if at_sight:
                self._stage.repeat()
                self._disturb()

    async def _say(self, title: str, body: str) -> None:
        """Tell something that is no prompt; a prompt that it took the place of comes back."""
        if self._daemon is None:
            return
        await self._daemon.say(title, body)
        asyncio.get_running_loop().call_later(SAYS.total_seconds(), self._disturb)

    async def _say_why(self) -> None:
        if self._daemon is None:
            return
        scene, look = self._daemon.scene(), self._daemon.look()
        reasons = quiet_words(scene, look.zone) or ["Nothing holds prompts back."]
        unknown = [name for name, sign in self._senses.signs().items() if sign is Sign.UNKNOWN]
        if unknown:
            reasons.append("Unknown: " + ", ".join(unknown))
        await self._say("Why so quiet?", "\n".join(reasons))

    async def _open_settings(self) -> None:
        from ..config.first import first_run

        opener = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
        try:
            first_run(self._paths.settings)
            await asyncio.create_subprocess_exec(
                opener,
                str(self._paths.settings),
                stdin=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            place = f"{self._paths.settings} (no {opener}: {error.strerror})"
            await self._say("Settings", f"Edit this file: {place}")
        except UnhunchError as error:
            await self._say("Settings", str(error))

    def _face(self) -> Face:
        assert self._daemon is not None
        look = self._daemon.look()
        return face_of(self._daemon.scene(), look.zone, look.trouble)

    def _zone_changed(self) -> None:
        self._clock.forget_zone()
        self._timetable.wakeup()
        self._disturb()

    async def _renewed(self) -> None:
        """The session bus went or came: sensors that hang on it are looked for again."""
        await self._sensing.drop(tuple(self._sensing.signs))
        await self._sensing.choose()
        for sensor in self._surroundings.sign_sensors():
            await self._sensing.add(sensor)
        self._disturb()

    # --- settings -----------------------------------------------------------------------------

    async def _take_first(self, outcome: Loaded | tuple[Problem, ...]) -> None:
        """With settings that are broken from the start, the defaults are the last good ones."""
        if not isinstance(outcome, Loaded):
            defaults = await ask(None)
            if isinstance(defaults, Loaded):
                self._loaded = defaults
        self._take(outcome)

    def _take(self, outcome: Loaded | tuple[Problem, ...]) -> None:
        """Go by these settings, or say what is wrong and keep the last good ones."""
        if isinstance(outcome, Loaded):
            self._loaded, self._problems = outcome, ()
        else:
            self._problems = outcome
            for problem in outcome:
                log.warning("settings: %s; the last good ones stay in force", problem)

    async def _reload(self) -> None:
        assert self._daemon is not None
        async with self._reading:
            self._take(await ask(self._paths.settings))
            self._daemon.trouble = self._trouble()
            await self._daemon.use(self._loaded.policy)
            if not self._problems:
                log.info("settings read again")

    def _trouble(self) -> str:
        if not self._problems:
            return ""
        more = len(self._problems) - 1
        return f"Settings: {self._problems[0]}" + (f" (and {more} more)" if more else "")

    async def _check_settings(self) -> list[str]:
        await self._reload()
        return [str(problem) for problem in self._problems]

    # --- what the wire asks for ---------------------------------------------------------------

    def _quit_soon(self) -> None:
        asyncio.get_running_loop().call_later(0.05, self._quit.set)

    async def _forget(self, asked: Forget) -> int:
        now = self._clock.local()
        if asked.everything:
            return self._journal.forget(everything(now), now)
        assert asked.last is not None
        return self._journal.forget(Span(first=asked.first, last=asked.last), now)

    def _surroundings_told(self) -> dict[str, Any]:
        idle = self._sensing.idle
        tray = self._stage.tray
        return {
            "version": __version__,
            "pid": os.getpid(),
            "channel": channel_words(self._stage),
            "tray": tray is not None and tray.is_shown,
            "tray_advice": self._surroundings.tray_advice(),
            "idle_sensor": None if idle is None else idle.name,
            "idle_caveat": "" if idle is None else idle.caveat,
            "signs": {name: str(sign) for name, sign in self._senses.signs().items()},
            "unfit": [
                {"name": each.name, "why": each.why}
                for each in (*self._surroundings.unfit, *self._sensing.unfit)
            ],
            "settings": str(self._paths.settings),
            "problems": [str(problem) for problem in self._problems],
            "journal": str(self._paths.journal),
            "cannot_keep": self._daemon.cannot_keep if self._daemon else "",
        }


def run_app(paths: Paths, environ: Mapping[str, str], journal: SqliteJournal) -> int:
    """Run the program until it is asked to stop."""

    async def whole() -> int:
        return await App(paths, environ, journal).run()

    return asyncio.run(whole())
