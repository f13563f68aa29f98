"""What stands around the person: chair, desk, wall, door, post, window, and an elastic band."""

from collections.abc import Callable, Mapping

from .body import THIGH, Body
from .camera import Camera
from .parts import box
from .places import DESK, HIGH_DESK, SEAT
from .primitives import Circle, Primitive, Role, Shape, Stroke, line
from .vector import Vec, add, blend

Layer = tuple[float, list[Primitive]]
_BEHIND = -500.0


def scenery(camera: Camera, body: Body, things: Mapping[str, float]) -> list[Layer]:
    """Return the layers of what stands there, and of what is held."""
    made: list[Layer] = []
    for name, far in things.items():
        if name in _STANDING:
            made += _STANDING[name](camera, far)
        if name in _HELD:
            made += _HELD[name](camera, body, far)
    return made


def _box(camera: Camera, name: str, middle: Vec, half: Vec) -> Shape:
    return Shape(name, Role.THING, box(camera, middle, half))


def _chair(camera: Camera, far: float) -> list[Layer]:
    z = far - THIGH
    foot = _box(camera, "chair-foot", (0.0, 2.0, z + 2), (16.0, 2.0, 20.0))
    stem = _box(camera, "chair-stem", (0.0, 18.0, z + 2), (2.5, 15.0, 2.5))
    seat = _box(camera, "chair-seat", (0.0, SEAT - 3, z + 6), (21.0, 3.0, 23.0))
    rest = _box(camera, "chair-rest", (0.0, SEAT + 34, z - 15), (17.0, 19.0, 2.5))
    arm = _box(camera, "chair-arm", (0.0, SEAT + 8, z - 17), (3.0, 12.0, 2.0))
    return [(_BEHIND, [arm, rest, foot, stem, seat])]


def _desk(camera: Camera, far: float) -> list[Layer]:
    return _table(camera, far, DESK)


def _high_desk(camera: Camera, far: float) -> list[Layer]:
    return _table(camera, far, HIGH_DESK)


def _table(camera: Camera, far: float, high: float) -> list[Layer]:
    side = camera.walked >= 60
    wide = 20.0 if side else 55.0
    top = _box(camera, "desk-top", (0.0, high - 1.5, far + 30), (wide, 1.5, 30.0))
    leg = _box(camera, "desk-leg", (0.0, high / 2, far + 48), (wide - 5, high / 2, 3.0))
    return [(_BEHIND + 10, [leg, top])]


def _screen(camera: Camera, far: float) -> list[Layer]:
    stand = _box(camera, "screen-stand", (0.0, DESK + 8, far + 42), (3.0, 8.0, 1.5))
    flat = _box(camera, "screen", (0.0, DESK + 25, far + 40), (26.0, 14.0, 1.5))
    return [(_BEHIND + 9, [stand, flat])]


def _wall(camera: Camera, far: float) -> list[Layer]:
    if camera.walked >= 60:
        return [(_BEHIND, [_box(camera, "wall", (0.0, 92.0, far - 4), (1.0, 92.0, 4.0))])]
    return [(_BEHIND, [_box(camera, "wall", (0.0, 92.0, far - 4), (70.0, 92.0, 1.0))])]


def _doorway(camera: Camera, far: float) -> list[Layer]:
    post = _box(camera, "door-post", (50.0, 95.0, far), (4.0, 95.0, 5.0))
    other = _box(camera, "door-post-2", (-50.0, 95.0, far), (4.0, 95.0, 5.0))
    lintel = _box(camera, "door-lintel", (0.0, 194.0, far), (54.0, 4.0, 5.0))
    return [(_BEHIND, [other, lintel, post])]


def _post(camera: Camera, far: float) -> list[Layer]:
    return [(_BEHIND, [_box(camera, "post", (0.0, 75.0, far), (3.0, 75.0, 3.0))])]


def _window(camera: Camera, far: float) -> list[Layer]:
    """A window with a tree far behind it."""
    z, k = far + 62, camera.zoom
    frame = _box(camera, "window", (0.0, 122.0, z), (1.0, 46.0, 40.0))
    glass = Shape("glass", Role.GLASS, box(camera, (0.0, 122.0, z), (1.0, 42.0, 36.0)))
    hill = Shape("hill", Role.LEAF, box(camera, (0.0, 88.0, z), (1.0, 8.0, 36.0)))
    x, y = camera.point((0.0, 116.0, z + 8))
    trunk = Stroke("tree-trunk", Role.HAIR, line((x, y), (x, y + 21 * k)), 3.0 * k)
    crown = Circle("tree", Role.LEAF, (x, y), 11.0 * k)
    return [(_BEHIND - 5, [frame, glass, hill, trunk, crown])]


def _band(camera: Camera, body: Body, far: float) -> list[Layer]:
    """From under both feet to both hands."""
    del far
    made: list[Primitive] = []
    for side in ("left", "right"):
        foot = blend(body.joints[f"{side}_ankle"], body.joints[f"{side}_toe"], 0.5)
        ends = (camera.point(add(foot, (0.0, -4.0, 0.0))), camera.point(_grip(body, side)))
        made.append(Stroke(f"band-{side}", Role.BAND, line(*ends), 2.0 * camera.zoom))
    return [(-1.0, made)]


def _handband(camera: Camera, body: Body, far: float) -> list[Layer]:
    """From a post at this distance to both hands."""
    post = (0.0, 112.0, far)
    made: list[Primitive] = [
        Stroke(f"band-{side}", Role.BAND,
               line(camera.point(post), camera.point(_grip(body, side))), 2.0 * camera.zoom)
        for side in ("left", "right")
    ]  # fmt: skip
    return [(-1.0, made)]


def _grip(body: Body, side: str) -> Vec:
    return blend(body.joints[f"{side}_wrist"], body.joints[f"{side}_hand"], 0.5)


_STANDING: dict[str, Callable[[Camera, float], list[Layer]]] = {
    "chair": _chair,
    "desk": _desk,
    "high_desk": _high_desk,
    "screen": _screen,
    "wall": _wall,
    "doorway": _doorway,
    "post": _post,
    "window": _window,
}
_HELD: dict[str, Callable[[Camera, Body, float], list[Layer]]] = {
    "band": _band,
    "handband": _handband,
}
