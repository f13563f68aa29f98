"""What a screen reader is told on the accessibility bus, in order."""

import json
import sys
from dataclasses import dataclass

from . import listener
from .ground import Ground
from .waiting import wait_until


@dataclass(frozen=True, slots=True)
class Heard:
    """One event. `on`: whether a state begins."""

    kind: str
    detail: str
    text: str
    on: bool


class Ears:
    """Listens from its start on. Programs of the desktop that start later know that it does."""

    def __init__(self, ground: Ground) -> None:
        command = [sys.executable, listener.__file__, ground.sight.address]
        self._program = ground.program("ears", *command)
        ground.begin(self._program)
        wait_until(lambda: listener.READY in self._program.said(), "somebody listens")

    def heard(self) -> list[Heard]:
        """Return everything so far."""
        lines = [json.loads(line) for line in self._program.said().splitlines()[1:]]
        return [Heard(kind, detail, text, bool(on)) for kind, detail, text, on in lines]

    def announced(self) -> list[str]:
        """Return what was to be read aloud whatever has the keyboard."""
        return [each.text for each in self.heard() if each.kind == "Object:Announcement"]

    def focused(self) -> str:
        """Return the name of what got the keyboard last; empty: nothing."""
        names = [each.text for each in self.heard() if each.detail == "focused" and each.on]
        return names[-1] if names else ""

    def hears(self, text: str) -> None:
        """Wait until this was read aloud, once."""
        wait_until(lambda: text in self.announced(), f"announced: {text!r}")
        assert self.announced().count(text) == 1

    def feels(self, name: str) -> None:
        """Wait until the keyboard is on the button of this name."""
        wait_until(lambda: self.focused() == name, f"the keyboard is on {name!r}")
