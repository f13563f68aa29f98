"""Points and turns in space. x: to the person's left; y: up; z: where the person faces at first."""

from math import acos, cos, radians, sin, sqrt

Vec = tuple[float, float, float]
Turn = tuple[Vec, Vec, Vec]
"""A rotation, as where it puts the three axes."""

X: Vec = (1.0, 0.0, 0.0)
Y: Vec = (0.0, 1.0, 0.0)
Z: Vec = (0.0, 0.0, 1.0)
DOWN: Vec = (0.0, -1.0, 0.0)
STILL: Turn = (X, Y, Z)


def add(*vectors: Vec) -> Vec:
    """Return the sum."""
    x = y = z = 0.0
    for v in vectors:
        x, y, z = x + v[0], y + v[1], z + v[2]
    return (x, y, z)


def sub(a: Vec, b: Vec) -> Vec:
    """Return the way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, by: float) -> Vec:
    """Return the vector, longer by this factor."""
    return (a[0] * by, a[1] * by, a[2] * by)


def dot(a: Vec, b: Vec) -> float:
    """Return the inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return what stands upright on both; right-handed."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Return how long it is."""
    return sqrt(dot(a, a))


def unit(a: Vec, otherwise: Vec = DOWN) -> Vec:
    """Return the direction; of no length: `otherwise`."""
    long = length(a)
    return scale(a, 1 / long) if long > 1e-9 else otherwise


def blend(a: Vec, b: Vec, at: float) -> Vec:
    """Return the point at this part of the straight way from a to b."""
    return add(scale(a, 1 - at), scale(b, at))


def slerp(a: Vec, b: Vec, at: float) -> Vec:
    """Return the direction at this part of the shortest turn from direction a to b."""
    angle = acos(max(-1.0, min(1.0, dot(a, b))))
    if angle < 1e-6:
        return a
    if sin(angle) < 1e-6:  # opposite: any way is the shortest; forwards is what a joint can
        middle = unit(sub(Z, scale(a, dot(Z, a))), X)
        return slerp(a, middle, 2 * at) if at < 0.5 else slerp(middle, b, 2 * at - 1)
    return add(scale(a, sin((1 - at) * angle) / sin(angle)), scale(b, sin(at * angle) / sin(angle)))


def spin(axis: Vec, degrees: float) -> Turn:
    """Return the rotation about an axis of length 1."""
    return (_spun(axis, degrees, X), _spun(axis, degrees, Y), _spun(axis, degrees, Z))


def _spun(axis: Vec, degrees: float, v: Vec) -> Vec:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return add(scale(v, c), scale(cross(axis, v), s), scale(axis, dot(axis, v) * (1 - c)))


def turned(turn: Turn, v: Vec) -> Vec:
    """Return where the rotation puts the vector."""
    return add(scale(turn[0], v[0]), scale(turn[1], v[1]), scale(turn[2], v[2]))


def back(turn: Turn, v: Vec) -> Vec:
    """Return the vector that the rotation puts there."""
    return (dot(turn[0], v), dot(turn[1], v), dot(turn[2], v))


def then(outer: Turn, *inner: Turn) -> Turn:
    """Return the rotations as one; the last is made first."""
    made = outer
    for each in inner:
        made = (turned(made, each[0]), turned(made, each[1]), turned(made, each[2]))
    return made
