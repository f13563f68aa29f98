"""A logind of our own on a private bus: python-dbusmock's, driven from the test."""

import asyncio
import os
import shutil
import subprocess
import time
from typing import Any

import pytest
from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from unhunch.bus import call, owner_of

LOGIN = "org.freedesktop.login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
MOCK = "org.freedesktop.DBus.Mock"
SYSTEM_PYTHON = "/usr/bin/python3"


def needs_dbusmock() -> None:
    """Skip where the mock is missing."""
    probe = [SYSTEM_PYTHON, "-c", "import dbusmock"]
    if not shutil.which(SYSTEM_PYTHON) or subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("needs dbusmock (Debian package python3-dbusmock)")


class Logind:
    """Starts, dies, and says what it is told to."""

    def __init__(self, address: str, bus: MessageBus) -> None:
        self._address = address
        self._bus = bus
        self._process: subprocess.Popen[bytes] | None = None
        self.session = "/org/freedesktop/login1/session/7"

    @property
    def environ(self) -> dict[str, str]:
        """What a program in this session sees."""
        return {"XDG_SESSION_ID": "7"}

    async def rise(self) -> None:
        """Start with one session, number 7."""
        needs_dbusmock()
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, "-m", "dbusmock", "--system", "-t", "logind"],
            env=os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": self._address},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 30
        while not await owner_of(self._bus, LOGIN):
            assert self._process.poll() is None, "dbusmock ended"
            assert time.monotonic() < end, "dbusmock does not come"
            await asyncio.sleep(0.05)
        await self.begins_session()

    async def die(self) -> None:
        """Crash."""
        if self._process is not None:
            self._process.terminate()
            await asyncio.to_thread(self._process.wait, 20)
            self._process = None

    async def sleeps(self, going: bool) -> None:
        """The machine goes to sleep, or woke."""
        await self._emit("PrepareForSleep", going)

    async def shuts_down(self, going: bool) -> None:
        """The machine goes down, or does not after all."""
        await self._emit("PrepareForShutdown", going)

    async def set(self, **properties: Any) -> None:
        """Change properties of the session."""
        values = {
            name: Variant({bool: "b", int: "t", str: "s"}[type(value)], value)
            for name, value in properties.items()
        }
        await self._mock(self.session, "UpdateProperties", "sa{sv}", [SESSION, values])

    async def ends_session(self) -> None:
        """The user logs out; what else runs of theirs runs on."""
        await self._mock("/org/freedesktop/login1", "RemoveObject", "s", [self.session])
        removed = [Variant("s", "7"), Variant("o", self.session)]
        body = [MANAGER, "SessionRemoved", "so", removed]
        await self._mock("/org/freedesktop/login1", "EmitSignal", "sssav", body)

    async def begins_session(self) -> None:
        """The user logs in."""
        body = ["7", "seat0", 1000, "me", True]
        await self._mock("/org/freedesktop/login1", "AddSession", "ssusb", body)
        begun = [MANAGER, "SessionNew", "so", [Variant("s", "7"), Variant("o", self.session)]]
        await self._mock("/org/freedesktop/login1", "EmitSignal", "sssav", begun)

    async def asks_to(self, member: str) -> None:
        """`loginctl lock-session`, unlock-session: Lock or Unlock."""
        await call(self._bus, LOGIN, self.session, SESSION, member)

    async def inhibit(self, what: str, mode: str) -> int:
        """Take an inhibitor; it lasts until this descriptor is closed."""
        body = [what, "player", "a film", mode]
        [descriptor] = await call(
            self._bus, LOGIN, "/org/freedesktop/login1", MANAGER, "Inhibit", "ssss", body
        )
        return int(descriptor)

    async def _emit(self, member: str, value: bool) -> None:
        body = [MANAGER, member, "b", [Variant("b", value)]]
        await self._mock("/org/freedesktop/login1", "EmitSignal", "sssav", body)

    async def _mock(self, path: str, member: str, signature: str, body: list[Any]) -> None:
        await call(self._bus, LOGIN, path, MOCK, member, signature, body)
