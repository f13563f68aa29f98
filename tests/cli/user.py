"""A user without a desktop, and the program as a process."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str


class User:
    """Runs commands, and at most one daemon."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.run = folder / "run"
        self.log = folder / "log"
        for each in (self.home, self.run):
            each.mkdir(mode=0o700)
        self.environment = {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.run),
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/no-bus",
            "PATH": str(folder),
            "PYTHONPATH": str(SOURCE),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }
        self._daemon: subprocess.Popen[bytes] | None = None

    def __call__(self, *words: str, given: str = "", **environ: str) -> Said:
        """Run one command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "unhunch", *words],
            env=self.environment | environ,
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.home / ".config" / "unhunch" / "config.toml"

    @property
    def journal(self) -> Path:
        """The journal."""
        return self.home / ".local" / "share" / "unhunch" / "journal.db"

    @property
    def pid(self) -> int:
        """The daemon's process id."""
        assert self._daemon is not None
        return self._daemon.pid

    def write(self, text: str) -> None:
        """Write the settings file."""
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(text, encoding="utf-8")

    def start(self, *words: str, **environ: str) -> None:
        """Start the daemon, with these words after `python`; return when it answers."""
        self.start_unready(*words, **environ)
        self.wait_until(lambda: self.status().get("running"))

    def start_unready(self, *words: str, **environ: str) -> None:
        """Start the daemon and wait for nothing."""
        with self.log.open("ab") as log:
            self._daemon = subprocess.Popen(
                [sys.executable, *(words or ("-m", "unhunch", "run"))],
                env=self.environment | environ,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def status(self) -> dict[str, Any]:
        """What `unhunch status --json` tells."""
        assert self._daemon is None or self._daemon.poll() is None, self.said()
        told: dict[str, Any] = json.loads(self("status", "--json").out)
        return told

    def said(self) -> str:
        """What the daemon wrote."""
        return self.log.read_text(encoding="utf-8")

    def ends(self, number: int | None = None) -> int:
        """Send a signal, if one is given; return the exit code of the daemon when it has ended."""
        assert self._daemon is not None
        daemon, self._daemon = self._daemon, None
        if number is not None:
            daemon.send_signal(number)
        return daemon.wait(timeout=30)

    def stop(self) -> None:
        """End the daemon, if there is one."""
        if self._daemon is not None and self._daemon.poll() is None:
            os.kill(self._daemon.pid, signal.SIGKILL)
            self._daemon.wait(timeout=30)

    def facts(self, kind: str = "") -> list[dict[str, Any]]:
        """The facts in the journal."""
        facts = [json.loads(line) for line in self("journal", "show", "--json").out.splitlines()]
        return [fact for fact in facts if kind in ("", fact["kind"])]

    def wait_until(self, claim: Callable[[], object]) -> None:
        """Return once the claim holds."""
        end = time.monotonic() + 30
        while not claim():
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)
