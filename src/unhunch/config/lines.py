"""Where in a TOML file a key stands. Only for text that is known to be valid TOML."""

import re
import tomllib
from collections import Counter

Place = tuple[str, ...]

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}#\r\n]+")


def key_lines(text: str) -> dict[Place, int]:
    """Return the line of each table header, key and list element, counted from 1.

    A list element's last part is its index as text. Of a key that occurs in several headers the
    first line counts.
    """
    return _Reader(text).read()


def header_lines(text: str) -> tuple[int, ...]:
    """Return the lines of all table headers, in order, counted from 1."""
    reader = _Reader(text)
    reader.read()
    return tuple(reader.headers)


class _Reader:
    """Walks once over the text. Its position only moves forward."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: dict[Place, int] = {}
        self._counts: Counter[Place] = Counter()
        self.headers: list[int] = []

    def read(self) -> dict[Place, int]:
        table: Place = ()
        self._skip(_GAP)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_GAP)
        return self._found

    def _header(self) -> Place:
        line = self._line()
        self.headers.append(line)
        double = self._text.startswith("[[", self._at)
        self._at += 2 if double else 1
        key = self._key(())
        self._at += 2 if double else 1
        if double:
            self._counts[self._inside(key[:-1]) + key[-1:]] += 1
        place = self._inside(key)
        self._note(place, line)
        return place

    def _inside(self, key: Place) -> Place:
        """Return the key with the index of the newest table wherever it names a list of them."""
        place: Place = ()
        for part in key:
            place = (*place, part)
            if place in self._counts:
                place = (*place, str(self._counts[place] - 1))
        return place

    def _pair(self, table: Place) -> None:
        line = self._line()
        place = self._key(table)
        self._note(place, line)
        self._at += 1  # the equals sign
        self._value(place)

    def _note(self, place: Place, line: int) -> None:
        for length in range(1, len(place) + 1):
            self._found.setdefault(place[:length], line)

    def _value(self, place: Place) -> None:
        self._skip(_GAP)
        match self._text[self._at]:
            case "[":
                self._list(place)
            case "{":
                self._inline(place)
            case '"' | "'":
                self._skip(_STRING)
            case _:
                self._skip(_SCALAR)

    def _list(self, place: Place) -> None:
        self._open()
        index = 0
        while self._text[self._at] != "]":
            element = (*place, str(index))
            self._note(element, self._line())
            self._value(element)
            self._comma()
            index += 1
        self._at += 1

    def _inline(self, place: Place) -> None:
        self._open()
        while self._text[self._at] != "}":
            self._pair(place)
            self._comma()
        self._at += 1

    def _open(self) -> None:
        self._at += 1
        self._skip(_GAP)

    def _comma(self) -> None:
        self._skip(_GAP)
        if self._text[self._at] == ",":
            self._open()

    def _key(self, table: Place) -> Place:
        parts = [*table, self._part()]
        while self._text[self._at] == ".":
            self._at += 1
            parts.append(self._part())
        return tuple(parts)

    def _part(self) -> str:
        match = _KEY.match(self._text, self._at)
        if match is None:
            raise ValueError(f"not valid TOML at {self._at}")
        self._at = match.end()
        bare = match[1]
        return str(tomllib.loads(f"key = {bare}")["key"]) if bare[0] in "\"'" else bare

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match is None or (match.end() == self._at and pattern is not _GAP):
            raise ValueError(f"not valid TOML at {self._at}")
        self._at = match.end()

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1
