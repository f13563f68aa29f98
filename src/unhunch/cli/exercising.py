"""unhunch exercises: which there are, which are offered, and how one looks."""

import os
from argparse import Namespace
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..config.convert import convert
from ..config.figures import figure_in, read_figures
from ..config.first import write_whole
from ..config.library import Library
from ..config.load import library_for, settings_in
from ..config.model import Settings
from ..config.paths import Paths
from ..config.problem import Problem
from ..config.toml import read_source
from ..desk.answer import RESTS
from ..desk.care import care, rests
from ..desk.content import offered_sets
from ..desk.instant import Instant
from ..desk.policy import STRETCH, Item, ItemSet, Reminder
from ..desk.seen import Seen
from ..desk.state import initial
from ..errors import UnhunchError
from ..figures.figure import Figure
from ..figures.svg import film
from ..said import recalled
from ..sentence import Sentence, reason_of
from ..words.breaks import feel_words
from ..words.catalogue import Catalogue
from . import DONE, REFUSED
from .checking import now
from .printing import complain, say, say_json, say_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What there is. `offered`: the sets to choose from now. `why`: why another exercise is not."""

    library: Library
    offered: tuple[ItemSet, ...]
    why: dict[str, Sentence]


_WIDE = 24
"""Columns for a key: the longest that comes with the program, and two."""


def exercises(given: Namespace) -> int:
    """unhunch exercises [NAME] [--json]"""
    words, paths = given.catalogue, Paths.of(os.environ)
    source = read_source(paths.settings)
    found = (source,) if isinstance(source, Problem) else settings_in(source, os.environ)
    if not isinstance(found, Settings):
        for problem in found:
            complain(words.tell(problem.words))
        return REFUSED
    shelf = _shelf(found, paths)
    if given.name is not None:
        return _one(words, paths, shelf, given.name, as_json=given.json)
    if given.json:
        say_json([_object(words, shelf, key) for key in shelf.library.every])
    else:
        say_lines(_lines(words, shelf))
    return DONE


# --- what there is ----------------------------------------------------------------------------


def _shelf(settings: Settings, paths: Paths) -> Shelf:
    library, moment = library_for(settings), now()
    policy = convert(settings, library).policy
    here = Instant(
        state=initial(moment),
        now=moment,
        seen=Seen(zone=moment.tzinfo or UTC),
        policy=policy,
        body=recalled(paths),
    )
    stretch = next((each for each in policy.reminders if each.name == STRETCH), None)
    offered = () if stretch is None or rests(stretch, here) else offered_sets(stretch, here)
    there = {item.key for each in offered for item in each.items}
    without = settings.reminders.stretch.without
    return Shelf(
        library=library,
        offered=offered,
        why={
            key: _why_not(key, without, stretch, here) for key in library.every if key not in there
        },
    )


def _why_not(
    key: str, without: Collection[str], stretch: Reminder | None, here: Instant
) -> Sentence:
    """Return the first reason, the user's own wish before what was reported."""
    if key in without:
        return Sentence("left out by reminders.stretch.without")
    if stretch is None:
        return Sentence("the stretch reminder is off")
    if not any(key == item.key for each in stretch.sets for item in each.items):
        return Sentence("in none of the sets of reminders.stretch.sets")
    if rests(stretch, here):
        return RESTS
    if key in here.once(care).hurting:
        return Sentence("it hurt, and where it hurt is not free of pain yet")
    return Sentence("not with the arm or leg symptoms that you reported")


# --- in words ---------------------------------------------------------------------------------


def _lines(words: Catalogue, shelf: Shelf) -> Iterator[str]:
    for each in shelf.offered:
        yield words.say("{name}: {title}", name=each.name, title=each.title)
        for item in each.items:
            yield f"  {item.key:<{_WIDE}} {_called(words, shelf, item)}"
    for why in dict.fromkeys(shelf.why.values()):
        yield words.say("Not offered now: {why}", why=why)
        for key in (each for each, other in shelf.why.items() if other == why):
            yield f"  {key:<{_WIDE}} {_called(words, shelf, shelf.library.every[key])}"


def _called(words: Catalogue, shelf: Shelf, item: Item) -> str:
    name = words.tell(item.text)
    return words.say("{name} (yours)", name=name) if item.key in shelf.library.own else name


def _one(words: Catalogue, paths: Paths, shelf: Shelf, key: str, *, as_json: bool) -> int:
    item = shelf.library.every.get(key)
    if item is None:
        close = get_close_matches(key, shelf.library.every, n=1)
        complain(
            words.say("no exercise {key}; did you mean {close}?", key=repr(key), close=close[0])
            if close
            else words.say("no exercise {key}; unhunch exercises lists them", key=repr(key))
        )
        return REFUSED
    if as_json:
        say_json(_object(words, shelf, key))
        return DONE
    say(_called(words, shelf, item))
    told = (words.tell(item.step), feel_words(words, item), words.tell(item.avoid))
    say_lines(filter(None, told))
    sets = [each.name for each in shelf.offered if item in each.items]
    if sets:
        say(words.say("Offered in: {sets}", sets=", ".join(sets)))
    else:
        say(words.say("Not offered now: {why}", why=shelf.why[key]))
    figure = _figure(item)
    if figure is None:
        say(words.say("It has no picture."))
        return DONE
    say(words.say("Its picture: {path}", path=_draw(words, paths, item, figure)))
    return DONE


def _object(words: Catalogue, shelf: Shelf, key: str) -> dict[str, Any]:
    item, why = shelf.library.every[key], shelf.why.get(key)
    return {
        "key": key,
        "name": words.tell(item.text),
        "own": key in shelf.library.own,
        "sets": [name for name, each in shelf.library.sets.items() if item in each.items.items],
        "offered": why is None,
        "why": None if why is None else words.tell(why),
    }


# --- the picture ------------------------------------------------------------------------------


def _figure(item: Item) -> Figure | None:
    return figure_in(item.figure) if item.figure else read_figures().get(item.key)


def _draw(words: Catalogue, paths: Paths, item: Item, figure: Figure) -> Path:
    """Return the file with the moving picture: always the same, and worth nothing to anybody.

    Raise UnhunchError when it cannot be written.
    """
    made = film(figure, words.tell(item.text), words.tell(item.step), alone=True)
    path = paths.state / "exercise.svg"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, made)
    except OSError as error:
        raise UnhunchError(Sentence("{path}: {why}", path=path, why=reason_of(error))) from error
    return path
