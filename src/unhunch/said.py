"""What a person says about their body, kept: by the daemon, or without one under its lock.

For commands and pages. What goes wrong is told without a word of what was said.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from .body.answer import on_said
from .body.history import History
from .body.requests import BodyRequest
from .config.paths import Paths
from .desk.instant import recalled as recalled_from
from .errors import AlreadyRunning, NoDaemon, UnhunchError
from .fact import Refused
from .instance import InstanceLock, lock_beside
from .journal.codec import body_kinds
from .journal.reader import Reader
from .journal.store import SqliteJournal
from .sentence import Sentence
from .wire.address import address_in
from .wire.client import ask

PATIENCE = timedelta(seconds=10)
"""A daemon that is just starting, or ending, has the journal and does not answer."""

_LOOK_AGAIN = timedelta(milliseconds=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """It is in the journal, past any power cut. `told`: what the daemon says to it, if anything."""

    told: str = ""


def keep(paths: Paths, request: BodyRequest, at: datetime) -> Kept | Refused:
    """Have a daemon keep what was said; where none runs, keep it at `at` (aware, local).

    Sending it again after an error is safe for a questionnaire with a mark. Raise UnhunchError.
    """
    deadline = time.monotonic() + PATIENCE.total_seconds()
    while True:
        try:
            return _through_the_daemon(paths, request)
        except NoDaemon:
            pass
        try:
            return _alone(paths, request, at)
        except AlreadyRunning:
            if time.monotonic() >= deadline:
                raise
        time.sleep(_LOOK_AGAIN.total_seconds())


def recalled(paths: Paths) -> History:
    """Return what was said so far, read from the journal. Raise JournalUnreadable."""
    if not paths.journal.exists():
        return History()
    reader = Reader.open(paths.journal)
    try:
        return recalled_from(entered.fact for entered in reader.of_kinds(body_kinds()))
    finally:
        reader.close()


def _through_the_daemon(paths: Paths, request: BodyRequest) -> Kept | Refused:
    answer = ask(address_in(paths.runtime), request)
    if answer["ok"]:
        return Kept(told=str(answer.get("said") or ""))
    if "refused" in answer:
        return Refused(why=str(answer["refused"]))
    # What it complains about may repeat what was said.
    raise UnhunchError(
        Sentence("the running Unhunch did not understand, it may be another version; restart")
    )


def _alone(paths: Paths, request: BodyRequest, at: datetime) -> Kept | Refused:
    with InstanceLock(lock_beside(paths.journal), purpose="checkin"):
        journal = SqliteJournal.open(paths.journal)
        try:
            history = recalled_from(entered.fact for entered in journal.of_kinds(body_kinds()))
            outcome = on_said(history, at, request)
            if isinstance(outcome, Refused):
                return outcome
            if outcome:
                journal.append(outcome, durable=True)
            return Kept()
        finally:
            journal.close()
