"""A prompt on the screen, and the three ways to answer it."""

import pytest

from .rig.desktop import Desktop
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

DONE, LATER = "Changed something", "Later"
"""Answers of the posture reminder (product.md, section 2)."""


@pytest.fixture
def prompted(desktop: Desktop, unhunch: Unhunch) -> Desktop:
    """A desktop with a posture prompt on the screen."""
    unhunch.start()
    desktop.person.moves()
    assert unhunch("break", "posture").code == 0
    desktop.person.reads_notice()
    return desktop


def test_a_prompt_is_answered_by_its_button(prompted: Desktop, unhunch: Unhunch) -> None:
    """One click on the notification is an answer: it is kept, and the notification goes."""
    prompted.screenshot("prompt")
    prompted.person.presses(DONE)

    answered = unhunch.wait_for_fact("prompt_answered")

    assert (answered["answer"], answered["by"]) == ("done", "user")
    wait_until(lambda: not prompted.person.sees_notice(), "the prompt is gone")


def test_a_prompt_is_answered_by_the_tray_menu(prompted: Desktop, unhunch: Unhunch) -> None:
    """The answers of the open prompt are in the menu, and a click there takes it off the screen."""
    prompted.person.opens_menu()
    prompted.screenshot("menu-with-prompt")
    prompted.person.leaves_menu()
    prompted.person.picks(DONE)

    answered = unhunch.wait_for_fact("prompt_answered")

    assert (answered["answer"], answered["by"]) == ("done", "user")
    wait_until(lambda: not prompted.person.sees_notice(), "the prompt is gone")


def test_a_prompt_is_answered_by_the_command(prompted: Desktop, unhunch: Unhunch) -> None:
    """`unhunch answer done` does what the button does; a second one has nothing to answer."""
    said = unhunch("answer", "done")
    answered = unhunch.wait_for_fact("prompt_answered")
    again = unhunch("answer", "done")

    assert (said.code, again.code) == (0, 1)
    assert (answered["answer"], answered["by"]) == ("done", "user")
    wait_until(lambda: not prompted.person.sees_notice(), "the prompt is gone")


def test_later_leaves_the_prompt_open(prompted: Desktop, unhunch: Unhunch) -> None:
    """`unhunch answer later` takes the prompt off the screen, and it can still be answered."""
    assert unhunch("answer", "later").code == 0
    wait_until(lambda: not prompted.person.sees_notice(), "the prompt is off the screen")

    unhunch("answer", "done")
    answers = [fact["answer"] for fact in unhunch.facts("prompt_answered")]

    assert answers == ["later", "done"]


def test_a_reminder_of_ones_own_comes_by_itself(desktop: Desktop, unhunch: Unhunch) -> None:
    """After a minute of work the user's own reminder is on the screen, in the user's words."""
    unhunch.settings('[reminders.water]\nevery = "1m"\ntext = "A glass of water?"\n')
    unhunch.start()

    words = "A glass of water?"
    desktop.person.works_until(lambda: desktop.person.sees_notice(words), "the reminder is shown")
    desktop.screenshot("own-reminder")

    assert unhunch.facts("prompt_shown")[-1]["reminders"] == ["water"]


def test_a_stretch_break_is_guided(desktop: Desktop, unhunch: Unhunch) -> None:
    """`unhunch break` starts the exercises in place; Stop ends them and is kept."""
    unhunch.settings("[breaks]\nwindow = false\n")
    unhunch.start()
    desktop.person.moves()
    assert unhunch("break").code == 0
    desktop.person.reads_notice("Stretch break: 1 of")
    desktop.screenshot("guided-break")
    desktop.person.presses("Stop")

    assert unhunch.wait_for_fact("prompt_answered", answer="stopped")["by"] == "user"
