"""The windows themselves: a card in a corner, a cover for a whole screen."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QScreen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from . import look

COVERING = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
FOCUSED = Qt.WindowType.Tool | COVERING
NEVER_FOCUSED = FOCUSED | Qt.WindowType.WindowDoesNotAcceptFocus

CARD_WIDE = 32
"""The card's width in lines of text: it grows with the letters."""


class Window(QWidget):
    """One window. `escaped`: Esc was pressed, or the desktop closed it."""

    def __init__(self, name: str, flags: Qt.WindowType, escaped: Callable[[], None]) -> None:
        super().__init__(None, flags)
        self.keyboard = False
        self.setWindowTitle(name)
        self._escaped = escaped
        self._sheet = QScrollArea(self)
        self._sheet.setFrameShape(QFrame.Shape.NoFrame)
        self._sheet.setWidgetResizable(True)
        self._sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QVBoxLayout(self)
        self._inside.addWidget(self._sheet)

    def place(self, screen: QScreen) -> None:
        """Show it on this screen."""
        raise NotImplementedError

    def put(self, content: QWidget) -> None:
        """Show this in the window, and nothing else."""
        self._sheet.setWidget(content)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._escaped()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._escaped()


class CardWindow(Window):
    """A small card in the lower right corner. Without `keyboard` it never takes the focus, not even
    when it is clicked."""

    def __init__(self, name: str, escaped: Callable[[], None], *, keyboard: bool) -> None:
        super().__init__(name, FOCUSED if keyboard else NEVER_FOCUSED, escaped)
        self.keyboard = keyboard
        if not keyboard:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        edge = round(self.fontMetrics().height() * 0.3)
        self._inside.setContentsMargins(QMargins(edge, edge, edge, edge))

    def place(self, screen: QScreen) -> None:
        """Show it on this screen, as high as what stands in it, as far as the screen is."""
        room = screen.availableGeometry()
        gap = self.fontMetrics().height()
        wide = min(gap * CARD_WIDE, room.width() - gap)
        content = self._sheet.widget()
        edges = self._inside.contentsMargins()
        need = content.heightForWidth(wide - edges.left() - edges.right()) if content else 0
        if need <= 0 and content is not None:
            need = content.sizeHint().height()
        high = min(need + edges.top() + edges.bottom() + 2, room.height() - gap)
        frame = QRect(0, 0, wide, high)
        frame.moveBottomRight(room.bottomRight())
        frame.translate(-gap // 2, -gap // 2)
        self.setScreen(screen)
        self.setGeometry(frame)
        self.show()
        if self.keyboard:
            self.raise_()
            self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(look.muted(self.palette()), 2 if look.wants_contrast() else 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Cover(Window):
    """Covers one screen. Only the one with the exercise takes the keyboard."""

    def __init__(self, name: str, escaped: Callable[[], None], *, keyboard: bool) -> None:
        super().__init__(name, COVERING, escaped)
        self.keyboard = keyboard
        if not keyboard:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._inside.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def place(self, screen: QScreen) -> None:
        """Cover this screen."""
        wide = min(self.fontMetrics().height() * 56, screen.geometry().width())
        self._sheet.setFixedWidth(wide)
        content = self._sheet.widget()
        if content is not None:
            need = max(content.heightForWidth(wide - 4), content.sizeHint().height()) + 4
            self._sheet.setFixedHeight(min(need, screen.geometry().height() - 20))
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        if self.keyboard:
            self.raise_()
            self.activateWindow()
