"""The ring that counts down, with the picture of the exercise in it."""

from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..card import Card
from ..figures.picture import Artist
from . import clock, look
from .picture import Pictures, draw, draw_still

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
        drawn = self._pictures.of(card)
        if drawn is not None:
            moment = (card.lasts - left).total_seconds()
            self._paint_picture(painter, frame, drawn, moment, moves=self._moves(card))
        self._paint_seconds(painter, frame, card, left, alone=drawn is None)

    def _paint_picture(
        self, painter: QPainter, frame: QRectF, drawn: Artist, moment: float, *, moves: bool
    ) -> None:
        ground = look.muted(self.palette())
        inside = frame.width() * (0.70 if moves else 0.90)
        middle = QRectF(0, 0, inside, inside)
        middle.moveCenter(frame.center() - QPointF(0, frame.height() * 0.04))
        if moves:
            draw(painter, middle, drawn, moment, ground)
        else:
            draw_still(painter, middle, drawn, ground)

    def _paint_ring(self, painter: QPainter, frame: QRectF, wide: float, part: float) -> None:
        painter.setPen(QPen(look.faint(self.palette()), wide))
        painter.drawEllipse(frame)
        pen = QPen(look.accent(self.palette()), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(frame, 90 * 16, round(part * 360 * 16))

    def _paint_seconds(
        self, painter: QPainter, frame: QRectF, card: Card, left: timedelta, *, alone: bool
    ) -> None:
        """Below the picture; where there is none, large in its place."""
        seconds = -(-left // timedelta(seconds=1))
        text = card.seconds.replace("{count}", str(seconds))
        painter.setPen(look.text(self.palette()))
        painter.setFont(look.sized(self.font(), 2.2 if alone else 1.0, bold=True))
        if alone:
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
            return
        below = QRectF(frame.left(), frame.bottom() - frame.height() * 0.17, frame.width(), 24)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)

    def _moves(self, card: Card) -> bool:
        return card.motion and not look.wants_still()
