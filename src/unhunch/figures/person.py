"""The mannequin in line art: where its joints are -> primitives, the farthest first."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import hypot

from .body import Body
from .camera import Camera
from .head import head
from .parts import capsule
from .primitives import Circle, Point, Primitive, Role, Shape, smooth
from .vector import Vec, add, back, blend, scale, sub, turned

Layer = tuple[float, list[Primitive]]
"""Primitives and how near they are."""

_ARM = (("shoulder", "elbow", 4.9, 4.0), ("elbow", "wrist", 3.9, 2.9), ("wrist", "hand", 3.0, 3.0))
_LEG = (("hip", "knee", 8.2, 5.6), ("knee", "ankle", 5.3, 3.6), ("ankle", "toe", 3.8, 2.7))
_NAMES = {"wrist": "hand", "ankle": "foot", "shoulder": "upper-arm", "elbow": "forearm",
          "hip": "thigh", "knee": "shank"}  # fmt: skip
_PARTS = {"wrist": ("arms", "arm", "hands"), "ankle": ("legs", "leg", "feet"),
          "shoulder": ("arms", "arm"), "elbow": ("arms", "arm"),
          "hip": ("legs", "leg"), "knee": ("legs", "leg")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rib:
    """A slice of the trunk: at a joint, moved along it, with its half width and half depth."""

    joint: str
    up: float
    wide: float
    deep: float
    forward: float = 0.0


_RIBS = (
    _Rib("pelvis", -8.0, 13.0, 8.5, -1.0),
    _Rib("pelvis", 0.0, 16.0, 11.0, -1.5),
    _Rib("pelvis", 10.0, 14.2, 9.8),
    _Rib("waist", 6.0, 13.4, 9.3),
    _Rib("chest", 0.0, 15.0, 10.8, 0.8),
    _Rib("chest", 9.0, 16.5, 11.2, 0.8),
    _Rib("chest", 15.0, 14.5, 7.5),
    _Rib("chest", 18.5, 7.5, 5.8),
)
_SHOULDER_RIB = 6


def person(camera: Camera, body: Body, moves: Collection[str], breath: float) -> list[Layer]:
    """Return the layers of the mannequin. `moves`: the parts that are marked."""
    made: list[Layer] = [_trunk(camera, body, moves, breath), _neck(camera, body, moves)]
    role = _role("head" in moves)
    centre = body.joints["head"]
    made.append((camera.depth(centre) + 2.0, head(camera, centre, body.frames["head"], role)))
    for side in ("left", "right"):
        made += _limb(camera, body, side, _ARM, moves)
        made += _limb(camera, body, side, _LEG, moves)
        made.append(_ball(camera, body, side, moves))
    if camera.walked > 120:
        made.append(_blades(camera, body, moves))
    return made


def _role(marked: bool, far: bool = False) -> Role:
    if marked:
        return Role.MOVING
    return Role.FAR if far else Role.BODY


def _limb(
    camera: Camera,
    body: Body,
    side: str,
    bones: tuple[tuple[str, str, float, float], ...],
    moves: Collection[str],
) -> Iterator[Layer]:
    for first, second, wide, narrow in bones:
        a, b = body.joints[f"{side}_{first}"], body.joints[f"{side}_{second}"]
        wanted = _PARTS[first]
        marked = any(
            each in moves for each in (wanted[0], f"{side}_{wanted[1]}", *wanted[2:])
        )
        far = camera.depth((10.0, 0.0, 0.0)) * (1 if side == "left" else -1) < -5
        points = capsule(
            camera.point(a), camera.point(b), wide * camera.zoom, narrow * camera.zoom
        )
        shape = Shape(f"{side}-{_NAMES[first]}", _role(marked, far), points)
        # What is farther out on a limb is nearer to its own end than to the trunk.
        yield camera.depth(blend(a, b, 0.6)) + 0.5, [shape]


def _ball(camera: Camera, body: Body, side: str, moves: Collection[str]) -> Layer:
    at = body.joints[f"{side}_shoulder"]
    marked = bool({"shoulders", "arms", f"{side}_arm"} & set(moves))
    far = camera.depth((10.0, 0.0, 0.0)) * (1 if side == "left" else -1) < -5
    circle = Circle(f"{side}-shoulder", _role(marked, far), camera.point(at), 5.6 * camera.zoom)
    return camera.depth(at) + 1.2, [circle]


def _neck(camera: Camera, body: Body, moves: Collection[str]) -> Layer:
    a = add(body.joints["neck"], turned(body.frames["chest"], (0.0, -3.0, 0.0)))
    b = add(body.joints["skull"], turned(body.frames["head"], (0.0, 2.0, -1.0)))
    points = capsule(camera.point(a), camera.point(b), 5.2 * camera.zoom, 4.9 * camera.zoom)
    shape = Shape("neck", _role("head" in moves), points)
    return camera.depth(blend(a, b, 0.5)) - 6.0, [shape]


def _trunk(camera: Camera, body: Body, moves: Collection[str], breath: float) -> Layer:
    centres = [_centre(body, rib) for rib in _RIBS]
    spine = [camera.point(each) for each in centres]
    left: list[Point] = []
    right: list[Point] = []
    for i, rib in enumerate(_RIBS):
        before, after = spine[max(i - 1, 0)], spine[min(i + 1, len(spine) - 1)]
        along = (after[0] - before[0], after[1] - before[1])
        long = hypot(*along) or 1.0
        normal = (-along[1] / long, along[0] / long)
        swell = 1.0 + breath * (0.16 if rib.joint in ("chest", "waist") else 0.0)
        radii = (rib.wide * (1 + (swell - 1) * 0.6), 1.0, rib.deep * swell)
        reach = camera.extent(body.frames[rib.joint], radii, normal)
        ends = _ends(spine[i], normal, reach)
        if i == _SHOULDER_RIB:
            ends = _with_shoulders(camera, body, spine[i], normal, reach)
        left.append(ends[0])
        right.append(ends[1])
    points = smooth([*left, *reversed(right)], closed=True)
    middle = blend(body.joints["pelvis"], body.joints["chest"], 0.6)
    return camera.depth(middle), [Shape("trunk", _role("trunk" in moves), points)]


def _centre(body: Body, rib: _Rib) -> Vec:
    return add(body.joints[rib.joint], turned(body.frames[rib.joint], (0.0, rib.up, rib.forward)))


def _ends(middle: Point, normal: Point, reach: float) -> list[Point]:
    return [(middle[0] + normal[0] * by, middle[1] + normal[1] * by) for by in (-reach, reach)]


def _with_shoulders(
    camera: Camera, body: Body, middle: Point, normal: Point, reach: float
) -> list[Point]:
    """Return where the trunk ends on both sides at the height of the shoulders: at them, the more
    they stand out."""
    ends = _ends(middle, normal, reach)
    for side in ("left", "right"):
        x, y = camera.point(body.joints[f"{side}_shoulder"])
        out = (x - middle[0]) * normal[0] + (y - middle[1]) * normal[1]
        part = min(1.0, max(0.0, 2 * abs(out) / reach - 1))
        end = 1 if out > 0 else 0
        at = ends[end]
        ends[end] = (at[0] + (x - at[0]) * part, at[1] + (y - at[1]) * part)
    return ends


def _blades(camera: Camera, body: Body, moves: Collection[str]) -> Layer:
    """Return the shoulder blades, which go with their shoulders, for who sees the back."""
    shapes: list[Primitive] = []
    frame: Mapping[str, tuple[Vec, Vec, Vec]] = body.frames
    depth = 0.0
    for side, sign in (("left", 1.0), ("right", -1.0)):
        outer = body.joints[f"{side}_shoulder"]
        # They slide on the ribs as the shoulder goes forward or back.
        from_ribs = back(frame["chest"], sub(outer, body.joints["chest"]))
        slid = 0.32 * from_ribs[2]
        corners = ((-6.0, 0.0), (-13.0, -3.0), (-11.5, -11.0), (-9.0, -16.0), (-6.0, -8.0))
        points = [
            camera.point(add(outer, turned(frame["chest"], (sign * (x + slid), y, -7.0))))
            for x, y in corners
        ]
        role = _role("shoulders" in moves)
        shapes.append(Shape(f"{side}-blade", role, smooth(points, closed=True)))
        depth = camera.depth(add(outer, scale(turned(frame["chest"], (0.0, 0.0, 1.0)), -14.0)))
    return depth, shapes
