"""unhunch run: the program itself, in the foreground."""

import logging
import os
import sys
from argparse import Namespace

from ..config.first import first_run
from ..config.paths import Paths, make_folders
from ..daemon.app import run_app
from ..errors import UnhunchError
from ..instance import InstanceLock, lock_beside
from ..journal.store import SqliteJournal
from .mishap import Formatter

log = logging.getLogger(__name__)


def run(given: Namespace) -> int:
    """Start here and run until asked to stop. Raise AlreadyRunning, JournalUnreadable."""
    _log_to_stderr(given.verbose)
    paths = Paths.of(os.environ)
    make_folders(paths)
    with InstanceLock(lock_beside(paths.journal)):
        journal = SqliteJournal.open(paths.journal)
        try:
            _first_settings(paths)
            return run_app(paths, os.environ, journal)
        finally:
            journal.close()


def _first_settings(paths: Paths) -> None:
    """Leave a settings file with comments for the user to change, where there is none."""
    try:
        if first_run(paths.settings):
            log.info("your settings are in %s", paths.settings)
    except UnhunchError as error:
        log.warning("%s; the defaults apply", error)


def _log_to_stderr(verbose: bool) -> None:
    text = "%(levelname).1s %(message)s"
    if "JOURNAL_STREAM" not in os.environ:
        text = f"%(asctime)s {text}"
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(Formatter(text, datefmt="%H:%M:%S"))
    logging.basicConfig(handlers=[shown], level=logging.DEBUG if verbose else logging.INFO)
    # APScheduler tells of every wake, which is not the story of a day.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
