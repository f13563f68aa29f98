"""Makes the screen match the scene. Level, not edge: told the same scene twice, it does nothing.

A prompt whose channel fails falls to the next one: desktop notification, plain notification, tray,
terminal. Where it could be seen is what the stage answers, and the journal keeps.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from ..config.loaded import BreakLook
from ..desk.care_scene import SuggestionView
from ..desk.choices import Asking, Guiding
from ..desk.policy import Halt
from ..desk.scene import PromptView, Scene
from ..ports import Ability, Face, Failed, Notice, Notifier, Tray
from ..sentence import Sentence, joined
from .cards import card_of
from .face import face_of
from .needs import BreakSurface
from .notices import Look, notice_of, suggestion_notice, wants_screen

log = logging.getLogger(__name__)

FIRST_RETRY = 30.0
"""Seconds before a screen that failed is tried again; doubled each time."""

LAST_RETRY = 600.0

SAYS = timedelta(seconds=20)
"""How long something that is no prompt stays on the screen."""


Showing = tuple[int, datetime | None, str, int] | None
"""One showing of a prompt: its number, since when, its stage and the step of a guided break, whose
time may stand still and go on. Other words are no reason to show it again."""


class Health:
    """Whether notifications can be shown, as far as is known; tried again after a growing pause."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until = 0.0
        self._pause = FIRST_RETRY
        self.why = ""

    @property
    def is_good(self) -> bool:
        """Whether a try is worth it now."""
        return not self.why or self._clock() >= self._until

    def failed(self, why: str) -> None:
        """Nothing could be shown."""
        self.why = why
        self._until = self._clock() + self._pause
        self._pause = min(LAST_RETRY, self._pause * 2)

    def worked(self) -> None:
        """Something was shown, or a server came."""
        self.why, self._pause = "", FIRST_RETRY


