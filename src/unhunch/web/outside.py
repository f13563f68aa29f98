"""What pages read and where they send: the journal, whoever keeps facts, the clock, the words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..body.history import History
from ..body.requests import BodyRequest
from ..words.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKept:
    """Why something was not noted, in a sentence for the person who said it."""

    why: str


Keep = Callable[[BodyRequest], NotKept | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Everything that is not the pages' own.

    `now`: aware, local. `history`: all that was reported; raises JournalUnreadable. `keep`: has a
    request noted, by the daemon or without one; None when it was.
    """

    now: Callable[[], datetime]
    history: Callable[[], History]
    keep: Keep
    words: Catalogue
    equipment: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()
