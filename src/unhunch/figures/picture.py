"""A figure -> what is seen of it: the picture at any moment, and the still ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from .arrow import arrows
from .body import Body, body_of
from .camera import SIZE, VIEWS, Camera, fitted
from .face import face
from .figure import Figure, between, cycle
from .hand import hand
from .person import Layer, person
from .primitives import Circle, Point, Primitive, Role, Stroke, line
from .scenery import scenery

_SAMPLES = 12
_ABOVE_HIPS = {"upper": 2.0, "head": 30.0}
"""Where a picture that does not show all of the person ends, in centimetres."""


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws one figure from one place. Made by `artist`."""

    figure: Figure
    camera: Camera
    order: tuple[int, ...]
    arrows: tuple[Primitive, ...]

    def at(self, moment: float, *, arrow: bool = True) -> list[Primitive]:
        """Return the picture at this second of the cycle; the arrows last."""
        layers = _layers(self.figure, self.camera, moment)
        made = [each for i in self.order for each in layers[i][1]]
        return [*made, *(self.arrows if arrow else ())]

    def stills(self) -> list[list[Primitive]]:
        """Return the picture of the first stop, the last, and those between that hold; the arrows
        are in the last."""
        stops, moments = self.figure.stops, stop_moments(self.figure)
        between = [at for at, stop in zip(moments[1:-1], stops[1:-1], strict=True) if stop.holds]
        shown = [moments[0], *between, moments[-1]]
        return [self.at(each, arrow=each == shown[-1]) for each in shown]


def stop_moments(figure: Figure) -> list[float]:
    """Return the second of the cycle at which each stop is reached."""
    at, made = 0.0, []
    for number, stop in enumerate(figure.stops):
        at += stop.takes if number else 0.0
        made.append(at)
        at += stop.holds
    return made


def artist(figure: Figure) -> Artist:
    """Return who draws the figure: the camera shows all of the motion, and what is nearer over
    the whole of it stays in front."""
    moments = [cycle(figure) * i / _SAMPLES for i in range(_SAMPLES)] + stop_moments(figure)
    plain = Camera(*VIEWS[figure.view])
    layers = [_layers(figure, plain, each) for each in moments]
    depths = [sum(each[i][0] for each in layers) for i in range(len(layers[0]))]
    order = tuple(sorted(range(len(depths)), key=lambda i: depths[i]))
    # Hand and face are drawn on the canvas itself.
    camera = plain
    if figure.model == "person":
        camera = fitted(figure.view, _seen(figure, plain, layers))
    return Artist(figure, camera, order, tuple(arrows(figure, camera)))


def body_at(figure: Figure, moment: float) -> Body:
    """Return the body at this second of the cycle."""
    here, ahead, part = between(figure, moment)
    return body_of(figure.stops[here].pose, figure.things, figure.stops[ahead].pose, part)


def angle_at(figure: Figure, moment: float, name: str) -> float:
    """Return one angle of the pose at this second of the cycle."""
    here, ahead, part = between(figure, moment)
    a, b = (figure.stops[i].pose.angle(name) for i in (here, ahead))
    return a + (b - a) * part


def _layers(figure: Figure, camera: Camera, moment: float) -> list[Layer]:
    def angle(name: str) -> float:
        return angle_at(figure, moment, name)

    if figure.model == "hand":
        return [(0.0, hand(figure, angle))]
    if figure.model == "face":
        return [(0.0, face(angle))]
    body = body_at(figure, moment)
    made: list[Layer] = [(-1000.0, [_ground(camera)])]
    made += scenery(camera, body, figure.things)
    made += person(camera, body, figure.moves, angle("body.breath"))
    if "window" in figure.things:
        made.append(_sight(camera, figure, body, angle("eyes.far")))
    return made


def _ground(camera: Camera) -> Stroke:
    a, b = camera.point((0.0, 0.0, 0.0)), SIZE
    return Stroke("ground", Role.GROUND, line((8.0, a[1]), (b - 8.0, a[1])), 2.0)


def _sight(camera: Camera, figure: Figure, body: Body, far: float) -> Layer:
    eye = camera.point(body.joints["nose"])
    near = camera.point((0.0, 98.0, figure.things.get("desk", 0.0) + 38))
    tree = camera.point((0.0, 116.0, figure.things["window"] + 62))
    end = (near[0] + (tree[0] - near[0]) * far, near[1] + (tree[1] - near[1]) * far)
    start = (eye[0] + 4.0, eye[1] - 6.0)
    return -2.0, [Stroke("sight", Role.SIGHT, line(start, end), 2.0)]


def _seen(figure: Figure, camera: Camera, moments: list[list[Layer]]) -> list[Point]:
    """Return what must be on the canvas."""
    points = [p for each in arrows(figure, camera) for p in _points(each)]
    for layers in moments:
        for _, primitives in layers:
            points += [p for each in primitives for p in _points(each)]
    if figure.crop == "whole":
        return points
    x, y, z = body_at(figure, 0.0).joints["pelvis"]
    lowest = camera.point((x, y + _ABOVE_HIPS[figure.crop], z))[1]
    return [p for p in points if p[1] <= lowest]


def _points(primitive: Primitive) -> Iterator[Point]:
    if primitive.name == "ground":
        return
    if isinstance(primitive, Circle):
        (x, y), r = primitive.centre, primitive.radius
        yield from ((x - r, y - r), (x + r, y + r))
        return
    yield from primitive.points
