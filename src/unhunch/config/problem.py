"""What is wrong with the settings, as the person who wrote them should read it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..sentence import Sentence, joined

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)

ENVIRONMENT = "environment"
"""The source of what a variable says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake.

    `source`: the file's name or "environment". `line` counts from 1; None: not in one line.
    `key`: the setting's full name, or the variable's. `value`: as it was written, shortened.
    `expected`: what to write instead, as a sentence without a full stop.
    """

    source: str
    line: int | None = None
    key: str = ""
    value: str = ""
    expected: str

    @property
    def words(self) -> Sentence:
        """The whole of it on one line."""
        source = Sentence("environment") if self.source == ENVIRONMENT else self.source
        place = source if self.line is None else f"{self.source}:{self.line}"
        setting = f"{self.key} = {self.value}" if self.value else self.key
        return joined(": ", [part for part in (place, setting, self.expected) if part])

    def __str__(self) -> str:
        return str(self.words)


def dotted(place: Iterable[str]) -> str:
    """Return the full name of a setting, as it could stand in the file."""
    return ".".join(part if _BARE.fullmatch(part) else json.dumps(part) for part in place)
