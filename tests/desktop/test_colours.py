"""Finding colours in a picture."""

from pathlib import Path

from PIL import Image

from .rig.colours import Mask
from .rig.sight import Box

MENU = "#E8E000"


def test_a_submenu_is_what_was_not_there_before(tmp_path: Path) -> None:
    """The menu it belongs to has the same colour, and a shade beside it does not count."""
    picture = tmp_path / "screen.png"
    screen = Image.new("RGB", (200, 100), "#336699")
    screen.paste("#E8E001", (0, 0, 10, 10))
    screen.save(picture)
    none = Mask(picture, MENU)
    screen.paste(MENU, (50, 10, 90, 60))
    screen.save(picture)
    menu = Mask(picture, MENU)
    screen.paste("#A0A0FF", (50, 20, 90, 30))
    screen.paste(MENU, (20, 20, 50, 40))
    screen.save(picture)
    both = Mask(picture, MENU)

    assert none.box() is None
    assert menu.box() == menu.new_since(none) == Box(50, 10, 40, 50)
    assert both.new_since(menu) == Box(20, 20, 30, 20)
