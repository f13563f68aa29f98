"""The program's exercises and posture cues, from config/exercises.toml and workstation.toml."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ..desk.policy import Item, ItemSet
from .paths import data_file
from .span import read_span


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSet:
    """A set, and whether it takes its turn without being asked for."""

    items: ItemSet
    offered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What comes with the program. `sets` by name, `cues` the most important first."""

    caution: str
    sets: dict[str, ExerciseSet]
    cues: tuple[Item, ...]


def read_library(equipment: Collection[str] = ()) -> Library:
    """Return the sets for somebody with this equipment, and the posture cues."""
    exercises = _read("exercises.toml")
    items = {each["number"]: _item(each, exercises["avoid"]) for each in exercises["exercises"]}
    return Library(
        caution=exercises["caution"],
        sets={each["name"]: _set(each, items, equipment) for each in exercises["sets"]},
        cues=tuple(
            Item(key=each["key"], text=each["cue"]) for each in _read("workstation.toml")["items"]
        ),
    )


def read_checklist() -> tuple[tuple[str, str], ...]:
    """Return the items of the workstation checklist with their guidance, in the file's order."""
    items = _read("workstation.toml")["items"]
    return tuple((each["item"], each["guidance"]) for each in items)


def exercise_names() -> dict[str, str]:
    """Return the name of each exercise by its key."""
    return {each["key"]: each["name"] for each in _read("exercises.toml")["exercises"]}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(data_file(name).read_text(encoding="utf-8"))


def _item(exercise: dict[str, Any], words: dict[str, str]) -> Item:
    avoid = [_avoid(entry, words) for entry in exercise["avoid"]]
    dose = exercise["dose"]
    often = f"{dose} times" if re.fullmatch("[0-9-]+", dose) else dose
    caution = f" Leave it out or take care with: {'; '.join(avoid)}." if avoid else ""
    return Item(
        key=exercise["key"],
        text=exercise["name"],
        step=f"{exercise['steps']}. {often}.{caution}",
        lasts=read_span(exercise["lasts"]),
    )


def _avoid(entry: str, words: dict[str, str]) -> str:
    """Return "osteoporosis … (small range)" for "O (small range)"; plain words as they are."""
    code, space, rest = entry.partition(" ")
    return f"{words[code]}{space}{rest}" if code in words else entry


def _set(entry: dict[str, Any], items: dict[int, Item], equipment: Collection[str]) -> ExerciseSet:
    numbers = entry["exercises"]
    if "band" in equipment:
        numbers = entry.get("with_band", numbers)
    chosen = ItemSet(
        name=entry["name"],
        title=entry["title"],
        items=tuple(items[number] for number in numbers),
        daily=entry.get("daily", False),
    )
    return ExerciseSet(items=chosen, offered=entry.get("offered", True))
