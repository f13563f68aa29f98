"""The tray's silent cues: how long they can be seen, and when they wait."""

from tests.person import Person
from unhunch.desk import facts as f
from unhunch.desk.policy import Hold
from unhunch.desk.requests import Pause
from unhunch.desk.scene import scene

from .wanted import only


def cue(person: Person) -> str | None:
    """Return what icon and tooltip say."""
    seen = scene(person.day.here()).cue
    return None if seen is None else seen.name


def cued(**more: int) -> Person:
    """Someone who works and is asked to look away at 09:20."""
    return Person(only("eyes")).works(minutes=20, **more)


def test_a_cue_shows_for_two_minutes() -> None:
    """Who works on sees it for two minutes."""
    person = cued()

    assert "eyes" == cue(person.works(seconds=119))
    assert None is cue(person.works(seconds=1))


def test_a_cue_ends_with_a_short_pause() -> None:
    """Twenty seconds without input, and the eyes have looked away."""
    person = cued(seconds=30)

    assert "eyes" == cue(person.pauses(seconds=19))
    assert None is cue(person.pauses(seconds=1))


def test_a_cue_shows_to_who_watches() -> None:
    """A film is no reason to hide it: nobody touches anything, and the eyes are on the screen."""
    person = Person(only("eyes")).works(minutes=10).watches(minutes=11)

    assert "eyes" == cue(person.hold(Hold.MICROPHONE).idles(seconds=30))


def test_a_cue_waits_for_somebody_in_the_chair() -> None:
    """A cue that falls due in a pause is shown with the next input, and counts from there."""
    person = Person(only("eyes")).works(minutes=19, seconds=30).idles(minutes=1).works(minutes=22)

    assert [person.at("09:20:30"), person.at("09:40:30")] == [
        shown.at for shown in person.all(f.CueShown)
    ]


def test_a_cue_ends_when_the_user_goes_away() -> None:
    """Nothing is left of it for who comes back."""
    person = cued().locks(minutes=2)

    assert None is cue(person.works(seconds=1))


def test_the_tray_shows_what_is_due_during_a_hold() -> None:
    """Do-not-disturb is no reason to hide a cue; a pause is."""
    held = Person(only("eyes")).hold(Hold.DND).works(minutes=20)
    paused = Person(only("eyes")).works(minutes=1).asks(Pause()).works(minutes=30)

    assert ["eyes", None] == [cue(held), cue(paused)]


def test_the_newest_of_several_cues_shows() -> None:
    """Cues do not stack; each has been shown and counts anew."""
    more = '[reminders.sip]\nevery = "21m"\ntext = "A sip?"\nsurface = "tray"'
    person = Person(only("eyes", more=more)).works(minutes=21, seconds=30)

    assert "sip" == cue(person)
    assert ["eyes", "sip"] == [shown.reminder for shown in person.all(f.CueShown)]
