"""What pages read and where they send: the journal, whoever keeps facts, the clock, the words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ..body.history import History
from ..body.requests import BodyRequest
from ..card import Card
from ..fact import Fact
from ..words.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKept:
    """Why something was not noted, in a sentence for the person who said it."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Everything that is not the pages' own.

    `now`: aware, local. `history`: all that was reported. `facts`: what a report about these local
    days is made from, in order. `of_days`: the facts of these kinds and local days, both included,
    in order, and no others read. These three raise JournalUnreadable. `keep`: has a request noted,
    by the daemon or without one; None when it was. `card`: the guided break that runs; None: there
    is none, or no daemon. `wish`: has the daemon do what a button of the card asks for. `say_date`,
    `locale`: how dates and numbers are written. `without`: exercises that are never offered.
    `own_exercises`: what the user's own are called, by key. `off`: optional rules that the user
    switched off. `emergency`, `advice`: whom to call; empty: not known.
    """

    now: Callable[[], datetime]
    history: Callable[[], History]
    facts: Callable[[date, date], Iterable[Fact]]
    of_days: Callable[[Collection[type[Fact]], date, date], list[Fact]]
    keep: Callable[[BodyRequest], NotKept | None]
    card: Callable[[], Card | None]
    wish: Callable[[Mapping[str, object]], None]
    words: Catalogue
    say_date: Callable[[date], str]
    locale: Callable[[], str]
    equipment: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    own_exercises: Mapping[str, str] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    emergency: str = ""
    advice: str = ""
