"""The window's life: cards come in, buttons go out, screens come and go."""

import sys
from threading import Thread

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ..card import Card
from .breaking import Breaking
from .pipe import Pipe


class Reader(QObject):
    """Waits for the daemon's lines in a thread of its own: pipes have no notifier on Windows."""

    told = Signal(object)

    def __init__(self, pipe: Pipe) -> None:
        super().__init__()
        self._pipe = pipe

    def start(self) -> None:
        """Begin. Whoever is not there any more is not waited for."""
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            told = self._pipe.read()
            self.told.emit(told)
            if told is None:
                return


CANNOT = 3
"""Exit code: nothing could be seen."""


def run(card: Card, pipe: Pipe, *, refuses: str = "") -> int:
    """Show the card and what follows it. Return the exit code: CANNOT on the platform `refuses`."""
    app = QApplication(sys.argv[:1])
    if refuses and app.platformName() == refuses:
        sys.stderr.write("no window: no display takes it\n")
        return CANNOT
    app.setApplicationName("unhunch")
    app.setApplicationDisplayName(card.name)
    app.setDesktopFileName("unhunch")
    app.setQuitOnLastWindowClosed(False)
    # Not `quit`, which asks each window whether it may be closed.
    breaking = Breaking(pipe, lambda: app.exit(0))
    reader = Reader(pipe)
    reader.told.connect(breaking.take)
    breaking.show_card(card)
    pipe.shown()
    reader.start()
    return app.exec()
