"""Everything that can be reported, in a journal; and the words by which it would be recognised."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unhunch.body import facts as f
from unhunch.body.terms import FLAGS, REGIONS, RULESET, Level
from unhunch.fact import Fact
from unhunch.journal.store import SqliteJournal

from .user import User

MORNING = datetime.now(UTC).replace(hour=0, minute=1) - timedelta(days=3)
"""The day of the worst check-in."""

SCORES = tuple((region, 4 + number) for number, region in enumerate(REGIONS))
"""A score for each region, up to the worst."""

TOLD_BY = re.compile(
    r"\b("
    + "|".join((*FLAGS, *REGIONS))
    + r"|urgent|self_care|consider|levels?|bladder|numbness|chest|[ES]\d{1,2}|C1[a-e])\b",
    re.IGNORECASE,
)
"""Words of which each would tell something: what was ticked, where it hurts, the level, a rule."""


def everything(at: datetime = MORNING) -> list[Fact]:
    """One fact of every kind about the body; every flag, every region, the highest level."""
    hour = timedelta(hours=1)
    return [
        f.StatementAccepted(at=at, ruleset=RULESET),
        f.SeenProfessional(at=at, who="physio"),
        f.CheckedIn(at=at + hour, pain=SCORES, yes=FLAGS, safety_list=True, form="f1"),
        f.FlagsAnswered(at=at + 2 * hour, yes=FLAGS, safety_list=True, form="f2"),
        f.Bridged(at=at + 2 * hour, answer="most_of_the_time"),
        f.Retracted(at=at + 2 * hour, flag="night_pain"),
        f.Booked(at=at + 3 * hour),
        f.WasOnLeave(at=at + 3 * hour, first=at.date(), last=at.date()),
        f.ExerciseHurt(at=at + 4 * hour, exercises=("hug-stretch",)),
        f.HurtLocated(at=at + 4 * hour, regions=REGIONS),
        f.ExerciseHurt(at=at + 5 * hour, exercises=("chin-tuck",)),
        f.LevelChanged(at=at + 5 * hour, level=Level.URGENT, rules=("E1", "E2")),
        f.SuggestionShown(at=at + 5 * hour, level=Level.URGENT, rules=("E1", "E2")),
        f.SuggestionAnswered(at=at + 6 * hour, level=Level.URGENT, answer="booked"),
    ]


def keep(user: User, facts: list[Fact]) -> None:
    """Put these into the user's journal, whose daemon does not run."""
    store = SqliteJournal.open(user.journal)
    store.append(facts, durable=True)
    store.close()


def end_pages(user: User) -> None:
    """End the pages that the daemon of this user opened: they outlive it."""
    for pid in pages_of(user):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


def pages_of(user: User) -> Iterator[int]:
    """The processes that serve pages to this user."""
    mine = f"XDG_RUNTIME_DIR={user.run}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if b"unhunch.web" in words and mine in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
