"""unhunch journal forget: by the daemon, or under its lock. What is open is named first."""

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from ..body.assess import Item, open_items
from ..body.question import YES
from ..config.paths import Paths
from ..desk.facts import Forgotten
from ..desk.instant import recalled
from ..errors import NoDaemon
from ..fact import Fact
from ..journal.codec import body_kinds
from ..journal.reader import Reader
from ..wire.client import ask
from ..wire.messages import Forget
from ..words.body import FLAGS
from ..words.catalogue import Catalogue
from ..words.times import date_words
from . import DONE, REFUSED
from .asking import show_answer
from .dialogue import Left, hear
from .listening import address
from .printing import complain, say, say_lines

PATIENCE = timedelta(minutes=10)
"""A long journal on a slow disk is written anew."""


def forget(words: Catalogue, asked: Forget, *, agreed: bool) -> int:
    """Forget what is asked for; with something open in it only if that is agreed to."""
    now = datetime.now(UTC).astimezone()
    going = _going(asked, now.date())
    if going and not agreed and not _agrees(words, going):
        return REFUSED
    try:
        return show_answer(words, ask(address(), asked, patience=PATIENCE))
    except NoDaemon:
        return _forget_alone(words, asked, now)


def gone_with(facts: Iterable[Fact], asked: Forget, today: date) -> tuple[Item, ...]:
    """Return the E and S items that are open on this day and would not be without these facts."""
    told = list(facts)
    left = recalled(fact for fact in told if not _is_in(fact, asked))
    stay = {(item.rule, item.flag) for item in open_items(left, today)}
    found = open_items(recalled(told), today)
    return tuple(item for item in found if (item.rule, item.flag) not in stay)


def _is_in(fact: Fact, asked: Forget) -> bool:
    if asked.last is None:
        return True
    day = fact.at.date()
    return (asked.first or date.min) <= day <= asked.last and not isinstance(fact, Forgotten)


def _going(asked: Forget, today: date) -> tuple[Item, ...]:
    path = Paths.of(os.environ).journal
    if not path.exists():
        return ()
    reader = Reader.open(path)
    try:
        return gone_with((each.fact for each in reader.of_kinds(body_kinds())), asked, today)
    finally:
        reader.close()


def _agrees(words: Catalogue, going: tuple[Item, ...]) -> bool:
    """Name what is open; ask where there is somebody to ask."""
    if not sys.stdin.isatty():
        for line in _named(words, going):
            complain(line)
        complain(words.say("Nothing was forgotten. To forget it all the same, add --yes."))
        return False
    say_lines(_named(words, going))
    say(words.say("Forget it all the same? [y/N]"))
    try:
        typed = hear()
    except Left:
        typed = ""
    if typed and words.say(YES).casefold().startswith(typed):
        return True
    say(words.say("Nothing was forgotten."))
    return False


def _named(words: Catalogue, going: tuple[Item, ...]) -> Iterator[str]:
    yield words.say("You reported something on these days that is still open:")
    for flag, day in {item.flag: item.day for item in going}.items():
        yield f"  {words.say(FLAGS[flag])} ({date_words(words, day)})"
    yield words.say(
        "Once it is forgotten, Unhunch no longer suggests seeing a professional about it."
    )


def _forget_alone(words: Catalogue, asked: Forget, now: datetime) -> int:
    """Without a daemon, under its lock, for one transaction."""
    from ..instance import InstanceLock, lock_beside
    from ..journal.forget import Span, everything
    from ..journal.store import SqliteJournal

    path = Paths.of(os.environ).journal
    if not path.exists():
        say(words.say("There is no journal."))
        return DONE
    with InstanceLock(lock_beside(path), purpose="journal forget"):
        store = SqliteJournal.open(path)
        try:
            if asked.last is None:
                removed = store.forget(everything(now), now)
            else:
                removed = store.forget(Span(first=asked.first, last=asked.last), now)
        finally:
            store.close()
    say(words.many("{count} fact forgotten.", "{count} facts forgotten.", removed))
    return DONE
