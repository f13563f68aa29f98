"""The two pipes to the daemon: what it tells, a line each, and what is said back."""

import json
from dataclasses import dataclass
from typing import BinaryIO

from ..card import Card, read_card
from ..plain import Unread

CANNOT = 3
"""Exit code: there is no Qt here, or no display."""


@dataclass(frozen=True, slots=True)
class Shows:
    """This is to be shown."""

    card: Card


@dataclass(frozen=True, slots=True)
class Hidden:
    """There is no guided break any more."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The person wants to go on with the keyboard."""


Told = Shows | Hidden | Keyboard


class Pipe:
    """Reads from the daemon and writes to it. Only `read` waits."""

    def __init__(self, told: BinaryIO, said: BinaryIO) -> None:
        self._told = told
        self._said = said

    def read(self) -> Told | None:
        """Return what is told next; None at the end: the daemon is gone, or speaks nonsense."""
        line = self._told.readline()
        try:
            told = json.loads(line)
            if "show" in told:
                return Shows(read_card(told["show"]))
        except (Unread, ValueError, TypeError):
            return None
        return Keyboard() if "keyboard" in told else Hidden()

    def shown(self) -> None:
        """Say that there is something to be seen."""
        self.send('{"shown": true}')

    def send(self, request: str) -> None:
        """Send the request of a button. A daemon that is gone is noticed at the end of its pipe."""
        try:
            self._said.write(request.encode() + b"\n")
            self._said.flush()
        except OSError:
            pass
