"""One at a time: whoever changes the settings file takes turns with others that do.

The kernel's lock on the folder counts: it leaves no file behind among the user's, and ends with the
process. An editor knows nothing of it; against that stands the print of what was read.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..instance import try_to_lock

PATIENCE = 2.0
"""Seconds to wait for another change; one takes a fraction of a second."""

_LOOK_AGAIN = 0.02


@contextmanager
def turn_at(folder: Path) -> Iterator[None]:
    """Have the turn while inside. Raise TimeoutError when somebody else has it for too long.

    Where folders cannot be locked (Windows, some network drives, no folder yet) nobody waits.
    """
    opened = None
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
    try:
        if opened is not None:
            _wait_for(opened)
        yield
    finally:
        if opened is not None:
            os.close(opened)


def _wait_for(opened: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_mine(opened):
        if time.monotonic() > deadline:
            raise TimeoutError("another program is changing it")
        time.sleep(_LOOK_AGAIN)


def _is_mine(opened: int) -> bool:
    try:
        return try_to_lock(opened)
    except OSError:
        return True
