"""The tables of the settings file that are exercises of the user's own."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import timedelta
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictBool

from ..desk.policy import Item
from ..sentence import Sentence, joined
from .between import Between
from .fields import Avoided, ShortText, Span, Text
from .library import GENTLE, avoided, shipped_figures
from .sections import Fault, Section

OwnSet = Literal["own", "neck", "shoulders", "hands", "legs", "strength", "meeting-proof"]
"""The sets that one's own exercises can join: not the gentle one, whose exercises were chosen for
who has symptoms in an arm or leg."""

MOST = 50
"""Exercises of one's own: the daemon keeps them in memory."""

LONGEST_FIGURE = 8000
"""Characters of a figure as JSON, some three times the largest that comes with the program."""

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class ExerciseTable(Section):
    """An exercise of your own. name, do and sets are needed, the rest is not."""

    enabled: StrictBool = True
    """Whether it is offered at all."""

    name: ShortText | None = None
    """What it is called."""

    do: Text | None = None
    """What to do, in one line, and how often."""

    feel: ShortText | None = None
    """Where it should be felt, like "between the shoulder blades"."""

    stop: Text | None = None
    """When to stop, beside what is said with every exercise."""

    avoid: tuple[Avoided, ...] = Field(default=(), max_length=10)
    """When to leave it out: codes like "D" for dizziness (docs/exercises.md lists them), or words.
    They are shown with the exercise."""

    lasts: Annotated[Span, Between("5s", "10m")] = timedelta(seconds=40)
    """How long it takes in a break."""

    sets: tuple[OwnSet, ...] | None = Field(default=None, min_length=1)
    """The sets it joins. "own" is a set of your exercises alone; name it in reminders.stretch.sets,
    too."""

    like: str | None = None
    """The exercise that comes with the program whose picture shows this one, like "chin-glide"."""

    figure: dict[str, Any] | None = None
    """How it is drawn, in a table [exercises.NAME.figure]: docs/exercises.md tells the words.
    Without this and `like` there is no picture."""

    @classmethod
    def faults(cls, given: dict[str, Any]) -> Iterator[Fault]:
        if "name" not in given:
            yield "", Sentence('say what it is called: name = "Reach for the ceiling"')
        if "do" not in given:
            yield "", Sentence('say what to do, in one line: do = "…"')
        if given.get("sets", []) == []:
            where = "sets" if "sets" in given else ""
            yield where, Sentence('say with what it comes: sets = ["shoulders"]')
            given.pop("sets", None)
        elif isinstance(given["sets"], list) and GENTLE in given["sets"]:
            yield (
                "sets",
                Sentence(
                    'leave "{gentle}" out: with arm or leg symptoms only exercises that were '
                    "chosen for it are offered",
                    gentle=GENTLE,
                ),
            )
            del given["sets"]
        yield from _faults_of_like(given)
        if isinstance(given.get("figure"), dict):
            yield from _faults_of_figure(given["figure"])


def _faults_of_like(given: dict[str, Any]) -> Iterator[Fault]:
    like = given.get("like")
    if not isinstance(like, str):
        return
    if "figure" in given:
        yield "like", Sentence("only one of like and figure")
    known = shipped_figures()
    if like not in known:
        yield "like", not_among(like, known)


def _faults_of_figure(figure: dict[str, Any]) -> Iterator[Fault]:
    # Only a file with a figure pays for the mannequin.
    from .poses import read_figure

    found = read_figure(figure)
    if isinstance(found, tuple):
        yield from ((("figure", *each.place), each.expected) for each in found)
    elif len(_as_text(figure)) > LONGEST_FIGURE:
        yield "figure", Sentence("this is too much to draw; write fewer poses or arrows")


def not_among(key: str, known: Collection[str]) -> Sentence:
    """Return that no exercise of the program is called so, and which one may be meant."""
    close = get_close_matches(key.lower(), known, n=1)
    if close:
        return Sentence(
            'no exercise that comes with the program; did you mean "{close}"?', close=close[0]
        )
    return Sentence("no exercise that comes with the program; `unhunch exercises` lists them")


class ExercisesTable(Section):
    """Exercises of your own, each in a table [exercises.NAME]."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, ExerciseTable] = Field(init=False)

    @property
    def own(self) -> dict[str, ExerciseTable]:
        """Those that are offered, in the order of the file."""
        tables = self.__pydantic_extra__ or {}
        return {name: table for name, table in tables.items() if table.enabled}

    @classmethod
    def faults(cls, given: dict[str, Any]) -> Iterator[Fault]:
        if len(given) > MOST:
            yield "", Sentence("write at most {most}", most=MOST)
        shipped = shipped_figures() if given else {}
        for name in list(given):
            if not _NAME.fullmatch(name):
                del given[name]
                yield (
                    name,
                    Sentence(
                        "name it with small letters, digits, - and _, beginning with a letter"
                    ),
                )
            elif name in shipped:
                yield (
                    name,
                    Sentence(
                        "an exercise that comes with the program has this name; choose another, "
                        "and leave that one out with reminders.stretch.without"
                    ),
                )
        yield from _called_the_same(given)


def _called_the_same(given: dict[str, Any]) -> Iterator[Fault]:
    called = [
        (key, table["name"].strip().lower())
        for key, table in given.items()
        if isinstance(table, dict) and isinstance(table.get("name"), str)
    ]
    count: Counter[str] = Counter()
    for key, name in called:
        count[name] += 1
        if name and count[name] == 2:
            yield (key, "name"), Sentence("another exercise of yours is called so; write another")


def own_items(tables: ExercisesTable) -> dict[str, tuple[Item, tuple[str, ...]]]:
    """Return the user's own exercises by their keys, each with the sets it joins."""
    return {
        key: (_item(key, table), tuple(dict.fromkeys(table.sets or ())))
        for key, table in tables.own.items()
    }


def _item(key: str, table: ExerciseTable) -> Item:
    figure = shipped_figures()[table.like] if table.like else table.figure
    told = [text for text in (table.stop, avoided(table.avoid)) if text]
    return Item(
        key=key,
        text=table.name or key,
        step=table.do or "",
        avoid=joined(" ", told) if told else "",
        lasts=table.lasts,
        target=table.feel or "",
        figure=_as_text(figure) if figure else "",
    )


def _as_text(figure: dict[str, Any]) -> str:
    return json.dumps(figure, separators=(",", ":"))
