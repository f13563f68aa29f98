"""Arrows that show which way something goes: the path of a joint, or of a finger."""

from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from .body import body_of
from .camera import Camera
from .figure import Arrow, Figure
from .hand import hand_way
from .primitives import Point, Primitive, Role, Shape, Stroke, line, smooth

POINTS = {
    "person": (
        "nose", "crown", "head", "breast", "pelvis", "waist", "chest", "neck",
        "left_shoulder", "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist",
        "left_hand", "right_hand", "left_hip", "right_hip", "left_knee", "right_knee",
        "left_ankle", "right_ankle", "left_toe", "right_toe",
    ),
    "hand": ("fingers",),
    "face": ("eyes",),
}  # fmt: skip
"""What an arrow can follow, by the model."""

_STEPS = 8
_WIDTH = 4.0
_HEAD = 11.0
_SHORTEST = 24.0


def arrows(figure: Figure, camera: Camera) -> list[Primitive]:
    """Return the arrows of a figure."""
    made: list[Primitive] = []
    for number, each in enumerate(figure.arrows):
        name = f"arrow-{number}"
        if figure.model == "face":
            for side, x in (("left", 152.0), ("right", 88.0)):
                made += _arrow(f"{name}-{side}", [(x, 40.0), (x, 64.0)], both=each.both)
            continue
        way = hand_way(figure, each) if figure.model == "hand" else _way(figure, camera, each)
        made += _arrow(name, way, both=each.both)
    return made


def _arrow(name: str, path: list[Point], *, both: bool = False) -> list[Primitive]:
    """Return an arrow along a path on the canvas; with `both` it has two heads."""
    path = _long_enough(path)
    made: list[Primitive] = [Stroke(name, Role.ARROW, smooth(path), _WIDTH)]
    made.append(_head(f"{name}-head", path))
    if both:
        made.append(_head(f"{name}-tail", path[::-1]))
    return made


def _way(figure: Figure, camera: Camera, wanted: Arrow) -> list[Point]:
    stops = (*figure.stops, figure.stops[0])
    poses = [stop.pose for stop in stops[wanted.start - 1 : wanted.to]]
    # A way round several poses is a curve through them; each step of it would be a corner.
    steps = 1 if len(poses) > 3 else _STEPS
    bodies = [
        body_of(first, figure.things, second, i / steps)
        for first, second in pairwise(poses)
        for i in range(steps)
    ]
    bodies.append(body_of(poses[-1], figure.things))
    right, up = (each * camera.zoom for each in wanted.aside)
    points = [camera.point(body.joints[wanted.of]) for body in bodies]
    path = [(x + right, y - up) for x, y in points]
    return path[::-1] if wanted.back else path


def _long_enough(path: list[Point]) -> list[Point]:
    """Return the path, made longer about its middle where it would be too short to be seen."""
    (ax, ay), (bx, by) = path[0], path[-1]
    long = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path))
    if long >= _SHORTEST or long < 1e-6:
        return path
    grow = _SHORTEST / long
    mx, my = (ax + bx) / 2, (ay + by) / 2
    return [(mx + (x - mx) * grow, my + (y - my) * grow) for x, y in path]


def _head(name: str, path: list[Point]) -> Shape:
    (ax, ay), (bx, by) = path[-2], path[-1]
    angle = atan2(by - ay, bx - ax)
    tip = (bx + cos(angle) * _HEAD * 0.7, by + sin(angle) * _HEAD * 0.7)
    wings = [
        (bx + cos(angle + turn) * _HEAD * 0.8, by + sin(angle + turn) * _HEAD * 0.8)
        for turn in (pi * 0.7, -pi * 0.7)
    ]
    return Shape(name, Role.ARROW, line(tip, wings[0], wings[1], tip))
