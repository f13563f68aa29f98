"""What dies, and what must not be lost with it."""

import pytest

from .rig.desktop import Desktop
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop


def test_a_prompt_outlives_the_notification_server(desktop: Desktop, unhunch: Unhunch) -> None:
    """The server dies with a prompt open: a new one shows the same prompt, and its button works."""
    unhunch.start()
    desktop.person.moves()
    unhunch("break", "posture")
    desktop.person.reads_notice()
    desktop.notifyd.kill()
    desktop.notifyd.start()
    desktop.person.reads_notice()
    desktop.screenshot("prompt-after-server-death")
    desktop.person.presses("Changed something")
    answered = unhunch.wait_for_fact("prompt_answered", answer="done")

    assert {answered["prompt"]} == {fact["prompt"] for fact in unhunch.facts("prompt_shown")}


def test_a_killed_daemon_goes_on_in_mid_bout(desktop: Desktop, unhunch: Unhunch) -> None:
    """After SIGKILL and a restart the bout is the same one, and nothing in the journal is lost."""
    unhunch.start()
    desktop.person.moves()
    began = unhunch.wait_for_fact("bout_began")
    unhunch.kill()
    before = unhunch.facts()
    unhunch.start()
    desktop.person.moves()
    wait_until(desktop.person.sees_icon, "the icon is back")

    assert before == unhunch.facts()[: len(before)]
    assert [began] == unhunch.facts("bout_began")
    assert [] == unhunch.facts("bout_ended")


def test_an_answer_outlives_the_daemon(desktop: Desktop, unhunch: Unhunch) -> None:
    """What was acknowledged is on disk: the daemon is killed right after it took an answer."""
    unhunch.start()
    desktop.person.moves()
    unhunch("break", "posture")
    desktop.person.reads_notice()
    said = unhunch("answer", "done")
    unhunch.kill()

    assert 0 == said.code
    assert ["done"] == [fact["answer"] for fact in unhunch.facts("prompt_answered")]


def test_an_open_prompt_outlives_the_daemon(desktop: Desktop, unhunch: Unhunch) -> None:
    """The daemon is killed with a prompt open: after the restart it is shown as the same prompt."""
    unhunch.start()
    desktop.person.moves()
    unhunch("break", "posture")
    desktop.person.reads_notice()
    unhunch.kill()
    unhunch.start()
    desktop.person.moves()
    unhunch.wait_for_fact("prompt_shown", again=True)

    assert {1} == {fact["prompt"] for fact in unhunch.facts("prompt_shown")}


def test_there_is_one_daemon_for_a_user(desktop: Desktop, unhunch: Unhunch) -> None:
    """A second `unhunch run` says that one runs already and ends; the first goes on."""
    unhunch.start()
    second = unhunch("run")

    assert 1 == second.code
    assert "already" in second.err + second.out
    assert unhunch.is_serving()
