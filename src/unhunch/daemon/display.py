"""The display that the session is on: found when it comes late, missed when it is gone for good.

Nothing here speaks X11 or Wayland: who listens on the socket is all that counts.
"""

import asyncio
import logging
import re
import socket
import struct
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

from dbus_fast.aio import MessageBus

from .. import bus as dbus
from ..errors import BusError

log = logging.getLogger(__name__)

SYSTEMD = "org.freedesktop.systemd1"
SYSTEMD_PATH = "/org/freedesktop/systemd1"

CREDENTIALS = struct.Struct("3i")
"""A struct ucred: process, user, group (unix(7), SO_PEERCRED)."""

NAMES = ("WAYLAND_DISPLAY", "DISPLAY")

WANTED = (*NAMES, "XAUTHORITY", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "XDG_SESSION_ID")
"""What a desktop tells the systemd of its user, and a program needs to get at the desktop."""

X11_LOOKS: Sequence[float] = (0.5, 1, 1)
"""Seconds before each look for an X server that seems gone. With it went all its programs, and one
that has taken its number since is another session's: the next login's, as a rule."""

WAYLAND_LOOKS: Sequence[float] = (0.5, 1, 2, 4, 8, 15)
"""The same for a compositor: some are started again within the session."""


class Display:
    """Which display the environment names, and whether it is there."""

    def __init__(self, environ: MutableMapping[str, str]) -> None:
        self._environ = environ
        self._suspected = asyncio.Event()
        self._first: int | None = None

    @property
    def is_named(self) -> bool:
        """Whether the environment names one."""
        return any(self._environ.get(name) for name in NAMES)

    async def find(self, session: MessageBus | None) -> bool:
        """Ask the user's systemd for a display where the environment names none.

        Return whether there is one now, on which somebody listens; then the environment names it.
        """
        told = {} if session is None or self.is_named else await _told_by_systemd(session)
        found = {name: told[name] for name in WANTED if name in told}
        address = address_of({**self._environ, **found}) if found else None
        if address is None or await listener(address) is None:
            return False
        for name, value in found.items():
            self._environ.setdefault(name, value)
        log.info("the user's systemd names the display %s", address)
        return True

    def suspect(self) -> None:
        """Something was lost that may have hung on the display: look whether that is there."""
        self._suspected.set()

    async def until_gone(self) -> str:
        """Wait until a display that was there is gone for good; return what to say of it."""
        while True:
            address = address_of(self._environ)
            if address is not None and self._first is None:
                self._first = await listener(address)
            elif address is not None and not await self._is_there(address):
                return f"nobody listens at {address} any more: the session is over"
            await self._suspected.wait()
            self._suspected.clear()

    async def _is_there(self, address: str) -> bool:
        is_wayland = _is_wayland(self._environ)
        for pause in WAYLAND_LOOKS if is_wayland else X11_LOOKS:
            await asyncio.sleep(pause)
            now = await listener(address)
            if now is not None and (is_wayland or 0 in (now, self._first) or now == self._first):
                return True
        return False


def address_of(environ: Mapping[str, str]) -> str | None:
    """Return the socket of the display that the environment names; None: there is none here."""
    if _is_wayland(environ):
        path = Path(environ.get("WAYLAND_DISPLAY") or "wayland-0")
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        return str(Path(runtime) / path) if path.is_absolute() or runtime else None
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", environ.get("DISPLAY", ""))
    return f"/tmp/.X11-unix/X{local[1]}" if local else None


async def listener(address: str) -> int | None:
    """Return the process that listens on this socket, in the file system or (X11) beside it.

    None: nobody does. 0: it cannot be told which.
    """
    with_file = await _peer(address)
    return await _peer(f"\0{address}") if with_file is None else with_file


async def _peer(address: str) -> int | None:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.setblocking(False)
        try:
            async with asyncio.timeout(1):
                await asyncio.get_running_loop().sock_connect(sock, address)
            told = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
        except OSError:
            return None
    pid, _, _ = CREDENTIALS.unpack(told)
    return int(pid)


def _is_wayland(environ: Mapping[str, str]) -> bool:
    kind = environ.get("XDG_SESSION_TYPE")
    return kind == "wayland" or (kind != "x11" and bool(environ.get("WAYLAND_DISPLAY")))


async def _told_by_systemd(session: MessageBus) -> dict[str, str]:
    try:
        # Never start it: a session bus without it is one that it does not look after.
        if not await dbus.owner_of(session, SYSTEMD):
            return {}
        told = await dbus.get_property(
            session, SYSTEMD, SYSTEMD_PATH, f"{SYSTEMD}.Manager", "Environment"
        )
    except BusError as error:
        log.debug("the user's systemd does not tell its environment: %s", error)
        return {}
    pairs = (str(each).partition("=") for each in told if isinstance(told, list))
    return {name: value for name, _, value in pairs if value}
