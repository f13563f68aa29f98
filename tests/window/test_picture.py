"""What is painted in the ring: a picture of the program, one of the user's own, or the time."""

import subprocess
import sys
from dataclasses import replace

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

from tests.cards import EXERCISE, LONG, OWN, PLAIN, line
from unhunch.card import Card
from unhunch.config.figures import figure_in
from unhunch.window.picture import Pictures


def test_the_programs_are_known_by_their_keys() -> None:
    """And drawn once for all."""
    pictures = Pictures()
    drawn = pictures.of(EXERCISE)

    assert drawn is not None
    assert drawn is pictures.of(replace(EXERCISE, title="another"))


def test_ones_own_comes_with_its_card() -> None:
    """Also when it was changed while the window is open."""
    pictures = Pictures()
    changed = replace(OWN, figure=OWN.figure.replace("165", "120"))
    drawn, again = pictures.of(OWN), pictures.of(changed)

    assert drawn is not None and again is not None
    assert [figure_in(OWN.figure), figure_in(changed.figure)] == [drawn.figure, again.figure]


@pytest.mark.parametrize("figure", ["", "nonsense", "[]", '{"poses": [{}]}'])
def test_what_has_no_figure_has_no_picture(figure: str) -> None:
    """And nothing happens but that."""
    assert Pictures().of(replace(PLAIN, figure=figure)) is None


@pytest.mark.parametrize("card", [OWN, PLAIN, LONG], ids=["own", "no picture", "long words"])
def test_the_card_is_as_wide_as_it_may_be(card: Card) -> None:
    """No word of the user's own makes it wider, and pushes its buttons off."""
    made = subprocess.run(
        [sys.executable, "-P", "-c", WIDTHS],
        input=line(card),
        env={"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    needs, has = map(int, made.stdout.split())

    assert 0 < needs <= has


WIDTHS = """
import sys
from PySide6.QtWidgets import QApplication
from unhunch.window.buttons import Newest
from unhunch.window.frames import CardWindow
from unhunch.window.panel import SNUG, Panel
from unhunch.window.picture import Pictures
from unhunch.window.pipe import Pipe

app = QApplication([])
card = Pipe(sys.stdin.buffer, sys.stdout.buffer).read().card
panel = Panel(card, print, Newest(), Pictures(), SNUG[0], covers=False)
window = CardWindow("card", lambda: None, keyboard=False)
window.put(panel)
window.place(app.primaryScreen())
window.show()
panel.grab()
print(panel.minimumSizeHint().width(), panel.width())
"""
