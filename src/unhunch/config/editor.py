"""Opens the settings file with whatever the desktop opens text files with."""

import asyncio
import sys
from pathlib import Path

from ..errors import UnhunchError
from ..sentence import Sentence, reason_of
from .first import first_run

_OPENERS = {"darwin": "open", "win32": "explorer"}


async def open_file(path: Path) -> None:
    """Open the file, made with comments where there is none. Raise UnhunchError with its place
    when nothing can open it."""
    opener = _OPENERS.get(sys.platform, "xdg-open")
    try:
        first_run(path)
        await asyncio.create_subprocess_exec(
            opener, str(path), stdin=asyncio.subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise UnhunchError(
            Sentence(
                "Edit this file: {path} (no {opener}: {reason})",
                path=path,
                opener=opener,
                reason=reason_of(error),
            )
        ) from error
