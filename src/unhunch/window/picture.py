"""The moving picture of an exercise: the figure's strokes and shapes, painted."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ..card import Card
from ..config.figures import figure_in, read_figures
from ..figures.camera import SIZE
from ..figures.figure import Figure, cycle
from ..figures.picture import Artist, artist
from ..figures.primitives import Circle, Point, Primitive, Role, Shape, Stroke
from ..figures.svg import COLOURS, INK, OUTLINE

FILLED = (Role.FACE, Role.ARROW)
"""What is filled and has no outline."""


class Pictures:
    """Draws the exercises of cards. One without a figure has no picture."""

    def __init__(self) -> None:
        self._figures: dict[str, Figure] = read_figures()
        self._artists: dict[tuple[str, str], Artist | None] = {}

    def of(self, card: Card) -> Artist | None:
        """Return who draws this exercise; None: it has no picture."""
        key = (card.picture, card.figure)
        if key not in self._artists:
            figure = figure_in(card.figure) if card.figure else self._figures.get(card.picture)
            self._artists[key] = None if figure is None else artist(figure)
        return self._artists[key]


def draw(painter: QPainter, frame: QRectF, drawn: Artist, moment: float, ground: QColor) -> None:
    """Draw the exercise as it is `moment` seconds after it began; `ground`: the colour of lines on
    the window's own ground."""
    _draw(painter, frame, drawn.at(moment % cycle(drawn.figure)), ground)


def draw_still(painter: QPainter, frame: QRectF, drawn: Artist, ground: QColor) -> None:
    """Draw the first pose and the last, side by side, for who wants no motion."""
    stills = drawn.stills()
    half = QRectF(frame.left(), 0, frame.width() / 2, frame.width() / 2)
    half.moveTop(frame.center().y() - half.height() / 2)
    _draw(painter, half, stills[0], ground)
    _draw(painter, half.translated(half.width(), 0), stills[-1], ground)


def _draw(
    painter: QPainter, frame: QRectF, primitives: Sequence[Primitive], ground: QColor
) -> None:
    painter.save()
    painter.setClipRect(frame)
    painter.translate(frame.topLeft())
    painter.scale(frame.width() / SIZE, frame.height() / SIZE)
    for each in primitives:
        _paint(painter, each, ground)
    painter.restore()


def _paint(painter: QPainter, primitive: Primitive, ground: QColor) -> None:
    named = COLOURS[primitive.role]
    colour = ground if named == "currentColor" else QColor(named)
    match primitive:
        case Stroke(width=width):
            pen = _pen(colour, width)
            if primitive.role is Role.SIGHT:
                pen.setDashPattern([3 / width, 6 / width])
            painter.strokePath(_path(primitive.points), pen)
            return
        case Circle(centre=centre, radius=radius):
            path = QPainterPath()
            path.addEllipse(QPointF(*centre), radius, radius)
        case Shape(points=points):
            path = _path(points)
            path.closeSubpath()
    painter.fillPath(path, colour)
    if primitive.role not in FILLED:
        painter.strokePath(path, _pen(QColor(INK), OUTLINE))


def _pen(colour: QColor, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, cap, join)


def _path(points: tuple[Point, ...]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for i in range(1, len(points), 3):
        one, two, end = (QPointF(*each) for each in points[i : i + 3])
        path.cubicTo(one, two, end)
    return path
