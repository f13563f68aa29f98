"""How exercises are drawn: the figures of a TOML file, or of the text that comes with a card."""

import json

from ..figures.figure import Figure
from ..sentence import Sentence
from .lines import Place, key_lines
from .paths import data_file
from .poses import Mistake, read_figure
from .problem import Problem
from .toml import Source, parse

_LONGEST_VALUE = 60


def read_figures() -> dict[str, Figure]:
    """Return how each exercise that comes with the program is drawn, by the exercise's key."""
    found = check_figures(data_file("exercises.toml").read_bytes(), "exercises.toml")
    if isinstance(found, tuple):
        raise ValueError("; ".join(map(str, found)))
    return found


def figure_in(text: str) -> Figure | None:
    """Return the figure that a JSON text tells; None: it tells none that can be drawn."""
    try:
        found = read_figure(json.loads(text))
    except (ValueError, RecursionError):
        return None
    return None if isinstance(found, tuple) else found


def check_figures(content: bytes, name: str) -> dict[str, Figure] | tuple[Problem, ...]:
    """Return how the exercises of a file are drawn, or everything that is wrong with it.

    An exercise without a figure is left out.
    """
    source = parse(content, name)
    if isinstance(source, Problem):
        return (source,)
    exercises = source.table.get("exercises", [])
    if not isinstance(exercises, list) or not all(isinstance(each, dict) for each in exercises):
        expected = Sentence("write each exercise below [[exercises]]")
        return _problems(source, [Mistake(place=("exercises",), value=None, expected=expected)])
    mistakes: list[Mistake] = []
    made: dict[str, Figure] = {}
    for number, each in enumerate(exercises):
        if "figure" in each:
            read = read_figure(each["figure"], ("exercises", str(number), "figure"))
            if isinstance(read, tuple):
                mistakes += read
            else:
                made[str(each.get("key", number + 1))] = read
    return _problems(source, mistakes) if mistakes else made


def _problems(source: Source, mistakes: list[Mistake]) -> tuple[Problem, ...]:
    lines = key_lines(source.text)
    return tuple(_problem(source.name, lines, each) for each in mistakes)


def _problem(name: str, lines: dict[Place, int], mistake: Mistake) -> Problem:
    place, value = mistake.place, mistake.value
    around = (place[:length] for length in range(len(place), 0, -1))
    said = "" if value is None or isinstance(value, dict | list) else _written(value)
    return Problem(
        source=name,
        line=next((lines[each] for each in around if each in lines), None),
        key=_named(place),
        value=said,
        expected=mistake.expected,
    )


def _written(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value).lower()
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _named(place: Place) -> str:
    """Return "exercises[3].figure.poses[1].neck.turn": in lists one counts from 1."""
    parts = (f"[{int(each) + 1}]" if each.isdigit() else f".{each}" for each in place)
    return "".join(parts).removeprefix(".")
