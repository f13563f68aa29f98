"""What a screen reader is told when the picture changes: whole sentences, once, never a number that
ticks."""

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, text: str) -> None:
    """Have this read aloud, if anybody listens. Before Qt 6.8 the words on the window must do."""
    made = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if made is not None and text:
        QtGui.QAccessible.updateAccessibility(made(widget, text))
