"""What a person presses, picks and clicks, in notifications, in the tray and in a break's window,
and what comes of it: a request, a page, a few words."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ..body.facts import ExerciseHurt
from ..body.requests import LocateHurt
from ..config.editor import open_file
from ..desk.facts import TurnedOff
from ..desk.policy import Asks
from ..desk.requests import GiveAnswer, Guide, PutAside, Refused
from ..errors import JournalUnreadable, UnhunchError
from ..fact import Fact
from ..ports import Back, Clicked, Closed, Gone, Heard, Pressed
from ..sentence import Sentence
from ..wire.messages import Message
from ..words.quiet import quiet_words, why_words
from .editor import turn_off
from .loop import Daemon
from .outside import Outside
from .pages import Pages, page_of, page_wanted
from .picks import request_of
from .signs import unknown_signs
from .stage import SAYS
from .supervisor import Supervisor

log = logging.getLogger(__name__)


class Presses:
    """Does them for `daemon`, as soon as that is there. `settings`: the file; `reload` reads it."""

    def __init__(
        self,
        outside: Outside,
        pages: Pages,
        tasks: Supervisor,
        *,
        settings: Path,
        environ: Mapping[str, str],
        reload: Callable[[], Awaitable[None]],
    ) -> None:
        self.daemon: Daemon | None = None
        self._outside = outside
        self._pages = pages
        self._tasks = tasks
        self._settings = settings
        self._environ = environ
        self._reload = reload

    def heard(self, heard: Heard) -> None:
        """Something was done to a notification, or to its server."""
        spawn = self._tasks.spawn
        match heard:
            case Pressed(mark=mark, key=key) if page := page_of(key):
                spawn(self._open_page(page))
                spawn(self._put_aside(int(mark)))
            case Pressed(key=key):
                spawn(self._asked(key, at_sight=True))
            case Clicked(mark="0"):
                spawn(self._open_page("suggestion"))
                spawn(self._put_aside(0))
            case Clicked(mark=mark) if mark == self._week_mark():
                spawn(self._asked(f"answer:{mark}:open:", at_sight=True))
            case Clicked(mark=mark) | Closed(mark=mark):
                if mark.isdecimal():
                    spawn(self._put_aside(int(mark)))
            case Gone(why=why):
                self._outside.stage.lost_screen(why)
                self._outside.surroundings.missed()
            case Back():
                self._outside.stage.found_screen()
        self._disturb()

    def _week_mark(self) -> str:
        """Return the mark of the weekly notice that is open; empty when none is."""
        prompts = () if self.daemon is None else self.daemon.state.prompts
        return next((str(each.number) for each in prompts if each.asks is Asks.WEEK), "")

    def kept(self, facts: Sequence[Fact]) -> None:
        """Open a page, or write the settings, when what was kept asks for it."""
        for fact in facts:
            if isinstance(fact, TurnedOff):
                self._tasks.spawn(self.turn_off(fact.reminder))
            if self.daemon is not None and (page := page_wanted(fact, self.daemon.body)):
                self._tasks.spawn(self._open_page(page))

    async def pick(self, key: str) -> None:
        """Do what this line of the tray's menu means."""
        match key:
            case "quit":
                self._tasks.quit.set()
            case "trouble" if self.daemon is not None and self.daemon.cannot_keep:
                await self._say(Sentence("Nothing can be kept"), self.daemon.cannot_keep)
            case "settings" | "trouble":
                await self._open_settings()
            case "why":
                await self._say_why()
            case _ if page := page_of(key):
                await self._open_page(page)
            case _:
                await self._asked(key, at_sight=False)

    async def ask(self, message: Message) -> None:
        """Do what a button of the break's window asks for; what is refused changes nothing."""
        if self.daemon is not None and isinstance(message, GiveAnswer | Guide | LocateHurt):
            try:
                await self.daemon.ask(message)
            except JournalUnreadable as error:
                await self._say(Sentence("Not kept"), error.words)

    async def turn_off(self, reminder: str) -> None:
        """Write to the settings that this reminder is not wanted any more."""
        try:
            await turn_off(reminder, self._environ)
        except UnhunchError as error:
            await self._say(Sentence("Settings"), error.words)
        await self._reload()

    def _disturb(self) -> None:
        if self.daemon is not None:
            self.daemon.disturb()

    async def _open_page(self, page: str) -> None:
        try:
            await self._pages.open(page)
        except UnhunchError as error:
            await self._say(Sentence("Unhunch"), error.words)

    async def _open_settings(self) -> None:
        """Open the form; where no browser comes, the file itself."""
        try:
            await self._pages.open("settings")
        except UnhunchError:
            try:
                await open_file(self._settings, self._environ)
            except UnhunchError as error:
                await self._say(Sentence("Settings"), error.words)

    async def _put_aside(self, number: int) -> None:
        if self.daemon is not None:
            with suppress(JournalUnreadable):  # said in the tray; the prompt is shown again
                await self.daemon.ask(PutAside(prompt=number))

    async def _asked(self, key: str, *, at_sight: bool) -> None:
        request = request_of(key, at_sight=at_sight)
        if request is None or self.daemon is None:
            return
        try:
            outcome = await self.daemon.ask(request)
        except JournalUnreadable as error:
            await self._say(Sentence("Not kept"), error.words)
            return
        if isinstance(outcome, Refused):
            log.info("a request was refused")
            if at_sight:
                self._outside.stage.repeat()
                self._disturb()
        elif any(isinstance(fact, ExerciseHurt) for fact in outcome):
            # The window and the page ask this by themselves.
            await self._open_page("hurt")

    async def _say_why(self) -> None:
        if self.daemon is None:
            return
        scene, look = self.daemon.scene(), self.daemon.look()
        reasons = quiet_words(look.words, scene, look.zone)
        unknown = unknown_signs(self._outside.senses, self.daemon.policy)
        await self._say(Sentence("Why so quiet?"), why_words(look.words, reasons, unknown))

    async def _say(self, title: str, body: str) -> None:
        """Tell something that is no prompt; a prompt that it took the place of comes back."""
        if self.daemon is None:
            return
        words = self.daemon.words
        await self.daemon.say(words.tell(title), words.tell(body))
        asyncio.get_running_loop().call_later(SAYS.total_seconds(), self._disturb)
