"""GNOME's session manager as far as inhibitors go: one property on a private bus."""

from dbus_fast.aio import MessageBus
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_property

from unhunch.bus import connect, disconnect

NAME = "org.gnome.SessionManager"
PATH = "/org/gnome/SessionManager"
LOGOUT, IDLE = 1, 8


class _Interface(ServiceInterface):
    def __init__(self) -> None:
        super().__init__(NAME)
        self.actions = 0

    @dbus_property(access=PropertyAccess.READ)
    def InhibitedActions(self) -> "u":
        return self.actions


class SessionManager:
    """Says which actions are inhibited, and when that changes."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.bus: MessageBus | None = None
        self.interface = _Interface()

    async def rise(self) -> None:
        """Come onto the bus."""
        self.bus = await connect(self.address)
        self.bus.export(PATH, self.interface)
        await self.bus.request_name(NAME)

    async def die(self) -> None:
        """Leave it."""
        if self.bus is not None:
            await disconnect(self.bus)
            self.bus = None

    def inhibit(self, *, idle: bool, logout: bool = False) -> None:
        """Somebody takes or gives back an inhibitor."""
        self.interface.actions = IDLE * idle + LOGOUT * logout
        self.interface.emit_properties_changed({"InhibitedActions": self.interface.actions})
