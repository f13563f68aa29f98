"""Programs that the rig starts, keeps the logs of, and stops by process id."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path


class Program:
    """One running program. Its output goes to LOGS/NAME.log, one after the other when restarted."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], logs: Path
    ) -> None:
        self.name = name
        self.log = logs / f"{name}.log"
        self._command = list(command)
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id; only while it runs."""
        assert self._process is not None, f"{self.name} was not started"
        return self._process.pid

    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def said(self) -> str:
        """Everything it wrote so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def start(self, pass_fds: tuple[int, ...] = (), stdin: int = subprocess.DEVNULL) -> None:
        """Start it in a process group of its own, so that what it starts ends with it. `stdin`: the
        file that it reads."""
        assert not self.is_running(), f"{self.name} runs already"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=stdin,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=pass_fds,
            )

    def stop(self) -> int | None:
        """Ask it to end, end it by force after 10 s; return its exit code, None: never started."""
        if self._process is None:
            return None
        self._signal(signal.SIGTERM)
        try:
            return self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            return self.kill()
        finally:
            self._signal(signal.SIGKILL)

    def kill(self) -> int:
        """End it and what it started with SIGKILL, at once."""
        assert self._process is not None, f"{self.name} was not started"
        self._signal(signal.SIGKILL)
        return self._process.wait(timeout=10)

    def wait(self, timeout: float = 30) -> int:
        """Return its exit code when it has ended by itself."""
        assert self._process is not None, f"{self.name} was not started"
        return self._process.wait(timeout=timeout)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # the whole group has ended
            os.killpg(self.pid, number)
