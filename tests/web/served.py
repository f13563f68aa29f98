"""The pages as they are: in a process of their own, over a journal made for the test."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from unhunch.config.paths import Paths, make_folders
from unhunch.fact import Fact
from unhunch.journal.reader import Reader
from unhunch.journal.store import SqliteJournal
from unhunch.web import note


def surroundings(folder: Path) -> Mapping[str, str]:
    """The environment of a user whose home this folder is."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "LANG": "en_GB.UTF-8",
    }


class Served:
    """A running process. Its clock is the real one."""

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        folder.chmod(0o700)
        self.environ = environ or surroundings(folder)
        self.paths = Paths.of(self.environ)
        make_folders(self.paths)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "unhunch.web", "checkin"],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.first_link = self.process.stdout.readline().strip()

    @property
    def origin(self) -> str:
        """Where it is."""
        return self.first_link.partition("/enter/")[0]

    def link(self, page: str) -> str:
        """Return a new entry link."""
        left = note.read(note.path_in(self.environ))
        assert left is not None
        link = note.ask_for_link(left, page)
        assert link is not None
        return link

    def has(self, *facts: Fact) -> None:
        """Put these into the journal, as somebody else would who has its lock."""
        journal = SqliteJournal.open(self.paths.journal)
        journal.append(facts, durable=False)
        journal.close()

    def facts(self) -> list[Fact]:
        """Everything in the journal."""
        reader = Reader.open(self.paths.journal)
        try:
            return [entered.fact for entered in reader.facts()]
        finally:
            reader.close()

    def kinds(self) -> list[str]:
        """The facts so far, by name."""
        return [type(fact).__name__ for fact in self.facts()]

    def end(self) -> tuple[int, str]:
        """End it as the end of a desktop's session does; return its exit code and last words."""
        self.process.terminate()
        _, words = self.process.communicate(timeout=20)
        return self.process.returncode, words
