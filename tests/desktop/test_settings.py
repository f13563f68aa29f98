"""The settings file edited while the program runs."""

import pytest

from .rig.desktop import Desktop
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

GOOD = '[reminders.water]\nevery = "50m"\ntext = "A glass of water?"\n'
BROKEN = '[reminders.water]\nevery = "50 bananas"\ntext = "A glass of water?"\n'


def test_settings_saved_while_running_are_in_force(desktop: Desktop, unhunch: Unhunch) -> None:
    """A reminder written into the file can be prompted for without a restart."""
    unhunch.start()
    desktop.person.moves()
    unhunch.settings(GOOD)
    wait_until(lambda: unhunch("break", "water").code == 0, "the new reminder is known")

    wait_until(lambda: desktop.person.sees_notice("A glass of water?"), "its prompt is shown")


def test_broken_settings_are_named_and_cost_nothing(desktop: Desktop, unhunch: Unhunch) -> None:
    """A bad value is told in status and tray with its place; the last good settings stay."""
    unhunch.settings(GOOD)
    unhunch.start()
    desktop.person.moves()
    unhunch.settings(BROKEN)
    wait_until(lambda: "bananas" in unhunch("status").out, "status says what is wrong")
    desktop.person.opens_menu()
    desktop.screenshot("menu-broken-settings")
    entries = desktop.person.reads_menu()

    assert "reminders.water.every" in unhunch("status").out
    assert any("config.toml:2" in entry and "bananas" in entry for entry in entries), entries
    assert 0 == unhunch("break", "water").code


def test_mended_settings_are_in_force_again(desktop: Desktop, unhunch: Unhunch) -> None:
    """When the mistake is gone, so is the warning."""
    unhunch.settings(BROKEN)
    unhunch.start()
    assert "bananas" in unhunch("status").out
    unhunch.settings(GOOD)

    wait_until(lambda: "bananas" not in unhunch("status").out, "the warning is gone")
