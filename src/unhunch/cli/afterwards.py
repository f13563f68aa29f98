"""What is said after something was noted."""

from collections.abc import Iterator

from ..body.history import History
from ..body.terms import Level
from ..words.body import FOOTER, LEVELS
from ..words.catalogue import Catalogue


def suggestion_lines(words: Catalogue, history: History) -> Iterator[str]:
    """Yield the suggestion that stands, if there is one.

    It is that of the level as displayed.
    """
    if history.level.rank >= Level.CONSIDER.rank:
        yield ""
        yield words.say(LEVELS[history.level])
        yield words.say(FOOTER)
