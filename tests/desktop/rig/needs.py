"""What a test desktop is made of, and the Debian package that has it."""

import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from .browser import CHROMIUM
from .ground import AT_SPI, in_lib

PYTHON = "/usr/bin/python3"

GROUND = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "import": "imagemagick",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    AT_SPI: "at-spi2-core",
}

XFCE = {
    "xfce4-panel": "xfce4-panel",
    "xfwm4": "xfwm4",
    in_lib("xfce4/notifyd/xfce4-notifyd"): "xfce4-notifyd",
    in_lib("xfce4/xfconf/xfconfd"): "xfconf",
}


FULL = {**XFCE, CHROMIUM: "chromium"}

with_window = pytest.mark.skipif(find_spec("PySide6") is None, reason="needs unhunch[window]")
"""Marks what is seen in the window of a guided break."""


def skip_without(programs: Mapping[str, str] = FULL) -> None:
    """Skip the test, naming the Debian packages that are missing. `programs`: as below."""
    if missing := missing_packages(programs):
        pytest.skip(f"needs the Debian packages {' '.join(missing)}")


def missing_packages(programs: Mapping[str, str] = FULL) -> list[str]:
    """Return the Debian packages (.ci/packages.txt) without which there is no such desktop here.

    `programs`: what it is made of, above the ground that each has, and the package of each.
    """
    needed = {**GROUND, **programs}
    missing = [package for program, package in needed.items() if not _is_there(program)]
    if not has_dbusmock():
        missing.append("python3-dbusmock")
    return sorted(set(missing))


def _is_there(program: str) -> bool:
    """Whether this is a program on the PATH, or the path of any file."""
    return which(program) is not None or Path(program).exists()


def has_dbusmock() -> bool:
    """Whether Debian's Python can mock a system service."""
    if not Path(PYTHON).exists():
        return False
    look = [PYTHON, "-c", "import dbusmock"]
    return subprocess.run(look, capture_output=True, timeout=30).returncode == 0
