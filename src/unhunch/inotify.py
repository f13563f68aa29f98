"""Linux's inotify through ctypes: watches files and folders, tells what changed. See inotify(7)."""

import ctypes
import os
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

_ATTRIB = 0x4
_CLOSE_WRITE = 0x8
_CLOSE_NOWRITE = 0x10
_OPEN = 0x20
_MOVED_FROM = 0x40
_MOVED_TO = 0x80
_CREATE = 0x100
_DELETE = 0x200
_DELETE_SELF = 0x400
_MOVE_SELF = 0x800
_ONLYDIR = 0x1000000

NAMES = _ATTRIB | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _DELETE_SELF | _MOVE_SELF | _ONLYDIR
"""Of a folder: entries come, go, get another name or other permissions."""

ENTRIES = NAMES | _CLOSE_WRITE
"""Of a folder: the same, and entries were written."""

OPENED = _OPEN | _CLOSE_WRITE | _CLOSE_NOWRITE
"""Of a file: it was opened or closed."""

_EVENT = struct.Struct("iIII")
# Enough for some events whose names are of the greatest length.
_MOST = 16 * (_EVENT.size + 256)


class Inotify:
    """One inotify instance. `fileno()` is readable when something happened."""

    def __init__(self) -> None:
        """Raise OSError where there is no inotify, or no instance left to have."""
        self._libc = ctypes.CDLL(None, use_errno=True)
        if not hasattr(self._libc, "inotify_init1"):
            raise OSError("there is no inotify on this system")
        self._fd = self._checked(self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        self._watched: dict[int, Path] = {}

    def fileno(self) -> int:
        """Return what to wait on."""
        return self._fd

    def watch(self, wanted: Mapping[Path, int]) -> None:
        """Watch these paths for these changes (NAMES, ENTRIES, OPENED) and no others.

        Raise OSError when one cannot be watched.
        """
        # Adding a path again gives its old number; one that was moved away and made anew at the
        # same place is another and gets another.
        watched = {self._add(path, changes): path for path, changes in wanted.items()}
        for number in self._watched.keys() - watched.keys():
            self._libc.inotify_rm_watch(self._fd, number)
        self._watched = watched

    def read(self) -> Iterator[tuple[Path | None, str]]:
        """Yield what changed: a folder and the name in it; "" for the watched path itself.

        The path is None when events were lost or belong to what is no longer watched.
        """
        try:
            told = os.read(self._fd, _MOST)
        except BlockingIOError:
            return
        at = 0
        while at < len(told):
            number, _, _, length = _EVENT.unpack_from(told, at)
            at += _EVENT.size
            name = os.fsdecode(told[at : at + length].rstrip(b"\0"))
            at += length
            yield self._watched.get(number), name

    def close(self) -> None:
        """Stop watching."""
        os.close(self._fd)

    def _add(self, path: Path, changes: int) -> int:
        return self._checked(self._libc.inotify_add_watch(self._fd, os.fsencode(path), changes))

    def _checked(self, result: int) -> int:
        if result < 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error))
        return result
