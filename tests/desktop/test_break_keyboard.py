"""A guided break by the keyboard alone, with a window manager and without one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cards import EXERCISE, QUESTION, running

from .conftest import HERE
from .rig.ears import Ears
from .rig.ground import Ground
from .rig.home import Home
from .rig.needs import skip_without, with_window
from .rig.showing import Showing
from .rig.waiting import wait_until

pytestmark = [pytest.mark.desktop, with_window]

LISTENED = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
FULL = replace(EXERCISE, firmness="full")
FIRM = replace(EXERCISE, firmness="firm")
SECOND = replace(EXERCISE, place="3 of 3", title="Shoulder rolls", picture="shoulder-rolls")


class Managed(Ground):
    """A screen with a window manager."""

    def build(self) -> None:
        """Start it."""
        self.begin(self.program("openbox"))
        wait_until(self.screen.has_window_manager, "a window manager looks after the screen")


@pytest.fixture(params=[Managed, Ground], ids=["managed", "bare"])
def session(request: pytest.FixtureRequest, home: Home, logs: Path) -> Iterator[Ground]:
    """A screen with a window manager, and one without."""
    skip_without({"openbox": "openbox"})
    with request.param(home, logs, HERE / "shots") as ground:
        yield ground


@pytest.fixture
def ears(session: Ground) -> Ears:
    """Who hears where the keyboard is."""
    return Ears(session)


def walk(session: Ground, ears: Ears, *names: str) -> None:
    """Go on with Tab, and come to these buttons one after the other."""
    for name in names:
        session.hands.key("Tab")
        ears.feels(name)


def test_the_whole_card_by_keyboard(session: Ground, ears: Ears) -> None:
    """Tab comes by each button, in the order in which they are read, and round again. Space and
    Enter press; the keyboard stays where it is when the button or the exercise changes."""
    window = Showing(session, running(40), LISTENED)
    window.takes_keyboard()
    ears.feels("Pause")
    session.hands.key("space")
    window.waits_for(do="guide", move="pause")
    goes_on = ('{"do":"guide","move":"go_on","prompt":1}', "Go on")
    turns = (EXERCISE.turns[0], goes_on, EXERCISE.turns[2])
    window.shows(replace(EXERCISE, note="Paused.", turns=turns))
    ears.hears("Paused.")
    session.hands.key("Return")
    window.waits_for(do="guide", move="go_on")

    walk(session, ears, "Next", "Done", "It hurt", "Stop", "Back", "Go on", "Next")
    session.hands.key("space")
    window.waits_for(do="guide", move="next")
    window.shows(running(40, SECOND))
    ears.hears(SECOND.said)
    session.screenshot("break-keyboard")
    walk(session, ears, "Done")
    session.hands.key("Escape")
    window.waits_for(do="answer", answer="stopped")


def test_where_it_hurt_by_keyboard(session: Ground, ears: Ears) -> None:
    """After "It hurt" the keyboard is on the places; what is noted is asked for."""
    window = Showing(session, QUESTION, LISTENED)
    window.takes_keyboard()
    ears.feels("Good")
    walk(session, ears, "It hurt")
    session.hands.key("space")
    window.waits_for(do="answer", answer="hurt")
    ears.feels("Neck")
    walk(session, ears, "Upper back")
    session.hands.key("space")
    walk(session, ears, "Note it")
    session.hands.key("Return")

    window.waits_for(do="hurt", regions=["upper_back"])
    wait_until(lambda: not window.is_running(), "the window is gone")


def test_a_full_break_has_the_keyboard(session: Ground, ears: Ears) -> None:
    """At once; Esc ends it, and so does its button."""
    window = Showing(session, running(40, FULL), LISTENED)
    ears.feels("Pause")
    walk(session, ears, "Next", "Done", "It hurt", "Stop", "Back")
    session.hands.key("Escape")

    window.waits_for(do="answer", answer="stopped")


def test_a_firm_break_is_left_in_an_emergency(session: Ground, ears: Ears) -> None:
    """Tab comes by what is shown, and by nothing that is not; the way out of an emergency is there
    from the beginning."""
    window = Showing(session, running(40, FIRM), LISTENED)
    ears.feels("Pause")
    walk(session, ears, "Next", "It hurt", "I must stop now", "Back", "Pause", "Next", "It hurt")
    walk(session, ears, "I must stop now")
    session.hands.key("space")

    window.waits_for(do="answer", answer="stopped")
