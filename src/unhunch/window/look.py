"""How everything looks: the desktop's own colours and letters, and less motion where it asks so."""

import re

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

LONG_WORD, PIECE = 28, 14
"""Letters from which on a word may be broken, after so many of them: a label breaks none by itself,
and one of the user's own would push the buttons off the card."""

MUTED = 0.72
"""How much of the text colour is in small print; all of it where more contrast is wanted."""


def breakable(text: str) -> str:
    """Return the text with places at which its longest words may be broken."""

    def pieces(word: re.Match[str]) -> str:
        return "\u200b".join(word[0][at : at + PIECE] for at in range(0, len(word[0]), PIECE))

    return re.sub(rf"\S{{{LONG_WORD},}}", pieces, text)


def wants_still() -> bool:
    """Whether the desktop asks for less motion. Older Qt cannot tell."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    wish = getattr(hints(), "motionPreference", None) if hints else None
    return bool(wish and wish().name == "ReducedMotion")


def wants_contrast() -> bool:
    """Whether the desktop asks for more contrast."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    wish = getattr(hints(), "contrastPreference", None) if hints else None
    return bool(wish and wish().name == "HighContrast")


def text(palette: QPalette) -> QColor:
    """Return the colour of letters. Of a window in use: a card never is, and need not look dull."""
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)


def ground(palette: QPalette) -> QColor:
    """Return the colour behind the letters."""
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)


def accent(palette: QPalette) -> QColor:
    """Return the colour of what matters now."""
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)


def muted(palette: QPalette) -> QColor:
    """Return the colour of small print."""
    return text(palette) if wants_contrast() else mixed(text(palette), ground(palette), MUTED)


def faint(palette: QPalette) -> QColor:
    """Return the colour of what is only a background to something."""
    return mixed(text(palette), ground(palette), 0.4 if wants_contrast() else 0.16)


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """Return a colour with this part of one and the rest of the other."""
    rest = 1 - part
    return QColor.fromRgbF(
        one.redF() * part + other.redF() * rest,
        one.greenF() * part + other.greenF() * rest,
        one.blueF() * part + other.blueF() * rest,
    )


def sized(font: QFont, by: float, *, bold: bool = False) -> QFont:
    """Return the font, larger by this factor than the desktop's."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * by)
    else:
        made.setPixelSize(round(font.pixelSize() * by))
    made.setBold(bold)
    return made
