"""What a screen reader is told when the picture changes: whole sentences, once, never a number that
ticks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

LOOKS_EVERY, LISTENS_WITHIN = 50, 5000
"""Milliseconds: Qt finds out after the start whether a screen reader listens, and never tells."""


class Speech(QObject):
    """Has things read aloud, if anybody listens. `speaker`: the window that says it."""

    def __init__(self, speaker: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._speaker = speaker
        self._waiting = ""
        self._looks = LISTENS_WITHIN // LOOKS_EVERY
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(self._look)

    def say(self, text: str) -> None:
        """Say this now, or as soon as somebody listens, and then nothing that came before it."""
        speaker = self._speaker()
        if not text or speaker is None:
            return
        if QAccessible.isActive():
            self._timer.stop()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(speaker, text))
        elif self._looks > 0:
            self._waiting = text
            self._timer.start()

    def _look(self) -> None:
        self._looks -= 1
        if self._looks <= 0:
            self._timer.stop()
        if QAccessible.isActive():
            self.say(self._waiting)
