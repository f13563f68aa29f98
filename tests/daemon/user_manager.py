"""The systemd of a user as far as its environment goes: one property on a private bus."""

from dbus_fast.aio import MessageBus
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_property

from unhunch.bus import connect, disconnect

NAME = "org.freedesktop.systemd1"
PATH = "/org/freedesktop/systemd1"


class _Manager(ServiceInterface):
    def __init__(self) -> None:
        super().__init__(f"{NAME}.Manager")
        self.environment: dict[str, str] = {"PATH": "/usr/bin", "SECRET": "not ours to take"}

    @dbus_property(access=PropertyAccess.READ)
    def Environment(self) -> "as":  # noqa: F722
        return [f"{name}={value}" for name, value in self.environment.items()]


class UserManager:
    """Knows what a desktop told it: `systemctl --user import-environment`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._bus: MessageBus | None = None
        self._manager = _Manager()

    async def rise(self) -> None:
        """Come onto the bus."""
        self._bus = await connect(self._address)
        self._bus.export(PATH, self._manager)
        await self._bus.request_name(NAME)

    async def die(self) -> None:
        """Leave it."""
        if self._bus is not None:
            await disconnect(self._bus)
            self._bus = None

    def is_told(self, **environment: str) -> None:
        """A desktop has started."""
        self._manager.environment |= environment
