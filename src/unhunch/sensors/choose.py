"""Which idle sensor this machine has, asked at run time, with the reason of each refusal."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ..errors import NotHere
from ..ports import IdleReport, IdleSensor, Unfit
from ..sentence import Sentence

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

STARTING = 10.0
"""Seconds that a sensor has to start: twice what each of its questions has."""


def idle_candidates(
    environ: Mapping[str, str],
    session: "MessageBus | None",
    system: "MessageBus | None",
) -> list[IdleSensor]:
    """Return the idle sensors to ask on this platform, the best first. None: there is no bus."""
    if sys.platform == "win32":
        from .windows import WindowsIdle

        return [WindowsIdle()]
    if sys.platform == "darwin":
        from .macos import MacIdle

        return [MacIdle()]
    from .logind import LogindIdle
    from .mutter import MutterIdle
    from .wayland import WaylandIdle
    from .wayland_kde import KdeIdle
    from .x11 import X11Idle

    return [
        MutterIdle(session),
        WaylandIdle(environ),
        KdeIdle(environ),
        X11Idle(environ),
        LogindIdle(system, environ),
    ]


async def choose_idle(
    candidates: Iterable[IdleSensor],
    report: Callable[[IdleReport], None],
    lost: Callable[[str], None],
) -> tuple[IdleSensor | None, list[Unfit]]:
    """Start the first sensor that works here and now; return it, and why those before it do not.

    None: none does. When the chosen one is lost, close it and choose again among fresh ones.
    """
    unfit: list[Unfit] = []
    for candidate in candidates:
        try:
            await _start(candidate, report, lost)
        except NotHere as error:
            unfit.append(Unfit(candidate.name, error.words, "idle"))
        else:
            return candidate, unfit
    return None, unfit


async def _start(
    candidate: IdleSensor, report: Callable[[IdleReport], None], lost: Callable[[str], None]
) -> None:
    """Start it within the time it has, or close it and raise NotHere."""
    works = False
    try:
        async with asyncio.timeout(STARTING):
            await candidate.start(report, lost)
        works = True
    except TimeoutError as error:
        raise NotHere(Sentence("it does not answer")) from error
    finally:
        if not works:
            await candidate.close()
