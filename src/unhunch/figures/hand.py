"""A forearm and hand in close-up, from beside it or from the palm; another hand may help."""

from collections.abc import Callable
from math import cos, hypot, pi, radians, sin

from .figure import Arrow, Figure
from .parts import capsule
from .primitives import Circle, Point, Primitive, Role, Shape, Stroke, line, smooth
from .vector import Vec, X, add

_FINGERS = (
    # name, where across the palm, how long, how far it spreads
    ("little", -17.0, 0.78, -1.5),
    ("ring", -6.0, 0.95, -0.5),
    ("middle", 6.0, 1.0, 0.5),
    ("index", 17.0, 0.92, 1.4),
)
_JOINTS = (("knuckles", 38.0), ("middle", 25.0), ("tips", 19.0))
_PALM = 56.0
_THICK = 8.2
_ARC = 5
"""Pieces of each rounded corner."""

_PALM_CORNERS = (
    # along, across, how round: ahead and aside, behind and aside, and so on round
    (_PALM - 5, 17.0, 11.5),
    (2.0, 1.0, 17.5),
    (2.0, -1.0, 17.5),
    (_PALM - 5, -17.0, 11.0),
)
_WAY = 6


def hand(figure: Figure, angle: Callable[[str], float]) -> list[Primitive]:
    """Return forearm and hand. `angle`: by "hand.wrist" and the like, see JOINTS."""
    return _Hand(figure, angle).draw()


def hand_way(figure: Figure, wanted: Arrow) -> list[Point]:
    """Return the way of the middle finger's tip on the canvas, from one stop to another."""
    stops = (*figure.stops, figure.stops[0])
    first, last = (stops[number - 1].pose for number in (wanted.start, wanted.to))
    made = []
    for i in range(_WAY + 1):
        part = i / _WAY

        def angle(name: str, part: float = part) -> float:
            return first.angle(name) + (last.angle(name) - first.angle(name)) * part

        x, y = _Hand(figure, angle).tip()
        made.append((x + wanted.aside[0], y - wanted.aside[1]))
    return made


