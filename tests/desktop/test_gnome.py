"""What only GNOME does: everything of the desktop is one program, which may come after ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .desktops.gnome import GnomeTray
from .rig.home import Home
from .rig.needs import skip_without
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

TITLE, DONE = "Posture check", "Changed something"


class Login(GnomeTray):
    """The session's buses are there, and the shell is not yet."""

    def build(self) -> None:
        """Leave the shell to the test."""
        self.prepares()


@pytest.fixture
def login(home: Home, logs: Path) -> Iterator[Login]:
    """A session that begins."""
    skip_without(Login.programs)
    with Login(home, logs, Path(__file__).parent / "shots") as desktop:
        yield desktop


@pytest.fixture
def early(login: Login, logs: Path) -> Iterator[Unhunch]:
    """Unhunch as systemd starts it: before the shell, and without knowing any display."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
    known = {name: value for name, value in login.environment.items() if name not in displays}
    unhunch = Unhunch(known, logs)
    unhunch.start()
    yield unhunch
    unhunch.stop()


def test_a_daemon_that_was_there_before_the_shell(login: Login, early: Unhunch) -> None:
    """Icon and prompts come with the shell, without a restart."""
    before = early.status()
    login.starts()
    wait_until(login.sees_icon, "the icon is in the tray")
    login.moves()
    assert early("break", "posture").code == 0
    wait_until(lambda: login.sees_notice(TITLE), "the prompt is on the screen")
    login.presses(DONE)
    answered = early.wait_for_fact("prompt_answered")

    assert not before["tray"]
    assert (answered["answer"], answered["by"]) == ("done", "user")


def test_a_menu_that_is_asked_for_before_anything_is_known(login: Login, logs: Path) -> None:
    """The extension reads the menu as soon as it has the icon: it gets an answer, and no error."""
    login.starts()
    unhunch = Unhunch(login.environment, logs)
    try:
        unhunch.start()
        wait_until(login.sees_icon, "the icon is in the tray")
        login.picks("Pause for…", "30 minutes")
        unhunch.wait_for_fact("hold_began", hold="paused")
    finally:
        unhunch.stop()

    assert "Traceback" not in unhunch.log()
