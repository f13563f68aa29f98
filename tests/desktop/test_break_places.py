"""Where the window of a guided break is on X11: beside the panel, and on screens of any scale."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from .rig.desktop import Desktop
from .rig.ground import Ground
from .rig.home import PANEL, Home
from .rig.needs import with_window
from .rig.sight import Box
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until
from .rig.windows import windows_of
from .test_break_screens import begin
from .test_break_screens import session as openbox
from .test_break_window import Card

__all__ = ["openbox"]

pytestmark = [pytest.mark.desktop, with_window]

NAME = "Guided break"

LEFT, RIGHT = Box(0, 0, 560, 620), Box(560, 0, 719, 720)
"""Two screens of different sizes."""


def windows(desktop: Ground) -> list[Box]:
    """Where the break's windows are, in pixels of the screen."""
    return windows_of(desktop.environment["DISPLAY"], NAME)


def is_card_in(desktop: Ground, room: Box) -> bool:
    """Whether there is one window, in the lower right corner of this room and within it."""
    found = windows(desktop)
    if len(found) != 1:
        return False
    card = found[0]
    right = room.x + room.width - card.x - card.width
    below = room.y + room.height - card.y - card.height
    return 4 < right < 40 and 4 < below < 40 and card.x >= room.x and card.y >= room.y


@pytest.fixture
def unhunch_there(openbox: Ground, logs: Path) -> Iterator[Unhunch]:
    """Unhunch on that desktop."""
    program = Unhunch(openbox.environment, logs)
    yield program
    program.stop()


@pytest.fixture
def bottom(home: Home) -> None:
    """The panel at the bottom of the screen."""
    file = home.config / "xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml"
    file.write_text(PANEL.replace("p=6;", "p=12;"))


def plug(desktop: Ground, *screens: Box) -> None:
    """Have these screens in place of the whole."""
    for number, box in enumerate(screens):
        at = f"{box.width}/300x{box.height}/200+{box.x}+{box.y}"
        output = "none" if number else "screen"
        command = ["xrandr", "--setmonitor", f"SCREEN{number}", at, output]
        subprocess.run(command, env=desktop.environment, check=True, timeout=30)


@pytest.mark.parametrize(
    "screens",
    [[Box(0, 0, 1280, 720)], [Box(0, 0, 640, 720), Box(640, 0, 640, 720)]],
    ids=["one", "two"],
)
def test_the_card_covers_no_panel(
    screens: list[Box], bottom: None, session: Desktop, unhunch: Unhunch
) -> None:
    """It stands above one at the bottom, on one screen and on two."""
    plug(session, *screens)
    session.panel.start()
    session.notifyd.start()
    session.hands.move(300, 300)
    card = begin(session, unhunch, "card")
    room = Box(0, 0, screens[0].width, 691)
    wait_until(lambda: is_card_in(session, room), "the card is above the panel")
    card.sees("push button", "Stop")
    session.screenshot(f"break-card-panel-{len(screens)}")


SCALES = {
    "mixed": {"QT_SCREEN_SCALE_FACTORS": "SCREEN0=1;SCREEN1=1.5"},
    "large": {"QT_FONT_DPI": "144"},
}
"""What desktops with screens of several scales, or of a large one (Xft.dpi), tell Qt."""


@pytest.mark.parametrize("scales", SCALES)
def test_a_card_is_in_its_corner_at_any_scale(
    scales: str, openbox: Ground, unhunch_there: Unhunch
) -> None:
    """Of the screen with the pointer, and not across its edge."""
    plug(openbox, LEFT, RIGHT)
    openbox.environment |= SCALES[scales] | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    unhunch_there.start()
    for screen in (LEFT, RIGHT):
        openbox.hands.move(*screen.middle)
        assert unhunch_there("break").code == 0
        wait_until(lambda screen=screen: is_card_in(openbox, screen), "the card is in its corner")
        Card(openbox).sees("push button", "Stop")
        openbox.screenshot(f"break-card-{scales}-{screen.x}")
        assert unhunch_there("answer", "stopped").code == 0
        wait_until(lambda: not windows(openbox), "it is gone")


def test_screens_of_different_scales_are_covered(openbox: Ground, unhunch_there: Unhunch) -> None:
    """Each to its last pixel, also where that is no whole number of Qt's."""
    plug(openbox, LEFT, RIGHT)
    openbox.environment |= SCALES["mixed"]
    begin(openbox, unhunch_there, "full").sees("push button", "Stop")

    wait_until(lambda: len(windows(openbox)) == 2, "each screen has a window")
    openbox.screenshot("break-full-mixed")
    left, right = windows(openbox)
    assert LEFT == left
    assert right in (RIGHT, replace(RIGHT, width=RIGHT.width + 1))
