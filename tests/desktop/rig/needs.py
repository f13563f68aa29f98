"""What a test desktop is made of, and the Debian package that has it."""

import subprocess
from pathlib import Path
from shutil import which

from .browser import CHROMIUM
from .desktop import AT_SPI, in_lib

PYTHON = "/usr/bin/python3"

PROGRAMS = {
    "Xvfb": "xvfb",
    CHROMIUM: "chromium",
    "dbus-daemon": "dbus",
    "import": "imagemagick",
    "xdotool": "xdotool",
    "xfce4-panel": "xfce4-panel",
    "xfwm4": "xfwm4",
    "xprop": "x11-utils",
    AT_SPI: "at-spi2-core",
    in_lib("xfce4/notifyd/xfce4-notifyd"): "xfce4-notifyd",
    in_lib("xfce4/xfconf/xfconfd"): "xfconf",
}


def missing_packages() -> list[str]:
    """Return the Debian packages (.ci/packages.txt) without which there is no desktop here."""
    missing = [package for program, package in PROGRAMS.items() if which(program) is None]
    if not has_dbusmock():
        missing.append("python3-dbusmock")
    return sorted(missing)


def has_dbusmock() -> bool:
    """Whether Debian's Python can mock a system service."""
    if not Path(PYTHON).exists():
        return False
    look = [PYTHON, "-c", "import dbusmock"]
    return subprocess.run(look, capture_output=True, timeout=30).returncode == 0
