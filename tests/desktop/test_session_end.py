"""What ends with the session, and what is there before it."""

from pathlib import Path

import pytest

from .rig.home import Home
from .rig.needs import skip_without
from .rig.screen import Screen
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop


def test_the_program_ends_with_its_x_server(home: Home, logs: Path) -> None:
    """As after a stop: code 0, so that systemd leaves it ended, one sentence, a whole journal."""
    skip_without()
    screen = Screen(home.environment(), logs)
    screen.start()
    environment = {**home.environment(), "DISPLAY": screen.display, "XDG_SESSION_TYPE": "x11"}
    unhunch = Unhunch(environment, logs)
    try:
        unhunch.start()
        wait_until(lambda: unhunch.status()["idle_sensor"] == "x11", "hands are seen")
        screen.stop()

        assert unhunch.wait() == 0
        assert "the session is over" in unhunch.log()
        assert "Traceback" not in unhunch.log()
    finally:
        unhunch.stop()
        screen.stop()

    assert unhunch("journal", "show").code == 0
