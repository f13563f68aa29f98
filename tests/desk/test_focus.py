"""Another window with the focus is a good moment for a prompt that waits (product.md 3.3)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.person import Person
from unhunch.desk import facts as f
from unhunch.desk.budget import Because
from unhunch.desk.decide import on_time
from unhunch.desk.deliver import verdict, waits_for_pause
from unhunch.desk.instant import Instant
from unhunch.desk.policy import Hold

from .wanted import WATER, only


def focused(person: Person, **ago: float) -> Instant:
    """This instant, and another window got the focus so long ago."""
    here = person.day.here()
    return replace(here, seen=replace(here.seen, focused=here.now - timedelta(**ago)))


def shown(here: Instant) -> list[tuple[str, ...]]:
    """The prompts that the desk shows now."""
    return [fact.reminders for fact in on_time(here) if isinstance(fact, f.PromptShown)]


def waiting() -> Person:
    """Somebody who types, and a posture check that waits for a pause since a minute."""
    return Person(only("posture")).works(minutes=31)


def test_a_waiting_prompt_is_shown_when_another_window_gets_the_focus() -> None:
    """In the middle of typing, and with the words of the moment."""
    person = waiting()

    assert [] == shown(person.day.here())
    assert [("posture",)] == shown(focused(person, seconds=0))


def test_the_moment_passes() -> None:
    """A second later the user is at work in the other window, until the next change."""
    person = waiting()

    assert [("posture",)] == shown(focused(person, seconds=1))
    assert [] == shown(focused(person, seconds=2))


def test_what_falls_due_in_that_moment_is_shown() -> None:
    """The change came half a second before the reminder."""
    person = Person(only("posture")).works(minutes=30)

    assert [("posture",)] == shown(focused(person, seconds=0.5))


def test_nothing_that_is_not_due_is_shown_for_it() -> None:
    """Windows change all day."""
    person = Person(only("posture")).works(minutes=29)

    assert () == on_time(focused(person, seconds=0))


@pytest.mark.parametrize("hold", [Hold.DND, Hold.FULLSCREEN, Hold.CAMERA])
def test_a_hold_is_stronger(hold: Hold) -> None:
    """And the grace after it."""
    person = Person(only("posture")).works(minutes=29).hold(hold).works(minutes=2)

    assert [] == shown(focused(person, seconds=0))

    person.hold(hold, on=False).works(seconds=10)

    assert [] == shown(focused(person, seconds=0))


def test_the_budget_is_stronger() -> None:
    """A quarter of an hour lies between two prompts, whatever window has the focus."""
    often = WATER.replace("20m", "12m")
    person = Person(only("water", more=often)).works(minutes=12).pauses(seconds=6).works(minutes=12)

    assert [("water",)] == [each.reminders for each in person.all(f.PromptShown)]
    assert Because.SPACING == verdict(person.day.here()).why
    assert [] == shown(focused(person, seconds=0))


def test_an_empty_chair_is_stronger() -> None:
    """A window that opens by itself is nobody's change."""
    person = waiting().day
    here = person.here()
    alone = replace(
        here.seen, last_input=here.now - timedelta(seconds=61), typing=False, focused=here.now
    )

    assert [] == shown(replace(here, seen=alone))


def test_only_a_prompt_that_waits_for_a_pause_waits_for_it() -> None:
    """Otherwise a change of the window need wake nobody."""
    assert not waits_for_pause(Person(only("posture")).works(minutes=29).day.here())
    assert waits_for_pause(waiting().day.here())
    assert not waits_for_pause(waiting().hold(Hold.DND).works(seconds=1).day.here())
    assert not waits_for_pause(waiting().works(minutes=10).day.here())


def test_nothing_of_it_is_kept() -> None:
    """The fact of the prompt is the same as after a pause."""
    here = focused(waiting(), seconds=0)
    [fact] = on_time(here)

    assert isinstance(fact, f.PromptShown)
    assert on_time(here.after([fact])) == ()
