"""The icons in the package are those the drawing script draws."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]


@pytest.fixture
def draw() -> ModuleType:
    """The script, imported from where it stands."""
    path = ROOT / "installers/icons/draw.py"
    spec = importlib.util.spec_from_file_location("draw", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_icons_are_fresh(draw: ModuleType) -> None:
    """Drawn anew, every icon has the pixels of its file; another Pillow may differ by a shade."""
    differences = {}
    for state, shapes in draw.DRAWINGS.items():
        for size in draw.SIZES:
            with Image.open(draw.TRAY_ICONS / f"{state}-{size}.png") as image:
                kept = image.tobytes()
            drawn = draw.draw(shapes, size).tobytes()
            differences[state, size] = max(abs(a - b) for a, b in zip(kept, drawn, strict=True))

    assert {name: 0 for name in differences} == {
        name: worst if worst > 16 else 0 for name, worst in differences.items()
    }


def test_the_svg_of_the_desktop_entry_is_fresh(draw: ModuleType) -> None:
    """The desktop entry's icon is the tray's."""
    assert draw.svg(draw.DRAWINGS["ok"]) == draw.APP_ICON.read_text(encoding="utf-8")


def test_the_daemon_needs_no_image_library() -> None:
    """Neither tray nor notifier imports Pillow at the top: the daemon would carry it for ever."""
    imports = re.compile(r"^(?:import|from) (?:PIL|pystray|desktop_notifier|plyer|Xlib)\b", re.M)
    sources = [*ROOT.glob("src/unhunch/trays/*.py"), *ROOT.glob("src/unhunch/notifiers/*.py")]
    found = [path.name for path in sources if imports.search(path.read_text(encoding="utf-8"))]

    assert ["xembed.py"] == found
