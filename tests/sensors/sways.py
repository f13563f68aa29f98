"""A real sway, on a screen that nobody sees."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .focused import Programs, needs, programs

SOMEBODY = 12345
"""Sway does not run as root; under root it runs as this user."""


class Sway:
    """One compositor and the windows on it."""

    def __init__(self, folder: Path, own: Programs) -> None:
        self.folder = folder
        config = folder / "config"
        config.write_text("xwayland disable\n")
        drop = () if os.getuid() else _as_somebody(folder)
        self.process = own.start(*drop, "sway", "-c", str(config))
        self._own = own

    @property
    def environ(self) -> dict[str, str]:
        """What a program in this session sees, once it is there."""
        [display] = [each for each in self.folder.glob("wayland-?") if each.is_socket()]
        return {"WAYLAND_DISPLAY": str(display), "XDG_SESSION_TYPE": "wayland"}

    @property
    def is_up(self) -> bool:
        """Whether it takes connections and commands."""
        return bool(list(self.folder.glob("sway-ipc.*"))) and bool(
            list(self.folder.glob("wayland-?"))
        )

    def opens(self) -> subprocess.Popen[bytes]:
        """A window, which gets the focus once it is there."""
        # GTK is as it is where no desktop was set up.
        settings = {"GDK_BACKEND": "wayland", "HOME": str(self.folder), "NO_AT_BRIDGE": "1"}
        return self._own.start("zenity", "--info", "--text", "a film", **self.environ, **settings)

    @property
    def windows(self) -> int:
        """How many there are."""
        return self.told("-t", "get_tree").count('"app_id"')

    def told(self, *command: str) -> str:
        """A command to the compositor, and its answer."""
        [socket] = self.folder.glob("sway-ipc.*")
        return self._own.run("swaymsg", "-s", str(socket), *command)


def _as_somebody(folder: Path) -> tuple[str, ...]:
    shutil.chown(folder, SOMEBODY, SOMEBODY)
    return ("setpriv", "--reuid", str(SOMEBODY), "--regid", str(SOMEBODY), "--clear-groups")


@contextmanager
def sway() -> Iterator[Sway]:
    """A compositor for a while; wait until it `is_up`. Skips where a program is missing."""
    needs(sway="sway", swaymsg="sway", setpriv="util-linux", zenity="zenity")
    # pytest's own folders are closed to anybody but root.
    with tempfile.TemporaryDirectory(prefix="sway-") as folder:
        environ = {
            "XDG_RUNTIME_DIR": folder,
            "HOME": folder,
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "XDG_CURRENT_DESKTOP": "sway",
        }
        with programs(environ) as own:
            yield Sway(Path(folder), own)
