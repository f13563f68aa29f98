"""What is said after something was noted."""

from collections.abc import Iterator

from ..body.history import History
from ..words.catalogue import Catalogue
from .present import present, suggestion_lines


def afterwards(words: Catalogue, history: History) -> Iterator[str]:
    """Yield the suggestion that stands at the level as displayed, if there is one."""
    yield from suggestion_lines(words, present(history))
