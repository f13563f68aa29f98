"""What stands in the window: one exercise, or the question how it was, or where it hurt."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..card import Card, Press
from . import look
from .flow import Flow
from .picture import Pictures
from .ring import Ring

HURT = "hurt"
"""The answer after which the window asks where."""


class Panel(QWidget):
    """Shows one card; made anew for each step, told of what halts. `pressed` takes the request of a
    button. `covers`: it stands on a cover, with a way out of its own; `large`: there is room."""

    def __init__(
        self,
        card: Card,
        pressed: Callable[[str], None],
        pictures: Pictures,
        *,
        covers: bool,
        large: bool,
    ) -> None:
        super().__init__()
        self._pictures = pictures
        self._pressed = pressed
        if large:
            self.setFont(look.sized(self.font(), 1.3))
        self._em = self.fontMetrics().height()
        self._covers, self._large = covers, large
        self._column = QVBoxLayout(self)
        self._column.setSpacing(round(self._em * 0.5))
        self.ring: Ring | None = None
        self._note = self._line("", 1.0, bold=True)
        self._outs: list[QWidget] = []
        if card.is_question:
            self._ask(card)
        else:
            self._guide(card)
        self.show_card(card)

    @property
    def em(self) -> int:
        """The height of a line of the desktop's letters; lengths are made of it."""
        return self._em

    def show_card(self, card: Card) -> None:
        """Show what changed within the same step: whether the time runs, and why not."""
        self._note.setText(card.note)
        self._note.setVisible(bool(card.note))
        if self.ring is not None:
            self.ring.show_card(card)
            turns = self._buttons("turn")
            for button, press in zip(turns, card.turns, strict=True):
                self._means(button, press)

    def take_focus(self) -> None:
        """Put the keyboard on the button that is pressed most: pause, or how it was."""
        buttons = self._buttons("turn" if self.ring else "answer")
        buttons[len(buttons) // 2 if self.ring else 0].setFocus()

    def show_out(self, *, visible: bool) -> None:
        """Show the plain way out, or not yet."""
        for each in self._outs:
            each.setVisible(visible)

    # --- parts --------------------------------------------------------------------------------

    def _guide(self, card: Card) -> None:
        self.ring = Ring(self._em, 20 if self._large else 12, self._pictures)
        words = QVBoxLayout()
        words.addWidget(self._line(card.place, 0.9, small=True))
        words.addWidget(self._line(card.title, 1.6 if self._large else 1.2, bold=True))
        words.addWidget(self._line(card.do, 1.2 if self._large else 1.0))
        if card.feel:
            words.addWidget(self._line(card.feel, 1.0))
        words.addWidget(self._note)
        words.addStretch()
        beside = QHBoxLayout()
        beside.setSpacing(self._em)
        beside.addWidget(self.ring, alignment=Qt.AlignmentFlag.AlignTop)
        beside.addLayout(words, 1)
        self._column.addLayout(beside)
        for text in (card.caution, card.avoid):
            if text:
                self._column.addWidget(self._line(text, 0.85, small=True))
        self._column.addLayout(self._row(card.turns, "turn"))
        if self._covers:
            self._column.addLayout(self._row(card.answers, "answer"))
            self._add_out(card)
        else:
            self._column.addLayout(self._row((*card.answers, *card.out), "answer"))

    def _add_out(self, card: Card) -> None:
        """Where the screen is covered: the way out, what it means, and one that is always there."""
        stopping = self._line(card.stopping, 0.9, small=True)
        self._column.addWidget(stopping)
        self._column.addLayout(self._row(card.out, "out"))
        self._outs = [stopping, *self._buttons("out")]
        if card.firmness == "firm":
            # Done is a way out, too; that it hurt can be said at any time.
            self._outs += self._buttons("answer")[:1]
            emergency = self._row([(card.out[0][0], card.emergency)], "emergency")
            emergency.addWidget(self._line(card.escape, 0.9, small=True), 1)
            self._column.addLayout(emergency)

    def _ask(self, card: Card) -> None:
        self._column.addWidget(self._line(card.title, 1.25, bold=True))
        self._column.addWidget(self._line(card.do, 1.0))
        self._column.addWidget(self._note)
        self._column.addLayout(self._row(card.answers, "answer"))
        self._column.addLayout(self._row(card.turns, "turn"))

    def _line(self, text: str, by: float, *, bold: bool = False, small: bool = False) -> QLabel:
        label = QLabel(look.breakable(text))
        label.setAccessibleName(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(look.sized(self.font(), by, bold=bold))
        if small:
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, look.muted(self.palette()))
            label.setPalette(palette)
        return label

    def _row(self, presses: Sequence[Press], name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(round(self._em * 0.4))
        for press in presses:
            button = QPushButton()
            button.setObjectName(name)
            button.setAutoDefault(True)
            button.setMinimumHeight(round(self._em * 1.9))
            self._means(button, press)
            button.clicked.connect(lambda _=False, b=button: self._pressed(b.property("request")))
            row.addWidget(button)
        return row

    def _buttons(self, name: str) -> list[QPushButton]:
        found: list[QPushButton] = list(self.findChildren(QPushButton, name))
        return found

    def _means(self, button: QPushButton, press: Press) -> None:
        button.setProperty("request", press[0])
        button.setText(press[1].replace("&", "&&"))
        button.setAccessibleName(press[1])


class Where(QWidget):
    """Asks where it hurt. `said` takes the request, or None for not now."""

    def __init__(self, card: Card, said: Callable[[str | None], None]) -> None:
        super().__init__()
        em = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.5))
        title = QLabel(card.where)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setFont(look.sized(self.font(), 1.25, bold=True))
        column.addWidget(title)
        flow = Flow(round(em * 0.4))
        self._regions: list[QPushButton] = []
        for key, label in card.regions:
            button = QPushButton(label)
            button.setCheckable(True)
            button.setProperty("region", key)
            button.setMinimumHeight(round(em * 1.9))
            button.toggled.connect(self._changed)
            self._regions.append(button)
            flow.addWidget(button)
        column.addLayout(flow)
        row = QHBoxLayout()
        self._note_it, not_now = QPushButton(card.note_it), QPushButton(card.not_now)
        for button in (self._note_it, not_now):
            button.setMinimumHeight(round(em * 1.9))
            row.addWidget(button)
        self._note_it.clicked.connect(lambda: said(self._request()))
        not_now.clicked.connect(lambda: said(None))
        column.addLayout(row)
        self._changed()

    def take_focus(self) -> None:
        """Put the keyboard on the first place."""
        self._regions[0].setFocus()

    def _changed(self) -> None:
        self._note_it.setEnabled(any(each.isChecked() for each in self._regions))

    def _request(self) -> str:
        regions = [each.property("region") for each in self._regions if each.isChecked()]
        return json.dumps({"do": "hurt", "regions": regions})
