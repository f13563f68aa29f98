"""Colours that are seen whatever the desktop's are, and room for large letters."""

import json
import os
import subprocess
import sys

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
    for role, colour in (
        (QPalette.ColorRole.WindowText, text),
        (QPalette.ColorRole.Window, ground),
    ):
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
    [
        ("black", "white", 21.0),
        ("#777777", "white", 4.48),
        ("red", "white", 4.0),
        ("red", "red", 1),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    """As WCAG's own formula gives it, in either order."""
    assert abs(look.contrast(QColor(one), QColor(other)) - ratio) < 0.01
    assert look.contrast(QColor(one), QColor(other)) == look.contrast(QColor(other), QColor(one))


@given(colour=COLOURS)
def test_letters_upon_any_colour_are_read(colour: QColor) -> None:
    """Black or white: one of them always stands out enough."""
    assert look.contrast(look.upon(colour), colour) >= look.READ


@pytest.mark.parametrize(
    ("scale", "size", "firmness", "bare", "scrolls"),
    [
        ("1", "1024x768", "firm", 0, 0),
        ("1.5", "1024x768", "card", 0, 0),
        ("2", "1024x768", "card", 5, 0),
        ("2", "1366x768", "full", 8, 0),
    ],
)
def test_large_letters_have_room(
    scale: str, size: str, firmness: str, bare: int, scrolls: int
) -> None:
    """Each exercise in German, with every button that there can be: nothing is cut off, lies over
    something else or leaves the screen. At twice the size some have no picture."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.window.room", size, "de", firmness],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        timeout=60,
        check=True,
    )
    found = json.loads(told.stdout)

    assert [] == found["wrong"]
    assert found["bare"] <= bare
    assert found["scrolls"] <= scrolls


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("other side. 3 s x 5 each.", "other side. 3_s x_5 each."),
        ("Hold 10 s. 3 stairs.", "Hold 10_s. 3 stairs."),
        ("8 each way", "8 each way"),
    ],
)
def test_a_number_stays_with_what_it_counts_by(text: str, shown: str) -> None:
    """No line ends with "3" that goes on with "s"."""
    assert look.breakable(text) == shown.replace("_", "\u00a0")
