"""What the scenario asks of a desktop: verbs that a person, or the desktop's programs, would do."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from ..rig.ground import Ground
from ..rig.person import Person
from ..rig.waiting import wait_until

PATIENCE = 60
"""Seconds in which a desktop does what it was told; much more than one on a quiet machine needs."""


class Cannot(Exception):
    """Raised by a verb that this desktop has not: the reason is what docs/platforms.md says.

    Raise it before anything was done, or when all is as it was before.
    """


class AnyDesktop(Ground):
    """One desktop, started when its `with` block begins, with panel and notification server.

    A subclass starts its programs in `build` (through `begin`, so that they end), adds to
    `environment` what Unhunch is to be started with there, and fills in the verbs. Each verb
    returns when the desktop shows that it is so, and not before. What is the same on most X11
    desktops is done here.
    """

    name: ClassVar[str]
    """The name of its record in seen/, and of its logs and screenshots."""

    title: ClassVar[str]
    """As docs/platforms.md calls it."""

    programs: ClassVar[Mapping[str, str]]
    """Programs it is made of, and the Debian package of each: what is missing skips the test."""

    made_of: ClassVar[Mapping[str, str]]
    """"window manager", "panel", "notifications" and the like: the Debian package of each part."""

    person: Person
    """Looks through the accessibility bus; set in `build` where the programs there speak it."""

    # --- prompts -----------------------------------------------------------------------------

    def sees_notice(self, text: str = "") -> bool:
        """Whether a notification with this label is on the screen."""
        return self.person.sees_notice(text)

    def presses(self, label: str) -> None:
        """Press a button of the notification on the screen, with the pointer.

        Raise Cannot where the server draws no buttons.
        """
        self.person.presses(label)

    # --- tray --------------------------------------------------------------------------------

    def sees_icon(self) -> bool:
        """Whether the icon is in the tray. Raise Cannot where there is no tray."""
        return self.person.sees_icon()

    def picks(self, *labels: str) -> None:
        """Pick an entry of the icon's menu, by way of the submenus named before it."""
        self.person.picks(*labels)

    # --- what prompts wait for ---------------------------------------------------------------

    def dnd(self, on: bool) -> None:
        """Switch do-not-disturb, as its own switch does. Raise Cannot where there is none."""
        raise NotImplementedError

    def fullscreen(self, on: bool) -> None:
        """Have a real window fill the screen, or close it."""
        if on:
            self._window = self.program("xterm", "xterm", "-fullscreen", "-e", "cat")
            self.begin(self._window)
            wait_until(self._is_filled, "a window fills the screen", PATIENCE)
        else:
            self._window.stop()
            wait_until(lambda: not self._is_filled(), "no window fills the screen", PATIENCE)

    def lock(self, on: bool) -> None:
        """Lock the session or unlock it, as the login manager tells programs of it."""
        if on:
            self.logind.lock()
        else:
            self.logind.unlock()

    # --- work ---------------------------------------------------------------------------------

    def starts_writing(self) -> Path:
        """Open a window that takes what is typed; return the file into which each line goes.

        Raise Cannot where no such window can be had.
        """
        self._paper = self.program("paper", "xterm", "-e", "sh", "-c", f"cat > '{self.written}'")
        self.begin(self._paper)
        return self.written

    @property
    def written(self) -> Path:
        """Where that file is."""
        return self.home.folder / "written"

    def stops_writing(self) -> None:
        """Close that window."""
        self._paper.stop()

    # --- mishaps -----------------------------------------------------------------------------

    def restarts_server(self) -> None:
        """Kill the notification server and start it; return when the new one serves.

        Raise Cannot where it cannot die alone.
        """
        raise NotImplementedError

    def restarts_panel(self) -> None:
        """Kill the panel and start it; return when it is there. Raise Cannot without a panel."""
        raise NotImplementedError

    # --- hands -------------------------------------------------------------------------------

    def moves(self) -> None:
        """Move the pointer a little: a sign of life. Wherever it goes there is no button."""
        self.hands.move(600, 400)
        self.hands.move(640, 420)

    # --- what it is --------------------------------------------------------------------------

    def versions(self) -> dict[str, str]:
        """Return each part's Debian package and upstream version."""
        return {part: f"{name} {version_of(name)}" for part, name in self.made_of.items()}

    def _is_filled(self) -> bool:
        look = ["xprop", "-display", self.screen.display]
        active = re.search("0x[0-9a-f]+", _said(*look, "-root", "_NET_ACTIVE_WINDOW"))
        if active is None:
            return False
        return "_NET_WM_STATE_FULLSCREEN" in _said(*look, "-id", active[0], "_NET_WM_STATE")


def version_of(package: str) -> str:
    """Return the upstream part of an installed Debian package's version."""
    full = _said("dpkg-query", "--show", "--showformat=${Version}", package)
    return full.rpartition(":")[2].rpartition("-")[0] or full


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout
