"""A face in close-up: eyes that open, close and look about."""

from collections.abc import Callable

from .primitives import Circle, Point, Primitive, Role, Shape, Stroke, line, smooth


def face(angle: Callable[[str], float]) -> list[Primitive]:
    """Return the face. `angle`: "eyes.shut" (0 to 1), "eyes.side" and "eyes.up" (-1 to 1)."""
    shut = angle("eyes.shut")
    made: list[Primitive] = [
        Shape("neck", Role.BODY, _neck()),
        Shape("hair", Role.HAIR, _oval((120.0, 100.0), 84.0, 92.0)),
        Circle("left-ear", Role.BODY, (196.0, 124.0), 13.0),
        Circle("right-ear", Role.BODY, (44.0, 124.0), 13.0),
        Shape("face", Role.BODY, _oval((120.0, 118.0), 74.0, 90.0)),
    ]
    for name, x in (("right", 88.0), ("left", 152.0)):
        made += _eye(name, (x, 112.0), shut, angle("eyes.side"), angle("eyes.up"))
    nose = smooth([(122.0, 122.0), (128.0, 144.0), (116.0, 150.0)])
    made.append(Stroke("nose", Role.FACE, nose, 3.0))
    mouth = smooth([(98.0, 174.0), (120.0, 181.0), (142.0, 174.0)])
    made.append(Stroke("mouth", Role.FACE, mouth, 3.5))
    return made


def _eye(name: str, at: Point, shut: float, side: float, up: float) -> list[Primitive]:
    x, y = at
    high, low = 15.0 * (1 - shut) - 6.0 * shut, 9.0
    lid = smooth([(x - 24, y + 2), (x - 10, y - high), (x + 10, y - high), (x + 24, y + 2)])
    under = smooth([(x + 24, y + 2), (x + 10, y + low), (x - 10, y + low), (x - 24, y + 2)])
    open_eye = (*lid, *under[1:])
    seen = max(0.0, 1 - shut * 1.25)
    pupil = (x + side * 10, y - up * 6 + 1 + shut * 6)
    above = y - 32 + shut * 3
    brow = smooth([(x - 24, above), (x, above - 6), (x + 24, above)])
    made: list[Primitive] = [
        Shape(f"{name}-eye", Role.MOVING, open_eye),
        Circle(f"{name}-pupil", Role.FACE, pupil, 7.0 * seen),
        Stroke(f"{name}-lid", Role.FACE, lid, 4.0),
        Stroke(f"{name}-brow", Role.FACE, brow, 4.0),
    ]
    for number, (dx, dy) in enumerate(((-15.0, 6.0), (0.0, 9.0), (15.0, 6.0))):
        start = (x + dx, y + low - 1)
        end = (x + dx * 1.15, y + low - 1 + dy * shut)
        made.append(Stroke(f"{name}-lash-{number}", Role.FACE, line(start, end), 2.5 * shut))
    return made


def _oval(centre: Point, wide: float, high: float) -> tuple[Point, ...]:
    (x, y), k = centre, 0.7071
    around = ((0, -1), (k, -k), (1, 0), (k, k), (0, 1), (-k, k), (-1, 0), (-k, -k))
    return smooth([(x + dx * wide, y + dy * high) for dx, dy in around], closed=True)


def _neck() -> tuple[Point, ...]:
    return line((90.0, 180.0), (90.0, 236.0), (150.0, 236.0), (150.0, 180.0), (90.0, 180.0))
