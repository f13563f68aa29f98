"""StatusNotifierItem: the tray of KDE, Xfce, LXQt, Budgie, GNOME's extension and most Wayland bars.

Registered under the unique bus name: GNOME's extension drops items that come by a well-known one.
The daemon usually starts before the panel, and panels restart: whoever owns the watcher's name is
asked again each time.
"""

import asyncio
import logging
from collections.abc import Callable

from dbus_fast.aio import MessageBus

from ..bus import Rule, Stop, call, emit, get_property, match, owner_of, watch_owner
from ..errors import BusError, NotHere
from ..ports import Face
from ..sentence import Sentence
from .dbusmenu import MENU_PATH, DBusMenu
from .sni_item import ITEM, ITEM_PATH, Item

log = logging.getLogger(__name__)

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"

RETRIES = (1.0, 5.0, 30.0, 120.0, 600.0)
"""A panel that is starting under load may not answer at first."""

OPEN_AT_MOST = 120.0
"""Some hosts never say that the menu was closed."""


class SniTray:
    """A tray on a session bus that is already connected."""

    name = "StatusNotifierItem"

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._item = Item()
        self._menu = DBusMenu(
            refresh=self._refresh,
            opened=self._opened,
            closed=self._menu_closed,
            clicked=self._clicked,
        )
        self._face: Face | None = None
        self._told_tooltip = ""
        self._is_shown = False
        self._watcher = ""
        self._is_exported = False
        self._stops: list[Stop] = []
        self._joining: asyncio.Task[None] | None = None
        self._closes: asyncio.TimerHandle | None = None

    @property
    def is_shown(self) -> bool:
        """Whether a panel has taken the icon."""
        return self._is_shown and self._bus.connected

    @property
    def has_watcher(self) -> bool:
        """Whether anyone on the bus takes icons at all."""
        return bool(self._watcher)

    @property
    def is_open(self) -> bool:
        """Whether the menu was opened less than two minutes ago and not closed since."""
        return self._closes is not None

    async def start(
        self,
        picked: Callable[[str], None],
        opening: Callable[[], Face],
        changed: Callable[[], None],
    ) -> None:
        """Join the panel, now or when it comes. Raise NotHere without a bus."""
        self._picked, self._opening, self._changed = picked, opening, changed
        if not self._bus.connected:
            raise NotHere(Sentence("the session bus is gone"))
        if not self._is_exported:
            try:
                self._bus.export(ITEM_PATH, self._item)
                self._bus.export(MENU_PATH, self._menu)
            except OSError as error:  # it went, and nobody has noticed yet
                raise NotHere(Sentence("the session bus is gone")) from error
            self._is_exported = True
        self._item.is_active = True
        hosts = Rule(sender=WATCHER, path=WATCHER_PATH, interface=WATCHER)
        self._stops = [
            watch_owner(self._bus, WATCHER, self._watcher_changed),
            match(self._bus, hosts, lambda message: self._watcher_spoke(message.member or "")),
        ]
        try:
            owner = await owner_of(self._bus, WATCHER)
        except BusError as error:
            raise NotHere(
                Sentence("the session bus does not answer: {error}", error=error)
            ) from error
        self._watcher_changed(owner)

    def show(self, face: Face) -> None:
        """Look like this, and tell the panel what is different."""
        self._apply(face)

    async def close(self) -> None:
        """Take the icon away.

        It stays on the bus as passive: a host drops an item only with its connection, which is
        not ours to close, and asks a hidden one for its status again.
        """
        for stop in self._stops:
            stop()
        self._stops = []
        if self._joining is not None:
            self._joining.cancel()
            self._joining = None
        if self._closes is not None:
            self._closes.cancel()
            self._closes = None
        self._is_shown = False
        if self._is_exported and self._item.is_active:
            self._item.is_active = False
            self._tell("NewStatus", self._item.status)

    # --- what a panel sees -------------------------------------------------------------------

    def _apply(self, face: Face) -> bool:
        """Show the face; return whether the menu has other lines than before."""
        before, self._face = self._face, face
        status = self._item.status
        self._item.icon, self._item.tooltip = face.icon, face.tooltip
        if before is None or face.icon is not before.icon:
            self._tell("NewIcon")
            self._tell("NewAttentionIcon")
        if self._item.status != status:
            self._tell("NewStatus", self._item.status)
        self._tell_tooltip()
        if before is not None and face.menu == before.menu:
            return False
        return self._menu.take(face.menu, self._bus)

    def _tell_tooltip(self) -> None:
        # Xfce draws a tooltip that is told anew on top of the open menu.
        if self._item.tooltip != self._told_tooltip and not self.is_open:
            self._told_tooltip = self._item.tooltip
            self._tell("NewToolTip")

    def _tell(self, member: str, *words: str) -> None:
        if self._is_exported:
            emit(self._bus, ITEM_PATH, ITEM, member, "s" * len(words), words)

    # --- the panel's side --------------------------------------------------------------------

    def _watcher_changed(self, owner: str) -> None:
        self._watcher = owner
        self._set_shown(False)
        if owner:
            self._start_joining()

    def _watcher_spoke(self, member: str) -> None:
        # A watcher without a host draws nothing: KDE's outlives the panel.
        if self._watcher and member.startswith("StatusNotifierHost"):
            self._start_joining()

    def _start_joining(self) -> None:
        if self._joining is not None:
            self._joining.cancel()
        self._joining = asyncio.get_running_loop().create_task(self._join(self._watcher))

    async def _join(self, owner: str) -> None:
        for pause in RETRIES:
            try:
                self._set_shown(await self._register(owner))
            except BusError as error:
                log.info("the panel did not take the tray icon: %s; again in %g s", error, pause)
            else:
                return
            await asyncio.sleep(pause)
        log.warning("tray icon not shown; trying again when a panel appears")

    async def _register(self, owner: str) -> bool:
        """Have the icon taken; return whether someone draws it."""
        own = [self._bus.unique_name]
        await call(self._bus, owner, WATCHER_PATH, WATCHER, "RegisterStatusNotifierItem", "s", own)
        has_host = await get_property(
            self._bus, owner, WATCHER_PATH, WATCHER, "IsStatusNotifierHostRegistered"
        )
        return bool(has_host)

    def _set_shown(self, is_shown: bool) -> None:
        if is_shown is not self._is_shown:
            self._is_shown = is_shown
            if not is_shown:
                self._end_open()
            self._changed()

    # --- the menu's side ---------------------------------------------------------------------

    def _refresh(self) -> bool:
        self._set_open()
        return self._apply(self._opening())

    def _opened(self) -> None:
        self._set_open()

    def _set_open(self) -> None:
        was_open = self.is_open
        self._end_open()
        loop = asyncio.get_running_loop()
        self._closes = loop.call_later(OPEN_AT_MOST, self._menu_closed)
        if not was_open:
            self._changed()

    def _menu_closed(self) -> None:
        if self.is_open:
            self._end_open()
            self._tell_tooltip()
            self._changed()

    def _end_open(self) -> None:
        if self._closes is not None:
            self._closes.cancel()
            self._closes = None

    def _clicked(self, key: str) -> None:
        # Not here and now: a failure would become the panel's answer instead of ours.
        asyncio.get_running_loop().call_soon(self._picked, key)
