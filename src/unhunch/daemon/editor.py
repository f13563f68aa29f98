"""Changes one line of the settings file for the desk, in a process of its own."""

import asyncio
import sys
from collections.abc import Mapping
from datetime import timedelta

from ..desk.policy import WEEK_NOTICE
from ..errors import UnhunchError
from ..sentence import Sentence, reason_of

PATIENCE = timedelta(seconds=30)
"""How long the change of a setting may take: it is checked with everything that checks settings."""


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
