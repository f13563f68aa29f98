"""A look at what the daemon would have, without one: for a doctor whose patient does not start."""

import asyncio
import os
from collections.abc import MutableMapping
from contextlib import AsyncExitStack
from typing import Any

from .. import __version__
from ..config.paths import Paths
from ..ports import Heard
from ..words.catalogue import Catalogue
from .break_place import place_told
from .clock import SystemClock
from .face import STARTING
from .outside import Outside
from .signs import unheeded
from .surroundings import Ears
from .wishes import Wishes

PATIENCE = 10.0
"""Seconds that every sensor has to say what it can: here nobody waits to work."""


def probe(words: Catalogue, paths: Paths, environ: MutableMapping[str, str]) -> dict[str, Any]:
    """Open everything for a moment, and return what works and what does not, with reasons."""
    return asyncio.run(_probe(words, paths, environ))


async def _probe(
    words: Catalogue, paths: Paths, environ: MutableMapping[str, str]
) -> dict[str, Any]:
    wishes = Wishes(paths.settings)
    async with AsyncExitStack() as stack:
        outside = Outside(environ, SystemClock(), _deaf(), lambda: words)
        settings = asyncio.create_task(wishes.read_first())
        await outside.open(stack)
        await settings
        await outside.until_settled(PATIENCE)
        return {
            "version": __version__,
            "pid": os.getpid(),
            **outside.told(),
            "breaks": place_told(words, wishes.loaded.breaks, environ),
            "unheeded": unheeded(wishes.policy),
            "problems": [words.tell(problem.words) for problem in wishes.problems],
            "cannot_keep": "",
        }


def _deaf() -> Ears:
    def heard(what: Heard) -> None:
        pass

    def picked(key: str) -> None:
        pass

    def nothing() -> None:
        pass

    return Ears(
        heard=heard,
        picked=picked,
        opening=lambda: STARTING,
        changed=nothing,
        zone_changed=nothing,
    )