class Stage:
    """Owns what is shown. `screens` are tried in their order; the terminal comes last."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.tray: Tray | None = None
        self.screens: list[Notifier] = []
        self.health = Health(clock)
        self.used: Notifier | None = None
        self.breaks: BreakSurface | None = None
        self._terminal: Notifier | None = None
        self._clock = clock
        self._shown: Showing = None
        self._halted: Halt | None = None
        self._interrupted: Showing = None
        self._says_until = 0.0
        self._face: Face | None = None

    @property
    def has_screen(self) -> bool:
        """Whether a notification is worth trying now."""
        return bool(self.screens) and self.health.is_good

    @property
    def has_tray(self) -> bool:
        """Whether a prompt can be seen without a notification."""
        return self._terminal is not None or self._has_icon

    def beside(self, look: BreakLook) -> str:
        """Return where a guided break can be seen beside the notifications (Seen.beside)."""
        return self.breaks.where if self.breaks is not None and look.window else ""

    @property
    def _has_icon(self) -> bool:
        return self.tray is not None and self.tray.is_shown

    def offer_terminal(self, terminal: Notifier) -> None:
        """Where prompts go when there is nothing else."""
        self._terminal = terminal

    async def show(self, scene: Scene, look: Look) -> str | None:
        """Make it so. Return where an open prompt can be seen: "screen", "tray", or None."""
        face = face_of(look.words, scene, look.zone, look.trouble, show_details=look.show_details)
        self.show_face(face)
        view = scene.prompt
        if self._is_beside(view, look):
            if not self._is_saying:
                await self._withdraw()
            return "screen"
        wanted = view is not None and wants_screen(view)
        suggestion = scene.suggestion
        suggests = suggestion is not None and suggestion.on_screen and not wanted
        due = _suggesting(suggestion) if suggests else _showing(view) if wanted else None
        if self._is_saying and due in (None, self._interrupted):
            return "screen" if due is not None else self._elsewhere
        if suggestion is not None and suggests:
            return await self._suggest(suggestion, look)
        if view is None or not (wanted or self._only_terminal):
            await self._withdraw()
            return self._elsewhere
        showing = _showing(view)
        if showing == self._shown and self.used is self._terminal is not None:
            return "tray"
        if showing == self._shown and self.used is not None and wanted:
            await self._reword(view, look, self.used)
            return "screen"
        self._halted = _halted(view)
        return await self._try(
            notice_of(view, look, in_tray=self._has_icon), showing, on_screen=wanted
        )

    async def _reword(self, view: PromptView, look: Look, used: Notifier) -> None:
        """Have the notice of a guided break say that its time stands still, or goes on again."""
        halted, before = _halted(view), self._halted
        if halted is not before and Ability.REWORDS in used.abilities:
            self._halted = halted
            await used.show(notice_of(view, look, in_tray=self._has_icon, quiet=True))

    def _is_beside(self, view: PromptView | None, look: Look) -> bool:
        """Whether a guided break is shown in its window or on its page, and nowhere else."""
        if self.breaks is None:
            return False
        card = card_of(view, look) if view is not None and look.breaks.window else None
        if card is None:
            self.breaks.hide()
            return False
        return self.breaks.show(card)

    async def _suggest(self, view: SuggestionView, look: Look) -> str | None:
        showing = _suggesting(view)
        if showing == self._shown and self.used is not None:
            return "tray" if self.used is self._terminal else "screen"
        return await self._try(suggestion_notice(view, look), showing, on_screen=True)

    @property
    def _elsewhere(self) -> str | None:
        return "tray" if self.has_tray else None

    @property
    def _only_terminal(self) -> bool:
        """Whether the terminal alone keeps a prompt in sight, as a tray does elsewhere."""
        return self._terminal is not None and not self._has_icon

    @property
    def _is_saying(self) -> bool:
        return self._clock() < self._says_until and self.used is not None

    def show_face(self, face: Face) -> None:
        """Make the tray look like this."""
        if self.tray is not None and face != self._face:
            self._face = face
            self.tray.show(face)

    async def say(self, title: str, body: str, *, urgent: bool = False) -> None:
        """Tell something that is no prompt, for a while; a prompt that was there comes back.

        `urgent`: where a server would not show it otherwise.
        """
        interrupted = self._interrupted if self._is_saying else self._shown
        notice = Notice(mark="say", title=title, body=body, on_screen=SAYS, urgent=urgent)
        await self._try(notice, None, on_screen=True)
        if self.used is not None and self.used is not self._terminal:
            self._interrupted = interrupted
            self._says_until = self._clock() + SAYS.total_seconds()

    def repeat(self) -> None:
        """What was pressed went from the screen and was no answer: show it again."""
        self._shown = None

    def lost_screen(self, why: str) -> None:
        """The notification server went away and everything shown with it."""
        self.health.failed(why)
        self._shown, self.used = None, None

    def found_screen(self) -> None:
        """A notification server is there."""
        self.health.worked()

    def replace(self, tray: Tray | None, screens: Sequence[Notifier]) -> None:
        """Use these from now on; what the old ones showed is gone."""
        self.tray, self.screens = tray, list(screens)
        self._shown, self._face, self.used = None, None, None
        self.health.worked()

    async def close(self) -> None:
        """Leave nothing on any screen."""
        if self.breaks is not None:
            self.breaks.hide()
        await self._withdraw()

    async def _try(self, notice: Notice, showing: Showing, *, on_screen: bool) -> str | None:
        self._says_until = 0.0  # whatever was said has its place taken
        if on_screen and self.has_screen and await self._try_screens(notice):
            self._shown = showing
            return "screen"
        if self._has_icon:
            await self._withdraw()
            return "tray"
        return await self._write(notice, showing, again=not on_screen or not self.screens)

    async def _try_screens(self, notice: Notice) -> bool:
        reasons = []
        for notifier in self.screens:
            result = await notifier.show(notice)
            if not isinstance(result, Failed):
                if self.used not in (None, notifier):
                    await self.used.withdraw()
                self.used = notifier
                self.health.worked()
                return True
            reasons.append(Sentence("{name}: {why}", name=notifier.name, why=result.why))
        self.health.failed(joined("; ", reasons))
        log.warning("no notification: %s; trying again later", self.health.why)
        return False

    async def _write(self, notice: Notice, showing: Showing, *, again: bool) -> str | None:
        """Use the terminal, and not twice for one prompt because a screen was tried in vain."""
        if self._terminal is None:
            self._shown, self.used = None, None
            return None
        written = self._shown if self.used is self._terminal else None
        if not again and written is not None and showing is not None and written[0] == showing[0]:
            return "tray"
        await self._withdraw()
        if isinstance(result := await self._terminal.show(notice), Failed):
            log.warning("the terminal is gone: %s", result.why)
            self._terminal, self._shown, self.used = None, None, None
            return None
        self._shown, self.used = showing, self._terminal
        return "tray"

    async def _withdraw(self) -> None:
        used, self.used, self._shown = self.used, None, None
        if used is not None:
            await used.withdraw()


def _suggesting(view: SuggestionView | None) -> Showing:
    return None if view is None else (0, view.shown, type(view).__name__, 0)


def _halted(view: PromptView) -> Halt | None:
    return view.stage.halted if isinstance(view.stage, Guiding) else None


def _showing(view: PromptView | None) -> Showing:
    if view is None:
        return None
    stage = view.stage
    step = stage.step if isinstance(stage, Guiding) else 0
    since = view.shown if isinstance(stage, Asking) else None
    return (view.number, since, type(stage).__name__, step)


def channel_words(stage: Stage) -> str:
    """Return how prompts reach the user now, for `status`."""
    if stage.health.why:
        return Sentence(
            "{channel}: no notification ({why})",
            channel=_without_screen(stage),
            why=stage.health.why,
        )
    used = stage.used or (stage.screens[0] if stage.screens else None)
    if used is None:
        return _without_screen(stage)
    if Ability.CONFIRMS in used.abilities or not stage.screens:
        return used.name
    return Sentence("{channel}: sent, not confirmed", channel=used.name)


def _without_screen(stage: Stage) -> str:
    if stage.tray is not None and stage.tray.is_shown:
        return Sentence("tray")
    return Sentence("terminal") if stage.has_tray else Sentence("nothing that can be seen")
