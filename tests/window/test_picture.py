"""What is painted in the ring: a picture of the program, one of the user's own, or the time."""

from dataclasses import replace

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

from tests.cards import EXERCISE, OWN, PLAIN
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
