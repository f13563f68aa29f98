"""Makes the screen match the scene. Level, not edge: told the same scene twice, it does nothing.

A prompt whose channel fails falls to the next one: desktop notification, plain notification, tray,
terminal. Where it could be seen is what the stage answers, and the journal keeps.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from ..desk.policy import Choice
from ..desk.scene import Asking, Guiding, PromptView, Scene
from ..ports import Ability, Button, Face, Failed, Notice, Notifier, Tray
from ..words import answer_hint, prompt_body, prompt_title
from .face import face_of, key_of

log = logging.getLogger(__name__)

FIRST_RETRY = 30.0
"""Seconds before a screen that failed is tried again; doubled each time."""

LAST_RETRY = 600.0

TOLD_FOR = timedelta(seconds=20)
"""How long something that is no prompt stays on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the stage needs to know beside the scene."""

    zone: tzinfo
    trouble: str
    on_screen: timedelta
    sound: bool
    caution: str = ""


Showing = tuple[int, datetime, str, int] | None
"""One showing of a prompt: its number, since when, its stage and the step of a guided break. The
words may change from minute to minute; that is no reason to show it again."""


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
        self._terminal: Notifier | None = None
        self._shown: Showing = None
        self._face: Face | None = None
        self._clock = clock
        self._told_until = 0.0
        self._covered: Showing = None

    @property
    def has_screen(self) -> bool:
        """Whether a notification is worth trying now."""
        return bool(self.screens) and self.health.is_good

    @property
    def has_tray(self) -> bool:
        """Whether a prompt can be seen without a notification."""
        return self._terminal is not None or (self.tray is not None and self.tray.is_shown)

    def offer_terminal(self, terminal: Notifier) -> None:
        """Where prompts go when there is nothing else."""
        self._terminal = terminal

    async def show(self, scene: Scene, look: Look) -> str | None:
        """Make it so. Return where an open prompt can be seen: "screen", "tray", or None."""
        self.show_face(face_of(scene, look.zone, look.trouble))
        notice = notice_of(scene.prompt, look)
        showing = None if notice is None else _showing(scene.prompt)
        is_read = self._clock() < self._told_until and showing == self._covered
        if notice is None:
            if not is_read:
                await self._withdraw()
            return "tray" if self.has_tray else None
        if is_read:
            return "screen"
        if showing == self._shown and self.used is not None:
            return "tray" if self.used is self._terminal else "screen"
        return await self._try(notice, showing)

    def show_face(self, face: Face) -> None:
        """Make the tray look like this."""
        if self.tray is not None and face != self._face:
            self._face = face
            self.tray.show(face)

    async def say(self, title: str, body: str) -> None:
        """Tell something that is no prompt, once, for TOLD_FOR. A prompt on the screen comes back
        with the first `show` after that; another prompt takes its place at once."""
        covered = self._shown
        notice = Notice(mark="say", title=title, body=body, on_screen=TOLD_FOR)
        await self._try(notice, None)
        if self.used is not None:
            self._covered = covered
            self._told_until = self._clock() + TOLD_FOR.total_seconds()

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
        await self._withdraw()

    async def _try(self, notice: Notice, showing: Showing) -> str | None:
        if self.has_screen:
            reasons = []
            for notifier in self.screens:
                result = await notifier.show(notice)
                if not isinstance(result, Failed):
                    self._shown, self.used = showing, notifier
                    self.health.worked()
                    return "screen"
                reasons.append(f"{notifier.name}: {result.why}")
            self.health.failed("; ".join(reasons))
            log.warning("no notification: %s; trying again later", self.health.why)
        self._shown, self.used = None, None
        if self.tray is not None and self.tray.is_shown:
            return "tray"
        if self._terminal is None:
            return None
        if isinstance(result := await self._terminal.show(notice), Failed):
            log.warning("the terminal is gone: %s", result.why)
            self._terminal = None
            return None
        self._shown, self.used = showing, self._terminal
        return "tray"

    async def _withdraw(self) -> None:
        used, self.used, self._shown = self.used, None, None
        if used is not None:
            await used.withdraw()


def _showing(view: PromptView | None) -> Showing:
    if view is None:
        return None
    step = view.stage.step if isinstance(view.stage, Guiding) else 0
    return (view.number, view.shown, type(view.stage).__name__, step)


def notice_of(view: PromptView | None, look: Look) -> Notice | None:
    """Return the notification that a prompt should have now; None when it should have none."""
    if view is None:
        return None
    on_screen = look.on_screen
    match view.stage:
        case Asking(on_screen=False):
            return None
        case Guiding():
            on_screen = timedelta(0)
        case _:
            pass
    return Notice(
        mark=str(view.number),
        title=prompt_title(view),
        body=prompt_body(view, look.caution),
        buttons=tuple(_button(view, choice) for choice in view.buttons),
        hint=answer_hint(view),
        on_screen=on_screen or None,
        sound=look.sound,
    )


def _button(view: PromptView, choice: Choice) -> Button:
    return Button(key=key_of(view.number, choice), label=choice.label)


def channel_words(stage: Stage) -> str:
    """Return how prompts reach the user now, for `status`."""
    if stage.health.why:
        where = "tray" if stage.tray is not None and stage.tray.is_shown else "terminal"
        return f"{where}: no notification ({stage.health.why})"
    used = stage.used or (stage.screens[0] if stage.screens else None)
    if used is None:
        return "tray" if stage.tray is not None and stage.tray.is_shown else "terminal"
    sent = "" if Ability.CONFIRMS in used.abilities else ": sent, not confirmed"
    return f"{used.name}{sent}"
