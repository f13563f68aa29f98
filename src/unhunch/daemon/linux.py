"""Linux: tray, notifications and sensors on the session bus, the system bus, X11 and Wayland."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from itertools import chain
from typing import Any

from .. import bus as dbus
from ..errors import NotHere
from ..notifiers.dbus import DBusNotifier
from ..notifiers.plain import PlainNotifier
from ..ports import IconState, IdleSensor, Notifier, SignSensor, Tray, Unfit
from ..sensors.camera import CameraDevice
from ..sensors.choose import idle_candidates
from ..sensors.clock import ClockWatch
from ..sensors.dnd import DoNotDisturb
from ..sensors.inhibitors import LogindInhibitor, gnome_inhibitor, kde_inhibitor
from ..sensors.logind import LogindIdle, LogindLock, LogindSleep
from ..sensors.mutter import MutterIdle
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
from .display import Display
from .link import FIRST_PAUSE, LAST_PAUSE, Link
from .patience import Patience
from .stage import Stage
from .surroundings import ANY, Ears, Renewed

log = logging.getLogger(__name__)


class Linux:
    """Implements Surroundings. What hangs on a bus comes and goes with it, and nothing else."""

    def __init__(self, environ: MutableMapping[str, str], stage: Stage, ears: Ears) -> None:
        self._environ = environ
        self._stage = stage
        self._ears = ears
        self._session = Link("session bus", lambda: dbus.connect_session(environ))
        self._system = Link("system bus", lambda: dbus.connect_system(environ))
        self._display = Display(environ)
        self._clock = ClockWatch(ears.changed)
        self._surfaces: list[Tray | Notifier] = []
        self._watches: list[LogindSleep | ZoneWatch] = []
        self._unfit: dict[str, list[Unfit]] = {}
        self._renewing = asyncio.Lock()

    @property
    def unfit(self) -> list[Unfit]:
        """What could not be had, and why."""
        return [*self._session.unfit, *self._system.unfit, *chain(*self._unfit.values())]

    async def open(self) -> None:
        """Connect to both buses and put on the stage what works."""
        await asyncio.gather(self._session.open(), self._system.open())
        await self._display.find(self._session.bus)
        await self._open_surfaces()
        self._open_clock()
        await self._open_watches()

    def idle_sensors(self) -> list[IdleSensor]:
        """Return the idle sensors of this machine, the best first; the last always works."""
        return [*idle_candidates(self._environ, self._session.bus, self._system.bus), NoIdle()]

    def sign_sensors(self) -> list[SignSensor]:
        """Return what tells of lock, do-not-disturb, calls, and of what keeps the screen awake.

        Each is listed once, under the bus that it hangs on.
        """
        return [*self._on_session_bus(), *self._on_system_bus(), *self._on_no_bus()]

    def _on_session_bus(self) -> list[SignSensor]:
        session = self._session.bus
        return [
            ScreenSaverLock(session),
            DoNotDisturb(session, self._environ),
            gnome_inhibitor(session),
            kde_inhibitor(session),
        ]

    def _on_system_bus(self) -> list[SignSensor]:
        system = self._system.bus
        return [
            LogindLock(system, self._environ),
            LogindInhibitor(system),
        ]

    def _on_no_bus(self) -> list[SignSensor]:
        pipewire = PipeWire(self._environ)
        return [
            WaylandInhibitor(self._environ),
            PulseMicrophone(self._environ),
            CameraDevice(),
            camera(pipewire),
            screencast(pipewire, self._environ),
        ]

    def missed(self) -> None:
        """As the port says."""
        self._display.suspect()

    async def keep(self, renewed: Callable[[Renewed], Awaitable[None]]) -> str:
        """As the port says: it ends when the display is gone for good."""
        gone = asyncio.create_task(self._display.until_gone())
        keeping = [
            gone,
            asyncio.create_task(self._session.keep(lambda: self._session_changed(renewed))),
            asyncio.create_task(self._system.keep(lambda: self._system_changed(renewed))),
            asyncio.create_task(self._find_display(renewed)),
        ]
        try:
            ended, _ = await asyncio.wait(keeping, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()
            return await gone
        finally:
            for task in keeping:
                task.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)

    async def _session_changed(self, renewed: Callable[[Renewed], Awaitable[None]]) -> None:
        async with self._renewing:
            self._display.suspect()
            await self._close_surfaces()
            await self._open_surfaces()
            # The best idle sensor hangs on it; where another is in use that goes on without it.
            idle = frozenset({MutterIdle.name}) if self._session.bus is None else ANY
            await renewed(Renewed(self._on_session_bus(), idle))

    async def _system_changed(self, renewed: Callable[[Renewed], Awaitable[None]]) -> None:
        async with self._renewing:
            await self._close_watches()
            await self._open_watches()
            idle = frozenset({LogindIdle.name, NoIdle.name})
            await renewed(Renewed(self._on_system_bus(), idle))

    async def _find_display(self, renewed: Callable[[Renewed], Awaitable[None]]) -> None:
        """Where the program was started before the desktop: look for it, ever more seldom."""
        patience = Patience(FIRST_PAUSE, LAST_PAUSE)
        while not self._display.is_named:
            await asyncio.sleep(patience.pause())
            if await self._display.find(self._session.bus):
                self._display.suspect()
                async with self._renewing:
                    await renewed(Renewed(self.sign_sensors(), ANY))
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Take everything off the screen and disconnect."""
        await self._close_surfaces()
        await self._close_watches()
        self._clock.close()
        await self._session.close()
        await self._system.close()

    async def _close_surfaces(self) -> None:
        for surface in reversed(self._surfaces):
            await surface.close()
        self._surfaces.clear()

    async def _close_watches(self) -> None:
        for watch in self._watches:
            closing = watch.close()
            if closing is not None:
                await closing
        self._watches.clear()

    async def _open_surfaces(self) -> None:
        self._unfit["surfaces"] = []
        tray: Tray | None = None
        notifiers: list[Notifier] = []
        session = self._session.bus
        if session is not None:
            tray = await self._opened("tray", SniTray(session), self._start_tray)
            # By path: a program that runs from a checkout has no icon in any theme.
            icon = str(png_path(IconState.OK, 48))
            dbus_notifier = DBusNotifier(session, icon)
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
            self._unfit["surfaces"].append(Unfit(f"{what} {surface.name}", error.words))
            await surface.close()
            return None
        self._surfaces.append(surface)
        return surface

    async def _start_tray(self, tray: Tray) -> None:
        await tray.start(self._ears.picked, self._ears.opening, self._ears.changed)

    async def _start_notifier(self, notifier: Notifier) -> None:
        await notifier.start(self._ears.heard)

    def _open_clock(self) -> None:
        """Hear of a clock that is set at once."""
        self._unfit["clock"] = []
        try:
            self._clock.start()
        except NotHere as error:
            self._unfit["clock"] = [Unfit("clock watch", error.words)]

    async def _open_watches(self) -> None:
        """Hear of sleep and of another time zone at once."""
        unfit = self._unfit["watches"] = []
        sleep_told = self._ears.sleep_told
        sleep = LogindSleep(self._system.bus)
        try:
            await sleep.start(
                lambda: sleep_told(True),
                lambda: sleep_told(False),
                lambda why: log.warning("logind: %s", why),
            )
            self._watches.append(sleep)
        except NotHere as error:
            words = Sentence("{error}; the clocks tell of sleep", error=error)
            unfit.append(Unfit("sleep logind", words))
        zone = ZoneWatch(self._system.bus, lambda name: self._ears.zone_changed())
        try:
            zone.start()
            self._watches.append(zone)
        except NotHere as error:
            unfit.append(Unfit("time zone watch", error.words))

    def tray_advice(self) -> str:
        """Return what to do about a tray that only speaks the old protocol; empty: nothing."""
        display = self._environ.get("DISPLAY", "")
        shown = self._stage.tray is not None and self._stage.tray.is_shown
        return xembed_only(display, has_watcher=shown) if display and not shown else ""
