"""A login manager to put to sleep: python-dbusmock's logind on a private system bus."""

import os
from collections.abc import Mapping
from pathlib import Path

from dbus_fast import Variant

from . import wire
from .buses import Bus
from .services import Service

NAME = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
MOCK = "org.freedesktop.DBus.Mock"
SESSION = "1"


class Logind(Service):
    """Has one session, number 1, of the user who runs the test."""

    def __init__(self, bus: Bus, environment: Mapping[str, str], logs: Path) -> None:
        # Debian's Python: the mock is a Debian package and not in our environment.
        command = ["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"]
        super().__init__("logind", command, NAME, bus, environment, logs)

    def start(self) -> None:
        """Start it and open the session."""
        super().start()
        self._tell(MANAGER, "AddSession", "ssusb", SESSION, "seat0", os.getuid(), "me", True)

    def going_to_sleep(self) -> None:
        """Say that the machine is about to sleep."""
        self._emit(MANAGER, f"{NAME}.Manager", "PrepareForSleep", "b", True)

    def woke(self) -> None:
        """Say that the machine woke."""
        self._emit(MANAGER, f"{NAME}.Manager", "PrepareForSleep", "b", False)

    def lock(self) -> None:
        """Lock the session, as a screen locker reports it."""
        self._locked("Lock", True)

    def unlock(self) -> None:
        """Unlock the session."""
        self._locked("Unlock", False)

    def changes(self, **properties: bool | str) -> None:
        """Change what is known of the session."""
        session = f"{MANAGER}/session/{SESSION}"
        changed = {
            name: Variant("b" if isinstance(value, bool) else "s", value)
            for name, value in properties.items()
        }
        self._tell(session, "UpdateProperties", "sa{sv}", f"{NAME}.Session", changed)

    def _locked(self, signal: str, hint: bool) -> None:
        session = f"{MANAGER}/session/{SESSION}"
        interface = f"{NAME}.Session"
        self._emit(session, interface, signal, "")
        changed = {"LockedHint": Variant("b", hint)}
        self._tell(session, "UpdateProperties", "sa{sv}", interface, changed)

    def _emit(self, path: str, interface: str, name: str, signature: str, *body: bool) -> None:
        values = [Variant("b", value) for value in body]
        self._tell(path, "EmitSignal", "sssav", interface, name, signature, values)

    def _tell(self, path: str, member: str, signature: str, *body: object) -> None:
        wire.call(self.bus.address, wire.Target(NAME, path, MOCK), member, signature, *body)
