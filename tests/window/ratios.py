"""A program that tells how well each thing in the window of a break is seen, in the colours of the
desktop it runs on: the ratios of contrast, as JSON. With "dark" as its word, in the dark
colours of our own."""

import json
import sys

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from unhunch.figures.primitives import Role
from unhunch.figures.svg import INK
from unhunch.window import look
from unhunch.window.picture import FILLED, LINES, colour_of


def ratios(palette: QPalette) -> dict[str, dict[str, float]]:
    """Return the ratio of each thing against what it stands on: of what is read, and of what is
    seen. A filled shape is seen by its colour or by its outline."""
    role, active = QPalette.ColorRole, QPalette.ColorGroup.Active
    ground, accent = look.ground(palette), look.accent(palette)
    button = palette.color(active, role.Button)
    pictured = {}
    for part in Role:
        found = look.contrast(colour_of(part, palette), ground)
        if part not in (*FILLED, *LINES, Role.GROUND):
            found = max(found, look.contrast(QColor(INK), ground))
        if part is not Role.FACE:
            pictured[str(part)] = found
    pictured["face on the body"] = look.contrast(
        colour_of(Role.FACE, palette), colour_of(Role.BODY, palette)
    )
    return {
        "read": {
            "text": look.contrast(look.text(palette), ground),
            "small print": look.contrast(look.muted(palette), ground),
            "buttons": look.contrast(palette.color(active, role.ButtonText), button),
            "a place that is chosen": look.contrast(look.upon(accent), accent),
        },
        "seen": {
            "ring": look.contrast(accent, ground),
            "keyboard": look.contrast(look.text(palette), ground),
            "keyboard on a button": look.contrast(look.text(palette), button),
            **pictured,
        },
    }


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    shown = look.dark() if sys.argv[1:] == ["dark"] else app.palette()
    told = {"ground": look.ground(shown).name(), **ratios(shown)}
    sys.stdout.write(json.dumps(told) + "\n")
