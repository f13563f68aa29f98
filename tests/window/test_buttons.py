"""A press is a press: what a mouse does to a button."""

import os
import subprocess
import sys

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

PROGRAM = """
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from unhunch.window.buttons import Button

app = QApplication([])
pressed = []
button = Button(("next", "Next"), pressed.append)
button.show()
middle = QPointF(button.rect().center())
left = Qt.MouseButton.LeftButton
kinds = QEvent.Type


def mouse(kind, held):
    at = button.mapToGlobal(middle)
    app.sendEvent(button, QMouseEvent(kind, middle, at, left, held, Qt.KeyboardModifier(0)))


for first in (kinds.MouseButtonPress, kinds.MouseButtonDblClick):
    mouse(first, left)
    mouse(kinds.MouseButtonRelease, Qt.MouseButton(0))
print(len(pressed), flush=True)
import os
os._exit(0)
"""


def test_a_double_click_is_one_press() -> None:
    """Its second half would hit the button of the next step, which stands in the same place."""
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert said.stdout == "1\n"
