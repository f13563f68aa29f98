"""The ring that counts down, with the picture of the exercise in it."""

from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..card import Card
from . import clock, look
from .picture import Pictures

SMOOTH, STEADY = 40, 1000
"""Milliseconds between two looks: of a picture that moves, and of one that does not."""


class Ring(QWidget):
    """Counts by itself between two cards. What ticks is only painted: no screen reader hears it."""

    def __init__(self, em: int, size: float, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._side = round(em * size)
        self._card: Card | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_card(self, card: Card) -> None:
        """Count down this exercise from now on."""
        self._card = card
        self.setAccessibleName(card.ring)
        self.setAccessibleDescription(card.title)
        if card.until is None:
            self._timer.stop()
        else:
            self._timer.start(SMOOTH if self._moves(card) else STEADY)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

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
        if self._pictures.has(card.picture):
            self._paint_picture(painter, frame, card, (card.lasts - left).total_seconds())
        self._paint_seconds(painter, frame, card, left)

    def _paint_picture(self, painter: QPainter, frame: QRectF, card: Card, moment: float) -> None:
        moves, ground = self._moves(card), look.muted(self.palette())
        inside = frame.width() * (0.70 if moves else 0.90)
        middle = QRectF(0, 0, inside, inside)
        middle.moveCenter(frame.center() - QPointF(0, frame.height() * 0.04))
        if moves:
            self._pictures.draw(painter, middle, card.picture, moment, ground)
        else:
            self._pictures.draw_still(painter, middle, card.picture, ground)

    def _paint_ring(self, painter: QPainter, frame: QRectF, wide: float, part: float) -> None:
        painter.setPen(QPen(look.faint(self.palette()), wide))
        painter.drawEllipse(frame)
        pen = QPen(look.accent(self.palette()), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(frame, 90 * 16, round(part * 360 * 16))

    def _paint_seconds(self, painter: QPainter, frame: QRectF, card: Card, left: timedelta) -> None:
        seconds = -(-left // timedelta(seconds=1))
        painter.setPen(look.text(self.palette()))
        painter.setFont(look.sized(self.font(), 1.0, bold=True))
        below = QRectF(frame.left(), frame.bottom() - frame.height() * 0.17, frame.width(), 24)
        text = card.seconds.replace("{count}", str(seconds))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)

    def _moves(self, card: Card) -> bool:
        return card.motion and not look.wants_still()
