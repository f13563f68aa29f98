"""Facts for other programs: JSON lines, or a table of comma-separated values."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from ..ports import Entered
from .codec import known_kinds, to_object

_FIRST_COLUMNS = ("number", "at", "kind")


def json_lines(facts: Iterable[Entered]) -> Iterator[str]:
    """Yield one JSON object a fact, without the line's end."""
    for entered in facts:
        yield json.dumps(_with_number(entered), ensure_ascii=False)


def csv_lines(facts: Iterable[Entered]) -> Iterator[str]:
    """Yield a heading and one line a fact, without the line's end.

    Every field of any kind has a column of its own, empty where a fact has no such field.
    Several values in one field are parted by ";", the two of a pair by "=".
    """
    columns = _columns()
    yield _line(columns)
    for entered in facts:
        row = _with_number(entered)
        yield _line(_cell(row.get(name)) for name in columns)


def _with_number(entered: Entered) -> dict[str, Any]:
    return {"number": entered.number} | to_object(entered.fact)


def _columns() -> list[str]:
    named = (field.name for kind in known_kinds().values() for field in fields(kind))
    return list(dict.fromkeys((*_FIRST_COLUMNS, *named)))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ";".join(
                "=".join(map(str, part)) if isinstance(part, list) else str(part) for part in value
            )
        case _:
            return str(value)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
