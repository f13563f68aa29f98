"""The program under test, as it is installed: its daemon and its commands."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unhunch.config.paths import Paths
from unhunch.web import note
from unhunch.wire.address import address_in
from unhunch.wire.client import ask_plainly

from .programs import Program
from .waiting import wait_until

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Unhunch:
    """One user's Unhunch. The environment may still grow (a display, a bus) until it is used."""

    def __init__(self, environment: Mapping[str, str], logs: Path) -> None:
        self._environment = environment
        self._logs = logs
        self._daemon: Program | None = None

    def __call__(self, *words: str) -> Said:
        """Run a command to its end."""
        done = subprocess.run(
            [command(), *words],
            env=dict(self._environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def settings(self, text: str) -> None:
        """Write the user's settings file, as most editors do: beside it, then renamed."""
        file = Path(self("config", "path").out.strip())
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name("draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)

    def launch(self) -> None:
        """Start the daemon and return at once."""
        self._daemon = Program("unhunch", [command(), "run"], self._environment, self._logs)
        self._daemon.start()

    def start(self) -> None:
        """Start the daemon; return when it takes requests."""
        self.launch()
        assert self._daemon is not None
        wait_until(self.is_serving, f"the daemon takes requests; see {self._daemon.log}")

    def kill(self) -> None:
        """End the daemon with SIGKILL."""
        assert self._daemon is not None
        self._daemon.kill()

    def stop(self) -> int | None:
        """Ask the daemon and the pages to end; return the daemon's exit code, None when it was
        never started."""
        code = self._daemon.stop() if self._daemon else None
        pages = note.read(note.path_in(self._environment))
        if pages is not None:
            with suppress(ProcessLookupError):
                os.kill(pages.pid, signal.SIGTERM)
        return code

    def ends(self) -> int:
        """Start the daemon where it cannot work; return its exit code."""
        self.launch()
        return self.wait()

    def wait(self) -> int:
        """Return the exit code of the daemon when it has ended by itself."""
        assert self._daemon is not None
        return self._daemon.wait()

    def log(self) -> str:
        """Return what the daemon wrote on its standard output and error."""
        return self._daemon.said() if self._daemon else ""

    @property
    def pid(self) -> int:
        """The daemon's process id."""
        assert self._daemon is not None
        return self._daemon.pid

    def is_serving(self) -> bool:
        """Whether a daemon answers; an error here when it has already ended."""
        assert self._daemon is None or self._daemon.is_running(), self.log()
        return bool(self.status().get("running"))

    def status(self) -> dict[str, Any]:
        """Return `unhunch status --json`."""
        said = self("status", "--json")
        assert said.out, said
        state: dict[str, Any] = json.loads(said.out)
        return state

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send one request to the daemon, as the program's own parts do."""
        answer = ask_plainly(address_in(Paths.of(self._environment).runtime), request)
        assert answer is not None, "no daemon runs"
        return answer

    def facts(self, kind: str = "") -> list[Fact]:
        """Return the facts in the journal, in order; with `kind` those alone."""
        said = self("journal", "show", "--json")
        assert said.code == 0, said
        facts = [json.loads(line) for line in said.out.splitlines()]
        return [fact for fact in facts if kind in ("", fact["kind"])]

    def wait_for_fact(self, kind: str, **fields: Any) -> Fact:
        """Return the first fact of this kind with these fields as soon as it is on disk."""

        def find() -> Fact | None:
            return next((fact for fact in self.facts(kind) if fields.items() <= fact.items()), None)

        found = wait_until(find, f"the journal has {kind} {fields}")
        assert found is not None
        return found


def command() -> str:
    """Return the installed `unhunch`: $UNHUNCH_COMMAND, or the one beside this Python."""
    return os.environ.get("UNHUNCH_COMMAND") or str(Path(sys.executable).with_name("unhunch"))
