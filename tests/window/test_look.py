"""Colours that are seen whatever the desktop's are, and room for large letters."""

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette

from unhunch.window import look

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: QColor(*parts))


def palette(text: QColor, ground: QColor) -> QPalette:
    """A desktop's colours."""
    made = QPalette()
    for role, colour in ((QPalette.ColorRole.WindowText, text), (QPalette.ColorRole.Window, ground)):
        made.setColor(role, colour)
    return made


@given(colour=COLOURS, text=COLOURS, ground=COLOURS)
def test_what_is_made_clear_is_seen_as_far_as_the_letters_are(
    colour: QColor, text: QColor, ground: QColor
) -> None:
    """By the ratio asked for, or as well as the desktop's own letters."""
    made = look.clear(colour, palette(text, ground), look.SEEN)
    found = look.contrast(made, ground)

    assert found >= look.SEEN or found == look.contrast(text, ground)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("black", "white", 21.0), ("#777777", "white", 4.48), ("red", "white", 4.0), ("red", "red", 1)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    """As WCAG's own formula gives it, in either order."""
    assert abs(look.contrast(QColor(one), QColor(other)) - ratio) < 0.01
    assert look.contrast(QColor(one), QColor(other)) == look.contrast(QColor(other), QColor(one))


@given(colour=COLOURS)
def test_letters_upon_any_colour_are_read(colour: QColor) -> None:
    """Black or white: one of them always stands out enough."""
    assert look.contrast(look.upon(colour), colour) >= look.READ
