"""What stands above the header of a table goes with that table.

tomlkit counts comments to the table before them: a setting that is added there would come below the
comment of the next table, and a table that is taken away would take it along. So while a text is
edited, the lines above each header are kept aside, and a mark stands in the header's own line.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from .lines import header_lines

_SIGN = "\uf8ff"
"""Of Unicode's private use: nobody has it in a settings file, or nothing is kept aside."""

_MARK = re.compile(rf" #{_SIGN}([0-9]+){_SIGN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """The `text` to edit, the lines that were `above` each header of it, and those that were at its
    `end` after an empty line."""

    text: str
    above: tuple[str, ...] = ()
    end: str = ""


def put_aside(text: str) -> Aside:
    """Return the text without what stands above its headers; it is valid TOML."""
    lines = _lines(text)
    kept: list[str] = []
    above: list[str] = []
    done = 0
    for number in header_lines(text):
        begins = _begin(lines, done, number - 1)
        kept += [*lines[done:begins], _marked(lines[number - 1], len(above))]
        above.append("".join(lines[begins : number - 1]))
        done = number
    ends = _begin(lines, done, len(lines), or_else=len(lines))
    made = Aside(
        text="".join([*kept, *lines[done:ends]]), above=tuple(above), end="".join(lines[ends:])
    )
    return made if _SIGN not in text and _is_same(text, made.text) else Aside(text=text)


def put_back(edited: str, aside: Aside) -> str:
    """Return the edited text with the lines above the headers that are left.

    With a header the paragraph right above it goes, too, if an empty line is above that; what is
    further up, the head of a part of the file perhaps, stays there.
    """
    made: list[str] = []
    done = 0
    for line in _lines(edited):
        if mark := _MARK.search(line):
            number = int(mark[1])
            lines = _lines(_together(aside.above[done:number], aside.above[number]))
            # tomlkit sets an empty line before the first table; there is one already, or the top.
            while made and lines and not made[-1].strip() and not lines[0].strip():
                made.pop()
            made += lines if made or number == done else _lines("".join(lines).lstrip())
            line, done = line[: mark.start()] + line[mark.end() :], number + 1
        made.append(line)
    return "".join([*made, _together(aside.above[done:], aside.end)])


def _together(gone: Iterable[str], then: str) -> str:
    """Return what stays of the lines above headers that are gone, and the next after them."""
    left = "".join(map(_without_last, gone))
    return f"{left}\n{then}" if left and then and then.strip(" \t\r")[:1] != "\n" else left + then


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _is_same(text: str, other: str) -> bool:
    # The last line of a long text may look like a comment.
    try:
        return tomllib.loads(text) == tomllib.loads(other)
    except tomllib.TOMLDecodeError:
        return False


def _begin(lines: list[str], first: int, header: int, or_else: int | None = None) -> int:
    """Return where that begins which belongs to a header: with the first empty line after the last
    setting, else with the comment after it, or there. `first`: the line after the header before."""
    top = header
    while top > first and _is_empty_or_comment(lines[top - 1]):
        top -= 1
    return next(
        (number for number in range(top, header) if not lines[number].strip()),
        top if or_else is None else or_else,
    )


def _is_empty_or_comment(line: str) -> bool:
    return line.strip()[:1] in ("", "#")


def _marked(line: str, number: int) -> str:
    bare = line.rstrip("\r\n")
    return f"{bare} #{_SIGN}{number}{_SIGN}{line[len(bare) :]}"


def _without_last(paragraphs: str) -> str:
    lines = _lines(paragraphs)
    if lines and lines[0].strip():
        return paragraphs  # it may be about the setting before it as well
    while lines and lines[-1].strip():
        lines.pop()
    while lines and not lines[-1].strip():
        lines.pop()
    return "".join(lines)