class _Hand:
    """Three axes: along the forearm, across it towards the thumb, up from the back of the hand."""

    def __init__(self, figure: Figure, angle: Callable[[str], float]) -> None:
        self._figure, self._angle = figure, angle
        self._front = figure.view == "front"
        self._flip = -1.0 if angle("hand.palm") > 0.5 else 1.0
        marked = set(figure.moves)
        self._fingers_role = Role.MOVING if {"fingers", "hands"} & marked else Role.BODY
        self._palm_role = Role.MOVING if "hands" in marked else Role.BODY

    def draw(self) -> list[Primitive]:
        bend = self._angle("hand.wrist")
        forearm = self._limb("forearm", Role.BODY, (-150.0, 0.0, 0.0), (-4.0, 0.0, 0.0), 25.0, 19.0)
        fingers = [self._finger(bend, *each) for each in _FINGERS]
        palm, thumb = self._palm(bend), self._thumb(bend)
        if self._front:
            made = [forearm, *palm, *(part for each in fingers for part in each), *thumb]
        else:
            # The finger next to the viewer is before the palm, so that a fist is seen to close.
            near = fingers[-1] if self._flip > 0 else fingers[0]
            far = fingers[:-1] if self._flip > 0 else fingers[:0:-1]
            behind = [] if self._flip > 0 else thumb
            before = thumb if self._flip > 0 else []
            others = [part for each in far for part in each]
            made = [*behind, *others, forearm, *palm, *near, *before]
        return [*made, *(self._helper(bend) if self._angle("hand.help") else ())]

    def tip(self) -> Point:
        """Return where the tip of the middle finger is."""
        turn = self._angle("hand.wrist")
        at = _turned((_PALM, 0.0, 0.0), turn)
        for joint, bone in _JOINTS:
            turn += self._angle(f"hand.{joint}")
            at = add(at, _turned((bone, 0.0, 0.0), turn))
        return self._canvas(at)

    def _canvas(self, v: Vec) -> Point:
        along, across, up = v
        if self._front:
            turn = radians(self._angle("hand.sway"))
            x, y = across * 1.25, -along
            return (120 + x * cos(turn) - y * sin(turn), 160 + x * sin(turn) + y * cos(turn))
        x, y = along, (across * 0.42 - up) * self._flip
        turn = radians(self._angle("hand.raised"))
        raised = sin(turn)
        return (
            66 + raised * 48 + x * cos(turn) + y * sin(turn),
            96 + raised * 64 - x * sin(turn) + y * cos(turn),
        )

    def _limb(self, name: str, role: Role, a: Vec, b: Vec, wide: float, narrow: float) -> Shape:
        return Shape(name, role, capsule(self._canvas(a), self._canvas(b), wide, narrow))

    def _palm(self, bend: float) -> list[Primitive]:
        zero, ahead, aside = (
            self._canvas(_turned(v, bend)) for v in ((0.0, 0.0, 0.0), X, (0.0, 1.0, 0.0))
        )
        corners = [
            (self._canvas(_turned((along, across, 0.0), bend)), radius)
            for along, across, radius in _PALM_CORNERS
        ]
        outline = _rounded(corners, _from(zero, ahead), _from(zero, aside))
        made: list[Primitive] = [Shape("palm", self._palm_role, outline)]
        if self._flip < 0:
            made += [self._crease("heart", bend, 40.0, -18.0, 46.0, 14.0)]
            made += [self._crease("life", bend, 40.0, 17.0, 8.0, 2.0)]
        return made

    def _crease(self, name: str, bend: float, a: float, b: float, c: float, d: float) -> Stroke:
        points = [
            self._canvas(_turned(v, bend))
            for v in ((a, b, -8.0), ((a + c) / 2 - 4, (b + d) / 2, -8.0), (c, d, -8.0))
        ]
        return Stroke(f"crease-{name}", Role.FACE, smooth(points), 1.6)

    def _finger(
        self, bend: float, name: str, across: float, size: float, spread: float
    ) -> list[Primitive]:
        at, turn = _turned((_PALM, across, 0.0), bend), bend
        aside = radians(spread * self._angle("hand.spread"))
        made: list[Primitive] = []
        for number, (joint, bone) in enumerate(_JOINTS):
            turn += self._angle(f"hand.{joint}")
            end = add(at, _turned((bone * size * cos(aside), bone * size * sin(aside), 0.0), turn))
            thick = _THICK - number * 0.7
            made.append(
                self._limb(f"{name}-{joint}", self._fingers_role, at, end, thick, thick - 0.6)
            )
            at = end
        if self._front:
            return made[::-1]
        if self._flip > 0:
            nail = add(at, _turned((-1.0, 0.0, 3.6), turn))
            made.append(Circle(f"{name}-nail", Role.NAIL, self._canvas(nail), 3.2))
        return made

    def _thumb(self, bend: float) -> list[Primitive]:
        if self._front:
            out = 14.0 + self._angle("hand.spread") * 0.5
            joints = [(16.0, 22.0, 0.0), (44.0, 30.0 + out * 0.6, 0.0), (66.0, 34.0 + out, 0.0)]
        else:
            corners = ((12.0, 20.0, -4.0), (38.0, 34.0, -8.0), (60.0, 38.0, -8.0))
            joints = [_turned(each, bend) for each in corners]
        a, b, c = joints
        role = self._palm_role
        return [
            self._limb("thumb-tip", role, b, c, 8.0, 7.0),
            self._limb("thumb", role, a, b, 11.0, 8.4),
        ]

    def _helper(self, bend: float) -> list[Primitive]:
        """Return the other hand, which comes from above and whose fingers lie across."""
        on, flip = 78.0, self._flip
        wrist = self._canvas(_turned((on + 4, 0.0, 76 * flip), bend))
        far = (wrist[0] + 60.0, wrist[1] - 74.0)
        knuckle = self._canvas(_turned((on, -6.0 * flip, 22.0 * flip), bend))
        made: list[Primitive] = [
            Shape("other-forearm", Role.FAR, capsule(wrist, far, 17.0, 23.0)),
            Shape("other-palm", Role.FAR, capsule(wrist, knuckle, 18.0, 17.0)),
        ]
        for number, along in enumerate((22.0, 8.0, -6.0, -20.0)):
            a = self._canvas(_turned((on + along, -2.0 * flip, 20.0 * flip), bend))
            b = self._canvas(_turned((on + along - 2, 26.0 * flip, -10.0 * flip), bend))
            made.append(Shape(f"other-finger-{number}", Role.FAR, capsule(a, b, 7.4, 6.6)))
        return made


def _turned(v: Vec, bend: float) -> Vec:
    """Return it bent towards the palm."""
    c, s = cos(radians(bend)), sin(radians(bend))
    return (v[0] * c + v[2] * s, v[1], v[2] * c - v[0] * s)


def _rounded(corners: list[tuple[Point, float]], ahead: Point, aside: Point) -> tuple[Point, ...]:
    """Return an outline around four discs: ahead, behind, and again on the other side."""
    long = hypot(*ahead)
    u = (ahead[0] / long, ahead[1] / long)
    turn = 1.0 if u[0] * aside[1] - u[1] * aside[0] > 0 else -1.0
    v = (-u[1] * turn, u[0] * turn)
    made: list[Point] = []
    for quarter, ((x, y), radius) in enumerate(corners):
        for i in range(_ARC + 1):
            angle = (quarter + i / _ARC) * pi / 2
            c, s = cos(angle) * radius, sin(angle) * radius
            made.append((x + u[0] * c + v[0] * s, y + u[1] * c + v[1] * s))
    return line(*made, made[0])


def _from(a: Point, b: Point) -> Point:
    return (b[0] - a[0], b[1] - a[1])
