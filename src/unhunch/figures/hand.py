"""A forearm and hand in close-up, from the thumb's side or from the palm; another hand may help."""

from collections.abc import Callable
from math import cos, radians, sin

from .arrow import arrow
from .figure import Figure
from .parts import capsule
from .primitives import Point, Primitive, Role, Shape
from .vector import Vec

_FINGERS = (
    # name, across the palm, its length, how far it spreads
    ("little", -17.0, 0.78, -1.5),
    ("ring", -6.0, 0.95, -0.5),
    ("middle", 6.0, 1.0, 0.5),
    ("index", 17.0, 0.92, 1.4),
)
_BONES = (38.0, 25.0, 19.0)
_PALM = 56.0
_THICK = 8.2


def hand(figure: Figure, angle: Callable[[str], float]) -> list[Primitive]:
    """Return forearm and hand. `angle`: by "hand.wrist" and the like, see JOINTS."""
    return _Hand(figure, angle).draw()


class _Hand:
    """Along the forearm, across towards the thumb, up from the back of the hand: three axes."""

    def __init__(self, figure: Figure, angle: Callable[[str], float]) -> None:
        self._figure, self._angle = figure, angle
        self._front = figure.view == "front"
        self._flip = -1.0 if angle("hand.palm") > 0.5 else 1.0
        moves = figure.moves
        self._fingers_role = Role.MOVING if {"fingers", "hands"} & set(moves) else Role.BODY
        self._palm_role = Role.MOVING if "hands" in moves else Role.BODY

    def draw(self) -> list[Primitive]:
        bend = self._angle("hand.wrist")
        forearm = self._limb("forearm", Role.BODY, (-130.0, 0.0, 0.0), (-4.0, 0.0, 0.0), 25.0, 19.0)
        fingers = {name: self._finger(*rest, name, bend) for name, *rest in _FINGERS}
        palm = self._palm(bend)
        thumb = self._thumb(bend)
        order = [each for name, *_ in _FINGERS for each in fingers[name]]
        made = [forearm, palm, *order, *thumb] if self._front else [*order, forearm, palm, *thumb]
        if not self._front:
            # The finger next to the viewer is before the palm, so that a fist is seen to close.
            index = fingers["index"]
            made = [*(each for each in made if each not in index), *index]
            made = [*(each for each in made if each not in thumb), *thumb]
        if self._angle("hand.help"):
            made += self._helper(bend)
        for number, each in enumerate(self._figure.arrows):
            made += arrow(f"arrow-{number}", self._way(each.to, each.aside), both=each.both)
        return made

    def _canvas(self, v: Vec) -> Point:
        along, across, up = v
        if self._front:
            sway = radians(self._angle("hand.sway"))
            x, y = across * 1.25, -along
            x, y = x * cos(sway) - y * sin(sway), x * sin(sway) + y * cos(sway)
            return (120.0 + x, 160.0 + y)
        return (92.0 + along + across * 0.16, 92.0 - up * self._flip + across * 0.22)

    def _limb(self, name: str, role: Role, a: Vec, b: Vec, wide: float, narrow: float) -> Shape:
        return Shape(name, role, capsule(self._canvas(a), self._canvas(b), wide, narrow))

    def _palm(self, bend: float) -> Shape:
        end = _turned((_PALM - 8, 0.0, 0.0), bend)
        if self._front:
            return self._limb("palm", self._palm_role, (12.0, 0.0, 0.0), (40.0, 0.0, 0.0), 26.0, 29.0)
        return self._limb("palm", self._palm_role, _turned((4.0, 0.0, 0.0), bend), end, 18.0, 14.0)

    def _finger(
        self, across: float, size: float, spread: float, name: str, bend: float
    ) -> list[Primitive]:
        at = _turned((_PALM, across, 0.0), bend)
        turn, made = bend, []
        aside = radians(spread * self._angle("hand.spread"))
        for number, (joint, bone) in enumerate(zip(("knuckles", "middle", "tips"), _BONES, strict=True)):
            turn += self._angle(f"hand.{joint}")
            step = _turned((bone * size * cos(aside), bone * size * sin(aside), 0.0), turn)
            end = (at[0] + step[0], at[1] + step[1], at[2] + step[2])
            thick = _THICK - number * 0.7
            made.append(self._limb(f"{name}-{joint}", self._fingers_role, at, end, thick, thick - 0.6))
            at = end
        return list(reversed(made)) if self._front else list(made)

    def _thumb(self, bend: float) -> list[Primitive]:
        if self._front:
            out = 14.0 + self._angle("hand.spread") * 0.5
            a, b = (16.0, 22.0, 0.0), (44.0, 30.0 + out * 0.6, 0.0)
            c = (66.0, 34.0 + out, 0.0)
        else:
            a = _turned((16.0, 22.0, -4.0), bend)
            b = _turned((42.0, 26.0, -12.0), bend)
            c = _turned((64.0, 26.0, -13.0), bend)
        role = self._palm_role
        return [self._limb("thumb-tip", role, b, c, 8.0, 7.0), self._limb("thumb", role, a, b, 11.0, 8.4)]

    def _helper(self, bend: float) -> list[Primitive]:
        """Return the other hand, which pushes from above: its fingers lie across."""
        made: list[Primitive] = []
        over = 18.0 * self._flip
        on = 74.0
        wrist = self._canvas(_turned((on + 4, 0.0, over + 62 * self._flip), bend))
        far = (wrist[0] + 60.0, wrist[1] - 74.0)
        knuckle = self._canvas(_turned((on, 10.0, over), bend))
        made.append(Shape("other-forearm", Role.FAR, capsule(wrist, far, 17.0, 23.0)))
        made.append(Shape("other-palm", Role.FAR, capsule(wrist, knuckle, 18.0, 17.0)))
        for number, along in enumerate((22.0, 8.0, -6.0, -20.0)):
            a = self._canvas(_turned((on + along, 14.0, over - 2), bend))
            b = self._canvas(_turned((on + along - 2, 40.0, over - 34 * self._flip), bend))
            made.append(Shape(f"other-finger-{number}", Role.FAR, capsule(a, b, 7.4, 6.6)))
        return made

    def _way(self, to: int, aside: tuple[float, float]) -> list[Point]:
        """Return the path of the tip of the middle finger, from the first stop to another."""
        first, last = self._figure.stops[0].pose, self._figure.stops[to - 1].pose
        made = []
        for i in range(7):
            part = i / 6
            turn, at = 0.0, (0.0, 0.0, 0.0)
            for joint, bone in (("wrist", _PALM), ("knuckles", 38.0), ("middle", 25.0), ("tips", 19.0)):
                name = f"hand.{joint}"
                turn += first.angle(name) * (1 - part) + last.angle(name) * part
                step = _turned((bone, 0.0, 0.0), turn)
                at = (at[0] + step[0], at[1] + step[1], at[2] + step[2])
            x, y = self._canvas(at)
            made.append((x + aside[0], y - aside[1]))
        return made


def _turned(v: Vec, bend: float) -> Vec:
    """Return it bent towards the palm."""
    c, s = cos(radians(bend)), sin(radians(bend))
    return (v[0] * c + v[2] * s, v[1], v[2] * c - v[0] * s)
