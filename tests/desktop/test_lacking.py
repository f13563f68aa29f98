"""Desktops that lack something, down to none at all."""

import pytest

from .rig.desktop import Desktop
from .rig.home import Home
from .rig.terminal import Terminal
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop


def test_without_a_tray_prompts_and_commands_work(session: Desktop, unhunch: Unhunch) -> None:
    """No panel: the prompt is shown and answered all the same, and status says what is missing."""
    session.notifyd.start()
    unhunch.start()
    session.person.moves()
    unhunch("break", "posture")
    session.person.reads_notice()
    session.screenshot("no-tray")
    session.person.presses("Changed something")
    unhunch.wait_for_fact("prompt_answered", answer="done")

    assert "tray" in unhunch("doctor").out


def test_without_a_notification_server_the_tray_asks(session: Desktop, unhunch: Unhunch) -> None:
    """No notification server: the prompt is in the tray's menu, and status says why."""
    session.panel.start()
    unhunch.start()
    session.person.moves()
    unhunch("break", "posture")
    session.person.opens_menu()
    session.screenshot("no-notification-server")
    session.person.leaves_menu()
    session.person.picks("Changed something")
    answered = unhunch.wait_for_fact("prompt_answered")

    assert "done" == answered["answer"]


def test_without_any_desktop_the_terminal_asks(home: Home) -> None:
    """No display and no D-Bus: the daemon says so, prompts in its terminal, takes answers there."""
    environment = home.environment()
    unhunch = Unhunch(environment, home.folder)
    with Terminal(environment) as terminal:
        wait_until(unhunch.is_serving, "the daemon takes requests")
        assert unhunch("break", "posture").code == 0
        terminal.reads("Changed something")
        terminal.types("1")
        answered = unhunch.wait_for_fact("prompt_answered")

    assert ("done", "user") == (answered["answer"], answered["by"])


def test_without_any_desktop_the_command_answers(home: Home) -> None:
    """What the terminal asks can be answered from another one with `unhunch answer done`."""
    environment = home.environment()
    unhunch = Unhunch(environment, home.folder)
    with Terminal(environment) as terminal:
        wait_until(unhunch.is_serving, "the daemon takes requests")
        unhunch("break", "posture")
        terminal.reads("Changed something")
        said = unhunch("answer", "done")

    assert 0 == said.code
    assert ["done"] == [fact["answer"] for fact in unhunch.facts("prompt_answered")]
