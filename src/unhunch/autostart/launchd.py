"""A launchd agent of the user. Written from its documentation and never run on macOS: only the
file is tested. It counts from the next login; nothing is loaded at once.
"""

import plistlib
from collections.abc import Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from ..errors import NotHere
from ..sentence import Sentence
from .files import MARK, put, read, take_away

LABEL = "org.unhunch.unhunch"


class LaunchdAgent:
    """The Autostart of macOS. `agents` is ~/Library/LaunchAgents."""

    name = "launchd"

    def __init__(self, agents: Path) -> None:
        self._path = agents / f"{LABEL}.plist"

    def is_on(self) -> bool:
        """Whether the agent is there and not switched off in its file."""
        try:
            agent = plistlib.loads(read(self._path).encode())
        except (plistlib.InvalidFileException, ExpatError, ValueError):
            return False
        return isinstance(agent, dict) and not agent.get("Disabled", False)

    def turn_on(self, command: Sequence[str]) -> str:
        """As the port says. Raise NotHere for a command that no agent can hold, and OSError."""
        if not command or any("\0" in argument for argument in command):
            raise NotHere(Sentence("an agent cannot start {command}", command=list(command)))
        return put(self._path, agent_text(command))

    def turn_off(self) -> str:
        """As the port says. Raise OSError."""
        return take_away(self._path)


def agent_text(command: Sequence[str]) -> str:
    """Return the property list (launchd.plist(5)): with the desktop, again after a failure."""
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    text = plistlib.dumps(agent).decode()
    return text.replace("<plist", f"<!-- {MARK} -->\n<plist", 1)
