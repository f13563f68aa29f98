"""What a screen reader hears of a guided break: what changes, once, and never what ticks.

It is switched on as screen readers do it, and listens on the accessibility bus as they do.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dbus_fast import Variant

from tests.cards import EXERCISE, QUESTION, running

from .conftest import HERE
from .rig import wire
from .rig.ears import Ears
from .rig.ground import Ground
from .rig.home import Home
from .rig.needs import skip_without, with_window
from .rig.showing import Showing
from .rig.sight import PROPERTIES
from .rig.waiting import wait_until
from .rig.wire import Target

pytestmark = [pytest.mark.desktop, with_window]

STATUS = Target("org.a11y.Bus", "/org/a11y/bus", PROPERTIES)
TYPING = "The time waits while you type."
NOISE = ("Object:ValueChanged", "Object:TextChanged", "Object:VisibleDataChanged")
"""What a screen reader would read out each second."""


@pytest.fixture
def session(home: Home, logs: Path) -> Iterator[Ground]:
    """A screen and its accessibility bus."""
    skip_without({})
    with Ground(home, logs, HERE / "shots") as ground:
        yield ground


@pytest.fixture
def ears(session: Ground) -> Ears:
    """A screen reader that was there before."""
    yes = Variant("b", True)
    bus = session.session_bus.address
    wire.call(bus, STATUS, "Set", "ssv", "org.a11y.Status", "ScreenReaderEnabled", yes)
    return Ears(session)


def test_each_change_is_read_aloud_once(session: Ground, ears: Ears) -> None:
    """An exercise, that the time waits, the next exercise, the question: each once, in order."""
    second = replace(EXERCISE, place="3 of 3", title="Shoulder rolls", picture="shoulder-rolls")
    window = Showing(session, running(40))
    ears.hears(EXERCISE.said)
    window.shows(replace(EXERCISE, note=TYPING))
    ears.hears(TYPING)
    window.shows(running(30))
    window.shows(replace(EXERCISE, note="Paused."))
    ears.hears("Paused.")
    window.shows(running(40, second))
    ears.hears(second.said)
    window.shows(QUESTION)
    ears.hears(QUESTION.said)

    assert ears.announced() == [EXERCISE.said, TYPING, "Paused.", second.said, QUESTION.said]


def test_what_ticks_is_told_to_nobody(session: Ground, ears: Ears) -> None:
    """Seconds go by, and the bus is silent; who asks the ring is told what is left."""
    Showing(session, running(40))
    ears.hears(EXERCISE.said)
    before = len(ears.heard())
    ring = "Neck turns. Time left in this exercise"
    first = session.sight.described("graphic", ring)
    wait_until(lambda: session.sight.described("graphic", ring) != first, "a second is over")

    assert [] == ears.heard()[before:]
    assert first.removesuffix(" s").isdigit()
    assert not [each for each in ears.heard() if each.kind in NOISE]


def test_everything_has_a_name_and_says_what_it_is(session: Ground, ears: Ears) -> None:
    """A window, labels, an image with what it shows, and buttons; nothing of it is nameless."""
    Showing(session, running(40))
    ears.hears(EXERCISE.said)
    things = [each for each in session.sight.things() if each.program == "unhunch"]
    named = {(each.role, each.name) for each in things}

    assert ("frame", "Guided break") in named
    assert ("graphic", "Neck turns. Time left in this exercise") in named
    assert [each for each in things if each.role != "filler" and not each.name] == []
    for label in ("Back", "Pause", "Next", "Done", "It hurt", "Stop"):
        assert ("push button", label) in named


def test_where_it_hurt_is_asked_aloud(session: Ground, ears: Ears) -> None:
    """The question and its places: each a check box with a name."""
    window = Showing(session, QUESTION)
    ears.hears(QUESTION.said)
    window.takes_keyboard()
    ears.feels("Good")
    session.hands.key("Tab", "Return")
    ears.hears("Where did it hurt?")
    ears.feels("Neck")

    assert session.sight.find("check box", "Neck", "unhunch")
