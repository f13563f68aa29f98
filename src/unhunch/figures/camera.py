"""From space to the canvas: where the viewer stands, and how much of the scene is seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from .primitives import Point
from .vector import Turn, Vec, turned

SIZE = 240.0
"""Width and height of the canvas."""

_MARGIN = 12.0

VIEWS: dict[str, tuple[float, float]] = {
    "front": (0.0, 6.0),
    "half": (38.0, 10.0),
    "side": (90.0, 0.0),
    "back": (180.0, 4.0),
}
"""How far the viewer has walked round to the person's right, and how far above them is."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks at the scene from far away, so that nothing gets smaller with distance."""

    walked: float
    above: float
    zoom: float = 1.0
    centre: Point = (0.0, 0.0)

    def point(self, v: Vec) -> Point:
        """Return where the point is on the canvas."""
        right, up, _ = self._seen(v)
        half = SIZE / 2
        return (
            half + (right - self.centre[0]) * self.zoom,
            half - (up - self.centre[1]) * self.zoom,
        )

    def depth(self, v: Vec) -> float:
        """Return how near the point is; more is nearer."""
        return self._seen(v)[2]

    def direction(self, v: Vec) -> Point:
        """Return a direction as it is on the canvas, in centimetres, down positive."""
        right, up, _ = self._seen(v)
        return (right, -up)

    def _seen(self, v: Vec) -> Vec:
        c, s = cos(radians(self.walked)), sin(radians(self.walked))
        right, near = v[0] * c + v[2] * s, v[2] * c - v[0] * s
        c, s = cos(radians(self.above)), sin(radians(self.above))
        return (right, v[1] * c - near * s, near * c + v[1] * s)

    def extent(self, turn: Turn, radii: Vec, normal: Point) -> float:
        """Return how far an ellipsoid reaches from its middle in a direction of the canvas, in
        units of the canvas."""
        total = 0.0
        for axis, radius in zip(((1, 0, 0), (0, 1, 0), (0, 0, 1)), radii, strict=True):
            right, down = self.direction(turned(turn, (axis[0], axis[1], axis[2])))
            total += ((right * normal[0] + down * normal[1]) * radius) ** 2
        return sqrt(total) * self.zoom


def fitted(view: str, points: Iterable[Point]) -> Camera:
    """Return a camera that sees all these points, which are where a camera of zoom 1 has them."""
    walked, above = VIEWS[view]
    plain = list(points)
    xs, ys = [x for x, _ in plain], [y for _, y in plain]
    wide = max(max(xs) - min(xs), max(ys) - min(ys), 1.0)
    half = SIZE / 2
    centre = ((max(xs) + min(xs)) / 2 - half, half - (max(ys) + min(ys)) / 2)
    return Camera(walked, above, (SIZE - 2 * _MARGIN) / wide, centre)
