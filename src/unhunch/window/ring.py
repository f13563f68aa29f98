"""The ring that counts down, with the picture of the exercise in it."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from ..card import Card
from ..figures.picture import Artist
from . import clock, look, wishes
from .picture import Pictures, draw, draw_still

SMOOTH, STEADY = 40, 1000
"""Milliseconds between two looks: of a picture that moves, and of one that does not."""


class Ring(QLabel):
    """Counts by itself between two cards. `size` in `em`; without `pictures` only the seconds are
    in it.

    To a screen reader it is an image (a label with a pixmap is one) that tells what it shows and,
    when it is asked, what is left. What ticks is only painted, and tells nobody by itself.
    """

    def __init__(self, em: int, size: int, pictures: Pictures | None) -> None:
        super().__init__()
        self._pictures = pictures
        self._side = round(em * size)
        self._card: Card | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.setPixmap(QPixmap(1, 1))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_card(self, card: Card) -> None:
        """Count down this exercise from now on."""
        self._card = card
        name = f"{card.title}. {card.ring}"
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        if card.until is None:
            self._timer.stop()
        else:
            is_smooth = self._moves(card) and self._drawn(card) is not None
            self._timer.start(SMOOTH if is_smooth else STEADY)
        self._tick()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        # The tip is for who asks by the accessibility bus; the seconds stand there anyway.
        if event.type() == QEvent.Type.ToolTip:
            return True
        return super().event(event)

    def _tick(self) -> None:
        # What describes a widget without a description of its own is its tip, and a tip that
        # changes is told to nobody.
        if (card := self._card) is None:
            return
        left = card.left_at(clock.now())
        if (said := _seconds(card, left)) != self.toolTip():
            self.setToolTip(said)
        if not left:
            self._timer.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        card = self._card
        if card is None or card.is_question:
            return
        left = card.left_at(clock.now())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._side / 26
        frame = QRectF(self.rect()).adjusted(wide, wide, -wide, -wide)
        self._paint_ring(painter, frame, wide, left / card.lasts if card.lasts else 0.0)
        drawn = self._drawn(card)
        if drawn is not None:
            moment = (card.lasts - left).total_seconds()
            self._paint_picture(painter, frame, drawn, moment, moves=self._moves(card))
        self._paint_seconds(painter, frame, _seconds(card, left), alone=drawn is None)

    def _paint_picture(
        self, painter: QPainter, frame: QRectF, drawn: Artist, moment: float, *, moves: bool
    ) -> None:
        inside = frame.width() * (0.72 if moves else 0.92)
        middle = QRectF(0, 0, inside, inside)
        middle.moveCenter(frame.center() - QPointF(0, frame.height() * 0.06))
        if moves:
            draw(painter, middle, drawn, moment, self.palette())
        else:
            draw_still(painter, middle, drawn, self.palette())

    def _paint_seconds(self, painter: QPainter, frame: QRectF, text: str, *, alone: bool) -> None:
        """Below the picture; where there is none, in its place, and large in a large ring."""
        painter.setPen(look.text(self.palette()))
        em = self.fontMetrics().height()
        is_large = alone and self._side > 8 * em
        painter.setFont(look.sized(self.font(), 2.2 if is_large else 1.0, bold=True))
        if alone:
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
            return
        below = QRectF(frame.left(), frame.top() + frame.height() * 0.81, frame.width(), em)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_ring(self, painter: QPainter, frame: QRectF, wide: float, part: float) -> None:
        painter.setPen(QPen(look.faint(self.palette()), wide / 2))
        painter.drawEllipse(frame)
        pen = QPen(look.accent(self.palette()), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(frame, 90 * 16, round(part * 360 * 16))

    def _drawn(self, card: Card) -> Artist | None:
        return None if self._pictures is None else self._pictures.of(card)

    def _moves(self, card: Card) -> bool:
        return card.motion and not wishes.wants_still()


def _seconds(card: Card, left: timedelta) -> str:
    return card.seconds.replace("{count}", str(-(-left // timedelta(seconds=1))))
