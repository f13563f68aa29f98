"""Tells when a file was saved, replaced, made or removed. No thread."""

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from .inotify import ENTRIES, Inotify

log = logging.getLogger(__name__)

_SETTLES = 0.2
_POLLS = 5.0
_MOST_LINKS = 40


class Watch:
    """Calls `changed` on the loop soon after each change of the file, once for a burst.

    The file, its folder, and folders above it may be missing or symbolic links; they may come and
    go. A change is one of contents, of permissions, or of which file it is. `start` before the
    file is first read, or a change in between is missed.
    """

    def __init__(self, path: Path, changed: Callable[[], None]) -> None:
        self._path = path.absolute()
        self._changed = changed
        self._seen: object = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._inotify: Inotify | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._trail: dict[Path, set[str]] = {}

    def start(self) -> None:
        """Begin, on the running loop. Falls back to a look every 5 s where there is no inotify."""
        self._loop = asyncio.get_running_loop()
        self._seen = _look(self._path)
        try:
            self._inotify = _open_inotify()
            self._loop.add_reader(self._inotify.fileno(), self._on_events)
            self._arm(self._inotify)
        except OSError as error:
            self._give_up_inotify(error)

    def close(self) -> None:
        """Stop. May be called twice, and without `start`."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._inotify is not None and self._loop is not None:
            self._loop.remove_reader(self._inotify.fileno())
            self._inotify.close()
            self._inotify = None

    def _arm(self, inotify: Inotify) -> None:
        self._trail = trail(self._path)
        inotify.watch(dict.fromkeys(self._trail, ENTRIES))

    def _on_events(self) -> None:
        if self._inotify is None:
            return
        for folder, name in list(self._inotify.read()):
            if not name or folder is None or name in self._trail[folder]:
                self._settle_in(_SETTLES)

    def _settle_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._loop is not None:
            self._timer = self._loop.call_later(seconds, self._settle)

    def _settle(self) -> None:
        self._timer = None
        if self._inotify is None:
            self._settle_in(_POLLS)
        else:
            try:
                # Armed before looked at: what changes in between is an event again.
                self._arm(self._inotify)
            except OSError as error:
                self._give_up_inotify(error)
        now = _look(self._path)
        if now != self._seen:
            self._seen = now
            self._changed()

    def _give_up_inotify(self, error: OSError) -> None:
        log.info("%s is looked at every %.0f s: %s", self._path, _POLLS, error)
        self.close()
        self._settle_in(_POLLS)


def _open_inotify() -> Inotify:
    if sys.platform != "linux":
        raise OSError("there is no inotify on this system")
    return Inotify()


def trail(path: Path) -> dict[Path, set[str]]:
    """Return the folders, and the names in them, that decide which file an absolute path is.

    These are the links on the way, and the file itself or the first thing that is missing.
    """
    names: dict[Path, set[str]] = {}
    here, rest, links = Path(path.anchor), list(path.parts[1:]), 0
    while rest and links <= _MOST_LINKS:
        name = rest.pop(0)
        if name == "..":
            here = here.parent
            continue
        entry = here / name
        if entry.is_symlink():
            names.setdefault(here, set()).add(name)
            target = entry.readlink()
            here = Path(target.anchor) if target.is_absolute() else here
            rest = [part for part in target.parts if part != target.anchor] + rest
            links += 1
        elif rest and entry.is_dir():
            here = entry
        else:
            names.setdefault(here, set()).add(name)
            break
    return names


def _look(path: Path) -> object:
    """Return something that differs after every change of the file."""
    try:
        found = path.stat()
    except OSError as error:
        return error.errno
    # The change time moves with contents, permissions and renames alike (stat(2)).
    return found.st_dev, found.st_ino, found.st_ctime_ns, found.st_size, found.st_mtime_ns
