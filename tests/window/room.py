"""A program that shows every exercise on Qt's screen without a screen, and tells what does not fit.

Words: the size of the screen, the language, the firmness. Told as JSON: `wrong`: what is cut off,
overlaps or leaves the screen; `bare`: how many have no picture; `scrolls`: how many do not fit even
so, once they say that the time waits.
"""

import io
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.real_cards import exercise, exercises, question
from unhunch.desk.policy import Halt


def shown(language: str, firmness: str) -> dict[str, Any]:
    """Return what does not fit."""
    from PySide6.QtWidgets import QApplication

    from unhunch.window.breaking import Breaking
    from unhunch.window.buttons import Button
    from unhunch.window.pipe import Pipe

    app = QApplication(sys.argv[:1])
    breaking = Breaking(Pipe(io.BytesIO(), io.BytesIO()), app.quit)
    wrong: list[str] = []
    bare = scrolls = 0

    def look(name: str) -> Found:
        app.processEvents()
        found = Found(next(each for each in app.topLevelWidgets() if each.isVisible()))
        wrong.extend(f"{name}: {each}" for each in found.wrong)
        return found

    for key in exercises():
        breaking.show_card(exercise(key, language, firmness=firmness, by_itself=True))
        bare += look(key).is_bare
        halted = exercise(key, language, firmness=firmness, by_itself=True, halted=Halt.TYPING)
        breaking.show_card(halted)
        scrolls += look(f"{key}, halted").scrolls
    breaking.show_card(question(language, firmness=firmness))
    look("how it was")
    hurt = question(language).answers[1][1]
    next(
        each for each in app.allWidgets() if isinstance(each, Button) and each.text() == hurt
    ).click()
    look("where it hurt")
    return {"wrong": wrong, "bare": bare, "scrolls": scrolls}


class Found:
    """What is wrong in a window that is shown."""

    def __init__(self, window: Any) -> None:
        from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

        from unhunch.window.ring import Ring

        self.wrong: list[str] = []
        area = window.findChild(QScrollArea)
        content = area.widget()
        bar = area.verticalScrollBar()
        self.scrolls = bar.maximum() > 0
        ring = window.findChild(Ring)
        self.is_bare = ring is not None and ring._pictures is None
        if not window.screen().geometry().contains(window.frameGeometry()):
            self.wrong.append(f"the window is at {window.frameGeometry()}")
        if content.width() > area.viewport().width():
            self.wrong.append(f"too wide: {content.width()} in {area.viewport().width()}")
        parts = [each for each in content.findChildren(QLabel) if each.isVisible()]
        buttons = [each for each in content.findChildren(QPushButton) if each.isVisible()]
        for each in parts:
            if not isinstance(each, Ring) and each.heightForWidth(each.width()) > each.height():
                self.wrong.append(f"cut off: {each.text()[:30]!r}")
        for each in buttons:
            if each.sizeHint().width() > each.width() or each.sizeHint().height() > each.height():
                self.wrong.append(f"cut off: {each.text()!r}")
        self._look_at([*parts, *buttons], content)

    def _look_at(self, parts: list[Any], content: Any) -> None:
        from PySide6.QtCore import QPoint, QRect

        places = [(each, QRect(each.mapTo(content, QPoint()), each.size())) for each in parts]
        for number, (one, place) in enumerate(places):
            if not content.rect().contains(place):
                self.wrong.append(f"outside: {one.text()[:30]!r}")
            for other, there in places[:number]:
                if place.intersects(there):
                    self.wrong.append(f"{one.text()[:30]!r} over {other.text()[:30]!r}")


if __name__ == "__main__":
    size, language, firmness = sys.argv[1:]
    width, height = map(int, size.split("x"))
    with TemporaryDirectory() as folder:
        config = Path(folder) / "screens.json"
        screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height,
                  "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
        config.write_text(json.dumps({"screens": [screen]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
        told = shown(language, firmness)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        os._exit(0)
