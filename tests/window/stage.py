"""Breaks on two of Qt's screens without a screen, each a program of its own: told by its name.

What the break says, and what is seen of it, is told as JSON.
"""

import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.cards import EXERCISE, PLAIN, QUESTION, running

WIDE, HIGH = 1024, 768


class Stage:
    """A break, and what it says."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from unhunch.window.breaking import Breaking
        from unhunch.window.pipe import Pipe

        self.app = QApplication(sys.argv[:1])
        self.said = io.BytesIO()
        self.breaking = Breaking(Pipe(io.BytesIO(), self.said), self.app.quit)

    def shows(self, firmness: str, card: Any = EXERCISE) -> None:
        """Show this card, running."""
        self.breaking.show_card(replace(running(40, card), firmness=firmness))
        self.app.processEvents()

    def windows(self) -> list[Any]:
        """Return those that can be seen, the one with the exercise first."""
        from unhunch.window.frames import Window

        found = [each for each in self.app.topLevelWidgets() if isinstance(each, Window)]
        seen = [each for each in found if each.isVisible()]
        return sorted(seen, key=lambda each: not each.keyboard)

    def presses(self, label: str) -> None:
        """Press this button."""
        from unhunch.window.buttons import Button

        found = [each for each in self.app.allWidgets() if isinstance(each, Button)]
        next(each for each in found if each.isVisible() and each.text() == label).click()
        self.app.processEvents()

    def passes(self, milliseconds: int) -> None:
        """Let this much time pass."""
        from PySide6.QtTest import QTest

        QTest.qWait(milliseconds)

    def requests(self) -> list[Any]:
        """Return what was said so far, without the number of the prompt."""
        told = [json.loads(each) for each in self.said.getvalue().splitlines()]
        return [{key: each[key] for key in each if key != "prompt"} for each in told]


def keys(stage: Stage) -> Any:
    """Typed into the cover that shows nothing."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    stage.shows("full")
    blank = stage.windows()[1]
    key = Qt.Key
    for each in (key.Key_Space, key.Key_Tab, key.Key_Return, key.Key_Escape):
        QTest.keyClick(blank, each)
    return stage.requests()


def hurt(stage: Stage) -> Any:
    """Where it hurt is asked while a firm break still hides its way out."""
    from unhunch.window import breaking

    breaking.FIRM_FOR = 0.2
    stage.shows("firm")
    stage.presses("It hurt")
    stage.passes(400)
    stage.presses("Neck")
    stage.presses("Note it")
    return stage.requests()


def settles(stage: Stage) -> Any:
    """Whether anything is shown while screens come and go, and afterwards."""
    stage.breaking._soon.start(200)
    stage.shows("full")
    before = len(stage.windows())
    stage.passes(400)
    return [before, len(stage.windows())]


def firm(stage: Stage) -> Any:
    """Whether the way out is to be seen: at first, later, and in the next break."""
    from unhunch.window import breaking

    def seen() -> bool:
        panel = stage.breaking._panel
        return panel is not None and panel.buttons("out")[0].isVisible()

    breaking.FIRM_FOR = 0.3
    stage.shows("firm")
    told = [seen()]
    stage.passes(500)
    told.append(seen())
    stage.shows("firm", replace(EXERCISE, prompt=2))
    return [*told, seen()]


def ticks(stage: Stage) -> Any:
    """Milliseconds between two looks, None where there are none: with a picture, with a picture
    that stands still, without one, at the end, and halted."""
    told: list[int | None] = []

    def look() -> None:
        from unhunch.window.ring import Ring

        ring = stage.windows()[0].findChild(Ring)
        assert ring is not None
        timer = ring._timer
        told.append(timer.interval() if timer.isActive() else None)

    for card in (EXERCISE, replace(EXERCISE, motion=False, place="2"), PLAIN):
        stage.shows("full", card)
        look()
    stage.breaking.show_card(replace(running(0.05), place="3"))
    stage.passes(200)
    look()
    stage.breaking.show_card(replace(EXERCISE, place="3"))
    look()
    return told


def question(stage: Stage) -> Any:
    """How many windows there are in the exercise, and when it asks how that was."""
    stage.shows("full")
    covers = len(stage.windows())
    stage.breaking.show_card(replace(QUESTION, firmness="full"))
    stage.passes(50)
    return [covers, len(stage.windows())]


PLAYS = (keys, hurt, settles, firm, ticks, question)

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        config = Path(folder) / "screens.json"
        screens = [
            {"name": name, "x": x, "y": 0, "width": WIDE, "height": HIGH,
             "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
            for name, x in (("one", 0), ("two", WIDE))
        ]  # fmt: skip
        config.write_text(json.dumps({"screens": screens}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
        play = next(each for each in PLAYS if each.__name__ == sys.argv[1])
        sys.stdout.write(json.dumps(play(Stage())) + "\n")
        sys.stdout.flush()
        os._exit(0)
