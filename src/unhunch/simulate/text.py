"""One fact as one line that a person can read."""

from datetime import datetime

from unhunch.fact import Fact
from unhunch.journal.codec import to_object

_QUIET: tuple[object, ...] = (None, False, [], "screen", "")


def line_of(fact: Fact) -> str:
    """Return when, what, and what belongs to it; what is as usual is left out."""
    told = to_object(fact)
    kind, at = told.pop("kind"), datetime.fromisoformat(told.pop("at"))
    parts = [f"{name}={_word(value)}" for name, value in told.items() if value not in _QUIET]
    return " ".join([at.isoformat(sep=" ", timespec="seconds"), kind, *parts])


def _word(value: object) -> str:
    match value:
        case list() if all(isinstance(each, str) for each in value):
            return ",".join(value)
        case list():
            return ",".join(":".join(map(str, pair)) for pair in value)
        case _:
            return str(value)
