"""Simple solids on the canvas: tapered limbs, balls and boxes."""

from math import atan2, cos, pi, sin

from .camera import Camera
from .primitives import Point, line
from .vector import Vec, add

_ARC = 4 / 3 * (2**0.5 - 1)
"""How far the controls are out that make a quarter of a circle of a cubic curve."""


def capsule(a: Point, b: Point, wide: float, narrow: float) -> tuple[Point, ...]:
    """Return the outline of a limb from a to b: half circles of these radii, joined by lines."""
    along = atan2(b[1] - a[1], b[0] - a[0])
    start = _at(a, along + pi / 2, wide)
    made = [start]
    made += _quarter(a, along + pi / 2, wide) + _quarter(a, along + pi, wide)
    made += list(line(made[-1], _at(b, along - pi / 2, narrow)))[1:]
    made += _quarter(b, along - pi / 2, narrow) + _quarter(b, along, narrow)
    made += list(line(made[-1], start))[1:]
    return tuple(made)


def hull(points: list[Point]) -> list[Point]:
    """Return the corners of the tightest shape around the points (Andrew's monotone chain)."""
    ordered = sorted(points)

    def chain(given: list[Point]) -> list[Point]:
        made: list[Point] = []
        for p in given:
            while len(made) > 1 and _left(made[-2], made[-1], p) <= 1e-9:
                made.pop()
            made.append(p)
        return made[:-1]

    return chain(ordered) + chain(ordered[::-1])


def box(camera: Camera, middle: Vec, half: Vec) -> tuple[Point, ...]:
    """Return the outline of a box with half its lengths."""
    signs = (-1.0, 1.0)
    corners = [(x * half[0], y * half[1], z * half[2]) for x in signs for y in signs for z in signs]
    around = hull([camera.point(add(middle, each)) for each in corners])
    return line(*around, around[0])


def _left(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _at(centre: Point, angle: float, radius: float) -> Point:
    return (centre[0] + cos(angle) * radius, centre[1] + sin(angle) * radius)


def _quarter(centre: Point, angle: float, radius: float) -> list[Point]:
    """Return a quarter of a circle that goes on clockwise on the canvas from this angle."""
    a, b = _at(centre, angle, radius), _at(centre, angle + pi / 2, radius)
    out = radius * _ARC
    one = (a[0] - sin(angle) * out, a[1] + cos(angle) * out)
    two = (b[0] + sin(angle + pi / 2) * out, b[1] - cos(angle + pi / 2) * out)
    return [one, two, b]
