"""Which idle sensor this machine has, asked at run time, with the reason of each refusal."""

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from ..errors import NotHere
from ..ports import IdleReport, IdleSensor, Unfit

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus


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
            await candidate.start(report, lost)
        except NotHere as error:
            await candidate.close()
            unfit.append(Unfit(candidate.name, error.words, "idle"))
        else:
            return candidate, unfit
    return None, unfit


def pause_before_choosing(losses: int) -> timedelta:
    """Return how long to wait after so many losses in a row (1 or more): 1 s, doubling, 5 min."""
    return min(timedelta(minutes=5), timedelta(seconds=2 ** min(losses - 1, 10)))
