"""A press is a press: what a mouse does to a button."""

import os
import subprocess
import sys

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

PROGRAM = """
import os
import sys

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from unhunch.window.buttons import Button, Newest

app = QApplication([])
asked = []
left = Qt.MouseButton.LeftButton
kinds = QEvent.Type


def mouse(button, kind):
    middle = QPointF(button.rect().center())
    at = button.mapToGlobal(middle)
    for each, held in ((kind, left), (kinds.MouseButtonRelease, Qt.MouseButton(0))):
        app.sendEvent(button, QMouseEvent(each, middle, at, left, held, Qt.KeyboardModifier(0)))


newest = Newest()
first, second = (Button((name, name), asked.append, newest) for name in sys.argv[1:])
mouse(first, kinds.MouseButtonPress)
mouse(second, kinds.MouseButtonDblClick)
print(*asked, flush=True)
os._exit(0)
"""


@pytest.mark.parametrize(
    ("second", "asked"), [("not now", "hurt"), ("hurt", "hurt hurt")], ids=["another", "same"]
)
def test_a_double_click_presses_nothing_else(second: str, asked: str) -> None:
    """What a press brings stands in the same place: "Not now" where "It hurt" was."""
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, "hurt", second],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert said.stdout == f"{asked}\n"
