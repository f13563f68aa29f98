"""How everything looks: the desktop's own colours and letters, and less motion where it asks so."""

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

MUTED = 0.72
"""How much of the text colour is in small print; all of it where more contrast is wanted."""


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


def muted(palette: QPalette) -> QColor:
    """Return the colour of small print."""
    text, ground = (
        palette.color(QPalette.ColorRole.WindowText),
        palette.color(QPalette.ColorRole.Window),
    )
    return text if wants_contrast() else mixed(text, ground, MUTED)


def faint(palette: QPalette) -> QColor:
    """Return the colour of what is only a background to something."""
    text, ground = (
        palette.color(QPalette.ColorRole.WindowText),
        palette.color(QPalette.ColorRole.Window),
    )
    return mixed(text, ground, 0.4 if wants_contrast() else 0.16)


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
