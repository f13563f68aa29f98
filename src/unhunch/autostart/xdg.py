"""A desktop entry in the user's autostart folder: every desktop on Linux starts those.

https://specifications.freedesktop.org/autostart-spec/latest/
https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
"""

import re
from collections.abc import Sequence
from pathlib import Path

from ..errors import NotHere
from ..sentence import Sentence
from .files import MARK, put, read, take_away

ENTRY = f"""\
# {MARK}
[Desktop Entry]
Type=Application
Version=1.0
Name=Unhunch
Comment=Posture checks, stretch breaks and sitting-time alerts
Comment[de]=Haltungs-Checks, Dehnpausen und Hinweise bei langem Sitzen
Icon=unhunch
Exec={{command}}
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
"""

PLAIN = re.compile(r"[A-Za-z0-9_@%+:,./^!{}\[\]=-]+")
"""What needs no quotes."""


class XdgAutostart:
    """The Autostart of Linux desktops. `config_home` is $XDG_CONFIG_HOME or ~/.config."""

    name = "xdg"

    def __init__(self, config_home: Path) -> None:
        self._path = config_home / "autostart" / "unhunch.desktop"

    def is_on(self) -> bool:
        """Whether the entry is there and neither the user nor the desktop switched it off."""
        keys = _keys(read(self._path))
        return (
            "Exec" in keys
            and keys.get("Hidden", "false") != "true"
            and keys.get("X-GNOME-Autostart-enabled", "true") != "false"
        )

    def turn_on(self, command: Sequence[str]) -> str:
        """As the port says. Raise NotHere for a command that no entry can hold, and OSError."""
        return put(self._path, ENTRY.format(command=exec_line(command)))

    def turn_off(self) -> str:
        """As the port says. Raise OSError."""
        return take_away(self._path)


def exec_line(command: Sequence[str]) -> str:
    """Return the value of Exec. Raise NotHere for what it cannot express."""
    if not command or "=" in command[0]:
        # "The executable program must not contain the equal sign", says the specification.
        raise NotHere(Sentence("a desktop entry cannot start {command}", command=list(command)))
    return " ".join(map(_quote, command))


def _quote(argument: str) -> str:
    if any(ord(letter) < 32 for letter in argument):
        raise NotHere(Sentence("a desktop entry cannot hold {argument}", argument=repr(argument)))
    text = argument.replace("%", "%%")
    if PLAIN.fullmatch(text):
        return text
    quoted = re.sub(r'(["`$\\])', r"\\\1", text)
    # The value of any key undergoes one more round of backslashes.
    return '"' + quoted.replace("\\", "\\\\") + '"'


def _keys(text: str) -> dict[str, str]:
    keys: dict[str, str] = {}
    group = ""
    for line in text.splitlines():
        if line.startswith("["):
            group = line.strip()
        elif group == "[Desktop Entry]" and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys.setdefault(key.strip(), value.strip())
    return keys
