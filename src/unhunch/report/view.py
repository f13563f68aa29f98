"""What stands on the page, in words: every table already cut to the rows that there is room for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..words.catalogue import Catalogue
from .figures import BLANK, Figures

Row = tuple[str | Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings, rows, and what is said about the rows that have no room."""

    heads: Row
    rows: tuple[Row, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something by its name: "Left shoulder: 4"."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section of the page, in the order in which it is read; what it has not is left out."""

    title: str
    note: str = ""
    chart: Markup | None = None
    table: Table | None = None
    lines: tuple[Line, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole page. `safety` stands in the box; `footer` at the very end."""

    language: str
    title: str
    name: str
    who: tuple[str, ...]
    own_words: tuple[Line, ...]
    safety: Part
    wide: tuple[Part, ...]
    narrow: tuple[Part, ...]
    care: Line
    footer: str

    @property
    def size(self) -> str:
        """Return how small its letters are, so that all of it stands on one sheet."""
        lines = sum(map(_lines, (*self.who, *(line.text * 2 for line in self.own_words))))
        height = lines + sum(map(_height, (self.safety, *self.wide)))
        return next(size for size, room in SIZES.items() if height <= room)


SIZES = {"large": 37.0, "middle": 54.0, "small": 84.0, "smallest": float("inf")}
"""Lines that the parts above the last row of the page have room for, by the size of letters.

Measured by printing, with letters as wide as DejaVu Sans; tests/report/test_sheet.py prints again.
"""

_LETTERS = 105
"""Letters in a line across the page."""

_ROW = 1.25
"""Lines that a row of a table takes, with its rule and the room around it."""


def _height(part: Part) -> float:
    """About how many lines a part takes. Its own lines stand two beside each other."""
    texts = sum(map(_lines, (part.note, *part.texts)))
    pairs = sum(_lines((line.name + line.text) * 2) for line in part.lines) / 2
    return 2 + texts + pairs + (0 if part.table is None else _table_height(part.table))


def _table_height(table: Table) -> float:
    cell = _LETTERS // len(table.heads)
    tallest = (
        max(-(-len(each) // cell) for each in row if type(each) is str) for row in table.rows
    )
    return sum(_ROW + lines - 1 for lines in (1, *tallest)) + _lines(table.rest)


def _lines(text: str) -> int:
    return -(-len(text) // _LETTERS)


@dataclass(frozen=True, slots=True)
class Speech:
    """How the page says things: the language's words, the country's figures."""

    words: Catalogue
    figures: Figures

    def say(self, text: str, /, **values: object) -> str:
        """Return the text in the reader's language."""
        return self.words.say(text, **values)

    def names(self, texts: Iterable[str]) -> str:
        """Return several names in a row; many have commas of their own."""
        return "; ".join(self.words.say(text) for text in texts)

    def count(self, value: int | None) -> str:
        """Return a whole number; a dash where nothing is known."""
        return self.figures.number(value)

    def yes_or_no(self, claim: bool) -> str:
        """Return yes or no."""
        return self.say("yes") if claim else self.say("no")

    def and_more(self, names: Sequence[str]) -> str:
        """Return what is said about rows without room, by name; nothing where all had room."""
        if not names:
            return ""
        return self.words.many(
            "And {count} more: {names}.",
            "And {count} more: {names}.",
            len(names),
            names="; ".join(names),
        )

    def and_so_many_more(self, count: int) -> str:
        """Return what is said about rows without room, by their number."""
        return self.words.many("And {count} more.", "And {count} more.", count) if count > 0 else ""


def or_blank(text: str | None) -> str:
    """Return the text, or what stands where nothing is known."""
    return text or BLANK
