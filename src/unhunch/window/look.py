"""How everything looks: the desktop's own colours and letters, and never too faint to be seen.

Ratios of contrast are those of WCAG 2.2 (1.4.3 and 1.4.11), between 1 and 21.
"""

import re

from PySide6.QtGui import QColor, QFont, QPalette

from .wishes import wants_contrast

LONG_WORD, PIECE = 28, 14
"""Letters from which on a word may be broken, after so many of them: a label breaks none by itself,
and one of the user's own would push the buttons off the card."""

MUTED = 0.72
"""How much of the text colour is in small print; all of it where more contrast is wanted."""

READ, SEEN = 4.5, 3.0
"""The least contrast of letters, and of what is a sign or a picture."""

_STEPS = 20


def breakable(text: str) -> str:
    """Return the text with places at which its longest words may be broken, and none between a
    number and what it counts by: "3 s x 5"."""

    def pieces(word: re.Match[str]) -> str:
        return "\u200b".join(word[0][at : at + PIECE] for at in range(0, len(word[0]), PIECE))

    kept = re.sub(r"(?<=\d) (?=(?:s|min|h|m|cm|x|%)\b)|(?<=\bx) (?=\d)", "\u00a0", text)
    return re.sub(rf"\S{{{LONG_WORD},}}", pieces, kept)


def dark() -> QPalette:
    """Return dark colours, for where the desktop wishes them and Qt has none of its desktop's."""
    made = QPalette(QColor("#3b3b3f"), QColor("#2a2a2d"))
    made.setColor(QPalette.ColorRole.Highlight, QColor("#5aa9e6"))
    made.setColor(QPalette.ColorRole.HighlightedText, QColor("black"))
    return made


def is_light(palette: QPalette) -> bool:
    """Whether letters are darker than what they stand on."""
    return _luminance(text(palette)) < _luminance(ground(palette))


def text(palette: QPalette) -> QColor:
    """Return the colour of letters. Of a window in use: a card never is, and need not look dull."""
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)


def ground(palette: QPalette) -> QColor:
    """Return the colour behind the letters."""
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)


def accent(palette: QPalette) -> QColor:
    """Return the colour of what matters now."""
    own = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    return clear(own, palette, SEEN)


def muted(palette: QPalette) -> QColor:
    """Return the colour of small print."""
    if wants_contrast():
        return text(palette)
    return clear(mixed(text(palette), ground(palette), MUTED), palette, READ)


def faint(palette: QPalette) -> QColor:
    """Return the colour of what is only a background to something."""
    return mixed(text(palette), ground(palette), 0.4 if wants_contrast() else 0.16)


def clear(colour: QColor, palette: QPalette, ratio: float) -> QColor:
    """Return the colour, with as much of the text's colour in it as it needs to stand out from the
    ground by this ratio, or as far as the desktop's own letters do."""
    behind = ground(palette)
    for step in range(_STEPS):
        made = mixed(text(palette), colour, step / _STEPS)
        if contrast(made, behind) >= ratio:
            return made
    return text(palette)


def upon(colour: QColor) -> QColor:
    """Return the colour of letters on this: black or white, whichever is read more easily."""
    black, white = QColor("black"), QColor("white")
    return max(black, white, key=lambda each: contrast(each, colour))


def contrast(one: QColor, other: QColor) -> float:
    """Return the ratio of contrast between two colours."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
