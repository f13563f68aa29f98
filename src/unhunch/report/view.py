"""What stands on the page, in words: every table already cut to the rows that there is room for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..words.catalogue import Catalogue
from .figures import Figures

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
        return next(size for size, room in SIZES.items() if self.height <= room)

    @property
    def height(self) -> float:
        """About how many lines it takes in letters of the usual size."""
        heads = sum(_lines(line, WIDE) for line in (*self.who, self.care.name + self.care.text))
        own = max((_lines(line.text, WIDE // 2) for line in self.own_words), default=0)
        wide = sum(_height(part, WIDE) for part in (self.safety, *self.wide))
        return heads + own + wide + max(_height(part, WIDE // 3) for part in self.narrow)


SIZES = {"large": 49.0, "middle": 66.0, "small": 104.0, "smallest": float("inf")}
"""Lines that there is room for, by the size of letters.

Measured by printing, with letters as wide as DejaVu Sans; tests/report/test_sheet.py prints again.
"""

WIDE = 105
"""Letters in a line across the page."""

_ROW = 1.25
"""Lines that a row of a table takes, with its rule and the room around it."""


def _height(part: Part, letters: int) -> float:
    """About how many lines a part takes. In a wide one its lines stand two beside each other."""
    texts = sum(_lines(text, letters) for text in (part.note, *part.texts))
    beside = 2 if letters == WIDE else 1
    lines = sum(_lines(each.name + each.text, letters // beside) for each in part.lines) / beside
    return 2 + texts + lines + (0 if part.table is None else _table_height(part.table, letters))


def _table_height(table: Table, letters: int) -> float:
    cell = letters // len(table.heads)
    tallest = (
        max(_lines(each, cell) for each in row if not isinstance(each, Markup))
        for row in (table.heads, *table.rows)
    )
    return sum(_ROW + lines - 1 for lines in tallest) + _lines(table.rest, letters)


def _lines(text: str, letters: int) -> int:
    return -(-len(text) // letters)


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
