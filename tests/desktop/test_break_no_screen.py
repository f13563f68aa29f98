"""A guided break where there is no screen: it is shown on the first one that comes.

The X server stays and its only output is switched off, as when a lid is closed or a cable pulled.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cards import EXERCISE, running

from .conftest import HERE
from .rig.ground import Ground
from .rig.home import Home
from .rig.needs import skip_without, with_window
from .rig.showing import Showing
from .rig.sight import Box
from .rig.waiting import wait_until

pytestmark = [pytest.mark.desktop, with_window]

LISTENED = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
FULL = replace(EXERCISE, firmness="full")
WHOLE = Box(0, 0, 1280, 720)


@pytest.fixture
def session(home: Home, logs: Path) -> Iterator[Ground]:
    """A screen and its buses."""
    skip_without({"xrandr": "x11-xserver-utils"})
    with Ground(home, logs, HERE / "shots") as ground:
        yield ground


def switch(session: Ground, *how: str) -> None:
    """Switch the output, and leave the size of the whole as it is."""
    command = ["xrandr", "--output", "screen", *how, "--fb", "1280x720"]
    subprocess.run(command, env=session.environment, check=True, timeout=30)


def place(session: Ground) -> Box | None:
    """Where the break is; None: nowhere."""
    found = session.sight.find("frame", "Guided break", "unhunch")
    return found.box if found else None


def test_a_break_begins_when_a_screen_comes(session: Ground) -> None:
    """Until then nothing is shown, and nothing fails; then it covers the screen and can be left."""
    switch(session, "--off")
    window = Showing(session, running(60, FULL), LISTENED)
    window.shows(replace(running(50, FULL), place="3 of 3", title="Shoulder rolls"))
    assert place(session) is None
    switch(session, "--auto")

    wait_until(lambda: place(session) == WHOLE, "the screen is covered")
    assert session.sight.wait_for("label", "Shoulder rolls", "unhunch")
    session.screenshot("break-screen-came")
    session.hands.key("Escape")
    window.waits_for(do="answer", answer="stopped")


def test_a_break_outlasts_its_only_screen(session: Ground) -> None:
    """It is there again when the screen is."""
    window = Showing(session, running(60, FULL), LISTENED)
    wait_until(lambda: place(session) == WHOLE, "the screen is covered")
    switch(session, "--off")
    window.shows(replace(running(50, FULL), place="3 of 3", title="Shoulder rolls"))
    switch(session, "--auto")

    assert session.sight.wait_for("label", "Shoulder rolls", "unhunch")
    wait_until(lambda: place(session) == WHOLE, "the screen is covered")
    session.hands.key("Escape")
    window.waits_for(do="answer", answer="stopped")


def test_a_display_that_goes_ends_the_window(session: Ground) -> None:
    """As at the end of a session: with an exit code, and no abort over what is read meanwhile."""
    window = Showing(session, running(60))
    session.screen.stop()

    assert window.ends() == 1
