"""sway as a window of an X server: not as root, which it refuses to be."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

NOBODY = "65534"
CONFIG = "output * bg #336699 solid_color\n"


class Runtime:
    """A runtime folder that sway's user may write to, with a short path for its sockets."""

    folder: Path

    def start(self) -> None:
        """Make it."""
        self.folder = Path(tempfile.mkdtemp(prefix="sway-"))
        if os.getuid() == 0:
            os.chown(self.folder, int(NOBODY), int(NOBODY))

    def stop(self) -> None:
        """Take it away with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def wayland_display(self) -> str:
        """The path of the compositor's socket, once it listens; else empty."""
        sockets = sorted(self.folder.glob("wayland-?"))
        return str(sockets[0]) if sockets else ""

    @property
    def sway_socket(self) -> str:
        """The path of the socket that sway is told through, once it listens; else empty."""
        sockets = sorted(self.folder.glob("sway-ipc.*.sock"))
        return str(sockets[0]) if sockets else ""

    def command(self, config: str = CONFIG) -> list[str]:
        """Return what starts sway with these lines of settings."""
        file = self.folder / "config"
        file.write_text(config)
        file.chmod(0o644)
        as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        return [*(as_nobody if os.getuid() == 0 else ()), "sway", "--config", str(file)]

    def environment(self, around: Mapping[str, str], outputs: int = 1) -> dict[str, str]:
        """Return what sway is started with: the X display around it, in which each of its outputs
        is a window, and no graphics card."""
        return {
            "WLR_X11_OUTPUTS": str(outputs),
            "PATH": around["PATH"],
            "LANG": around.get("LANG", "C.UTF-8"),
            "DISPLAY": around["DISPLAY"],
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "WLR_BACKENDS": "x11",
            "WLR_RENDERER": "pixman",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }


def start(runtime: Runtime, around: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start sway in the display of this environment."""
    return subprocess.Popen(
        runtime.command(),
        env=runtime.environment(around),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
