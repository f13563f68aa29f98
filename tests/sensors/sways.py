"""A real sway, on a screen that nobody sees."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.sway import Runtime

from .focused import Programs, needs, programs


class Sway:
    """One compositor and the windows on it."""

    def __init__(self, runtime: Runtime, own: Programs) -> None:
        self._runtime = runtime
        self._own = own
        self.process = own.start(*runtime.command("xwayland disable\n"))

    @property
    def environ(self) -> dict[str, str]:
        """What a program in this session sees, once it is there."""
        return {
            "WAYLAND_DISPLAY": self._runtime.wayland_display,
            "XDG_SESSION_TYPE": "wayland",
        }

    @property
    def is_up(self) -> bool:
        """Whether it takes connections and commands."""
        return bool(self._runtime.wayland_display and self._runtime.sway_socket)

    def opens(self) -> subprocess.Popen[bytes]:
        """A window, which gets the focus once it is there."""
        # GTK is as it is where no desktop was set up.
        settings = {"GDK_BACKEND": "wayland", "NO_AT_BRIDGE": "1"}
        return self._own.start("zenity", "--info", "--text", "a film", **self.environ, **settings)

    @property
    def windows(self) -> int:
        """How many there are."""
        return self.told("-t", "get_tree").count('"app_id"')

    def told(self, *command: str) -> str:
        """A command to the compositor, and its answer."""
        return self._own.run("swaymsg", "-s", self._runtime.sway_socket, *command)


@contextmanager
def sway() -> Iterator[Sway]:
    """A compositor for a while; wait until it `is_up`. Skips where a program is missing."""
    needs(sway="sway", swaymsg="sway", setpriv="util-linux", zenity="zenity")
    runtime = Runtime()
    runtime.start()
    environ = {
        "XDG_RUNTIME_DIR": str(runtime.folder),
        "HOME": str(runtime.folder),
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
        "XDG_CURRENT_DESKTOP": "sway",
    }
    try:
        with programs(environ) as own:
            yield Sway(runtime, own)
    finally:
        runtime.stop()
