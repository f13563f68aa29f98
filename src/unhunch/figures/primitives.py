"""What a picture consists of: strokes, circles and filled shapes, each with a role, not a colour.

Whoever draws gives the roles their colours. In all moments of one motion a picture has the same
primitives with the same names in the same order, and each as many points: only numbers change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Point = tuple[float, float]
"""On the canvas: to the right, down."""


class Role(StrEnum):
    """What a primitive shows."""

    BODY = "body"
    FAR = "far"
    """A part of the body that is on the side away from the viewer."""
    MOVING = "moving"
    HAIR = "hair"
    FACE = "face"
    """Lines of the face: filled, without an outline."""
    NAIL = "nail"
    THING = "thing"
    GLASS = "glass"
    LEAF = "leaf"
    GROUND = "ground"
    BAND = "band"
    SIGHT = "sight"
    """A dashed line from the eyes to what they look at."""
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled shape with an outline: a closed path of cubic curves. `points`: the start, then
    two controls and an end for each curve."""

    name: str
    role: Role
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A filled circle with an outline."""

    name: str
    role: Role
    centre: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open path of cubic curves with rounded ends; points as of a Shape."""

    name: str
    role: Role
    points: tuple[Point, ...]
    width: float


Primitive = Shape | Circle | Stroke


def line(*points: Point) -> tuple[Point, ...]:
    """Return straight lines as curves."""
    made = [points[0]]
    for a, b in pairwise(points):
        made += [_between(a, b, 1 / 3), _between(a, b, 2 / 3), b]
    return tuple(made)


def smooth(points: Sequence[Point], *, closed: bool = False) -> tuple[Point, ...]:
    """Return a smooth curve through the points (Catmull-Rom)."""
    count = len(points)
    made = [points[0]]
    for i in range(count if closed else count - 1):
        if closed:
            before, a, b, after = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            before, a, b = points[max(i - 1, 0)], points[i], points[i + 1]
            after = points[min(i + 2, count - 1)]
        one = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        two = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        made += [one, two, b]
    return tuple(made)


def _between(a: Point, b: Point, at: float) -> Point:
    return (a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at)
