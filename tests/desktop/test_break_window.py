"""The guided break's window on a real screen: read on the accessibility bus, pressed by hand."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from .rig.break_window import PROGRAM, Card, child_of
from .rig.desktop import Desktop
from .rig.needs import with_window
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = [pytest.mark.desktop, with_window]


@pytest.fixture
def card(desktop: Desktop, unhunch: Unhunch) -> Card:
    """A desktop on which a guided break has just begun."""
    return _begun(desktop, unhunch)


def _begun(desktop: Desktop, unhunch: Unhunch) -> Card:
    desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    unhunch.start()
    desktop.person.moves()
    assert unhunch("break").code == 0
    return Card(desktop)


def test_a_break_is_guided_in_a_window(card: Card, desktop: Desktop, unhunch: Unhunch) -> None:
    """`unhunch break` opens the card: what to do is there, next turns it, and after the last
    exercise it asks how that was. What is pressed becomes facts."""
    card.sees("label", "1 of 3")
    desktop.screenshot("break-card")
    card.presses("Next")
    card.sees("label", "2 of 3")
    card.presses("Next")
    card.sees("label", "3 of 3")
    card.presses("Next")
    card.sees("label", "How was that?")
    desktop.screenshot("break-question")
    card.presses("Good")

    answered = unhunch.wait_for_fact("prompt_answered", answer="done")

    assert [1, 2, 3] == [each["step"] for each in unhunch.facts("break_moved")]
    assert "user" == answered["by"]
    wait_until(lambda: not card.is_there(), "the window is gone")


def test_where_it_hurt_becomes_a_fact(card: Card, desktop: Desktop, unhunch: Unhunch) -> None:
    """It hurt: the exercises are noted at once, and where when it is told."""
    card.presses("It hurt")
    unhunch.wait_for_fact("exercise_hurt")
    card.presses("Upper back", "check box")
    desktop.screenshot("break-where")
    card.presses("Note it")

    located = unhunch.wait_for_fact("hurt_located")

    assert ["upper_back"] == located["regions"]
    wait_until(lambda: not card.is_there(), "the window is gone")


def test_a_window_that_dies_costs_nothing(card: Card, desktop: Desktop, unhunch: Unhunch) -> None:
    """The break goes on in a notification when the window's process is killed."""
    card.sees("label", "1 of 3")
    os.kill(child_of(unhunch.pid), signal.SIGKILL)

    desktop.person.reads_notice("1 of 3")

    assert [] == unhunch.facts("break_moved")
    assert 0 == unhunch("answer", "done").code


def test_the_window_dies_with_the_daemon(card: Card, desktop: Desktop, unhunch: Unhunch) -> None:
    """A daemon that is killed leaves no window behind; the next one goes on with the break."""
    card.sees("label", "1 of 3")
    window = child_of(unhunch.pid)
    unhunch.kill()
    wait_until(lambda: not Path(f"/proc/{window}").exists(), "the window's process has ended")

    unhunch.start()
    card.sees("label", " of 3")

    assert 1 == len(unhunch.facts("prompt_answered"))


def test_the_card_never_takes_the_keyboard(
    desktop: Desktop, unhunch: Unhunch, tmp_path: Path
) -> None:
    """Who types goes on typing in their own window, when the card comes and when it is clicked."""
    typed = tmp_path / "typed"
    desktop.begin(desktop.program("xterm", "xterm", "-e", "sh", "-c", f"exec cat > {typed}"))
    wait_until(lambda: typed.exists(), "there is a window to type in")
    card = _begun(desktop, unhunch)
    card.presses("Next")
    card.sees("label", "2 of 3")
    desktop.hands.type("still here\n")

    wait_until(lambda: typed.read_text() == "still here\n", "the letters arrive where they belong")


def test_the_time_waits_while_somebody_types(
    card: Card, desktop: Desktop, unhunch: Unhunch
) -> None:
    """Ten seconds of input without a pause: the card says so, until the hands rest."""
    waits = "The time waits while you type."

    def has_noticed() -> bool:
        desktop.hands.key("Shift_L")
        return bool(unhunch.facts("break_moved"))

    wait_until(has_noticed, "the time waits")
    card.sees("label", waits)
    desktop.screenshot("break-waits")
    goes_on = lambda: not desktop.sight.find("label", waits, PROGRAM)  # noqa: E731
    wait_until(goes_on, "the time goes on")

    assert ["typing", None] == [each["halted"] for each in unhunch.facts("break_moved")][:2]


def test_the_card_is_used_with_the_keyboard_alone(
    card: Card, desktop: Desktop, unhunch: Unhunch
) -> None:
    """`unhunch break` a second time gives the card the keyboard: it begins at Pause."""
    card.sees("label", "1 of 3")
    assert "keyboard" in unhunch("break").out
    title = ["xdotool", "getactivewindow", "getwindowname"]

    def has_keyboard() -> bool:
        said = subprocess.run(
            title, env=desktop.environment, capture_output=True, text=True, check=False
        )
        return "Guided break" in said.stdout

    wait_until(has_keyboard, "the card has the keyboard")
    desktop.hands.key("Tab", "space")
    card.sees("label", "2 of 3")
    desktop.hands.key("Escape")

    assert unhunch.wait_for_fact("prompt_answered", answer="stopped")


