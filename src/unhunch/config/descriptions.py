"""The settings, one by one, with what each means and what it may be: for schema and reference.

The meaning is the text below the field in the model. pydantic can read it itself
(use_attribute_docstrings), but would at every start, which costs 50 ms of each settings check.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from .between import Between
from .exercises import ExerciseTable
from .model import Settings
from .reminders import OwnTable
from .sections import HoldsTable, HoldTable

OWN = "NAME"
"""Stands for the name of a reminder or an exercise of the user's own."""

HOLD = "REASON"
"""Stands for the name of any hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One setting, in words for people; `default` as it would be written, "" when it has none."""

    name: str
    default: str
    allowed: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the file and the settings that stand directly in it."""

    place: tuple[str, ...]
    meaning: str
    settings: tuple[Described, ...]


def tables() -> Iterator[Table]:
    """Yield every table of the file, those around before those inside, the user's own last."""
    yield from _tables(Settings, (), "")
    for model, around in ((OwnTable, "reminders"), (ExerciseTable, "exercises")):
        yield from _tables(model, (around, OWN), inspect.getdoc(model) or "")


def inner_model(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of a field that is always a table."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def meanings(model: type[BaseModel]) -> dict[str, str]:
    """Return what each field means, inherited ones included, on one line each."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, BaseModel) and each.__module__.startswith("unhunch."):
            found |= dict(_written_below(each))
    return {name: text for name, text in found.items() if name in model.model_fields}


def allowed(field: FieldInfo) -> str:
    """Return in words what a field may be."""
    if (limits := bounds(field)) is not None:
        never = ', or "never"' if "never" in str(_schemas(field)) else ""
        return f"{limits.low} to {limits.high}{never}"
    examples = [f'"{each}"' for schema in _schemas(field) for each in schema.get("examples", ())]
    options = [option for kind in _kinds(field.annotation) for option in _options(kind)]
    is_list = any(get_origin(kind) is tuple for kind in _kinds(field.annotation))
    if options:
        return ("any of " if is_list else "") + ", ".join(f'"{option}"' for option in options)
    if examples and get_origin(field.annotation) is not dict:
        return f"like [{examples[0]}]" if is_list else f"like {examples[0]}"
    return "true or false" if field.annotation is bool else ""


def bounds(field: FieldInfo) -> Between | None:
    """Return the bounds of a field that has them."""
    return next((each for each in _metadata(field) if isinstance(each, Between)), None)


def _tables(model: type[BaseModel], place: tuple[str, ...], meaning: str) -> Iterator[Table]:
    words = meanings(model)
    inside = {name: kind for name in model.model_fields if (kind := _table(model, name))}
    plain = {name: field for name, field in model.model_fields.items() if name not in inside}
    defaults = model.model_construct().model_dump(mode="json")
    yield Table(
        place=place,
        meaning=meaning,
        settings=tuple(
            Described(
                name=name,
                default=_written(defaults[name]),
                allowed=allowed(field),
                meaning=words[name],
            )
            for name, field in plain.items()
        ),
    )
    if model is HoldsTable:
        yield from _tables(HoldTable, (*place, HOLD), inspect.getdoc(HoldTable) or "")
    for name, kind in inside.items():
        yield from _tables(kind, (*place, name), words[name])


def _table(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """Return the model of a field that gets a section of its own; a hold is one line."""
    kind = inner_model(model.model_fields[name])
    return None if kind is None or issubclass(kind, HoldTable) else kind


def _written_below(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(body, ast.ClassDef)
    for field, text in zip(body.body, body.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                yield name, " ".join(words.split())


def _written(value: Any) -> str:
    """Return a default as it would stand in the file."""
    if value is None:
        return ""
    if isinstance(value, dict) and value:
        return f"{{ {', '.join(f'{_key(k)} = {_written(v)}' for k, v in value.items())} }}"
    return json.dumps(value)


def _key(text: str) -> str:
    return text if text.isidentifier() else json.dumps(text)


def _metadata(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    for kind in _kinds(field.annotation):
        yield from getattr(kind, "__metadata__", ())


def _schemas(field: FieldInfo) -> list[dict[str, Any]]:
    return [each.json_schema or {} for each in _metadata(field) if isinstance(each, WithJsonSchema)]


def _kinds(annotation: Any) -> Iterator[Any]:
    """Yield a type and the types it is made of."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for inner in get_args(annotation):
            yield from _kinds(inner)


def _options(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) is Literal else ()
