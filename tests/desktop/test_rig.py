"""The rig itself: that it sees and touches what is there, and that nothing is skipped in secret."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from . import bench
from .rig import wire
from .rig.desktop import NOTIFICATIONS, Desktop
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

SERVER = wire.Target(NOTIFICATIONS, "/org/freedesktop/Notifications", NOTIFICATIONS)
NOTICE: tuple[object, ...] = ("rig", 0, "", "A notice", "and its text", ["key", "Press"], {}, -1)


def test_a_button_is_found_and_pressed(desktop: Desktop) -> None:
    """A notification sent by anybody is seen, and a click on its button closes it."""
    address = desktop.session_bus.address
    wire.call(address, SERVER, "Notify", "susssasa{sv}i", *NOTICE)
    wait_until(lambda: desktop.person.sees_notice("A notice"), "the notice is on the screen")
    desktop.person.presses("Press")

    wait_until(lambda: not desktop.person.sees_notice(), "the notice is gone")


def test_an_empty_tray_has_no_icon(desktop: Desktop) -> None:
    """What the rig takes for the icon is not a part of the panel."""
    assert not desktop.person.sees_icon()


def test_the_benchmark_has_a_desktop_to_run_on() -> None:
    """What it needs is not lost unseen: a broken benchmark fails no check."""
    if missing := bench.missing():
        pytest.skip(f"needs the Debian packages {' '.join(missing)}")
    with bench.unhunch_on_a_desktop() as (_, unhunch):
        unhunch.start()

        assert unhunch.is_serving()


@pytest.mark.parametrize(("wish", "code"), [("required", 1), ("", 0)])
def test_a_skip_is_a_failure_where_a_desktop_is_required(wish: str, code: int) -> None:
    """With none of the programs on the PATH a test is skipped, or with UNHUNCH_DESKTOP fails."""
    one = f"{__file__}::{test_an_empty_tray_has_no_icon.__name__}"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", one],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PATH": "/nowhere", "UNHUNCH_DESKTOP": wish},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ran.returncode == code, ran.stdout
    assert "xfce4-panel" in ran.stdout
