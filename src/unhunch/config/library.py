"""The program's exercises and posture cues, from config/exercises.toml and workstation.toml."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..desk.policy import Item, ItemSet
from ..sentence import Sentence, joined
from .paths import data_file
from .span import read_span

OWN = "own"
"""The set of the user's own exercises alone."""

Joining = tuple[Item, Collection[str]]
"""An exercise of the user's own, and the sets it joins."""

GENTLE = "comfortable"
"""The set that may stay on with arm or leg symptoms (content.md)."""

NOWHERE = ("general", "whole body", "eyes")
"""Targets of exercises that are not felt in one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseSet:
    """A set, and whether it takes its turn without being asked for."""

    items: ItemSet
    offered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What comes with the program, and what the user added. `caution`: its sentences, the first of
    which stands above all. `sets` by name, `cues` the most important first. `every`: each exercise
    by its key, also those in no set; `own`: the keys of the user's."""

    caution: tuple[str, ...]
    sets: dict[str, ExerciseSet]
    cues: tuple[Item, ...]
    every: dict[str, Item]
    own: tuple[str, ...]


def read_library(
    equipment: Collection[str] = (),
    own: Mapping[str, Joining] = MappingProxyType({}),
    without: Collection[str] = (),
) -> Library:
    """Return the sets for somebody with this equipment, and the posture cues.

    `own`: exercises of their own, by key. `without`: keys of exercises that are left out; a set may
    be empty then.
    """
    exercises = _read("exercises.toml")
    known = {each["number"]: _item(each, exercises["avoid"]) for each in exercises["exercises"]}
    items = {number: item for number, item in known.items() if item.key not in without}
    mine = {key: item for key, (item, _) in own.items()}
    return Library(
        caution=tuple(Sentence(each) for each in exercises["caution"]),
        sets={each["name"]: _set(each, items, equipment, own) for each in exercises["sets"]},
        cues=tuple(
            Item(key=each["key"], text=Sentence(each["cue"]))
            for each in _read("workstation.toml")["items"]
        ),
        every={item.key: item for item in known.values()} | mine,
        own=tuple(mine),
    )


def read_checklist() -> tuple[tuple[Sentence, Sentence], ...]:
    """Return the items of the workstation checklist with their guidance, in the file's order."""
    items = _read("workstation.toml")["items"]
    return tuple((Sentence(each["item"]), Sentence(each["guidance"])) for each in items)


def exercise_names() -> dict[str, str]:
    """Return the name of each exercise by its key."""
    return {each["key"]: each["name"] for each in _read("exercises.toml")["exercises"]}


def shipped_figures() -> dict[str, dict[str, Any]]:
    """Return how each exercise that comes with the program is drawn, as it stands in the file."""
    return {each["key"]: each["figure"] for each in _read("exercises.toml")["exercises"]}


def left_over(library: Library, names: Collection[str]) -> Iterator[tuple[str, Sentence]]:
    """Yield the key of [reminders.stretch] that leaves nothing to offer, and what to do."""
    if OWN in names and not library.sets[OWN].items.items:
        yield (
            "sets",
            Sentence('no exercise of yours is in "own": sets = ["own"] in [exercises.NAME]'),
        )
    elif not any(
        each.items.items and not each.items.daily for each in (library.sets[name] for name in names)
    ):
        yield "without", Sentence("this leaves no exercise; leave fewer out, or name more sets")


def avoided(entries: Collection[str]) -> str:
    """Return in words when to leave out an exercise of the user's own; empty: never."""
    return _words_of_avoid(entries, _read("exercises.toml")["avoid"], str) if entries else ""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(data_file(name).read_text(encoding="utf-8"))


def _item(exercise: dict[str, Any], words: dict[str, str]) -> Item:
    return Item(
        key=exercise["key"],
        text=Sentence(exercise["name"]),
        step=_step(exercise),
        avoid=_words_of_avoid(exercise["avoid"], words, Sentence),
        lasts=read_span(exercise["lasts"]),
        target=_target(exercise["target"]),
    )


def _target(written: str) -> str:
    """Return where it is felt: "upper back" for "upper back strength"; nothing for all of it."""
    part = written.removesuffix(" strength")
    return Sentence(part) if part not in NOWHERE else ""


def _step(exercise: dict[str, Any]) -> Sentence:
    dose, steps = exercise["dose"], Sentence(exercise["steps"])
    bare = re.fullmatch("[0-9-]+", dose)
    often = Sentence("{number} times", number=dose) if bare else Sentence(dose)
    return Sentence("{steps}. {often}.", steps=steps, often=often)


def _words_of_avoid(
    entries: Collection[str], words: dict[str, str], plain: Callable[[str], str]
) -> str:
    """`plain`: what words that are no code become; those of exercises.toml are translated."""
    avoid = joined("; ", [_avoid(entry, words, plain) for entry in entries])
    return Sentence("Leave it out or take care with: {avoid}.", avoid=avoid) if avoid else ""


def _avoid(entry: str, words: dict[str, str], plain: Callable[[str], str]) -> str:
    """Return "osteoporosis … (small range)" for "O (small range)"; plain words as they are."""
    code, _, rest = entry.partition(" ")
    if code not in words:
        return plain(entry)
    if not rest:
        return Sentence(words[code])
    # The text of this and of the plain entries is in exercises.toml: words/extract.py.
    return Sentence("{what} ({how})", what=Sentence(words[code]), how=plain(rest.strip("()")))


def _set(
    entry: dict[str, Any],
    items: Mapping[int, Item],
    equipment: Collection[str],
    own: Mapping[str, Joining],
) -> ExerciseSet:
    numbers = entry["exercises"]
    if "band" in equipment:
        numbers = entry.get("with_band", numbers)
    chosen = ItemSet(
        name=entry["name"],
        title=Sentence(entry["title"]),
        items=(
            *(items[number] for number in numbers if number in items),
            *(item for item, sets in own.values() if entry["name"] in sets),
        ),
        daily=entry.get("daily", False),
    )
    return ExerciseSet(items=chosen, offered=entry.get("offered", True))
