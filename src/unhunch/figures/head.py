"""The head: skull, hair, and a face that shows where the person looks."""

from math import acos, cos, degrees, radians, sin, sqrt

from .camera import Camera
from .primitives import Circle, Point, Primitive, Role, Shape, line, smooth
from .vector import Turn, Vec, add, cross, dot, scale, slerp, sub, turned, unit

_RADII: Vec = (8.2, 11.5, 9.8)
_FACE_AXIS = unit((0.0, -0.42, 0.9))
_FACE_ANGLE = 66.0
_ROUND = 20


def head(camera: Camera, centre: Vec, turn: Turn, role: Role) -> list[Primitive]:
    """Return the head as seen from the camera."""
    ball = _Ball(camera, centre, turn)
    rim = [ball.rim(i * 360 / _ROUND) for i in range(_ROUND)]
    face = ball.cap(_FACE_AXIS, _FACE_ANGLE)
    made: list[Primitive] = []
    nose = _nose(ball, role)
    behind = camera.depth(turned(turn, (0.0, 0.0, 1.0))) < 0
    if behind:
        made.append(nose)
    made.append(Shape("skull", Role.HAIR, smooth(rim, closed=True)))
    made.append(Shape("face", role, smooth(face, closed=True)))
    for name, sign in (("left", 1.0), ("right", -1.0)):
        made.append(_dot(ball, f"{name}-ear", role, unit((sign, -0.12, -0.1)), 2.4))
        made.append(_dot(ball, f"{name}-eye", Role.FACE, unit((sign * 0.42, 0.08, 0.86)), 1.05))
    if not behind:
        made.append(nose)
    return made


class _Ball:
    """An ellipsoid on the canvas. Points of it are directions from its middle, before its turn."""

    def __init__(self, camera: Camera, centre: Vec, turn: Turn) -> None:
        self._camera, self._centre, self._turn = camera, centre, turn
        # Seen from here, the ball is a circle of directions upright on this one.
        rows = [self._flat(axis) for axis in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))]
        right: Vec = (rows[0][0], rows[1][0], rows[2][0])
        down: Vec = (rows[0][1], rows[1][1], rows[2][1])
        self.towards = unit(cross(down, right))
        self._one = unit(right)
        self._two = cross(self.towards, self._one)

    def point(self, at: Vec, out: float = 1.0) -> Point:
        away = turned(self._turn, (at[0] * _RADII[0], at[1] * _RADII[1], at[2] * _RADII[2]))
        return self._camera.point(add(self._centre, scale(away, out)))

    def rim(self, angle: float) -> Point:
        c, s = cos(radians(angle)), sin(radians(angle))
        return self.point(add(scale(self._one, c), scale(self._two, s)))

    def cap(self, axis: Vec, angle: float) -> list[Point]:
        """Return the outline of what is seen of all directions up to this angle from the axis."""
        away = degrees(acos(max(-1.0, min(1.0, dot(axis, self.towards)))))
        # What of the cap is nearest; from there to its edge the way is inside it.
        part = min(1.0, angle / away) if away > 1e-6 else 1.0
        nearest = slerp(axis, self.towards, part)
        return [self._edge(nearest, each) for each in _ring(axis, angle)]

    def _edge(self, nearest: Vec, at: Vec) -> Point:
        """Return the point, or where the way to it leaves the side that is seen."""
        near, start = dot(at, self.towards), dot(nearest, self.towards)
        if near >= 0:
            return self.point(at)
        if start <= 0:
            return self.point(unit(sub(nearest, scale(self.towards, start)), self._one))
        part = start / (start - near)
        return self.point(unit(add(scale(nearest, 1 - part), scale(at, part)), self._one))

    def size(self, radius: float) -> float:
        return radius * self._camera.zoom

    def _flat(self, axis: Vec) -> Point:
        one, zero = self.point(axis), self.point((0.0, 0.0, 0.0))
        return (one[0] - zero[0], one[1] - zero[1])


def _ring(axis: Vec, angle: float) -> list[Vec]:
    side = unit(cross(axis, (0.0, 1.0, 0.0)))
    other = cross(side, axis)
    c, s = cos(radians(angle)), sin(radians(angle))
    turns = [radians(i * 360 / _ROUND) for i in range(_ROUND)]
    return [
        add(scale(axis, c), scale(side, s * cos(turn)), scale(other, s * sin(turn)))
        for turn in turns
    ]


def _dot(ball: _Ball, name: str, role: Role, at: Vec, radius: float) -> Circle:
    near = max(0.0, min(1.0, (dot(at, ball.towards) - 0.02) / 0.25))
    return Circle(name, role, ball.point(at), ball.size(radius) * sqrt(near))


def _nose(ball: _Ball, role: Role) -> Shape:
    root, tip, under = (0.0, 0.12, 0.97), (0.0, -0.24, 1.26), (0.0, -0.38, 0.9)
    a, b, c = (ball.point(each) for each in (root, tip, under))
    return Shape("nose", role, line(a, b, c, a))
