"""The buttons: each says where the keyboard is in a way that is seen in any desktop's colours."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton

from ..card import Press
from . import look, wishes

HIGH = 1.9
"""The height of a button in lines of its letters."""

BESIDE = 0.8
"""At least so much room on either side of its words, in the same."""


@dataclass
class Newest:
    """What was asked for last, by any button of one break."""

    request: str = ""


class Button(QPushButton):
    """Does one thing. Space and Enter press it. `pressed` takes its request. The second half of a
    double click presses only what asks for the same as the first: next, and next again."""

    def __init__(
        self, press: Press, pressed: Callable[[str], None], newest: Newest, name: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._newest = newest
        self._request = ""
        self.means(press)
        self.clicked.connect(lambda: self._ask(pressed))

    def means(self, press: Press) -> None:
        """Have it ask for this from now on. It keeps the keyboard if it has it."""
        self._request, label = press
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)

    def _ask(self, pressed: Callable[[str], None]) -> None:
        self._newest.request = self._request
        pressed(self._request)

    def sizeHint(self) -> QSize:
        letters, em = self.fontMetrics(), self.fontMetrics().height()
        words = self.text().replace("&&", "&")
        wide = letters.horizontalAdvance(words) + round(em * BESIDE * 2)
        return super().sizeHint().expandedTo(QSize(wide, round(em * HIGH)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Which keys press a button is the desktop theme's choice in Qt; some leave Enter out.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._request == self._newest.request:
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    @property
    def _is_next(self) -> bool:
        """Whether a key would press it; also where another cover was given the keyboard."""
        window = self.window()
        refuses = window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
        return window.focusWidget() is self and not refuses

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_next or wishes.wants_contrast():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            wide = max(2.0, self.fontMetrics().height() / 6) if self._is_next else 1.0
            painter.setPen(QPen(look.text(self.palette()), wide))
            half = wide / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 3, 3)


class Tick(Button):
    """Is on or off. What is on has a tick, and the colours of what is chosen."""

    def __init__(self, key: str, label: str, changed: Callable[[], None], newest: Newest) -> None:
        super().__init__(("", label), lambda _: None, newest)
        self.key = key
        self._plain = QPalette(self.palette())
        self.setCheckable(True)
        self.toggled.connect(self._colour)
        self.toggled.connect(lambda _: changed())

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(round(self.fontMetrics().height() * 1.6), 0)

    def _colour(self, on: bool) -> None:
        role = QPalette.ColorRole
        chosen = QPalette(self._plain)
        chosen.setColor(role.Button, look.accent(self._plain))
        chosen.setColor(role.ButtonText, look.upon(look.accent(self._plain)))
        self.setPalette(chosen if on else self._plain)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            em = self.fontMetrics().height()
            painter.setPen(QPen(self.palette().buttonText().color(), em / 7))
            left, middle = em * 0.55, self.height() / 2
            points = ((0.0, 0.0), (0.22, 0.22), (0.6, -0.28))
            painter.drawPolyline([QPointF(left + x * em, middle + y * em) for x, y in points])
