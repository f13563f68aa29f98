"""The guided break on its page, on a desktop where the window is not installed."""

import time
from pathlib import Path

import pytest

from .rig.browser import Browser
from .rig.desktop import Desktop
from .rig.home import Home
from .rig.unhunch import Unhunch

pytestmark = pytest.mark.desktop

NO_QT = "import sys; sys.modules['PySide6'] = None\n"

AT_MOST = 12
"""Wakeups of the daemon in ten seconds of a break in which nothing happens. Measured in twenty: 5,
and 34 when the page asked by itself every 1.5 s."""


@pytest.fixture
def begun(desktop: Desktop, browser: Browser, unhunch: Unhunch, home: Home) -> Desktop:
    """A break that has just begun, in the browser."""
    hides = home.folder / "hides"
    hides.mkdir()
    (hides / "sitecustomize.py").write_text(NO_QT)
    desktop.environment["PYTHONPATH"] = str(hides)
    unhunch.start()
    desktop.person.moves()
    assert unhunch("break").code == 0
    return desktop


def test_a_break_is_guided_on_a_page(begun: Desktop, browser: Browser, unhunch: Unhunch) -> None:
    """What is pressed there becomes facts, and what is said elsewhere is seen there at once. The
    daemon is left alone meanwhile."""
    with browser.page() as page:
        page.get_by_role("button", name="Next").click()
        assert unhunch.wait_for_fact("break_moved", step=1)
        page.get_by_text("2 of 3").wait_for()
        began = time.monotonic()
        assert "paused" in unhunch("guide", "pause").out
        page.get_by_text("Paused.", exact=True).wait_for()
        assert time.monotonic() - began < 5
        begun.screenshot("break-page")

        before = wakeups(unhunch.pid)
        page.wait_for_timeout(10_000)
        woken = wakeups(unhunch.pid) - before

        page.get_by_role("button", name="It hurt").click()
        page.get_by_label("Neck").check()
        page.get_by_role("button", name="Note it").click()
        page.get_by_role("heading", name="The break is over.").wait_for()

    assert woken <= AT_MOST
    assert ["neck"] == unhunch.wait_for_fact("hurt_located")["regions"]


def test_a_page_that_is_closed_leaves_a_notification(
    begun: Desktop, browser: Browser, unhunch: Unhunch
) -> None:
    """A few seconds later; the break is where it was."""
    with browser.page() as page:
        page.get_by_role("button", name="Pause").wait_for()
        page.close()

    begun.person.reads_notice("Stretch break: 1 of 3")

    assert "page was closed" in unhunch.log()


def test_a_daemon_that_dies_and_starts_goes_on_on_the_page(
    begun: Desktop, browser: Browser, unhunch: Unhunch
) -> None:
    """The page that is open says that nobody answers, and follows the next one."""
    with browser.page() as page:
        page.get_by_role("button", name="Pause").wait_for()
        unhunch.kill()
        page.get_by_text("does not answer").wait_for()
        unhunch.start()
        assert unhunch("guide", "pause").code == 0
        page.get_by_text("Paused.", exact=True).wait_for()


def test_where_it_hurt_is_asked_after_a_notification_too(
    desktop: Desktop, browser: Browser, unhunch: Unhunch
) -> None:
    """Its button opens the page that asks."""
    unhunch.settings("[breaks]\nwindow = false\n")
    unhunch.start()
    desktop.person.moves()
    assert unhunch("break").code == 0
    desktop.person.presses("It hurt")
    assert unhunch.wait_for_fact("exercise_hurt")

    with browser.page() as page:
        page.get_by_role("heading", name="Where did it hurt?").wait_for()
        page.get_by_label("Upper back").check()
        page.get_by_role("button", name="Note it").click()
        page.get_by_role("heading", name="The break is over.").wait_for()

    assert ["upper_back"] == unhunch.wait_for_fact("hurt_located")["regions"]


def wakeups(pid: int) -> int:
    """How often the process has waited and been woken."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
