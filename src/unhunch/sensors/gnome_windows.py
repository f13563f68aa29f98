"""That another program has the focus, on GNOME's Wayland session; full screen it tells nobody.

org.gnome.Shell.Introspect refuses questions of programs that are not GNOME's own, but its signal
that something has changed goes to everyone, without a word on what (gnome-shell, introspect.js).
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta

from dbus_fast import Message
from dbus_fast.aio import MessageBus

from ..bus import Rule, match
from ..desk.policy import Hold
from ..errors import NotHere
from ..sentence import Sentence
from .said import Report, Said
from .seldom import PAUSE, Seldom
from .x11 import is_x11

INTROSPECT = "org.gnome.Shell.Introspect"
PATH = "/org/gnome/Shell/Introspect"
CHANGED = "RunningApplicationsChanged"
"""A program was opened, was closed or has got the focus: the first two move the focus too."""


class GnomeWindows:
    """A SignSensor "fullscreen" that never knows, and a FocusTeller that does. The shell may come,
    go and be restarted."""

    name = "gnome-shell"
    question = Hold.FULLSCREEN
    caveat: str = Sentence(
        "GNOME tells other programs that the focus moved, not whether a window is full screen"
    )

    def __init__(
        self, bus: MessageBus | None, environ: Mapping[str, str], *, pause: timedelta = PAUSE
    ) -> None:
        self._bus = bus
        self._environ = environ
        self._said = Said()
        self._moved: Callable[[float], None] | None = None
        self._seldom = Seldom(self._tell, _unfailing, pause)
        self._undo = ExitStack()

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a session bus, on X11 and on any other desktop."""
        if is_x11(self._environ):
            raise NotHere(Sentence("this is an X11 session"), lasting=True)
        if "GNOME" not in self._environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
            raise NotHere(Sentence("this is not GNOME"), lasting=True)
        if self._bus is None:
            raise NotHere(Sentence("there is no session bus"), lasting=True)
        rule = Rule(sender=INTROSPECT, path=PATH, interface=INTROSPECT, member=CHANGED)
        self._undo.callback(match(self._bus, rule, self._heard))
        self._said.begin(report)
        self._said.say(None)

    def watch_focus(self, moved: Callable[[float], None]) -> None:
        """As the port FocusTeller says."""
        self._moved = moved

    async def close(self) -> None:
        """Stop listening."""
        self._said.end()
        self._moved = None
        self._undo.close()
        await self._seldom.close()

    def _heard(self, message: Message) -> None:
        self._seldom.ask()

    async def _tell(self) -> None:
        if self._moved is not None:
            self._moved(asyncio.get_running_loop().time())


def _unfailing(why: str) -> None:
    """Nobody is asked."""
