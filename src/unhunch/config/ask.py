"""Has a settings file checked in a short process, because pydantic would cost the daemon 14 MB."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from ..sentence import Sentence, reason_of
from .codec import read_outcome
from .loaded import Loaded
from .problem import Problem

PATIENCE = timedelta(seconds=20)


async def ask(path: Path | None, patience: timedelta = PATIENCE) -> Loaded | tuple[Problem, ...]:
    """Return what the file asks for, the defaults when there is none, or what is wrong with it.

    None: the defaults, whatever file and variables say.

    Never raises for anything the file or the other process does: that the process crashed or did
    not answer within `patience` is a problem too. Cancelled, it takes the process with it.
    """
    try:
        told, complaint = await _run(path, patience)
        return read_outcome(told)
    except TimeoutError:
        return _failed(
            path,
            Sentence(
                "the check of the settings took longer than {seconds} s",
                seconds=round(patience.total_seconds()),
            ),
        )
    except OSError as error:
        return _failed(
            path,
            Sentence(
                "the check of the settings could not be started: {reason}", reason=reason_of(error)
            ),
        )
    except ValueError:
        return _failed(
            path,
            Sentence(
                "the check of the settings failed: {complaint}",
                complaint=complaint or Sentence("no answer"),
            ),
        )


async def _run(path: Path | None, patience: timedelta) -> tuple[str, str]:
    """Return what the process printed, and the last line of its complaint if it has one."""
    # -P: a module of the same name in the current folder is not ours.
    process = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-P",
            "-m",
            "unhunch.config.check",
            *([] if path is None else [str(path)]),
        ),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(patience.total_seconds()):
            told, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
    return told.decode(errors="replace"), last


def _failed(path: Path | None, why: str) -> tuple[Problem, ...]:
    return (
        Problem(
            source="" if path is None else path.name,
            expected=why,
        ),
    )
