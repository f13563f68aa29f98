"""Linux: tray, notifications and sensors on the session bus, the system bus, X11 and Wayland."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from dbus_fast.aio import MessageBus

from .. import bus as dbus
from ..errors import BusError, NotHere
from ..notifiers.dbus import DBusNotifier
from ..notifiers.plain import PlainNotifier
from ..ports import IconState, IdleSensor, Notifier, SignSensor, Tray, Unfit
from ..sensors.camera import CameraDevice
from ..sensors.choose import idle_candidates
from ..sensors.clock import ClockWatch
from ..sensors.dnd import DoNotDisturb
from ..sensors.inhibitors import LogindInhibitor, gnome_inhibitor, kde_inhibitor
from ..sensors.logind import LogindLock, LogindSleep
from ..sensors.none import NoIdle
from ..sensors.pipewire import PipeWire, camera, screencast
from ..sensors.pulse import PulseMicrophone
from ..sensors.screen_lock import ScreenSaverLock
from ..sensors.wayland_inhibitor import WaylandInhibitor
from ..sensors.zone import ZoneWatch
from ..sentence import Sentence
from ..trays.icons import png_path
from ..trays.sni import SniTray
from ..trays.xembed import xembed_only
from .stage import Stage
from .surroundings import Ears

log = logging.getLogger(__name__)

FIRST_PAUSE = 2.0
"""Seconds before a session bus that is not there is tried again; doubled each time."""

LAST_PAUSE = 300.0


class Linux:
    """Implements Surroundings. What hangs on the session bus comes and goes with it."""

    def __init__(self, environ: Mapping[str, str], stage: Stage, ears: Ears) -> None:
        self.unfit: list[Unfit] = []
        self._environ = environ
        self._stage = stage
        self._ears = ears
        self._session: MessageBus | None = None
        self._system: MessageBus | None = None
        self._surfaces: list[Tray | Notifier] = []
        self._watches: list[Any] = []

    async def open(self) -> None:
        """Connect to both buses and put on the stage what works."""
        self.unfit = []
        self._session, self._system = await asyncio.gather(
            self._connect("session bus", dbus.connect_session),
            self._connect("system bus", dbus.connect_system),
        )
        await self._open_surfaces()
        await self._open_watches()

    def idle_sensors(self) -> list[IdleSensor]:
        """Return the idle sensors of this machine, the best first; the last always works."""
        return [*idle_candidates(self._environ, self._session, self._system), NoIdle()]

    def sign_sensors(self) -> list[SignSensor]:
        """Return what tells of lock, do-not-disturb, calls, and of what keeps the screen awake."""
        pipewire = PipeWire(self._environ)
        return [
            LogindLock(self._system, self._environ),
            ScreenSaverLock(self._session),
            DoNotDisturb(self._session, self._environ),
            LogindInhibitor(self._system),
            gnome_inhibitor(self._session),
            kde_inhibitor(self._session),
            WaylandInhibitor(self._environ),
            PulseMicrophone(self._environ),
            CameraDevice(),
            camera(pipewire),
            screencast(pipewire, self._environ),
        ]

    async def keep(self, renewed: Callable[[], Awaitable[None]]) -> None:
        """Reopen when the session bus goes away and when it comes back."""
        pause = FIRST_PAUSE
        while True:
            if self._session is not None:
                why = await dbus.until_lost(self._session)
                log.warning("the session bus is gone (%s); trying again", why)
                pause = FIRST_PAUSE
            else:
                await asyncio.sleep(pause)
                pause = min(LAST_PAUSE, pause * 2)
                if not await self._is_there():
                    continue
                log.info("the session bus is there")
            await self.close()
            await self.open()
            await renewed()

    async def _is_there(self) -> bool:
        try:
            await dbus.disconnect(await dbus.connect_session(self._environ))
        except BusError:
            return False
        return True

    async def close(self) -> None:
        """Take everything off the screen and disconnect."""
        for surface in reversed(self._surfaces):
            await surface.close()
        self._surfaces.clear()
        for watch in self._watches:
            closing = watch.close()
            if closing is not None:
                await closing
        self._watches.clear()
        for bus in (self._session, self._system):
            if bus is not None:
                await dbus.disconnect(bus)
        self._session = self._system = None

    async def _connect(
        self, name: str, connect: Callable[[Mapping[str, str]], Awaitable[MessageBus]]
    ) -> MessageBus | None:
        try:
            return await connect(self._environ)
        except BusError as error:
            self.unfit.append(Unfit(name, error.words))
            return None

    async def _open_surfaces(self) -> None:
        tray: Tray | None = None
        notifiers: list[Notifier] = []
        if self._session is not None:
            tray = await self._opened("tray", SniTray(self._session), self._start_tray)
            # By path: a program that runs from a checkout has no icon in any theme.
            icon = str(png_path(IconState.OK, 48))
            dbus_notifier = DBusNotifier(self._session, icon)
            if await self._opened("notifier", dbus_notifier, self._start_notifier):
                notifiers.append(dbus_notifier)
        plain = PlainNotifier()
        if await self._opened("notifier", plain, self._start_notifier):
            notifiers.append(plain)
        self._stage.replace(tray, notifiers)

    async def _opened(
        self, what: str, surface: Any, start: Callable[[Any], Awaitable[None]]
    ) -> Any:
        try:
            await start(surface)
        except NotHere as error:
            self.unfit.append(Unfit(f"{what} {surface.name}", error.words))
            await surface.close()
            return None
        self._surfaces.append(surface)
        return surface

    async def _start_tray(self, tray: Tray) -> None:
        await tray.start(self._ears.picked, self._ears.opening, self._ears.changed)

    async def _start_notifier(self, notifier: Notifier) -> None:
        await notifier.start(self._ears.heard)

    async def _open_watches(self) -> None:
        """Hear of sleep, of a clock that is set and of another time zone at once."""
        changed, sleep_told = self._ears.changed, self._ears.sleep_told
        sleep = LogindSleep(self._system)
        try:
            await sleep.start(
                lambda: sleep_told(True),
                lambda: sleep_told(False),
                lambda why: log.warning("logind: %s", why),
            )
            self._watches.append(sleep)
        except NotHere as error:
            self.unfit.append(
                Unfit("sleep logind", Sentence("{error}; the clocks tell of sleep", error=error))
            )
        clock = ClockWatch(changed)
        zone = ZoneWatch(self._system, lambda name: self._ears.zone_changed())
        for name, watch in (("clock", clock), ("time zone", zone)):
            try:
                watch.start()
                self._watches.append(watch)
            except NotHere as error:
                self.unfit.append(Unfit(f"{name} watch", error.words))

    def tray_advice(self) -> str:
        """Return what to do about a tray that only speaks the old protocol; empty: nothing."""
        display = self._environ.get("DISPLAY", "")
        shown = self._stage.tray is not None and self._stage.tray.is_shown
        return xembed_only(display, has_watcher=shown) if display and not shown else ""
