"""KWin on Wayland with two outputs, each a window of the X screen, and X11 programs in it."""

import shutil
import subprocess
from pathlib import Path
from typing import ClassVar

from .ground import Ground
from .home import Home
from .programs import Program
from .waiting import wait_until
from .windows import side_by_side

WIDE, HIGH = 1300, 1000
"""An output in pixels."""


class KWin(Ground):
    """KWin and nothing else of Plasma. `scale`: of both outputs."""

    programs: ClassVar = {"kwin_wayland": "kwin-wayland", "Xwayland": "xwayland", "xterm": "xterm"}

    def __init__(self, home: Home, logs: Path, shots: Path, scale: int) -> None:
        super().__init__(home, logs, shots, ("-screen", "0", f"{2 * WIDE}x{HIGH}x24"))
        self._scale = scale

    def build(self) -> None:
        """Start it."""
        # A program with file capabilities does not take the environment that is needed here.
        binary = self.home.folder / "kwin_wayland"
        shutil.copy(shutil.which("kwin_wayland") or "", binary)
        self.environment |= {
            "KWIN_COMPOSE": "Q",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "XDG_CURRENT_DESKTOP": "KDE",
            "XDG_SESSION_TYPE": "wayland",
        }
        named = self.home.folder / "display"
        tells = self.home.folder / "tells"
        tells.write_text(f"#!/bin/sh\necho $DISPLAY > {named}.new; mv {named}.new {named}\n")
        tells.chmod(0o755)
        around = self.screen.display
        size = ("--width", str(WIDE // self._scale), "--height", str(HIGH // self._scale))
        command = [
            *(str(binary), "--x11-display", around, *size, "--output-count", "2"),
            *("--scale", str(self._scale), "--no-lockscreen", "--no-global-shortcuts"),
            *("--xwayland", "--socket", "wayland-k", str(tells)),
        ]
        self.begin(Program("kwin", command, self.environment, self.logs))
        wait_until(named.exists, "KWin runs X11 programs", 60)
        wait_until(lambda: side_by_side(around, WIDE, 2), "KWin has two outputs")
        self.environment |= {"WAYLAND_DISPLAY": "wayland-k", "DISPLAY": named.read_text().strip()}

    def points(self, output: int) -> None:
        """Move the pointer onto this output, 0 or 1, and wait until KWin knows."""
        # Far right: on a scale of 2 KWin 5.27 takes the left half of the second for the first.
        x = output * WIDE + WIDE - 100
        self.hands.move(x - 1, 200)
        self.hands.move(x, 200)
        wait_until(lambda: self._active() == f"X11-{output}", "KWin has the pointer there")

    def _active(self) -> str:
        """Return the output that KWin says is in use."""
        command = ["busctl", "--user", "call", "org.kde.KWin", "/KWin", "org.kde.KWin"]
        said = subprocess.run(
            [*command, "activeOutputName"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return said.stdout.removeprefix("s ").strip().strip('"')
