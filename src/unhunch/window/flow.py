"""A row that breaks into lines, as words do."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class Flow(QLayout):
    """Large letters need more lines, and nothing is cut off. `columns`: each part is at least as
    wide as one of so many columns, so that parts stand below each other; 0: as wide as it is."""

    def __init__(self, gap: int, columns: int = 0) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._columns = columns
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override,unused-ignore]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, frame: QRect) -> None:
        super().setGeometry(frame)
        self._place(frame, really=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, frame: QRect, *, really: bool) -> int:
        x, y, high = frame.x(), frame.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = self._size(item, frame.width())
            if x > frame.x() and x + size.width() > frame.right() + 1:
                x, y, high = frame.x(), y + high + self._gap, 0
            if really:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, high = x + size.width() + self._gap, max(high, size.height())
        return y + high - frame.y()

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        if self._columns:
            column = (width - self._gap * (self._columns - 1)) // self._columns
            # Two columns for what does not fit into one: what follows stands in a column again.
            taken = -(-(size.width() + self._gap) // (column + self._gap))
            size.setWidth(min(taken * (column + self._gap) - self._gap, width))
        return size
