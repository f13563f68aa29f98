"""Which way of starting at login is this platform's."""

import sys
from collections.abc import Mapping
from pathlib import Path

from ..ports import Autostart
from .launchd import LaunchdAgent
from .systemd import SystemdUserUnit
from .windows import WindowsRunKey
from .xdg import XdgAutostart


def choose(environ: Mapping[str, str], systemd: bool) -> Autostart:
    """Return the way to use; `systemd` asks for the user unit where there is a choice."""
    ways = every_way(environ)
    return ways[-1] if systemd else ways[0]


def every_way(environ: Mapping[str, str]) -> list[Autostart]:
    """Return all the ways of this platform, the usual one first: for the status, and so that two
    are not on at once."""
    if sys.platform == "win32":
        return [WindowsRunKey()]
    home = Path(environ.get("HOME") or "~").expanduser()
    if sys.platform == "darwin":
        return [LaunchdAgent(home / "Library" / "LaunchAgents")]
    config_home = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    return [XdgAutostart(config_home), SystemdUserUnit(config_home)]
