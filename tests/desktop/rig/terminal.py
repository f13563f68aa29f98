"""A terminal with a person at it: for the program where there is no desktop."""

import os
import pty
import subprocess
import threading
import time
from collections.abc import Mapping

from .unhunch import command
from .waiting import wait_until


class Terminal:
    """Runs `unhunch run` in the foreground of a pseudo terminal; use it in a `with` block."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {"TERM": "xterm", **environment}
        self._shown = bytearray()

    def __enter__(self) -> "Terminal":
        self._master, slave = pty.openpty()
        # In a session of its own with this as its terminal, as a terminal window starts a shell.
        self._process = subprocess.Popen(
            ["setsid", "--ctty", command(), "run"],
            env=self._environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)
        self._reader.join()
        os.close(self._master)

    @property
    def text(self) -> str:
        """Everything that was shown so far."""
        return self._shown.decode(errors="replace")

    def waits_for(self, text: str) -> None:
        """Return when this was shown."""
        wait_until(lambda: text in self.text, f"the terminal shows {text!r}: {self.text!r}")

    def reads(self, text: str) -> None:
        """Wait for this and read it: a line in the first half second counts as an accident."""
        self.waits_for(text)
        read = time.monotonic() + 1
        wait_until(lambda: time.monotonic() > read, "it was read")

    def types(self, line: str) -> None:
        """Type a line and press Enter."""
        os.write(self._master, line.encode() + b"\n")

    def _read(self) -> None:
        while True:
            try:
                self._shown += os.read(self._master, 4096)
            except OSError:
                return  # EIO: the last program on this terminal has ended
