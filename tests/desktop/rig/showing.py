"""The window of a guided break by itself on a desktop: told cards, as by the daemon."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from tests.cards import line
from unhunch.card import Card

from .ground import Ground
from .waiting import wait_until


class Showing:
    """The window's process with its first card. It ends with the desktop."""

    def __init__(
        self, ground: Ground, card: Card, environ: Mapping[str, str] | None = None
    ) -> None:
        told, self._tell = os.pipe()
        ground.environment |= environ or {}
        self._program = ground.program("window", sys.executable, "-P", "-m", "unhunch.window")
        self._program.start(stdin=told)
        os.close(told)
        ground.ends(self)
        self.shows(card)
        wait_until(lambda: {"shown": True} in self._said(), "the window is there")

    def shows(self, card: Card) -> None:
        """Tell it a card."""
        os.write(self._tell, line(card))

    def takes_keyboard(self) -> None:
        """Give it the keyboard."""
        os.write(self._tell, b'{"keyboard": true}\n')

    def waits_for(self, **request: Any) -> None:
        """Wait until it has asked for this."""
        asked = lambda: any(request.items() <= each.items() for each in self._said())  # noqa: E731
        wait_until(asked, f"the window asks for {request}; it said {self._said()}")

    def is_running(self) -> bool:
        """Whether its process is there."""
        return self._program.is_running()

    def ends(self) -> int:
        """Return its exit code when it has ended by itself."""
        return self._program.wait()

    def stop(self) -> None:
        """End it as a daemon does that ends."""
        os.close(self._tell)
        self._program.stop()

    def _said(self) -> list[dict[str, Any]]:
        lines = self._program.said().splitlines()
        return [json.loads(each) for each in lines if each.startswith("{")]
