"""Windows and macOS: pystray, desktop-notifier and the system's idle counter. Never run there."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable

from ..errors import NotHere
from ..notifiers.native import NativeNotifier
from ..notifiers.plain import PlainNotifier
from ..ports import IdleSensor, Notifier, SignSensor, Tray, Unfit
from ..sensors.choose import idle_candidates
from ..sensors.none import NoIdle
from ..trays.native import NativeTray
from .stage import Stage
from .surroundings import Ears, Renewed

log = logging.getLogger(__name__)


class Native:
    """Implements Surroundings. Nothing here goes away while the user is logged in."""

    def __init__(self, stage: Stage, ears: Ears) -> None:
        self.unfit: list[Unfit] = []
        self._stage = stage
        self._ears = ears
        self._surfaces: list[Tray | Notifier] = []

    async def open(self) -> None:
        """Put the icon and the notification centre on the stage."""
        self.unfit = []
        tray: Tray | None = NativeTray()
        assert tray is not None
        try:
            await tray.start(self._ears.picked, self._ears.opening, self._ears.changed)
            self._surfaces.append(tray)
        except NotHere as error:
            self.unfit.append(Unfit(f"tray {tray.name}", error.words))
            tray = None
        notifiers: list[Notifier] = []
        for notifier in (NativeNotifier(), PlainNotifier()):
            try:
                await notifier.start(self._ears.heard)
                notifiers.append(notifier)
                self._surfaces.append(notifier)
            except NotHere as error:
                self.unfit.append(Unfit(f"notifier {notifier.name}", error.words))
        self._stage.replace(tray, notifiers)

    def idle_sensors(self) -> list[IdleSensor]:
        """Return the system's idle counter, and the sensor that always works."""
        return [*idle_candidates(os.environ, None, None), NoIdle()]

    def sign_sensors(self) -> list[SignSensor]:
        """Return nothing yet: holds on these systems come with a later version."""
        return []

    def missed(self) -> None:
        """Nothing goes away here."""

    async def keep(self, renewed: Callable[[Renewed], Awaitable[None]]) -> str:
        """Wait for ever: nothing goes away here."""
        await asyncio.Event().wait()
        return ""

    async def close(self) -> None:
        """Take everything off the screen."""
        for surface in reversed(self._surfaces):
            await surface.close()
        self._surfaces.clear()

    def tray_advice(self) -> str:
        """Return nothing: these systems have one kind of tray."""
        return ""
