"""The Run key of Windows. Written from its documentation and never run there: only what goes into
the key is tested.
"""

import subprocess
import sys
from collections.abc import Sequence
from typing import Any, Protocol

from ..errors import NotHere
from ..sentence import Sentence

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
VALUE = "Unhunch"

_PLACE = rf"HKEY_CURRENT_USER\{KEY}, value {VALUE}"


class Values(Protocol):
    """The values of one registry key."""

    def get(self, name: str) -> str | None:
        """Return a value, or None."""

    def set(self, name: str, value: str) -> None:
        """Write a value."""

    def delete(self, name: str) -> None:
        """Remove a value that is there."""


class WindowsRunKey:
    """The Autostart of Windows."""

    name = "run-key"

    def __init__(self, values: Values | None = None) -> None:
        self._given = values

    def is_on(self) -> bool:
        """Whether the value is there. Raise NotHere elsewhere than on Windows."""
        return self._values().get(VALUE) is not None

    def turn_on(self, command: Sequence[str]) -> str:
        """As the port says. Raise NotHere elsewhere than on Windows."""
        values = self._values()
        line = subprocess.list2cmdline(command)
        before = values.get(VALUE)
        values.set(VALUE, line)
        if before in (None, line):
            return Sentence("wrote {line} to {place}", line=line, place=_PLACE)
        return Sentence(
            "wrote {line} to {place} in place of {before}", line=line, place=_PLACE, before=before
        )

    def turn_off(self) -> str:
        """As the port says. Raise NotHere elsewhere than on Windows."""
        values = self._values()
        if values.get(VALUE) is None:
            return Sentence("nothing was there: {path}", path=_PLACE)
        values.delete(VALUE)
        return Sentence("removed {path}", path=_PLACE)

    def _values(self) -> Values:
        return _RunKey() if self._given is None else self._given


class _RunKey:
    """The real one."""

    def __init__(self) -> None:
        if sys.platform != "win32":
            raise NotHere(Sentence("there is no Run key but on Windows"))
        import winreg

        self._registry: Any = winreg

    def get(self, name: str) -> str | None:
        try:
            with self._open(self._registry.KEY_READ) as key:
                value, _ = self._registry.QueryValueEx(key, name)
        except FileNotFoundError:
            return None
        return str(value)

    def set(self, name: str, value: str) -> None:
        with self._open(self._registry.KEY_WRITE) as key:
            self._registry.SetValueEx(key, name, 0, self._registry.REG_SZ, value)

    def delete(self, name: str) -> None:
        with self._open(self._registry.KEY_WRITE) as key:
            self._registry.DeleteValue(key, name)

    def _open(self, access: int) -> Any:
        return self._registry.CreateKeyEx(self._registry.HKEY_CURRENT_USER, KEY, 0, access)
