"""Private D-Bus daemons. They start no service by themselves: what runs, a test has started."""

from collections.abc import Mapping
from pathlib import Path
from socket import AF_UNIX, socket

from . import wire
from .programs import Program
from .waiting import wait_until

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class Bus:
    """One bus. `services` is its folder of D-Bus service files: empty, but a test may fill it."""

    def __init__(self, name: str, folder: Path, environment: Mapping[str, str], logs: Path) -> None:
        self._socket = folder / f"{name}-bus"
        self.address = f"unix:path={self._socket}"
        self.services = folder / f"{name}-services"
        self.services.mkdir()
        config = folder / f"{name}-bus.conf"
        config.write_text(CONFIG.format(socket=self._socket, services=self.services))
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"]
        self._daemon = Program(f"{name}-bus", command, environment, logs)

    def start(self) -> None:
        """Start it and wait until it takes connections; also after `stop`, at the same address."""
        self._daemon.start()
        wait_until(self._is_open, f"{self.address} takes connections")

    def _is_open(self) -> bool:
        # The socket has its name before it takes connections.
        with socket(AF_UNIX) as door:
            return door.connect_ex(str(self._socket)) == 0

    def stop(self) -> None:
        """End it, and with it every connection."""
        self._daemon.stop()
        self._socket.unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        """Whether somebody owns this name."""
        return name in wire.owned_names(self.address)
