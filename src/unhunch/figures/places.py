"""Where hands rest: on the body, or on the things around it."""

from collections.abc import Mapping

from .vector import Turn, Vec, add, blend, turned

SEAT, DESK, HIGH_DESK = 39.0, 70.0, 100.0
"""Heights of seat and desks: thighs level, elbows at the height of the desk."""

_HEAD = {"forehead": (1.5, 6.0, 11.0), "temple": (9.5, 4.0, 1.0), "nape": (4.0, 1.0, -11.0)}
_CHEST = {"chest": (7.0, 8.0, 13.0)}


def place_of(
    name: str,
    side: str,
    joints: Mapping[str, Vec],
    frames: Mapping[str, Turn],
    things: Mapping[str, float],
) -> Vec:
    """Return where the hand of this side is when it rests there.

    `things`: how far in front of the feet a thing stands. The other arm's joints must be known
    where the place is on it.
    """
    where = name.removeprefix("other ")
    if where != name:
        side = "right" if side == "left" else "left"
    sign = 1.0 if side == "left" else -1.0
    if where in _HEAD:
        return add(joints["head"], turned(frames["head"], _sided(_HEAD[where], sign)))
    if where in _CHEST:
        return add(joints["chest"], turned(frames["chest"], _sided(_CHEST[where], sign)))
    if where == "front":  # level, however the chest is bent
        middle = blend(joints["left_shoulder"], joints["right_shoulder"], 0.5)
        return add(middle, (sign * 2.5, -2.0, 55.5))
    if where in _WORLD:
        x, y, z = _WORLD[where]
        return (sign * x, y, z + things.get(_THING[where], 40.0))
    if where == "hip":
        return add(joints["pelvis"], turned(frames["pelvis"], (sign * 15.0, 9.0, -5.0)))
    if where == "shoulder":
        return add(joints[f"{side}_shoulder"], turned(frames["chest"], (sign * 1.0, 2.0, 6.5)))
    a, b, part, above = _ALONG[where]
    return add(blend(joints[f"{side}_{a}"], joints[f"{side}_{b}"], part), above)


def _sided(v: Vec, sign: float) -> Vec:
    return (sign * v[0], v[1], v[2])


_THING = {"desk": "desk", "high_desk": "high_desk", "frame": "doorway"}
_WORLD: dict[str, Vec] = {
    "desk": (17.0, DESK + 3, 10.0),
    "high_desk": (17.0, HIGH_DESK + 3, 8.0),
    "frame": (46.0, 158.0, 5.0),
}
_ALONG: dict[str, tuple[str, str, float, Vec]] = {
    "thigh": ("hip", "knee", 0.72, (0.0, 8.5, 0.0)),
    "knee": ("hip", "knee", 0.97, (0.0, 8.0, 2.0)),
    "shin": ("knee", "ankle", 0.7, (0.0, 6.0, 2.0)),
    "elbow": ("shoulder", "elbow", 0.97, (0.0, -2.0, 5.0)),
    "forearm": ("elbow", "wrist", 0.8, (0.0, 0.0, 4.0)),
}
