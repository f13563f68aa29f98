"""A bus that dies and comes back at the same address."""

import subprocess
from pathlib import Path

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class Bus:
    """A bus at one address, as often as it is started."""

    def __init__(self, folder: Path, name: str = "bus") -> None:
        self.address = f"unix:path={folder}/{name}"
        self._socket, self._config = folder / name, folder / f"{name}.conf"
        self._config.write_text(CONFIG.format(path=self._socket))
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """A new daemon."""
        self._socket.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={self._config}", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def stop(self) -> None:
        """End it. May be called twice."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate(timeout=20)
            self._process = None
