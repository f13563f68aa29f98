"""Opens pages in the browser: by a process of their own, which the daemon does not wait for."""

import asyncio
import logging
import os
import sys
from collections.abc import Mapping

from ..body.facts import SuggestionShown
from ..body.history import History
from ..body.terms import Level
from ..desk.facts import CheckInOpened, PromptAnswered
from ..desk.policy import Answer
from ..errors import UnhunchError
from ..fact import Fact
from ..sentence import Sentence

log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds. The opener waits for a browser itself (web/launch.py), and says so when none came."""


class Pages:
    """Opens each page once at a time: who clicks again while a browser starts wants one page."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._opening: set[str] = set()

    async def open(self, page: str) -> None:
        """Have the page opened; return when a browser shows it, or when it is being opened already.

        Raise UnhunchError with the way round when no browser came.
        """
        if page in self._opening:
            return
        self._opening.add(page)
        try:
            await _open(page, self._environ)
        finally:
            self._opening.discard(page)


async def _open(page: str, environ: Mapping[str, str]) -> None:
    """Have the page opened by a process that ends when that is done; the pages live on."""
    try:
        opener = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "unhunch.web.launch", page),
            env=dict(environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        raise UnhunchError(_cannot(page)) from error
    try:
        async with asyncio.timeout(PATIENCE):
            _, said = await opener.communicate()
    except TimeoutError as error:
        opener.kill()
        await opener.wait()
        log.warning("no page: it took longer than %g s", PATIENCE)
        raise UnhunchError(_cannot(page)) from error
    if opener.returncode:
        log.warning("no page: %s", said.decode(errors="replace").strip()[-200:])
        raise UnhunchError(_cannot(page))


def _cannot(page: str) -> Sentence:
    if page in ("checkin", "safety"):
        return Sentence("The page cannot be opened. Type in a terminal: unhunch checkin")
    if page == "hurt":
        return Sentence(
            "The page cannot be opened. Where it hurt is told in a terminal with: unhunch care hurt"
        )
    if page == "week":
        return Sentence("The page cannot be opened. Type in a terminal: unhunch week")
    if page == "settings":
        return Sentence("The page cannot be opened. Type in a terminal: unhunch config edit")
    return Sentence("The page cannot be opened. Type in a terminal: unhunch assess")


def page_of(key: str) -> str:
    """Return the page that a menu entry or button opens; empty when it opens none."""
    return key.removeprefix("page:") if key.startswith("page:") else ""


def page_wanted(fact: Fact, body: History) -> str:
    """Return the page that this fact brings with it; empty when it brings none.

    A suggestion comes with one when it is `urgent`, or `soon` for the first time; not when the
    check-in behind it was made on a page or in the terminal, where it is shown at once.
    """
    match fact:
        case CheckInOpened():
            return "checkin"
        case PromptAnswered(answer=Answer.OPEN):
            return "week"
        case SuggestionShown(level=Level.URGENT, again=True):
            return "suggestion"
        case SuggestionShown(level=Level.URGENT | Level.SOON, again=False):
            return "" if body.reports and body.reports[-1].form else "suggestion"
        case _:
            return ""
