"""Facts as text: a kind, a moment and a JSON payload. What was written once is read for ever."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from types import ModuleType
from typing import Any

from ..body import facts as body_facts
from ..desk import facts as desk_facts
from ..fact import Fact
from ..plain import fields_to_plain, read_fields

_HUMP = re.compile(r"(?<!^)(?=[A-Z])")
_OWN_COLUMNS = ("at",)


def kind_of(fact: type[Fact]) -> str:
    """Return the name of this kind of fact in the journal: BoutBegan is bout_began."""
    return _HUMP.sub("_", fact.__name__).lower()


def known_kinds() -> Mapping[str, type[Fact]]:
    """Return every kind of fact that this version knows, by its name."""
    return {kind_of(each): each for each in (*_kinds_in(desk_facts), *_kinds_in(body_facts))}


def body_kinds() -> tuple[type[Fact], ...]:
    """Return every kind of fact about the body, and those that change what these mean."""
    return (*_kinds_in(body_facts), desk_facts.ClockSet, desk_facts.Forgotten)


def private_kinds() -> tuple[str, ...]:
    """Return the names of every kind that tells something of the body, if only by being there."""
    told_by_being_there = (desk_facts.CheckInStepped, desk_facts.CheckInOpened)
    return tuple(kind_of(each) for each in (*_kinds_in(body_facts), *told_by_being_there))


def _kinds_in(module: ModuleType) -> tuple[type[Fact], ...]:
    found = (value for value in vars(module).values() if isinstance(value, type))
    return tuple(each for each in found if issubclass(each, Fact) and each is not Fact)


def payload_of(fact: Fact) -> str:
    """Return what the fact says beside its moment, as JSON."""
    return _compact(fields_to_plain(fact, leave_out=_OWN_COLUMNS))


def fact_from(kind: type[Fact], at: datetime, payload: str) -> Fact:
    """Return the fact. Raise ValueError when the payload makes no sense.

    Fields that this version does not know are left out.
    """
    try:
        given = json.loads(payload)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(given, dict):
        raise ValueError("the payload is not an object")
    return kind(**read_fields(kind, given, at=at))


def to_object(fact: Fact) -> dict[str, Any]:
    """Return the fact as one JSON object: at, kind and its fields."""
    return {"at": fact.at.isoformat(), "kind": kind_of(type(fact))} | fields_to_plain(
        fact, leave_out=_OWN_COLUMNS
    )


def from_object(given: Mapping[str, object]) -> Fact | None:
    """Return the fact that `to_object` wrote; None for a kind this version does not know.

    Raise ValueError when it makes no sense.
    """
    kind = known_kinds().get(str(given.get("kind")))
    return None if kind is None else kind(**read_fields(kind, given))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
