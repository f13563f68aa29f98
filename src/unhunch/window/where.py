"""The question where it hurt, after the answer that it did."""

import json
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ..card import Card
from . import look
from .buttons import Button, Newest, Tick
from .flow import Flow


class Where(QWidget):
    """Asks where it hurt. `said` takes the request, or None for not now."""

    def __init__(self, card: Card, said: Callable[[str | None], None], newest: Newest) -> None:
        super().__init__()
        em = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.6))
        margin = round(em * 0.6)
        column.setContentsMargins(margin, margin, margin, margin)
        title = QLabel(card.where)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setFont(look.sized(self.font(), 1.25, bold=True))
        column.addWidget(title)
        regions = Flow(round(em * 0.4))
        self._regions = [Tick(key, label, self._changed, newest) for key, label in card.regions]
        for each in self._regions:
            regions.addWidget(each)
        column.addLayout(regions)
        column.addSpacing(round(em * 0.25))
        ends = Flow(round(em * 0.4), columns=3)
        self._note_it = Button(("", card.note_it), lambda _: said(self._request()), newest)
        ends.addWidget(self._note_it)
        ends.addWidget(Button(("", card.not_now), lambda _: said(None), newest))
        column.addLayout(ends)
        self._changed()

    def take_focus(self) -> None:
        """Put the keyboard on the first place."""
        self._regions[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self) -> None:
        self._note_it.setEnabled(any(each.isChecked() for each in self._regions))

    def _request(self) -> str:
        regions = [each.key for each in self._regions if each.isChecked()]
        return json.dumps({"do": "hurt", "regions": regions})
