"""Opens the settings file with whatever the desktop opens text files with."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from ..errors import UnhunchError
from ..sentence import Sentence, reason_of
from .first import first_run

PATIENCE = timedelta(seconds=3)
"""How long an opener may take to say that it cannot; one that still runs is the editor itself."""

_OPENERS = {"darwin": "open", "win32": "explorer"}


async def open_file(path: Path, environ: Mapping[str, str]) -> None:
    """Open the file, made with comments where there is none.

    Return when the opener says that it did, or has said nothing for a while. Raise UnhunchError
    with the place of the file when nothing can open it.
    """
    opener = _OPENERS.get(sys.platform, "xdg-open")
    try:
        first_run(path)
        process = await asyncio.create_subprocess_exec(
            opener,
            str(path),
            env=dict(environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
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
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE.total_seconds()):
            # Explorer answers 1 when all went well.
            if await process.wait() and sys.platform != "win32":
                raise UnhunchError(
                    Sentence("Edit this file: {path} ({opener} failed)", path=path, opener=opener)
                )
