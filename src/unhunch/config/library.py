"""The program's exercises and posture cues, from config/exercises.toml and workstation.toml."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ..desk.policy import Item, ItemSet
from ..sentence import Sentence, joined
from .paths import data_file
from .span import read_span


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSet:
    """A set, and whether it takes its turn without being asked for."""

    items: ItemSet
    offered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What comes with the program. `caution`: its sentences, the first of which stands above all.
    `sets` by name, `cues` the most important first."""

    caution: tuple[str, ...]
    sets: dict[str, ExerciseSet]
    cues: tuple[Item, ...]


def read_library(equipment: Collection[str] = ()) -> Library:
    """Return the sets for somebody with this equipment, and the posture cues."""
    exercises = _read("exercises.toml")
    items = {each["number"]: _item(each, exercises["avoid"]) for each in exercises["exercises"]}
    return Library(
        caution=tuple(Sentence(each) for each in exercises["caution"]),
        sets={each["name"]: _set(each, items, equipment) for each in exercises["sets"]},
        cues=tuple(
            Item(key=each["key"], text=Sentence(each["cue"]))
            for each in _read("workstation.toml")["items"]
        ),
    )


def read_checklist() -> tuple[tuple[Sentence, Sentence], ...]:
    """Return the items of the workstation checklist with their guidance, in the file's order."""
    items = _read("workstation.toml")["items"]
    return tuple((Sentence(each["item"]), Sentence(each["guidance"])) for each in items)


def exercise_names() -> dict[str, str]:
    """Return the name of each exercise by its key."""
    return {each["key"]: each["name"] for each in _read("exercises.toml")["exercises"]}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(data_file(name).read_text(encoding="utf-8"))


def _item(exercise: dict[str, Any], words: dict[str, str]) -> Item:
    return Item(
        key=exercise["key"],
        text=Sentence(exercise["name"]),
        step=_step(exercise),
        avoid=_avoided(exercise, words),
        lasts=read_span(exercise["lasts"]),
    )


def _step(exercise: dict[str, Any]) -> Sentence:
    dose, steps = exercise["dose"], Sentence(exercise["steps"])
    bare = re.fullmatch("[0-9-]+", dose)
    often = Sentence("{number} times", number=dose) if bare else Sentence(dose)
    return Sentence("{steps}. {often}.", steps=steps, often=often)


def _avoided(exercise: dict[str, Any], words: dict[str, str]) -> str:
    avoid = joined("; ", [_avoid(entry, words) for entry in exercise["avoid"]])
    return Sentence("Leave it out or take care with: {avoid}.", avoid=avoid) if avoid else ""


def _avoid(entry: str, words: dict[str, str]) -> Sentence:
    """Return "osteoporosis … (small range)" for "O (small range)"; plain words as they are."""
    code, _, rest = entry.partition(" ")
    if code not in words:
        return Sentence(entry)
    if not rest:
        return Sentence(words[code])
    # The text of this and of the plain entries is in exercises.toml: words/extract.py.
    return Sentence("{what} ({how})", what=Sentence(words[code]), how=Sentence(rest.strip("()")))


def _set(entry: dict[str, Any], items: dict[int, Item], equipment: Collection[str]) -> ExerciseSet:
    numbers = entry["exercises"]
    if "band" in equipment:
        numbers = entry.get("with_band", numbers)
    chosen = ItemSet(
        name=entry["name"],
        title=Sentence(entry["title"]),
        items=tuple(items[number] for number in numbers),
        daily=entry.get("daily", False),
    )
    return ExerciseSet(items=chosen, offered=entry.get("offered", True))
