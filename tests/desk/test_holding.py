"""Holds as the senses and the user tell of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.instants import POLICY, after, instant, sat_down
from tests.person import Person
from unhunch.desk import facts as f
from unhunch.desk.decide import on_time
from unhunch.desk.facts import Fact
from unhunch.desk.policy import Hold, Hours
from unhunch.desk.requests import Meeting, Pause, Request, Resume
from unhunch.desk.seen import INHIBITOR, UNSEEN, Signed
from unhunch.simulate.script import ScriptError

from .test_moments import week
from .wanted import only


def told(person: Person, **signs: Signed) -> list[Fact]:
    """Return what the desk decides now when these sensors say so."""
    here = person.day.here()
    known = {**here.seen.signs, **signs}
    return list(on_time(replace(here, seen=replace(here.seen, signs=known))))


@pytest.mark.parametrize("hold", ["dnd", "fullscreen", "microphone", "camera", "screencast"])
def test_a_sensor_that_does_not_know_never_holds(hold: str) -> None:
    """Unknown begins no hold and ends the one that is on."""
    person = Person(only("posture")).works(minutes=1)

    assert [] == told(person, **{hold: UNSEEN})

    person.hold(Hold(hold)).works(minutes=1)
    (ended,) = told(person, **{hold: Signed(None, person.now)})

    assert f.HoldEnded(at=person.now, hold=Hold(hold)) == ended


def test_a_sensor_that_does_not_know_proves_no_presence() -> None:
    """Without a word about inhibitors nobody is taken to watch."""
    person = Person(only("posture")).works(minutes=1).watches(minutes=3)

    assert [] == told(person)

    away = told(person, **{INHIBITOR: UNSEEN, "microphone": UNSEEN, "camera": UNSEEN})

    assert [f.BreakCredited] == [type(fact) for fact in away]


def test_several_holds_end_one_by_one() -> None:
    """A prompt waits for the last of its holds, and half a minute more."""
    person = Person(only("posture")).works(minutes=29).hold(Hold.DND).hold(Hold.CAMERA)
    person.works(minutes=2).hold(Hold.DND, on=False).works(minutes=1).hold(Hold.CAMERA, on=False)
    person.works(minutes=3).pauses(seconds=31)

    assert [Hold.DND, Hold.CAMERA] == [ended.hold for ended in person.all(f.HoldEnded)]
    assert [person.at("09:35:30")] == [shown.at for shown in person.all(f.PromptShown)]


def test_resume_ends_a_pause_and_a_meeting() -> None:
    """Resume is for both; with neither there is nothing to resume."""
    person = Person(only("posture")).works(minutes=1)
    person.asks(Pause(length=timedelta(hours=1))).asks(Meeting()).asks(Resume())

    assert {} == person.state.holds

    with pytest.raises(ScriptError, match="nothing is paused"):
        person.asks(Resume())


@pytest.mark.parametrize("days", [-1, 367])
def test_a_pause_has_a_sensible_end(days: int) -> None:
    """A pause that is over before it begins, or lasts longer than a year, is refused."""
    person = Person(only("posture")).works(minutes=1)

    with pytest.raises(ScriptError, match="more than nothing and at most a year"):
        person.asks(Pause(length=timedelta(days=days)))


def test_a_pause_until_a_day_that_began() -> None:
    """Until today is refused: it has begun."""
    person = Person(only("posture")).works(minutes=1)

    with pytest.raises(ScriptError, match="2026-03-02 has begun"):
        person.asks(Pause(until=person.now.date()))


def test_a_pause_outlives_a_restart() -> None:
    """A pause goes on, and ends, while the daemon comes and goes."""
    person = Person(only("posture")).works(minutes=25).asks(Pause(length=timedelta(minutes=20)))
    person.works(minutes=2).restarts().works(minutes=20)

    assert [person.at("09:45:00")] == [ended.at for ended in person.all(f.HoldEnded)]


def test_a_pause_that_ended_while_the_machine_was_off() -> None:
    """Whoever paused for an hour and went home is reminded in the morning."""
    person = Person(only("posture")).works(minutes=25).asks(Pause()).asks(Resume())
    person.asks(Pause(length=timedelta(hours=1))).is_off(hours=20).works(minutes=31)
    person.pauses(seconds=6)

    assert {} == person.state.holds
    assert [(1, ("posture",))] == person.prompts


def test_fullscreen_on_and_off_again_holds_anew() -> None:
    """A full screen that has given way holds again when it is entered again."""
    person = Person(only("posture")).hold(Hold.FULLSCREEN).works(minutes=61)
    person.hold(Hold.FULLSCREEN, on=False).works(minutes=1).hold(Hold.FULLSCREEN).works(minutes=1)

    assert [Hold.FULLSCREEN] == list(person.state.holds)


def test_going_away_does_not_use_up_the_patience_with_full_screen() -> None:
    """The hour after which a full screen gives way is one of presence."""
    person = Person(only("posture")).works(minutes=1).hold(Hold.FULLSCREEN).works(minutes=30)
    person.idles(minutes=60).works(minutes=29)

    assert [Hold.FULLSCREEN] == list(person.state.holds)

    person.works(minutes=2)

    assert {} == person.state.holds


@pytest.mark.parametrize("request_", [Pause(), Meeting()], ids=["paused", "meeting"])
def test_what_the_settings_do_not_heed_is_refused(request_: Request) -> None:
    """With the hold switched off a pause or a meeting is refused, and one that is on ends."""
    hold = Hold.PAUSED if isinstance(request_, Pause) else Hold.MEETING
    off = only("posture", more=f"[holds]\n{hold.value} = {{ on = false }}")
    with pytest.raises(ScriptError, match=f"holds.{hold.value}"):
        Person(off).works(minutes=1).asks(request_)
    person = Person(only("posture")).works(minutes=1).asks(request_).changes(off)

    assert [hold] == [each.hold for each in person.all(f.HoldEnded)]
    assert {} == person.state.holds


@pytest.mark.parametrize(
    ("days", "until"), [("18:00-20:00", after(9 * 60)), ("", None), ("09:00-10:00", "open")]
)
def test_quiet_hours_end_as_the_settings_say_now(days: str, until: object) -> None:
    """Changed while they last, they have another end, none, or are over; and that is said once."""
    began = f.HoldBegan(at=after(-60), hold=Hold.QUIET_HOURS, until=after(60), fixed=True)
    policy = replace(POLICY, hours=Hours(days=week(mon=days)))
    facts = [began, sat_down()]

    [told] = [fact for fact in on_time(instant(facts, after(1), policy)) if hasattr(fact, "hold")]

    if until == "open":
        assert f.HoldEnded(at=after(1), hold=Hold.QUIET_HOURS) == told
        return
    assert f.HoldChanged(at=after(1), hold=Hold.QUIET_HOURS, until=until, fixed=True) == told
    then = on_time(instant([*facts, told], after(1), policy))
    assert not [fact for fact in then if hasattr(fact, "hold")]
