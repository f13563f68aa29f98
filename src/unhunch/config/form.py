"""The settings as something to fill in: made from their schema, with no list of its own.

Needs no pydantic. What a control holds is text, as a form sends it; see entered.py.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from ..words.settings import Schema, label, limits, meaning, options, target
from .lines import Place
from .paths import data_file
from .problem import dotted


class Kind(StrEnum):
    """What is filled in."""

    CHECK = "check"
    """Yes or no."""
    CHOICE = "choice"
    """One of some words."""
    SEVERAL = "several"
    """Any of some words, in an order."""
    WHOLE = "whole"
    NUMBER = "number"
    TEXT = "text"
    """One line: text, a length, a time of day."""
    LIST = "list"
    """Several short values on one line, with commas."""
    LINES = "lines"
    """Several texts, one a line."""
    TABLE = "table"
    """A list for each of some names, one name a line."""
    NAMED = "named"
    """Words, each with a label of the user's own if wanted, one a line."""
    RAW = "raw"
    """Whatever else a schema may bring: as it stands in the file."""
    FILE = "file"
    """A table with an inside of its own: shown, and changed in the file alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One setting. `default`: its value as in the file, None when it has none. `low`, `high`: as
    they are written, empty without bounds."""

    place: Place
    kind: Kind
    label: str
    meaning: str
    default: Any = None
    options: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    example: str = ""
    longest: int | None = None
    may_be_empty: bool = True

    @property
    def key(self) -> str:
        """Its full name, as problems and the command line write it."""
        return dotted(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A table. `is_optional`: without it others count. `is_own`: named by the user, who can remove
    it. `own_name`: what would be below it under any name; None where names are the program's."""

    place: Place
    label: str
    meaning: str
    is_optional: bool = False
    is_own: bool = False
    controls: tuple[Control, ...] = ()
    groups: tuple["Group", ...] = ()
    model: Schema | None = None

    @property
    def key(self) -> str:
        """Its full name; empty for the file itself."""
        return dotted(self.place)

    @property
    def name(self) -> str:
        """The last part of its name."""
        return self.place[-1] if self.place else ""

    def every_group(self) -> Iterator["Group"]:
        """Yield it and all groups in it, in their order."""
        yield self
        for each in self.groups:
            yield from each.every_group()

    def every_control(self) -> Iterator[Control]:
        """Yield all controls in it, in their order."""
        for each in self.every_group():
            yield from each.controls


@cache
def schema() -> Schema:
    """Return the schema that comes with the program."""
    found: Schema = json.loads(data_file("unhunch.schema.json").read_text(encoding="utf-8"))
    return found


def form(own: Mapping[Place, Sequence[str]]) -> Group:
    """Return everything that can be set. `own`: by table, the names in it that are the user's."""
    return _group(schema(), schema(), (), label("general"), own)


def open_tables() -> Iterator[Place]:
    """Yield the tables in which the user names tables of their own."""
    for each in form({}).every_group():
        if each.model is not None:
            yield each.place


def own_group(around: Group, name: str) -> Group:
    """Return a table of the user's own in one where there can be some."""
    assert around.model is not None
    made = _group(schema(), around.model, (*around.place, name), name, {})
    return Group(
        place=made.place,
        label=name,
        meaning=made.meaning or meaning(around.model),
        is_own=True,
        controls=made.controls,
        groups=made.groups,
    )


def _group(
    whole: Schema,
    table: Schema,
    place: Place,
    called: str,
    own: Mapping[Place, Sequence[str]],
    described: Schema | None = None,
) -> Group:
    controls: list[Control] = []
    groups: list[Group] = []
    for name, each in table.get("properties", {}).items():
        inner = (*place, name)
        if "$ref" in each:
            groups.append(_group(whole, target(whole, each), inner, label(name), own, each))
        else:
            controls.append(_control(inner, name, each))
    more = table.get("additionalProperties") or {}
    made = Group(
        place=place,
        label=called,
        meaning=meaning(described or {}),
        is_optional=described is not None and "default" not in described,
        controls=tuple(controls),
        groups=tuple(groups),
        model=target(whole, more) if "$ref" in more else None,
    )
    if made.model is None or place not in own:
        return made
    mine = tuple(own_group(made, name) for name in own[place])
    return Group(
        place=place,
        label=called,
        meaning=made.meaning,
        is_optional=made.is_optional,
        controls=made.controls,
        groups=(*made.groups, *mine),
        model=made.model,
    )


def _control(place: Place, name: str, described: Schema) -> Control:
    low, high = limits(described)
    kind, default = _kind(described), described.get("default")
    choices = options(described)
    if kind is Kind.CHECK and default is None:
        kind, choices = Kind.CHOICE, ("true", "false")
    return Control(
        place=place,
        kind=kind,
        label=label(name),
        meaning=meaning(described),
        default=default,
        options=choices,
        low=low,
        high=high,
        # A length by default shows how one is written, and is within the bounds.
        example="" if low and str(default)[:1].isdigit() else _example(described, kind),
        longest=described.get("maxLength"),
        may_be_empty=not described.get("minItems"),
    )


def _kind(described: Schema) -> Kind:
    if "anyOf" in described:
        kinds = {each.get("type") for each in described["anyOf"]}
        return Kind.NAMED if kinds == {"array", "object"} else Kind.RAW
    if "enum" in described:
        return Kind.CHOICE
    match described.get("type"):
        case "boolean":
            return Kind.CHECK
        case "integer":
            return Kind.WHOLE
        case "number":
            return Kind.NUMBER
        case "string":
            return Kind.TEXT
        case "array":
            return _list_kind(described.get("items", {}))
        case "object" if _elements(described).get("type") == "array":
            return Kind.TABLE
        case "object":
            return Kind.FILE
        case _:
            return Kind.RAW


def _elements(described: Schema) -> Schema:
    """Return what each value is in a table whose names are anybody's."""
    named: Schema = next(iter(described.get("patternProperties", {}).values()), {})
    more = described.get("additionalProperties")
    return named or (more if isinstance(more, dict) else {})


def _example(described: Schema, kind: Kind) -> str:
    """Return a value that could be written, in the way it is filled in."""
    if kind is Kind.TABLE:
        name = _example(described.get("propertyNames", {}), Kind.TEXT)
        return f"{name} = {_example(_elements(described), Kind.LIST)}"
    examples = described.get("examples") or described.get("items", {}).get("examples")
    return str(examples[0]) if examples else ""


def _list_kind(element: Schema) -> Kind:
    if "enum" in element or "const" in element:
        return Kind.SEVERAL
    if element.get("type") != "string":
        return Kind.RAW
    return Kind.LIST if "pattern" in element else Kind.LINES
