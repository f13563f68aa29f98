"""Opens the settings file with whatever the desktop opens text files with, and changes one line."""

import asyncio
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from ..config.first import first_run
from ..desk.policy import WEEK_NOTICE
from ..errors import UnhunchError
from ..sentence import Sentence, reason_of

PATIENCE = timedelta(seconds=30)
"""How long the change of a setting may take: it is checked with everything that checks settings."""

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


async def turn_off(reminder: str, environ: Mapping[str, str]) -> None:
    """Do what `unhunch config set reminders.NAME.enabled false` does, in a process of its own;
    what `week.notice false` does for the weekly notice.

    Raise UnhunchError with what it says when the setting stays as it was. Cancelled, it takes the
    process with it.
    """
    command = (sys.executable, "-P", "-m", "unhunch", "config", "set")
    change = (_switch(reminder), "false")
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            *change,
            env=dict(environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise _not_off(reminder, reason_of(error)) from error
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            _, complaint = await process.communicate()
    except TimeoutError as error:
        raise _not_off(reminder, Sentence("it took too long")) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        lines = complaint.decode(errors="replace").strip().splitlines()
        raise _not_off(reminder, lines[-1] if lines else Sentence("no answer"))


def _switch(reminder: str) -> str:
    return "week.notice" if reminder == WEEK_NOTICE else f"reminders.{reminder}.enabled"


def _not_off(reminder: str, why: str) -> UnhunchError:
    return UnhunchError(
        Sentence(
            "{reminder} is not turned off: {why}. Change it by hand: "
            "unhunch config set {key} false",
            reminder=Sentence("The weekly notice") if reminder == WEEK_NOTICE else reminder,
            why=why,
            key=_switch(reminder),
        )
    )
