"""A screen without a monitor: Xvfb, looked at with screenshots."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .programs import Program

WIDTH, HEIGHT = 1280, 720
SIZE = f"{WIDTH}x{HEIGHT}x24"


class Screen:
    """One X display, on a number that nobody else has."""

    def __init__(
        self,
        environment: Mapping[str, str],
        logs: Path,
        more_options: Sequence[str] = (),
        size: str = SIZE,
    ) -> None:
        self._environment = dict(environment)
        self._reader, self._writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(self._writer), "-screen", "0", size]
        options = ["-nolisten", "tcp", "-noreset", "-ac", *more_options]
        self._server = Program("Xvfb", command + options, environment, logs)
        self.display = ""

    def start(self) -> None:
        """Start it; return when it takes clients: then it writes its number."""
        self._server.start(pass_fds=(self._writer,))
        os.close(self._writer)
        with os.fdopen(self._reader) as number:
            self.display = f":{number.readline().strip()}"
        assert self.display != ":", f"Xvfb did not start: {self._server.said()}"

    def stop(self) -> None:
        """End it, and with it every client."""
        self._server.stop()

    def has_window_manager(self) -> bool:
        """Whether somebody places, stacks and focuses the windows."""
        look = ["xprop", "-display", self.display, "-root", "_NET_SUPPORTING_WM_CHECK"]
        said = subprocess.run(look, capture_output=True, text=True, timeout=30)
        return "window id" in said.stdout

    def shoot(self, picture: Path) -> None:
        """Save what is on the screen now as a PNG."""
        picture.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["import", "-display", self.display, "-window", "root", str(picture)],
            env=self._environment,
            check=True,
            timeout=30,
        )
