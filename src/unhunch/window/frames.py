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
        # What was there may have the button that is being pressed right now.
        if (before := self._sheet.takeWidget()) is not None:
            before.hide()
            before.deleteLater()
        self._sheet.setWidget(content)

    def _scrolls(self, wanted: bool) -> None:
        """Have a scroll bar or none: Qt keeps one that it needed before all was laid out."""
        bar = Qt.ScrollBarPolicy
        self._sheet.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if wanted else bar.ScrollBarAlwaysOff
        )

    def _need(self, wide: int) -> int:
        """Return how high the content is at this width."""
        content = self._sheet.widget()
        content.ensurePolished()
        children: list[QWidget] = list(content.findChildren(QWidget))
        for each in children:
            each.ensurePolished()
        layout = content.layout()
        if layout is None:
            return content.sizeHint().height()
        layout.invalidate()
        layout.activate()
        return max(layout.totalHeightForWidth(wide), layout.totalMinimumSize().height())

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
        edges = self._inside.contentsMargins()
        need = self._need(wide - edges.left() - edges.right())
        high = min(need + edges.top() + edges.bottom(), room.height() - gap)
        self._scrolls(need > high)
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
        room = self.contentsRect().marginsRemoved(self._inside.contentsMargins())
        edge = self.height() - room.height()
        need, most = self._need(wide), screen.geometry().height() - edge
        self._sheet.setFixedHeight(min(need, most))
        self._scrolls(need > most)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        if self.keyboard:
            self.raise_()
            self.activateWindow()
