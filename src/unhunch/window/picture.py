"""The picture of an exercise, in strokes of the desktop's own colour."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen


def draw(painter: QPainter, frame: QRectF, key: str, moment: float, colour: QColor) -> None:
    """Draw the exercise as it is `moment` seconds after it began."""
    painter.save()
    painter.translate(frame.topLeft())
    painter.scale(frame.width() / 100, frame.height() / 100)
    pen = QPen(colour, 3.0)
    painter.setPen(pen)
    painter.drawEllipse(QPointF(50, 24), 9, 9)
    for x1, y1, x2, y2 in ((50, 33, 50, 62), (50, 40, 34, 54), (50, 40, 66, 54),
                           (50, 62, 40, 88), (50, 62, 60, 88)):  # fmt: skip
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
    painter.restore()
