"""Whether a camera is in use, from the device files: who has /dev/video* open.

The kernel tells of every opening and closing (inotify); only then are the open files looked at.
"""

import asyncio
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from ..desk.policy import Hold
from ..errors import NotHere
from ..inotify import NAMES, OPENED, Inotify
from ..sentence import Sentence
from .open_files import PROC, holders
from .said import Report, Said

SETTLES = 0.5
"""Seconds from an opening or closing to the look: those who only list the cameras are gone then."""

GO_BETWEENS = ("pipewire", "wireplumber")
"""Begin the names of those who open a camera for others: PipeWire knows for whom (pipewire.py)."""

_CAMERA = re.compile(r"video\d+")


class CameraDevice:
    """The SignSensor "camera" of programs that open the device themselves."""

    name = "camera-device"
    question = Hold.CAMERA

    def __init__(self, dev: Path = Path("/dev"), proc: Path = PROC) -> None:
        self._dev = dev
        self._proc = proc
        self._said = Said()
        self._inotify: Inotify | None = None
        self._looking: asyncio.TimerHandle | None = None

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere where files cannot be watched; a camera may be plugged in later."""
        try:
            self._inotify = Inotify()
            self._watch(self._inotify)
        except OSError as error:
            await self.close()
            raise NotHere(Sentence("cameras cannot be watched: {error}", error=error)) from error
        asyncio.get_running_loop().add_reader(self._inotify.fileno(), self._happened)
        self._said.begin(report)
        self._look()

    async def close(self) -> None:
        """Stop watching."""
        self._said.end()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if self._inotify is not None:
            asyncio.get_running_loop().remove_reader(self._inotify.fileno())
            self._inotify.close()
            self._inotify = None

    def _cameras(self) -> list[Path]:
        with suppress(OSError):
            return [each for each in self._dev.iterdir() if _CAMERA.fullmatch(each.name)]
        return []

    def _watch(self, inotify: Inotify) -> None:
        # Who may not read it cannot watch it; when that changes, the folder tells.
        readable = [each for each in self._cameras() if os.access(each, os.R_OK)]
        inotify.watch({self._dev: NAMES, **dict.fromkeys(readable, OPENED)})

    def _happened(self) -> None:
        assert self._inotify is not None
        for path, name in list(self._inotify.read()):
            # Among the devices of a machine much comes and goes: terminals, disks, locks.
            if path != self._dev or not name or _CAMERA.fullmatch(name):
                self._look_soon()

    def _look_soon(self) -> None:
        if self._looking is None:
            loop = asyncio.get_running_loop()
            self._looking = loop.call_later(SETTLES, self._look_again)

    def _look_again(self) -> None:
        self._looking = None
        if self._inotify is not None:
            with suppress(OSError):
                # It was unplugged again between being listed and being watched: an event, too.
                self._watch(self._inotify)
        self._look()

    def _look(self) -> None:
        self._said.say(any(is_open(self._cameras(), self._proc)))


def is_open(cameras: Iterable[Path], proc: Path = PROC) -> Iterable[bool]:
    """Yield True for each program of this user that has one of them open for itself."""
    wanted = {camera.name: camera for camera in cameras}

    def is_it(link: str, entry: str) -> bool:
        camera = wanted.get(link.rpartition("/")[2])
        if camera is None:
            return False
        # In a sandbox the same device may have another path, but it is the same file.
        return link == str(camera) or os.path.samestat(Path(entry).stat(), camera.stat())

    if wanted:
        for _, name in holders(is_it, proc):
            yield not name.startswith(GO_BETWEENS)
