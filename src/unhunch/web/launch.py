"""Opens a page in the user's browser. For the daemon and for commands: standard library only."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from shutil import which
from typing import Any

from ..errors import UnhunchError
from ..sentence import Sentence, reason_of
from . import note

PAGES = ("checkin", "safety", "suggestion", "care", "report", "week", "break", "settings")
"""The pages that can be asked for."""

COMES_WITHIN = 30.0
"""Seconds in which a browser has come with a link, or there is none: it may have to be started."""

_LOOK_AGAIN = 0.25

_BY_NAME = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"

_OPENERS = {"darwin": "open", "linux": "xdg-open"}


def command(page: str) -> list[str]:
    """Return what opens this page, prints its link and ends, for who must not wait: the daemon.

    It ends when a browser has come with the link, with an exit code that is not 0 when none did.
    The pages' process is then nobody's child, and stays when the daemon is started anew.
    """
    return _python("unhunch.web.launch", page)


def open_page(page: str, environ: Mapping[str, str]) -> str:
    """Open this page in the browser and return its entry link, which works once.

    Asks the process that runs, or starts one: that takes up to a second. Raise UnhunchError when
    it cannot be started. That no browser could be opened is not known here: show the link, too.
    """
    link = entry_link(page, environ)
    show(link, environ)
    return link


def open_and_see(page: str, environ: Mapping[str, str]) -> str:
    """Open this page and return its entry link when a browser has come with it.

    Raise UnhunchError when none came: there is no opener, it failed, or it took too long.
    """
    link = entry_link(page, environ)
    left = note.read(note.path_in(environ))
    opener = _hand_over(link, environ)
    deadline = time.monotonic() + COMES_WITHIN
    try:
        # Whatever the opener says of itself: the page is open when a browser has come.
        while not (left and note.was_used(left, link)):
            if opener.poll() or time.monotonic() > deadline:
                raise UnhunchError(Sentence("the page cannot be opened: no browser came"))
            time.sleep(_LOOK_AGAIN)
    finally:
        _leave(opener)
    return link


def entry_link(page: str, environ: Mapping[str, str]) -> str:
    """Return a link that opens this page once. Raise UnhunchError."""
    if page not in PAGES:
        raise ValueError(f"{page!r} is none of the pages")
    left = note.read(note.path_in(environ))
    return (left and note.ask_for_link(left, page)) or _link_of_new_process(page, environ)


def show(link: str, environ: Mapping[str, str]) -> None:
    """Hand the link to the desktop's opener, and do not wait for the browser."""
    _leave(_hand_over(link, environ))


def _hand_over(link: str, environ: Mapping[str, str]) -> "subprocess.Popen[str]":
    """Return the opener that has the link now."""
    opener = which(_OPENERS.get(sys.platform, ""), path=environ.get("PATH"))
    # Where there is none, Python knows browsers by name; some of them it waits for.
    by_name = [sys.executable, "-P", "-c", _BY_NAME]
    return _start([*([opener] if opener else by_name), link], environ, subprocess.DEVNULL)


def _link_of_new_process(page: str, environ: Mapping[str, str]) -> str:
    try:
        process = _start(_python("unhunch.web", page), environ, subprocess.PIPE)
    except OSError as error:
        raise UnhunchError(
            Sentence("the page cannot be opened: {reason}", reason=reason_of(error))
        ) from error
    assert process.stdout is not None
    with process.stdout as told:
        link = told.readline().strip()
    _leave(process)
    if not link:
        raise UnhunchError(Sentence("the page cannot be opened: its process ended"))
    return link


def _start(words: list[str], environ: Mapping[str, str], out: int) -> "subprocess.Popen[str]":
    # A session of its own: closing the terminal must not take the page along.
    detached: dict[str, Any] = (
        {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}
        if os.name == "nt"
        else {"start_new_session": True}
    )
    return subprocess.Popen(
        words,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.DEVNULL,
        text=True,
        **detached,
    )


def _leave(process: "subprocess.Popen[str]") -> None:
    """Nobody waits for this process; it outlives us. Popen would warn of a child forgotten."""
    process.returncode = 0


def _python(module: str, *words: str) -> list[str]:
    # -P: a module of the same name in the current folder is not ours.
    return [sys.executable, "-P", "-m", module, *words]


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{open_and_see(sys.argv[1], os.environ)}\n")
    except (UnhunchError, ValueError, IndexError) as error:
        sys.exit(f"unhunch: {error}")
