"""The settings in force: the last good ones, and what is wrong with the file if anything is."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

from ..config.ask import ask
from ..config.kept import Kept
from ..config.loaded import Loaded
from ..config.problem import Problem
from ..desk.policy import Policy
from ..sentence import Sentence

log = logging.getLogger(__name__)

DAILY = 0
"""The seed of everybody's days. The day itself is drawn with it (product.md 3.10), so that a replay
of a journal repeats what was."""


class Wishes:
    """Reads the file in a short process. A mistake costs nobody a setting."""

    def __init__(self, path: Path, kept: Kept | None = None) -> None:
        self.path = path
        self._kept = kept
        self.loaded = Loaded(policy=Policy())
        self.problems: tuple[Problem, ...] = ()
        self._turn = asyncio.Lock()

    async def read_first(self) -> None:
        """Read the file; when it is broken from the start, the defaults are the last good ones."""
        outcome = await self._ask()
        if not isinstance(outcome, Loaded):
            defaults = await ask(None)
            if isinstance(defaults, Loaded):
                self.loaded = defaults
        self._take(outcome)

    async def read_again(self) -> None:
        """Read the file again, one reading at a time."""
        async with self._turn:
            self._take(await self._ask())

    @property
    def policy(self) -> Policy:
        """What the desk is told: the settings, with intervals and items that vary by the day."""
        return replace(self.loaded.policy, seed=DAILY)

    @property
    def trouble(self) -> str:
        """What is wrong, in a line for the tray; empty: nothing."""
        if not self.problems:
            return ""
        first, more = self.problems[0].words, len(self.problems) - 1
        if not more:
            return Sentence("Settings: {problem}", problem=first)
        return Sentence("Settings: {problem} (and {more} more)", problem=first, more=more)

    async def _ask(self) -> Loaded | tuple[Problem, ...]:
        """Have the file checked, unless it is known what it comes to."""
        if self._kept is None:
            return await ask(self.path)
        before = self._kept.question(self.path)
        if (known := self._kept.recall(before)) is not None:
            return known
        outcome = await ask(self.path)
        # A file that is written meanwhile: nobody knows which text was checked.
        if isinstance(outcome, Loaded) and self._kept.question(self.path) == before:
            self._kept.keep(before, outcome)
        return outcome

    def _take(self, outcome: Loaded | tuple[Problem, ...]) -> None:
        if isinstance(outcome, Loaded):
            self.loaded, self.problems = outcome, ()
            return
        self.problems = outcome
        for problem in outcome:
            log.warning("settings: %s; the last good ones stay in force", problem)
