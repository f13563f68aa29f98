"""A guided break in the desktop's colours, letters and motion: real themes, a real portal."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from .conftest import HERE
from .rig.ground import Ground
from .rig.home import Home
from .rig.needs import missing_packages

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(find_spec("PySide6") is None, reason="needs unhunch[window]"),
]

KDE = {"XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true", "KDE_SESSION_VERSION": "5"}
SCHEMES = Path("/usr/share/color-schemes")
READ, SEEN = 4.5, 3.0


def gtk(theme: str) -> dict[str, str]:
    """The environment of a GTK desktop with this theme."""
    return {"XDG_CURRENT_DESKTOP": "XFCE", "GTK_THEME": theme}


@pytest.fixture
def session(home: Home, logs: Path) -> Iterator[Ground]:
    """A screen and its buses."""
    needs = {str(SCHEMES / "BreezeDark.colors"): "plasma-workspace"}
    if missing := missing_packages(needs):
        pytest.skip(f"needs the Debian packages {' '.join(missing)}")
    with Ground(home, logs, HERE / "shots") as ground:
        yield ground


def seen(session: Ground, environ: dict[str, str], *words: str) -> dict[str, dict[str, float]]:
    """How well each thing is seen on such a desktop."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.window.ratios", *words],
        env=session.environment | environ,
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told: dict[str, dict[str, float]] = json.loads(said.stdout)
    return told


def test_everything_is_seen_in_every_scheme(session: Ground) -> None:
    """Letters by 4.5 to 1, signs and pictures by 3 to 1, in the real palette of each: Qt's own, light
    and dark, GTK's with and without high contrast, KDE's."""
    found = {
        "light": seen(session, {}),
        "dark": seen(session, {}, "dark"),
        **{
            theme: seen(session, gtk(theme))
            for theme in ("Adwaita", "Adwaita:dark", "HighContrast", "HighContrastInverse")
        },
    }
    for scheme in ("BreezeLight", "BreezeDark", "BreezeClassic"):
        (session.home.config / "kdeglobals").write_bytes((SCHEMES / f"{scheme}.colors").read_bytes())
        found[scheme] = seen(session, KDE)

    grounds = {scheme: told.pop("ground") for scheme, told in found.items()}
    least = {"read": READ, "seen": SEEN}
    faint = {
        (scheme, part): round(ratio, 2)
        for scheme, told in found.items()
        for kind, parts in told.items()
        for part, ratio in parts.items()
        if ratio < least[kind]
    }
    assert len(set(map(str, grounds.values()))) >= 6, grounds
    assert {} == faint
