"""The window of a guided break as a person finds it: read on the accessibility bus, clicked."""

import subprocess

from .ground import Ground
from .sight import Thing
from .waiting import wait_until

PROGRAM, NAME = "unhunch", "Guided break"


class Card:
    """A window that needs to be told to speak, by QT_LINUX_ACCESSIBILITY_ALWAYS_ON."""

    def __init__(self, desktop: Ground) -> None:
        self._desktop = desktop

    def sees(self, role: str, name: str = "") -> Thing:
        """Return that part of the window as soon as it is there."""
        return self._desktop.sight.wait_for(role, name, PROGRAM)

    def finds(self, role: str, name: str = "") -> Thing | None:
        """Return that part of the window if it is there now."""
        return self._desktop.sight.find(role, name, PROGRAM)

    def presses(self, label: str, role: str = "push button") -> None:
        """Click on a button."""
        self._desktop.hands.click(self.sees(role, label).box)

    def is_there(self) -> bool:
        """Whether anything of it is to be seen."""
        return bool(self._desktop.sight.things(PROGRAM))


def child_of(pid: int) -> int:
    """Return the process of the window, of the daemon with this process id, once it is there."""
    child = wait_until(lambda: child_now(pid), "the window has a process of its own")
    assert child is not None
    return child


def child_now(pid: int) -> int | None:
    """Return the process of the window; None: there is none."""
    look = ["pgrep", "-P", str(pid), "-f", "unhunch.window"]
    said = subprocess.run(look, capture_output=True, text=True, check=False)
    return int(said.stdout.split()[0]) if said.stdout else None
