"""Whether the focused window is full screen, from a script that KWin runs for us (kwin.js).

KWin's Wayland session tells other programs nothing of its windows, but its own scripts all of it.
https://develop.kde.org/docs/plasma/kwin/api/
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from ..bus import call, owner_of, watch_owner
from ..desk.policy import Hold
from ..errors import BusError, NotHere
from ..sentence import Sentence
from .asked import ask
from .focus import Focus
from .said import Report
from .seldom import PAUSE, Seldom
from .x11 import is_x11

log = logging.getLogger(__name__)

KWIN, SCRIPTING_PATH = "org.kde.KWin", "/Scripting"
SCRIPTING, SCRIPT = "org.kde.kwin.Scripting", "org.kde.kwin.Script"
PATH, INTERFACE, MEMBER = "/org/unhunch/Windows", "org.unhunch.Windows", "Focused"
PLUGIN = "unhunch"
"""The name of our script among KWin's: what a daemon that was killed left behind is replaced."""

SOURCE = Path(__file__).with_name("kwin.js")

PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Seconds before each try: KWin has its name on the bus before it takes scripts."""

PATIENCE = 5.0
"""Seconds from loading the script to its first word."""


class KWinWindows:
    """The SignSensor "fullscreen" of a KWin Wayland session. Unknown while KWin is not there, and
    when it does not take the script."""

    name = "kwin-script"
    question = Hold.FULLSCREEN

    def __init__(
        self,
        bus: MessageBus | None,
        environ: Mapping[str, str],
        *,
        pauses: tuple[float, ...] = PAUSES,
        pause: timedelta = PAUSE,
    ) -> None:
        self.caveat: str = ""
        self._bus = bus
        self._environ = environ
        self._pauses = pauses
        self._focus = Focus()
        self._seldom = Seldom(self._look, _unfailing, pause)
        self._undo = ExitStack()
        self._owner = ""
        self._full = False
        self._window = 0
        self._heard = asyncio.Event()
        self._loading: asyncio.Task[None] | None = None

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a session bus, on X11 and on a desktop that names another
        one; KWin may come later."""
        if is_x11(self._environ):
            raise NotHere(Sentence("this is an X11 session"), lasting=True)
        desktop = self._environ.get("XDG_CURRENT_DESKTOP", "KDE")
        if "KDE" not in desktop.split(":"):
            raise NotHere(Sentence("this is not KDE"), lasting=True)
        if self._bus is None:
            raise NotHere(Sentence("there is no session bus"), lasting=True)
        self._bus.add_message_handler(self._obey)
        self._undo.callback(self._bus.remove_message_handler, self._obey)
        self._undo.callback(watch_owner(self._bus, KWIN, self._on_owner))
        try:
            owner = await owner_of(self._bus, KWIN)
        except BusError as error:
            await self.close()
            raise NotHere(Sentence("the session bus: {error}", error=error)) from error
        self._focus.begin(report)
        self._on_owner(owner)

    def watch_focus(self, moved: Callable[[float], None]) -> None:
        """As the port FocusTeller says."""
        self._focus.tell_moves(moved)

    async def close(self) -> None:
        """Stop listening and take the script out of KWin."""
        self._focus.end()
        await self._seldom.close()
        self._stop_loading()
        self._undo.close()
        owner, self._owner = self._owner, ""
        if self._bus is not None and owner:
            with suppress(BusError):
                await _unload(self._bus, owner, timeout=1.0)

    # --- the script, there and back -----------------------------------------------------------

    def _on_owner(self, owner: str) -> None:
        self._stop_loading()
        self.caveat = "" if owner else Sentence("KWin is not running")
        self._owner = owner
        self._focus.unknown()
        if owner and self._bus is not None:
            self._loading = asyncio.create_task(self._load(self._bus, owner))

    def _stop_loading(self) -> None:
        loading, self._loading = self._loading, None
        if loading is not None:
            loading.cancel()

    async def _load(self, bus: MessageBus, owner: str) -> None:
        for pause in self._pauses:
            await asyncio.sleep(pause)
            try:
                await self._try(bus, owner)
                return
            except (BusError, OSError, TimeoutError) as error:
                log.debug("KWin did not take the script: %r", error)
        self.caveat = Sentence("KWin does not take the script that would tell")
        log.warning("KWin takes no script: whether a window is full screen is unknown")

    async def _try(self, bus: MessageBus, owner: str) -> None:
        """Have KWin run the script and wait for its first word. Raise BusError, TimeoutError."""
        self._heard.clear()
        await _unload(bus, owner)
        with NamedTemporaryFile("w", prefix="unhunch-", suffix=".js", encoding="utf-8") as file:
            file.write(_script(bus.unique_name or ""))
            file.flush()
            asked = (SCRIPTING_PATH, SCRIPTING, "loadScript", "ss", [file.name, PLUGIN])
            number = await ask(int, bus, owner, *asked)
            if number < 0:
                raise BusError(SCRIPTING, Sentence("it still has a script of this name"))
            await _run(bus, owner, number)
            async with asyncio.timeout(PATIENCE):
                await self._heard.wait()

    def _obey(self, message: Message) -> Message | None:
        wanted = (MessageType.METHOD_CALL, PATH, INTERFACE, MEMBER, "bb", self._owner)
        if wanted != (
            message.message_type,
            message.path,
            message.interface,
            message.member,
            message.signature,
            # Anybody on the bus can call; only KWin itself is believed.
            message.sender,
        ):
            return None
        self._full, moved = message.body
        self._window += moved
        self._heard.set()
        self._seldom.ask()
        return Message.new_method_return(message)

    async def _look(self) -> None:
        if self._owner:
            self._focus.on(self._window or None, full=self._full)


async def _unload(bus: MessageBus, owner: str, timeout: float = PATIENCE) -> None:
    """Take the script out of KWin, if it is there. Raise BusError."""
    asked = (SCRIPTING_PATH, SCRIPTING, "unloadScript", "s", [PLUGIN])
    await call(bus, owner, *asked, timeout=timeout)


async def _run(bus: MessageBus, owner: str, number: int) -> None:
    """Start script `number`, which answers once it was read. Raise BusError."""
    try:
        await call(bus, owner, f"/Scripting/Script{number}", SCRIPT, "run")
    except BusError:
        # Where KWin 5 has it.
        await call(bus, owner, f"/{number}", SCRIPT, "run")


def _script(address: str) -> str:
    source = SOURCE.read_text(encoding="utf-8")
    return source.replace("ADDRESS", address).replace("PATH", PATH)


def _unfailing(why: str) -> None:
    """What is told is looked at, nobody is asked."""
