"""Loaded and its problems <-> JSON text, for the process that checks and the one that asked."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..sentence import Sentence
from .loaded import Loaded
from .problem import Problem


def write_outcome(outcome: Loaded | tuple[Problem, ...]) -> str:
    """Return one JSON object: {"policy": …, "extras": …} or {"problems": […]}."""
    if isinstance(outcome, Loaded):
        extras = _plain(outcome)
        return json.dumps({"policy": extras.pop("policy"), "extras": extras})
    return json.dumps({"problems": [_plain(problem) for problem in outcome]})


def read_outcome(text: str) -> Loaded | tuple[Problem, ...]:
    """Return what `write_outcome` was given. Raise ValueError when it is something else."""
    try:
        told = json.loads(text)
        if "problems" in told:
            return tuple(_value(Problem, each) for each in told["problems"])
        loaded: Loaded = _value(Loaded, {"policy": told["policy"], **told["extras"]})
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not an outcome: {error!r}") from error
    return loaded


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case Sentence():
            return {"say": value.msgid, "values": _plain(value.values)}
        case timedelta():
            return value.total_seconds()
        case date() | time():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {str(_plain(key)): _plain(each) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            inner = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {"kind": type(value).__name__, **inner}
        case _:
            return value


def _value(kind: Any, plain: Any) -> Any:
    """Return the value of this type that `plain` stands for, by the type's own annotations."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(inner, plain)
    if origin is tuple:
        return _tuple(inner, plain)
    if origin is frozenset:
        return frozenset(_value(inner[0], each) for each in plain)
    if origin is not None and issubclass(origin, Mapping):
        return {_value(inner[0], key): _value(inner[1], each) for key, each in plain.items()}
    if is_dataclass(kind):
        return _instance(kind, plain)
    if kind is str:
        return _text(plain)
    if kind is timedelta:
        return timedelta(seconds=plain)
    if kind in (date, time):
        return kind.fromisoformat(plain)
    return kind(plain)


def _text(plain: Any) -> str:
    """Return plain text, or the Sentence with all that it was made from."""
    if not isinstance(plain, dict):
        return str(plain)
    values = {
        name: _text(each) if isinstance(each, dict) else each
        for name, each in plain["values"].items()
    }
    return Sentence(plain["say"], **values)


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and type(None) in kinds:
        return None
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) == 1:
        return _value(rest[0], plain)
    return _value({kind.__name__: kind for kind in rest}[plain["kind"]], plain)


def _instance(kind: Any, plain: Any) -> Any:
    hints = get_type_hints(kind)
    given = {name: each for name, each in plain.items() if name != "kind"}
    return kind(**{name: _value(hints[name], each) for name, each in given.items()})


def _tuple(inner: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if inner[-1] is Ellipsis:
        return tuple(_value(inner[0], each) for each in plain)
    return tuple(_value(kind, each) for kind, each in zip(inner, plain, strict=True))
