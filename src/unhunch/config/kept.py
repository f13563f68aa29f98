"""What settings came to the last time, so that a start with the same ones need not check them.

The check loads pydantic, which takes longer than the rest of the start. Its outcome depends on the
text of the file, the variables and the program alone; where all three are what they were, so is
the outcome. What is kept may be lost or damaged at any time: then there is a check.
"""

import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import __version__
from .codec import read_outcome, write_outcome
from .loaded import Loaded
from .numbers import LOCALES
from .paths import data_file

_LONGEST = 2**20
"""Bytes of a settings file beyond which it is no business of ours."""

_PREFIX = "UNHUNCH_"

Question = Mapping[str, Any]
"""Everything that the outcome depends on, as plain JSON."""


class Kept:
    """One good outcome and what it was the answer to, in a file of this user's."""

    def __init__(self, file: Path, environ: Mapping[str, str]) -> None:
        self._file = file
        self._environ = environ

    def question(self, settings: Path) -> Question | None:
        """Return what the outcome depends on now; None where only a check can tell."""
        try:
            return {
                "program": list(_program()),
                "settings": _text(settings),
                "variables": {
                    name: value
                    for name, value in sorted(self._environ.items())
                    if name.startswith(_PREFIX) or name in LOCALES
                },
            }
        except (OSError, UnicodeDecodeError):
            return None

    def recall(self, question: Question | None) -> Loaded | None:
        """Return what this came to the last time; None: not known, have it checked."""
        if question is None:
            return None
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            if kept["question"] != question:
                return None
            outcome = read_outcome(kept["outcome"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return outcome if isinstance(outcome, Loaded) else None

    def keep(self, question: Question | None, loaded: Loaded) -> None:
        """Keep what this came to. A disk that cannot take it costs nothing but time."""
        if question is None:
            return
        text = json.dumps({"question": question, "outcome": write_outcome(loaded)})
        new = self._file.with_name(f"{self._file.name}.new")
        try:
            new.unlink(missing_ok=True)
            opened = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as out:
                out.write(text)
            new.replace(self._file)
        except OSError:
            return


def _text(settings: Path) -> str | None:
    """Return the file's text, None: there is none. Raise OSError when it is no ordinary file."""
    try:
        found = settings.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LONGEST:
        raise OSError("not an ordinary file")
    return settings.read_text(encoding="utf-8")


def _program() -> Iterator[Any]:
    """Yield what tells one program from another: an update, or an edit in a checkout."""
    yield from (__version__, sys.version, sys.executable)
    here = Path(__file__).parent
    folders = (here, here.parent / "desk", here.parent / "figures")
    code = [file for each in folders for file in each.glob("*.py")] + [here.parent / "sentence.py"]
    data = [data_file(f"{name}.toml") for name in ("exercises", "workstation", "numbers")]
    for file in sorted([*code, *data]):
        found = file.stat()
        yield [file.name, found.st_size, found.st_mtime_ns]
