"""Linux's inotify through ctypes: watches folders, tells which entries changed. See inotify(7)."""

import ctypes
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

_ATTRIB = 0x4
_CLOSE_WRITE = 0x8
_MOVED_FROM = 0x40
_MOVED_TO = 0x80
_CREATE = 0x100
_DELETE = 0x200
_DELETE_SELF = 0x400
_MOVE_SELF = 0x800
_ONLYDIR = 0x1000000
_WANTED = (
    *(_ATTRIB, _CLOSE_WRITE, _MOVED_FROM, _MOVED_TO, _CREATE, _DELETE),
    *(_DELETE_SELF, _MOVE_SELF, _ONLYDIR),
)

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
        self._folders: dict[int, Path] = {}

    def fileno(self) -> int:
        """Return what to wait on."""
        return self._fd

    def watch(self, folders: Iterable[Path]) -> None:
        """Watch these folders and no others. Raise OSError when one cannot be watched."""
        # Adding a folder again gives its old number; one that was moved away and made anew at the
        # same place is another folder and gets another.
        wanted = {self._add(folder): folder for folder in folders}
        for number in self._folders.keys() - wanted.keys():
            self._libc.inotify_rm_watch(self._fd, number)
        self._folders = wanted

    def read(self) -> Iterator[tuple[Path | None, str]]:
        """Yield what changed: a folder and the name in it, "" for the folder itself.

        The folder is None when events were lost or belong to a folder no longer watched.
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
            yield self._folders.get(number), name

    def close(self) -> None:
        """Stop watching."""
        os.close(self._fd)

    def _add(self, folder: Path) -> int:
        mask = sum(_WANTED)
        return self._checked(self._libc.inotify_add_watch(self._fd, os.fsencode(folder), mask))

    def _checked(self, result: int) -> int:
        if result < 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error))
        return result
