"""Telling systemd how the daemon fares, where systemd started it (sd_notify(3))."""

import os
import socket
from collections.abc import Mapping

READY = "READY=1"
STOPPING = "STOPPING=1"


def status(text: str) -> str:
    """Return the line that `systemctl status` shows."""
    return f"STATUS={' '.join(text.split())}"


class Systemd:
    """The service manager's ear. Deaf where there is none."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        name = environment.get("NOTIFY_SOCKET", "")
        # "@" stands for the null byte of an abstract socket.
        self._address = "\0" + name[1:] if name.startswith("@") else name

    @property
    def listens(self) -> bool:
        """Whether systemd started this process and wants to hear from it."""
        return self._address.startswith(("/", "\0"))

    def tell(self, *lines: str) -> bool:
        """Tell systemd; return whether it was heard. Never raises, never waits."""
        if not self.listens:
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            ear.setblocking(False)
            try:
                ear.sendto("\n".join(lines).encode(errors="replace"), self._address)
            except OSError:
                return False
        return True


def of_this_process() -> Systemd:
    """Return the ear that the environment names."""
    return Systemd(os.environ)
