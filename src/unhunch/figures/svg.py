"""A figure as SVG: one picture, the still ones side by side, or a film.

The person is light with dark lines and readable on any ground; what is drawn on the ground itself
is `currentColor`. A page may colour all by class (`figure-body` and so on). Nothing here needs a
style sheet, so that a strict Content-Security-Policy does not matter.
"""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from .camera import SIZE
from .figure import Figure, cycle
from .picture import Artist, artist
from .primitives import Circle, Point, Primitive, Role, Shape, Stroke

COLOURS: dict[Role, str] = {
    Role.BODY: "#f3e3d3",
    Role.FAR: "#dcc6b1",
    Role.MOVING: "#72c3b1",
    Role.HAIR: "#6b5b53",
    Role.FACE: "#26323a",
    Role.NAIL: "#fbeee2",
    Role.THING: "#c9d2da",
    Role.GLASS: "#e6f2f9",
    Role.LEAF: "#a5c48a",
    Role.GROUND: "currentColor",
    Role.BAND: "#c2477f",
    Role.SIGHT: "#d0672b",
    Role.ARROW: "#d0672b",
}
"""Readable on white and on black."""

INK = "#26323a"
OUTLINE = 2.0
"""Width of an outline."""

_ALONE = ' color="#8795a1"'
"""For a file that stands alone: a grey that is seen on white and on black."""

_FRAMES = 5
"""Pictures on each way between two stops; in between the browser draws straight on."""


def picture(figure: Figure, moment: float, title: str, desc: str) -> str:
    """Return one moment of the cycle. `title`, `desc`: what a screen reader says."""
    return _document(_all(artist(figure).at(moment)), 1, title, desc)


def stills(figure: Figure, title: str, desc: str, *, alone: bool = False) -> str:
    """Return the first and the last pose in a row, with what lies between if it is held: for paper,
    and for who wants no motion. `alone`: for a file that no page gives its colour."""
    pictures = artist(figure).stills()
    return _document(_row(pictures), len(pictures), title, desc, alone=alone)


def film(figure: Figure, title: str, desc: str, *, alone: bool = False) -> str:
    """Return the whole cycle at its own tempo, over and over."""
    return _document(_film(artist(figure)), 1, title, desc, alone=alone)


def _row(pictures: Sequence[Sequence[Primitive]]) -> str:
    # Each of its own size, so that it ends where its part of the row does.
    return "".join(
        f'<svg x="{number * SIZE:g}" width="{SIZE:g}" height="{SIZE:g}">{_all(each)}</svg>'
        for number, each in enumerate(pictures)
    )


def _all(primitives: Sequence[Primitive]) -> str:
    return "".join(_element(each, "") for each in primitives)


def _document(inside: str, wide: int, title: str, desc: str, *, alone: bool = False) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE * wide:g} {SIZE:g}" '
        f'role="img" aria-label="{escape(title)}"{_ALONE if alone else ""}>'
        f"<title>{escape(title)}</title><desc>{escape(desc)}</desc>{inside}</svg>\n"
    )


def _film(drawn: Artist) -> str:
    figure = drawn.figure
    whole = cycle(figure)
    moments, at = [0.0], 0.0
    count = len(figure.stops)
    for number, stop in enumerate(figure.stops):
        ahead = figure.stops[(number + 1) % count].takes
        at += stop.holds
        moments.append(at)
        moments += [at + ahead * i / _FRAMES for i in range(1, _FRAMES)]
        at += ahead
        moments.append(at)
    moments[-1] = whole
    times = sorted({round(each / whole, 4) for each in moments})
    frames = _aligned([drawn.at(min(each * whole, whole - 1e-6)) for each in times])
    key = ";".join(f"{each:g}" for each in times)
    return "".join(
        _element(frames[0][i], _motion([each[i] for each in frames], key, whole))
        for i in range(len(frames[0]))
    )


def _aligned(frames: list[list[Primitive]]) -> list[list[Primitive]]:
    """Return frames with the same primitives in the same order: only numbers can move in a film.

    A head that turns far shows an ear that was hidden; until then it is drawn as nothing.
    """
    known: dict[str, Primitive] = {}
    for frame in sorted(frames, key=len, reverse=True):
        known.update({each.name: each for each in frame if each.name not in known})
    return [
        [named.get(name) or _nothing(each) for name, each in known.items()]
        for named in ({each.name: each for each in frame} for frame in frames)
    ]


def _nothing(primitive: Primitive) -> Primitive:
    if isinstance(primitive, Circle):
        return replace(primitive, radius=0.0)
    return replace(primitive, points=primitive.points[:1] * len(primitive.points))


def _motion(states: Sequence[Primitive], key: str, whole: float) -> str:
    made = ""
    names = [list(_numbers(each)) for each in states]
    for i, (attribute, first) in enumerate(names[0]):
        values = [each[i][1] for each in names]
        if any(value != first for value in values):
            made += (
                f'<animate attributeName="{attribute}" dur="{whole:g}s" repeatCount="indefinite" '
                f'keyTimes="{key}" values="{";".join(values)}"/>'
            )
    return made


def _numbers(primitive: Primitive) -> list[tuple[str, str]]:
    """Return the attributes that change, in a steady order."""
    if isinstance(primitive, Circle):
        x, y = primitive.centre
        return [("cx", _n(x)), ("cy", _n(y)), ("r", _n(primitive.radius))]
    path = [("d", _path(primitive.points, closed=isinstance(primitive, Shape)))]
    if isinstance(primitive, Stroke):
        path.append(("stroke-width", _n(primitive.width)))
    return path


def _element(primitive: Primitive, inside: str) -> str:
    tag = "circle" if isinstance(primitive, Circle) else "path"
    given = "".join(f' {name}="{value}"' for name, value in _numbers(primitive))
    colour = COLOURS[primitive.role]
    look = f'class="figure-{primitive.role}"'
    round_ends = 'stroke-linecap="round" stroke-linejoin="round"'
    if isinstance(primitive, Stroke):
        dashes = ' stroke-dasharray="3 6"' if primitive.role is Role.SIGHT else ""
        look += f' fill="none" stroke="{colour}" {round_ends}{dashes}'
    elif primitive.role in (Role.FACE, Role.ARROW):
        look += f' fill="{colour}"'
    else:
        look += f' fill="{colour}" stroke="{INK}" stroke-width="{OUTLINE:g}" {round_ends}'
    return f"<{tag} {look}{given}>{inside}</{tag}>" if inside else f"<{tag} {look}{given}/>"


def _path(points: Sequence[Point], *, closed: bool) -> str:
    """Return the curves, each from where the one before ended: that is shorter."""
    tenths = [(_tenths(x), _tenths(y)) for x, y in points]
    (x, y), rest = tenths[0], tenths[1:]
    made = f"M{x / 10:g} {y / 10:g}"
    for i in range(0, len(rest), 3):
        made += "c" + " ".join(f"{(a - x) / 10:g} {(b - y) / 10:g}" for a, b in rest[i : i + 3])
        x, y = rest[i + 2]
    return made + ("Z" if closed else "")


def _tenths(number: float) -> int:
    # What is exactly between two is not to hang on the last bit of a sine.
    return round(number * 10 + 1e-6)


def _n(number: float) -> str:
    return f"{_tenths(number) / 10:g}"
