"""The machine sleeps, wakes, is locked and unlocked: as logind tells it."""

import pytest

from .rig.desktop import Desktop
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop


def test_waking_shows_the_open_prompt_once(desktop: Desktop, unhunch: Unhunch) -> None:
    """Sleep and wake with a prompt open: it is the same prompt afterwards, and the only one."""
    unhunch.start()
    desktop.person.moves()
    unhunch("break", "posture")
    desktop.person.reads_notice()
    desktop.logind.going_to_sleep()
    desktop.logind.woke()
    desktop.person.moves()
    desktop.person.reads_notice()
    desktop.screenshot("prompt-after-sleep")

    assert {1} == {fact["prompt"] for fact in unhunch.facts("prompt_shown")}


def test_a_locked_screen_shows_no_prompt(desktop: Desktop, unhunch: Unhunch) -> None:
    """A prompt leaves the screen when it is locked, and comes back as the same when unlocked."""
    unhunch.start()
    desktop.person.moves()
    unhunch("break", "posture")
    desktop.person.reads_notice()
    desktop.logind.lock()
    unhunch.wait_for_fact("hold_began", hold="locked")
    wait_until(lambda: not desktop.person.sees_notice(), "the prompt is off the screen")
    desktop.logind.unlock()
    desktop.person.moves()
    desktop.person.reads_notice()

    assert {1} == {fact["prompt"] for fact in unhunch.facts("prompt_shown")}
