"""Pointer and keyboard, through xdotool: real X events, as from a person."""

import subprocess
from collections.abc import Mapping

from .sight import Box

LEFT, MIDDLE, RIGHT = "1", "2", "3"


class Hands:
    """Moves, clicks and types on the display of this environment."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)

    def move(self, x: int, y: int) -> None:
        """Move the pointer there; return when it is there."""
        self._do("mousemove", "--sync", str(x), str(y))

    def click(self, at: Box, button: str = LEFT) -> None:
        """Click in the middle of a box."""
        self.point(at)
        self.press(button)

    def point(self, at: Box) -> None:
        """Move the pointer to the middle of a box."""
        # Two steps: GTK menus select on the motion, and only then take the click for that item.
        x, y = at.middle
        self._do("mousemove", str(x - 2), str(y))
        self._do("mousemove", str(x), str(y))

    def press(self, button: str = LEFT) -> None:
        """Click where the pointer is."""
        self._do("click", button)

    def key(self, *names: str) -> None:
        """Press keys by their X names, one after the other."""
        self._do("key", *names)

    def type(self, text: str) -> None:
        """Type text into the window that has the focus."""
        self._do("type", "--delay", "20", text)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=30)
