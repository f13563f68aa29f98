"""A form that was filled in -> the changes that it asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..sentence import Sentence
from .edit import GONE
from .entered import Texts, Unreadable, entered, is_same, shown
from .form import Control, Group, Kind
from .lines import Place

Table = Mapping[str, Any]


@dataclass(slots=True)
class Filled:
    """What was asked for. `wrong`: by key, what cannot be read."""

    changes: dict[Place, Any] = field(default_factory=dict)
    wrong: dict[str, Sentence] = field(default_factory=dict)


def value_at(table: Table, place: Place) -> Any:
    """Return what stands at this place; None: nothing."""
    found: Any = table
    for name in place:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def texts_of(control: Control, table: Table) -> Texts:
    """Return what a control holds for this table."""
    return shown(control, value_at(table, control.place))


def is_changed(control: Control, texts: Texts, table: Table) -> bool:
    """Whether this is something else than the table has."""
    return not is_same(control, texts, texts_of(control, table))


def filled(group: Group, before: Table, texts: Mapping[str, Texts]) -> Filled:
    """Return what is to be changed in the table. What `texts` has nothing for stays as it is.

    A table without which others count goes with the last setting in it.
    """
    found = Filled()
    for each in group.every_group():
        _fill(found, each, before, texts)
    return found


def _fill(found: Filled, group: Group, before: Table, texts: Mapping[str, Texts]) -> None:
    changes: dict[Place, Any] = {}
    for control in group.controls:
        given = texts.get(control.key)
        if given is None or not is_changed(control, given, before):
            continue
        old = value_at(before, control.place)
        try:
            changes |= dict(_changes(control, entered(control, given, old), old))
        except Unreadable as error:
            found.wrong[control.key] = error.advice
    there = value_at(before, group.place)
    left = dict(there) if group.is_optional and isinstance(there, dict) else {}
    if left and GONE in changes.values():
        for place, value in changes.items():
            left[place[len(group.place)]] = value
        if all(value is GONE for value in left.values()):
            changes = {group.place: GONE}
    found.changes |= changes


def _changes(control: Control, new: Any, old: Any) -> Iterator[tuple[Place, Any]]:
    """Yield one change, or of a table one for each name: what stands between its lines stays."""
    if control.kind is not Kind.TABLE or not isinstance(old, dict):
        yield control.place, new
        return
    new = {} if new is GONE else new
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield (*control.place, name), new.get(name, GONE)
