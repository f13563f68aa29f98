"""What stands in the window: one exercise, or the question how it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ..card import Card, Press
from . import look
from .buttons import Button, Newest
from .flow import Flow
from .picture import Pictures
from .ring import Ring

Focus = tuple[str, int]
"""Which button has the keyboard: the name of its row, and its place there."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How large a panel is. `by`: its letters, in those of the desktop; `ring`: in lines of them;
    `pictured`: there is a picture in the ring; `columns`: buttons side by side."""

    by: float = 1.0
    ring: int = 13
    pictured: bool = True
    columns: int = 3


BARE = Fit(ring=5, pictured=False)
SNUG = (Fit(), Fit(ring=10), BARE)
ROOMY = (*(Fit(by, 19, columns=5) for by in (2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0)), *SNUG)
"""What is tried, the best first: on a card, and on a cover, which is read from where one stands.
What is still too high with the last one scrolls."""


class Panel(QWidget):
    """Shows one card; made anew for each step, told of what halts. `pressed` takes the request of a
    button. `covers`: it stands on a cover, with a way out of its own."""

    def __init__(
        self,
        card: Card,
        pressed: Callable[[str], None],
        newest: Newest,
        pictures: Pictures,
        fit: Fit,
        *,
        covers: bool,
    ) -> None:
        super().__init__()
        self._pictures = pictures
        self._pressed = pressed
        self._newest = newest
        self._fit = fit
        self._covers = covers
        self.setFont(look.sized(self.font(), fit.by))
        self._em = self.fontMetrics().height()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(round(self._em * 0.5))
        margin = round(self._em * 0.6)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self.ring: Ring | None = None
        self._note = self.line("", 1.0, bold=True)
        self._outs: list[QWidget] = []
        if card.is_question:
            self._ask(card)
        else:
            self._guide(card)
        self._column.addStretch(1)
        self.show_card(card)

    def show_card(self, card: Card) -> None:
        """Show what changed within the same step: whether the time runs, and why not."""
        self._note.setText(card.note)
        self._note.setVisible(bool(card.note))
        if self.ring is not None:
            self.ring.show_card(card)
            for button, press in zip(self.buttons("turn"), card.turns, strict=True):
                button.means(press)

    def widen(self) -> None:
        """Take the room that is needed when it stands still, until a card is shown again."""
        self._note.setText("\n")
        self._note.setVisible(self.ring is not None)

    def take_focus(self, at: Focus | None = None) -> None:
        """Put the keyboard where it was, in the step before; else on the button that is pressed
        most: pause, or how it was."""
        name, number = at or ("turn", 1)
        shown = [each for each in self.buttons(name) if not each.isHidden()]
        if number >= len(shown):
            name, number = ("turn", 1) if self.ring else ("answer", 0)
            shown = self.buttons(name)
        shown[number].setFocus(Qt.FocusReason.TabFocusReason)

    def focused(self) -> Focus | None:
        """Return which button of an exercise has the keyboard."""
        held = self.focusWidget()
        if self.ring is None or not isinstance(held, Button):
            return None
        return held.objectName(), self.buttons(held.objectName()).index(held)

    def show_out(self, *, visible: bool) -> None:
        """Show the plain way out, or not yet."""
        for each in self._outs:
            each.setVisible(visible)

    def buttons(self, name: str) -> list[Button]:
        """Return the buttons of a row: turn, answer, out or emergency."""
        found: list[Button] = list(self.findChildren(Button, name))
        return found

    # --- parts --------------------------------------------------------------------------------

    def _guide(self, card: Card) -> None:
        pictures = self._pictures if self._fit.pictured else None
        self.ring = Ring(self._em, self._fit.ring, pictures)
        words = QVBoxLayout()
        words.setSpacing(round(self._em * 0.45))
        words.addWidget(self.line(card.place, 0.9, small=True))
        words.addWidget(self.line(card.title, 1.5 if self._covers else 1.25, bold=True))
        words.addWidget(self.line(card.do, 1.2 if self._covers else 1.0))
        if card.feel:
            words.addWidget(self.line(card.feel, 1.0))
        words.addWidget(self._note)
        words.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(self._em)
        beside.addWidget(self.ring, alignment=Qt.AlignmentFlag.AlignTop)
        beside.addLayout(words, 1)
        self._column.addLayout(beside)
        is_wide = self._fit.ring > SNUG[0].ring
        for text in (card.caution, card.avoid):
            if text:
                # Beside a large ring there is room for all of it. Where all letters are large, so
                # is small print.
                by = 0.7 if self._covers or not self._fit.pictured else 0.85
                line = self.line(text, by, small=True)
                (words if is_wide else self._column).addWidget(line)
        self._gap()
        self._column.addLayout(self._row(card.turns, "turn"))
        if self._covers:
            self._add_outs(card)
        else:
            self._column.addLayout(self._row((*card.answers, *card.out), "answer"))

    def _add_outs(self, card: Card) -> None:
        """Where the screen is covered: the ways out, what stopping means, and one that is always
        there. What comes later has its place from the beginning."""
        is_firm = card.firmness == "firm"
        # Done is a way out, too; that it hurt can be said at any time.
        answers = (*card.answers[1:], *card.answers[:1]) if is_firm else card.answers
        self._column.addLayout(self._row(answers, "answer"))
        if is_firm:
            self._add_emergency(card)
        stopping = self.line(card.stopping, 0.8, small=True)
        self._column.addWidget(stopping)
        self._column.addLayout(self._row(card.out, "out"))
        self._outs = [stopping, *self.buttons("out")]
        if is_firm:
            self._outs += self.buttons("answer")[-1:]
        for each in self._outs:
            stays = each.sizePolicy()
            stays.setRetainSizeWhenHidden(True)
            each.setSizePolicy(stays)

    def _add_emergency(self, card: Card) -> None:
        """The way out that is always there, and how to take it with the keyboard."""
        line = QHBoxLayout()
        line.setSpacing(round(self._em * 0.7))
        line.addWidget(self._button((card.out[0][0], card.emergency), "emergency"))
        line.addWidget(self.line(card.escape, 0.8, small=True), 1)
        self._column.addLayout(line)

    def _ask(self, card: Card) -> None:
        self._column.addWidget(self.line(card.title, 1.25, bold=True))
        self._column.addWidget(self.line(card.do, 1.0))
        self._column.addWidget(self._note)
        self._gap()
        self._column.addLayout(self._row(card.answers, "answer"))
        self._column.addLayout(self._row(card.turns, "turn"))

    def line(self, text: str, by: float, *, bold: bool = False, small: bool = False) -> QLabel:
        """Return a line of text, in as many lines as it needs. `small`: in the fainter colour."""
        label = QLabel(look.breakable(text))
        if label.text() != text:
            label.setAccessibleName(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(look.sized(self.font(), by, bold=bold))
        if small:
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, look.muted(self.palette()))
            label.setPalette(palette)
        return label

    def _row(self, presses: Sequence[Press], name: str) -> QLayout:
        row = Flow(round(self._em * 0.4), self._fit.columns)
        for press in presses:
            row.addWidget(self._button(press, name))
        return row

    def _button(self, press: Press, name: str) -> Button:
        button = Button(press, self._pressed, self._newest, name)
        button.setParent(self)
        button.setFont(self.font())
        return button

    def _gap(self) -> None:
        self._column.addSpacing(round(self._em * (0.6 if self._covers else 0.25)))
