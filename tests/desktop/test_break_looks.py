"""A guided break in the desktop's colours, letters and motion: real themes, a real portal."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.cards import EXERCISE, running
from unhunch.card import Card

from .conftest import HERE
from .rig.ground import Ground
from .rig.home import Home
from .rig.needs import skip_without, with_window
from .rig.showing import Showing
from .rig.waiting import wait_until

pytestmark = [pytest.mark.desktop, with_window]

KDE = {"XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true", "KDE_SESSION_VERSION": "5"}
SCHEMES = Path("/usr/share/color-schemes")
PORTAL, GTK_PORTAL = "/usr/libexec/xdg-desktop-portal", "/usr/libexec/xdg-desktop-portal-gtk"
READ, SEEN = 4.5, 3.0


def gtk(theme: str) -> dict[str, str]:
    """The environment of a GTK desktop with this theme."""
    return {"XDG_CURRENT_DESKTOP": "XFCE", "GTK_THEME": theme}


@pytest.fixture
def session(home: Home, logs: Path) -> Iterator[Ground]:
    """A screen and its buses."""
    needs = {
        str(SCHEMES / "BreezeDark.colors"): "plasma-workspace",
        PORTAL: "xdg-desktop-portal",
        GTK_PORTAL: "xdg-desktop-portal-gtk",
    }
    skip_without(needs)
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
    """Letters by 4.5 to 1, signs and pictures by 3 to 1, in the real palette of each: Qt's own,
    ours for the dark, GTK's with and without high contrast, KDE's."""
    found = {
        "Qt": seen(session, {}),
        "dark": seen(session, {}, "dark"),
        **{
            theme: seen(session, gtk(theme))
            for theme in ("Adwaita", "Adwaita:dark", "HighContrast", "HighContrastInverse")
        },
    }
    for scheme in ("BreezeLight", "BreezeDark", "BreezeClassic"):
        (session.home.config / "kdeglobals").write_bytes(
            (SCHEMES / f"{scheme}.colors").read_bytes()
        )
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
    assert len(set(map(str, grounds.values()))) >= 7, grounds
    assert {} == faint


def wished(session: Ground, interface: str, more: str = "") -> None:
    """Have the desktop's settings say this, and a portal that tells of them."""
    folder = session.home.config / "glib-2.0/settings"
    folder.mkdir(parents=True)
    (folder / "keyfile").write_text(f"[org/gnome/desktop/interface]\n{interface}\n{more}\n")
    session.environment |= {"GSETTINGS_BACKEND": "keyfile", "XDG_CURRENT_DESKTOP": "GNOME"}
    own = "org.freedesktop.impl.portal.desktop.gtk"
    session.begin(session.service("portal-gtk", [GTK_PORTAL], own))
    session.begin(session.service("portal", [PORTAL], "org.freedesktop.portal.Desktop"))
    session.environment["XDG_CURRENT_DESKTOP"] = "none"


class Picture:
    """What is in the ring, without the seconds."""

    def __init__(self, session: Ground, card: Card) -> None:
        Showing(session, card, {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
        self._session = session
        box = session.sight.wait_for("graphic", "Neck turns", "unhunch").box
        self._place = (
            box.x + box.width // 5, box.y + box.height // 5,
            box.x + box.width * 4 // 5, box.y + box.height * 7 // 10,
        )  # fmt: skip

    def looks(self) -> Image.Image:
        """Return it as it is now."""
        with Image.open(self._session.screenshot("break-picture")) as screen:
            return screen.convert("RGB").crop(self._place)

    def changes(self) -> bool:
        """Whether it is another one in the next second."""
        before = self.looks()
        return any(self._differs(before) for _ in range(8))

    def _differs(self, before: Image.Image) -> bool:
        return ImageChops.difference(before, self.looks()).getbbox() is not None

    def ground(self) -> tuple[int, ...]:
        """Return the colour behind it."""
        colour = self.looks().getpixel((0, 0))
        assert isinstance(colour, tuple)
        return colour


def test_pictures_move(session: Ground) -> None:
    """Where nobody wishes otherwise."""
    assert Picture(session, running(40)).changes()


def test_a_desktop_without_animations_has_still_pictures(session: Ground) -> None:
    """GNOME's setting, told by a real portal: the first pose and the last, side by side."""
    wished(session, "enable-animations=false")
    picture = Picture(session, running(40))
    wait_until(lambda: not picture.changes(), "nothing moves")
    session.screenshot("break-still")


def test_the_setting_keeps_pictures_still(session: Ground) -> None:
    """[breaks] motion = false comes with the card."""
    still = Picture(session, running(40, replace(EXERCISE, motion=False)))
    assert not still.changes()


def test_a_dark_desktop_has_a_dark_break(session: Ground) -> None:
    """Also where Qt knows nothing of the desktop: its portal says so, and that small print is to
    stand out."""
    more = "[org/gnome/desktop/a11y/interface]\nhigh-contrast=true"
    wished(session, "color-scheme='prefer-dark'", more)
    picture = Picture(session, running(40))
    wait_until(lambda: max(picture.ground()) < 64, "the ground is dark")
    session.screenshot("break-dark")
