"""The tray icon and its menu in a real panel."""

import subprocess

import pytest

from .rig.desktop import Desktop
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop


def test_the_menu_says_how_things_are(desktop: Desktop, unhunch: Unhunch) -> None:
    """The menu opens on a status line, ends with Quit, and has no answers without a prompt."""
    unhunch.start()
    wait_until(desktop.person.sees_icon, "the icon is in the tray")
    desktop.screenshot("icon")
    desktop.person.opens_menu()
    desktop.screenshot("menu")
    entries = desktop.person.reads_menu()

    assert "Quit" == entries[-1]
    assert [] == [entry for entry in entries if "Changed something" in entry]


def test_a_pause_picked_in_the_menu_holds_prompts(desktop: Desktop, unhunch: Unhunch) -> None:
    """Pause for 30 minutes is kept as a hold with an end, and the menu offers to resume."""
    unhunch.start()
    desktop.person.picks("Pause for…", "30 minutes")
    began = unhunch.wait_for_fact("hold_began", hold="paused")
    desktop.person.opens_menu()
    desktop.screenshot("menu-paused")

    assert began["until"] is not None
    assert any("Resume" in entry for entry in desktop.person.reads_menu())


def test_standing_up_is_said_in_the_menu(desktop: Desktop, unhunch: Unhunch) -> None:
    """I'm standing changes the stance, and the menu then offers the way back."""
    unhunch.start()
    desktop.person.moves()
    desktop.person.picks("I'm standing")
    unhunch.wait_for_fact("stance_changed", stance="standing")
    desktop.person.opens_menu()

    assert any("I'm sitting" in entry for entry in desktop.person.reads_menu())


def test_the_reasons_for_quiet_are_told(desktop: Desktop, unhunch: Unhunch) -> None:
    """Why so quiet? answers with a notification that names the pause."""
    unhunch.start()
    wait_until(desktop.person.sees_icon, "the icon is in the tray")
    assert unhunch("pause", "30m").code == 0
    desktop.person.picks("Why so quiet?")
    desktop.person.reads_notice("paused")
    desktop.screenshot("why-so-quiet")

    assert desktop.person.sees_notice("Why so quiet?")


def test_the_reasons_for_quiet_are_told_through_do_not_disturb(
    desktop: Desktop, unhunch: Unhunch
) -> None:
    """The server would swallow the answer to the click that asks about it."""
    unhunch.start()
    wait_until(desktop.person.sees_icon, "the icon is in the tray")
    switch = "--channel xfce4-notifyd --property /do-not-disturb --create --type bool --set true"
    command = ["xfconf-query", *switch.split()]
    subprocess.run(command, env=desktop.environment, check=True, timeout=60)
    wait_until(lambda: unhunch.status()["holds"], "do-not-disturb holds prompts back")
    desktop.person.picks("Why so quiet?")

    desktop.person.reads_notice("do not disturb is on")


def test_a_prompt_comes_back_after_the_reasons(desktop: Desktop, unhunch: Unhunch) -> None:
    """The reasons cover an open prompt for 20 s; then the same prompt is on the screen again."""
    unhunch.start()
    desktop.person.moves()
    unhunch("break", "posture")
    desktop.person.reads_notice("Posture check")
    desktop.person.picks("Why so quiet?")
    desktop.person.reads_notice("Why so quiet?")
    desktop.person.works_until(
        lambda: desktop.person.sees_notice("Posture check"), "the prompt is back", timeout=40
    )

    assert {fact["prompt"] for fact in unhunch.facts("prompt_shown")} == {1}


def test_quit_ends_the_daemon(desktop: Desktop, unhunch: Unhunch) -> None:
    """Quit in the menu ends the program cleanly, and its icon goes."""
    unhunch.start()
    desktop.person.picks("Quit")

    assert 0 == unhunch.wait()
    wait_until(lambda: not desktop.person.sees_icon(), "the icon is gone")


def test_the_quit_command_ends_the_daemon(desktop: Desktop, unhunch: Unhunch) -> None:
    """`unhunch quit` is the same; where no daemon runs it says so with exit code 3."""
    unhunch.start()
    first = unhunch("quit")
    ended = unhunch.wait()
    second = unhunch("quit")

    assert (0, 0, 3) == (first.code, ended, second.code)


def test_a_panel_that_dies_gets_its_icon_back(desktop: Desktop, unhunch: Unhunch) -> None:
    """The panel is killed and started: the same daemon's icon is there, and its menu works."""
    unhunch.start()
    wait_until(desktop.person.sees_icon, "the icon is in the tray")
    desktop.panel.kill()
    desktop.panel.start()
    wait_until(desktop.person.sees_icon, "the icon is in the new panel")
    desktop.person.picks("Pause for…", "30 minutes")

    unhunch.wait_for_fact("hold_began", hold="paused")


def test_a_panel_that_comes_late_gets_the_icon(session: Desktop, unhunch: Unhunch) -> None:
    """The daemon starts before the panel, as it does at login, and its icon appears with it."""
    unhunch.start()
    session.panel.start()

    wait_until(session.person.sees_icon, "the icon is in the tray")