def test_a_meeting_takes_the_card_away(desktop: Desktop, unhunch: Unhunch) -> None:
    """And when it is over the break begins again, by itself where the settings say so: then it can
    be put off, too."""
    unhunch.settings('[breaks]\nat_once = true\n[prompt]\ngrace = "1s"\n')
    card = _begun(desktop, unhunch)
    card.sees("label", "1 of 3")
    assert unhunch("meeting", "10m").code == 0
    wait_until(lambda: not card.is_there(), "the card is gone")
    assert unhunch.wait_for_fact("break_moved", put_back=True)

    assert unhunch("resume").code == 0
    desktop.person.moves()

    assert unhunch.wait_for_fact("prompt_shown", again=True)["starts"]
    card.sees("label", "1 of 3")
    card.sees("push button", "Later")
    desktop.screenshot("break-by-itself")
    card.presses("Skip")
    assert unhunch.wait_for_fact("prompt_answered", answer="skip")
    wait_until(lambda: not card.is_there(), "the card is gone")


def test_a_break_needs_nothing_but_its_window(session: Desktop, unhunch: Unhunch) -> None:
    """No panel, no notification server: `unhunch break` is granted and the card comes."""
    card = _begun(session, unhunch)

    card.sees("label", "1 of 3")

    assert "screen" == unhunch.wait_for_fact("prompt_shown")["on"]


def test_the_break_is_turned_from_the_tray_and_by_commands(
    card: Card, desktop: Desktop, unhunch: Unhunch
) -> None:
    """What the card can do, the menu can, and every line of it is a command."""
    card.sees("label", "1 of 3")
    desktop.person.picks("Next")
    card.sees("label", "2 of 3")
    assert "Stretch break: 1 of 3\n" == unhunch("guide", "back").out
    card.sees("label", "1 of 3")
    assert "Stretch break: 1 of 3, paused\n" == unhunch("guide", "pause").out
    card.sees("label", "Paused.")
    desktop.person.opens_menu()
    desktop.screenshot("break-menu")
    lines = desktop.person.reads_menu()
    desktop.person.leaves_menu()

    assert ["Back", "Go on", "Next"] == lines[2:5]


def test_a_notification_says_that_the_time_waits(desktop: Desktop, unhunch: Unhunch) -> None:
    """One notice all the time, with other words."""
    unhunch.settings("[breaks]\nwindow = false\n")
    unhunch.start()
    desktop.person.moves()
    assert unhunch("break").code == 0
    desktop.person.reads_notice("Stretch break: 1 of 3")

    def has_noticed() -> bool:
        desktop.hands.key("Shift_L")
        return bool(unhunch.facts("break_moved"))

    wait_until(has_noticed, "the time waits")
    desktop.person.reads_notice("waits while you type")
    desktop.screenshot("break-notice-waits")
    wait_until(lambda: not desktop.person.sees_notice("waits while"), "the time goes on")

    assert desktop.person.sees_notice("Stretch break: 1 of 3")


def test_the_card_speaks_german(desktop: Desktop, unhunch: Unhunch) -> None:
    """All of it."""
    unhunch.settings('language = "de"\n')
    card = _begun(desktop, unhunch)
    card.sees("label", "1 von 3")
    card.sees("push button", "Anhalten")
    desktop.screenshot("break-card-german")


OWN = """
[breaks]
firmness = "{firmness}"
window = {window}

[reminders.stretch]
sets = ["own"]

[exercises.reach-up]
name = "Reach for the <b>ceiling</b>"
do = "Raise both arms slowly & look after your hands. 5 times."
feel = "the sides of the chest"
stop = "Stop when a shoulder pinches."
sets = ["own"]
figure.moves = ["arms"]
figure.arrows = [{{ of = "left_hand" }}]
figure.poses = [
  {{ stance = "sit", hands = "thigh" }},
  {{ arms = {{ lift = 165 }}, takes = 2, holds = 2 }},
]

[exercises.shake]
name = "Shake it out"
do = "Shake hands and arms."
sets = ["own"]
"""


@pytest.mark.parametrize("firmness", ["card", "full"])
def test_ones_own_exercises_are_guided(desktop: Desktop, unhunch: Unhunch, firmness: str) -> None:
    """One with poses, which is drawn, and one without a picture, which shows the seconds; what the
    user wrote is text. It hurt: it is noted by its name in the settings."""
    unhunch.settings(OWN.format(firmness=firmness, window="true"))
    card = _begun(desktop, unhunch)
    card.sees("label", "Reach for the <b>ceiling</b>")
    card.sees("label", "Raise both arms slowly & look after your hands. 5 times.")
    card.sees("label", "You should feel it here: the sides of the chest.")
    card.sees("label", "Stop when a shoulder pinches.")
    desktop.screenshot(f"break-own-{firmness}")
    card.presses("Next")
    card.sees("label", "Shake it out")
    card.sees("label", "2 of 2")
    desktop.screenshot(f"break-own-without-picture-{firmness}")
    card.presses("It hurt")

    hurt = unhunch.wait_for_fact("exercise_hurt")

    assert ["reach-up", "shake"] == hurt["exercises"]


def test_ones_own_exercises_in_notifications(desktop: Desktop, unhunch: Unhunch) -> None:
    """Where there is no window the words are in the notification, as they were written."""
    unhunch.settings(OWN.format(firmness="card", window="false"))
    unhunch.start()
    desktop.person.moves()
    unhunch("break")

    desktop.person.reads_notice("Reach for the")
    desktop.screenshot("break-own-notification")
