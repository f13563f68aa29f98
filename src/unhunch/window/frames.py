"""The windows themselves: a card in a corner, a cover for a whole screen."""

import os
from collections.abc import Callable

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QEnterEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import (
    QAbstractSlider,
    QFrame,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from . import look, taskbar, wishes
from .room import room_on

COVERING = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
BESIDE = COVERING | Qt.WindowType.X11BypassWindowManagerHint | Qt.WindowType.Tool
FOCUSED = Qt.WindowType.Tool | COVERING

CARD_WIDE, COVER_WIDE = 33, 44
"""Widths in lines of text: they grow with the letters."""

TURNS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}
"""Keys that turn to what does not fit."""


def is_native_wayland() -> bool:
    """Whether the compositor alone places the windows, and tells where the pointer is only to the
    window that it is over."""
    return QGuiApplication.platformName().startswith("wayland")


def never_focused() -> Qt.WindowType:
    """Return how a window is made that no click gives the keyboard.

    Compositors on Wayland do not all heed the wish of an X11 window (sway 1.7 centres it and gives
    it the keyboard). One that bypasses them keeps its place, without keyboard, above the others.
    """
    made = FOCUSED | Qt.WindowType.WindowDoesNotAcceptFocus
    if os.environ.get("WAYLAND_DISPLAY"):
        made |= Qt.WindowType.X11BypassWindowManagerHint
    return made


class Window(QMainWindow):
    """One window. `escaped`: Esc was pressed, or the desktop closed it.

    A main window, because any other widget tells a screen reader that it is a filler.
    """

    def __init__(self, name: str, flags: Qt.WindowType, escaped: Callable[[], None]) -> None:
        super().__init__(None, flags)
        self.keyboard = False
        self.setWindowTitle(name)
        self._escaped = escaped
        middle = QWidget()
        self.setCentralWidget(middle)
        self._sheet = QScrollArea(middle)
        self._sheet.setFrameShape(QFrame.Shape.NoFrame)
        self._sheet.setWidgetResizable(True)
        self._sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QVBoxLayout(middle)
        self._inside.addWidget(self._sheet)

    def place(self, screen: QScreen) -> None:
        """Show it on this screen."""
        raise NotImplementedError

    def fit(self, screen: QScreen) -> bool:
        """Take as much room on the screen as what stands in it needs, and say whether there is as
        much; else it scrolls."""
        raise NotImplementedError

    def put(self, content: QWidget) -> None:
        """Show this in the window, and nothing else."""
        if self._sheet.widget() is content:
            return
        # What was there may have the button that is being pressed right now.
        if (before := self.take()) is not None and before is not content:
            before.hide()
            before.deleteLater()
        self._sheet.setWidget(content)

    def take(self) -> QWidget | None:
        """Return what is shown in the window, which is empty then."""
        return self._sheet.takeWidget()

    def _scrolls(self, wanted: bool) -> None:
        """Have a scroll bar or none: Qt keeps one that it needed before all was laid out."""
        bar = Qt.ScrollBarPolicy
        self._sheet.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if wanted else bar.ScrollBarAlwaysOff
        )

    def _need(self, wide: int) -> int:
        """Return how high the content is at this width."""
        content = self._sheet.widget()
        if content is None:
            return 0
        content.ensurePolished()
        children: list[QWidget] = list(content.findChildren(QWidget))
        for each in children:
            each.ensurePolished()
        layout = content.layout()
        if layout is None:
            return content.sizeHint().height()
        layout.invalidate()
        layout.activate()
        return layout.totalHeightForWidth(wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._escaped()
        elif event.key() in TURNS:
            self._sheet.verticalScrollBar().triggerAction(TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._escaped()


class CardWindow(Window):
    """A small card in the lower right corner. Without `keyboard` it never takes the focus, not even
    when it is clicked."""

    def __init__(self, name: str, escaped: Callable[[], None], *, keyboard: bool) -> None:
        super().__init__(name, FOCUSED if keyboard else never_focused(), escaped)
        self.keyboard = keyboard
        if not keyboard:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        edge = round(self.fontMetrics().height() * 0.3)
        self._inside.setContentsMargins(QMargins(edge, edge, edge, edge))

    def place(self, screen: QScreen) -> None:
        """Show it on this screen, as high as what stands in it, as far as the screen is."""
        self.setScreen(screen)
        self.fit(screen)
        if self._is_in_taskbar and not self.isVisible():
            taskbar.leave_out(int(self.winId()))
        self.show()
        if self.keyboard:
            self.raise_()
            self.activateWindow()

    def fit(self, screen: QScreen) -> bool:
        """As Window says; it stays in its corner."""
        room = room_on(screen)
        gap = self.fontMetrics().height()
        edges = self._inside.contentsMargins()
        most = room.size().shrunkBy(QMargins(0, 0, gap, gap))
        # As wide as it is read best; what is too high so may be as wide as the screen.
        for wide in (min(gap * CARD_WIDE, most.width()), most.width()):
            need = self._need(wide - edges.left() - edges.right()) + edges.top() + edges.bottom()
            if need <= most.height():
                break
        high = min(need, most.height())
        self._scrolls(need > high)
        frame = QRect(0, 0, wide, high)
        frame.moveBottomRight(room.bottomRight())
        frame.translate(-gap // 2, -gap // 2)
        if is_native_wayland():
            # One size alone: a compositor that tiles lets such a window float.
            self.setFixedSize(frame.size())
        self.setGeometry(frame)
        return need <= high and wide <= gap * CARD_WIDE

    @property
    def _is_in_taskbar(self) -> bool:
        bypasses = self.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint
        return not (self.keyboard or bypasses)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(look.muted(self.palette()), 2 if wishes.wants_contrast() else 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Cover(Window):
    """Covers one screen. Only the one with the exercise takes the keyboard. `entered`: the pointer
    is here."""

    def __init__(
        self,
        name: str,
        escaped: Callable[[], None],
        *,
        keyboard: bool,
        entered: Callable[["Cover"], None] = lambda _: None,
    ) -> None:
        # Beside the exercise no window manager has a say: some would give the second window the
        # screen of the first, or its keyboard.
        super().__init__(name, COVERING if keyboard else BESIDE, escaped)
        self.keyboard = keyboard
        self.covered: QScreen | None = None
        self._entered = entered
        if not keyboard:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._inside.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def place(self, screen: QScreen) -> None:
        """Cover this screen."""
        if is_native_wayland() and self.covered is not screen:
            # A window keeps its output as long as it is shown; the compositor puts it elsewhere
            # when that goes. Shown anew, it asks for this one.
            self.hide()
        self.covered = screen
        self.fit(screen)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        if self.keyboard or QGuiApplication.platformName() != "xcb":
            self.showFullScreen()
        else:
            self.show()
        if self.keyboard:
            self.raise_()
            self.activateWindow()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._entered(self)

    def fit(self, screen: QScreen) -> bool:
        """As Window says; it stands in the middle."""
        most = screen.geometry().size().shrunkBy(self._inside.contentsMargins())
        content = self._sheet.widget()
        em = (content or self).fontMetrics().height()
        wide = min(em * COVER_WIDE, most.width())
        need = self._need(wide)
        self._sheet.setFixedSize(wide, min(need, most.height()))
        self._scrolls(need > most.height())
        return need <= most.height() and em * COVER_WIDE * 0.8 <= most.width()
