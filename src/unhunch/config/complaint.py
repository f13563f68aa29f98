"""What pydantic refuses -> problems in words, with the line in which each was written."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from ..sentence import Sentence, one_of
from .environment import variables
from .exercises import ExercisesTable, ExerciseTable
from .lines import Place, key_lines
from .model import Settings
from .problem import ENVIRONMENT, Problem, dotted
from .reminders import OwnTable, RemindersTable
from .sections import HoldTable
from .toml import Source

_LONGEST_VALUE = 60
_OWN: dict[type[BaseModel], type[BaseModel]] = {
    RemindersTable: OwnTable,
    ExercisesTable: ExerciseTable,
}


def problems(
    error: ValidationError, source: Source, environ: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return a problem for everything that was refused, in the order of the file."""
    author = _Author(source, environ)
    found = [author.problem(each) for each in _without_echoes(error)]
    return tuple(sorted(found, key=lambda each: (each.line is None, each.line or 0)))


def written(value: object) -> str:
    """Return a value as it would stand in a TOML file, shortened; nothing for a table."""
    match value:
        case dict() | None:
            return ""
        case list() | tuple():
            text = f"[{', '.join(written(each) or '{…}' for each in value)}]"
        case date() | time():
            text = value.isoformat()
        case _:
            text = json.dumps(value, ensure_ascii=False, default=str)
            text = "".join(sign if sign.isprintable() else "?" for sign in text)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


class _Author:
    """Knows who wrote what: the file with its lines, or a variable."""

    def __init__(self, source: Source, environ: Mapping[str, str]) -> None:
        self._source = source
        self._environ = environ
        self._lines = key_lines(source.text)
        self._names = {place: name for name, place, _ in variables(Settings, environ)}

    def problem(self, error: dict[str, Any]) -> Problem:
        loc: tuple[Any, ...] = error["loc"]
        # pydantic's word for what is wrong with a key itself; a setting may be called so, too.
        if error["type"] == "value_error":
            loc = tuple(part for part in loc if part != "[key]")
        place = tuple(str(part) for part in loc)
        expected = _expected(error, place)
        value = error["input"] if loc == error["loc"] else None
        other = error.get("ctx", {}).get("other")
        if other and not self._wrote(place):
            # Nobody wrote this key: its default is at odds with another that somebody did write.
            loc, place = (other,), (other,)
            expected, value = error["ctx"]["why_other"], error["ctx"]["other_value"]
        name = self._variable(place)
        if name:
            return Problem(
                source=ENVIRONMENT,
                key=name,
                value=written(self._environ[name]),
                expected=expected,
            )
        return Problem(
            source=self._source.name,
            line=self._line(place),
            key=_numbered(loc),
            value=written(value),
            expected=expected,
        )

    def _wrote(self, place: Place) -> bool:
        return place in self._lines or self._variable(place) is not None

    def _variable(self, place: Place) -> str | None:
        """Return the variable that set this place, a table around it, or something in it."""
        around = [place[:length] for length in range(len(place), 0, -1)]
        found = next((self._names[each] for each in around if each in self._names), None)
        if found or place in self._lines:
            return found
        return next((name for at, name in self._names.items() if at[: len(place)] == place), None)

    def _line(self, place: Place) -> int | None:
        around = (place[:length] for length in range(len(place), 0, -1))
        return next((self._lines[each] for each in around if each in self._lines), None)


def _without_echoes(error: ValidationError) -> Iterator[dict[str, Any]]:
    """Leave out "too short" where the elements themselves were refused."""
    errors: list[Any] = [dict(each) for each in error.errors(include_url=False)]
    for each in errors:
        inner = [other for other in errors if other["loc"][:-1] == each["loc"] != other["loc"]]
        if each["type"] != "too_short" or not inner:
            yield each


def _expected(error: dict[str, Any], place: Place) -> Sentence:
    ctx = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return _as_sentence(ctx["error"].args[0])
        case "whole" | "order":
            return _as_sentence(ctx["why"])
        case "extra_forbidden":
            return _unknown(place)
        case "literal_error":
            return _choice(ctx["expected"], error["input"])
        case "bool_type":
            return Sentence("write true or false, without quotes")
        case "string_type":
            return Sentence('write text in quotes, like "A glass of water?"')
        case "int_type":
            return Sentence("write a whole number, without quotes")
        case "float_type":
            return Sentence("write a number, without quotes")
        case "model_type" | "model_attributes_type" | "dict_type":
            return _needs_table(place)
        case "tuple_type":
            return Sentence(
                "write a list in square brackets, like [{value}]", value=written(error["input"])
            )
        case "too_short":
            return Sentence("write at least one, or leave the line out")
        case "too_long":
            return Sentence("write at most {most}", most=ctx["max_length"])
        case _:
            return Sentence(str(error["msg"]))


def _as_sentence(text: str) -> Sentence:
    return text if isinstance(text, Sentence) else Sentence(text)


def _choice(expected: str, value: object) -> Sentence:
    options = re.findall("'([^']*)'", expected)
    close = get_close_matches(str(value).lower(), options, n=1)
    known = one_of(f'"{option}"' for option in options)
    if close and len(options) > 1:
        return Sentence('write {known}; did you mean "{close}"?', known=known, close=close[0])
    return Sentence("write {known}", known=known)


def _needs_table(place: Place) -> Sentence:
    table = _table(place)
    if table is not None and issubclass(table, HoldTable):
        return Sentence(
            "write {name} = {{ on = true }} or {name} = {{ on = false }}", name=place[-1]
        )
    if table is None or not table.model_fields:
        return Sentence(
            "this is a table; write [{place}] and below it its settings", place=dotted(place)
        )
    return Sentence(
        "this is a table; write [{place}] and below it its settings: {known}",
        place=dotted(place),
        known=", ".join(table.model_fields),
    )


def _unknown(place: Place) -> Sentence:
    table = _table(place[:-1])
    known = list(table.model_fields) if table else []
    close = get_close_matches(place[-1].lower(), known, n=1)
    if close:
        return Sentence("unknown setting; did you mean {close}?", close=close[0])
    elsewhere = [dotted(other) for other in _places(Settings) if other[-1] == place[-1]]
    if len(elsewhere) == 1:
        return Sentence("unknown setting here; did you mean {close}?", close=elsewhere[0])
    return Sentence("unknown setting; known here: {known}", known=", ".join(known))


def _table(place: Place) -> type[BaseModel] | None:
    """Return the model of the table at this place."""
    model: type[BaseModel] | None = Settings
    for part in place:
        if model is None:
            return None
        field = model.model_fields.get(part)
        model = _model(field.annotation) if field else _OWN.get(model)
    return model


def _places(model: type[BaseModel], around: Place = ()) -> Iterator[Place]:
    for name, field in model.model_fields.items():
        inner = _model(field.annotation)
        yield (*around, name)
        if inner is not None:
            yield from _places(inner, (*around, name))


def _model(annotation: Any) -> type[BaseModel] | None:
    kinds = (annotation, *get_args(annotation))
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)


def _numbered(place: tuple[Any, ...]) -> str:
    """Return "exercises.reach-up.figure.poses[2].arms": in lists one counts from 1; of a plain
    value in a list, the list."""
    last = max((n for n, part in enumerate(place) if isinstance(part, str)), default=-1)
    parts = (
        f"[{part + 1}]" if isinstance(part, int) else f".{dotted((part,))}"
        for part in place[: last + 1]
    )
    return "".join(parts).removeprefix(".")
