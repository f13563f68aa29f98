"""What is told of the questions that sensors answer."""

from dataclasses import replace
from datetime import timedelta

from tests.fakes import FakeSign, JumpingClock, World
from tests.instants import POLICY
from unhunch.daemon.senses import Senses
from unhunch.daemon.signs import QUESTIONS, idle_told, signs_told, unheeded, unknown_signs
from unhunch.desk.policy import Hold, HoldRule
from unhunch.ports import Active, Quiet, Sign, Unfit
from unhunch.words.catalogue import ENGLISH


class Bench:
    """Two sensors of one question that run, one that cannot work here."""

    def __init__(self) -> None:
        self.world, self.senses = World(), Senses()
        self.clock = JumpingClock(self.world)
        self.first = FakeSign(self.world, Hold.DND, "first")
        self.second = FakeSign(self.world, Hold.DND, "second")
        self.unfit = Unfit("third", "GNOME on Wayland does not tell", Hold.DND)

    def says(self, sensor: FakeSign, sign: Sign) -> None:
        """A sensor says this now."""
        self.senses.heard_sign(sensor.question, sensor.name, sign, self.world.monotonic)

    def loses(self, sensor: FakeSign) -> None:
        """It stops working."""
        name, now = sensor.name, self.world.monotonic
        self.senses.lost_sign(sensor.question, name, now, "the bus is gone")

    def told(self) -> dict[str, object]:
        """All of it, at this moment."""
        running = [self.first, self.second]
        return signs_told(ENGLISH, self.senses, self.clock, running, [self.unfit])


def test_each_sensor_with_what_it_says_and_since_when() -> None:
    """One yes is a yes, and each keeps its own since."""
    here = Bench()
    here.says(here.first, Sign.NO)
    here.world.passes(timedelta(minutes=2))
    here.says(here.second, Sign.YES)
    here.world.passes(timedelta(minutes=2))
    here.says(here.first, Sign.NO)

    assert here.told()["dnd"] == {
        "state": "yes",
        "since": "2026-03-02T09:02:00+01:00",
        "sources": [
            {"name": "first", "says": "no", "since": "2026-03-02T09:00:00+01:00", "why": ""},
            {"name": "second", "says": "yes", "since": "2026-03-02T09:02:00+01:00", "why": ""},
        ],
        "not_used": [{"name": "third", "why": "GNOME on Wayland does not tell"}],
    }


def test_every_question_is_told_also_where_there_is_no_sensor() -> None:
    """Unknown, since nobody ever knew."""
    told = Bench().told()

    assert list(told) == list(QUESTIONS)
    assert told["fullscreen"] == {"state": "unknown", "since": None, "sources": [], "not_used": []}


def test_a_sensor_that_has_not_spoken_is_in_use_and_unknown() -> None:
    """Its caveat, if it has one, says why."""
    here = Bench()
    here.first.caveat = "only while the portal runs"
    [first, second] = here.told()["dnd"]["sources"]

    assert (first["says"], first["since"], first["why"]) == (
        "unknown",
        None,
        "only while the portal runs",
    )
    assert (second["says"], second["why"]) == ("unknown", "")


def test_a_lost_sensor_says_why_it_is_silent() -> None:
    """Until it speaks again; the other one's answer stands."""
    here = Bench()
    here.says(here.first, Sign.YES)
    here.says(here.second, Sign.NO)
    here.world.passes(timedelta(minutes=1))
    here.loses(here.first)
    dnd = here.told()["dnd"]

    assert (dnd["state"], dnd["since"]) == ("no", "2026-03-02T09:01:00+01:00")
    assert dnd["sources"][0]["why"] == "the bus is gone"

    here.says(here.first, Sign.NO)

    assert here.told()["dnd"]["sources"][0]["why"] == ""


def test_since_follows_a_clock_that_is_set_and_a_sleep() -> None:
    """Kept as the sensor told it, and turned into a moment when it is asked for."""
    here = Bench()
    here.says(here.first, Sign.YES)
    here.world.passes(timedelta(minutes=10))
    here.world.sleeps(timedelta(hours=1))
    here.world.sets_clock(timedelta(hours=3))
    here.clock.look()

    assert here.told()["dnd"]["since"] == "2026-03-02T12:00:00+01:00"


def test_unknown_are_those_that_nobody_answers_and_that_matter() -> None:
    """A hold that the settings switch off is not missed."""
    here = Bench()
    here.says(here.first, Sign.NO)
    policy = replace(POLICY, holds={Hold.CAMERA: HoldRule(on=False)})

    assert unheeded(policy) == ["camera"]
    assert unknown_signs(here.senses, policy) == [
        "fullscreen",
        "microphone",
        "screencast",
        "locked",
        "inhibitor",
    ]


def test_what_is_known_of_input() -> None:
    """Unknown, active, quiet, each since when."""
    here = Bench()

    assert idle_told(here.senses, here.clock) == {"state": "unknown", "since": None}

    here.senses.heard_idle(Active(1000.0))
    here.world.passes(timedelta(minutes=2))

    assert idle_told(here.senses, here.clock)["state"] == "active"

    here.senses.heard_idle(Quiet(1060.0))

    assert idle_told(here.senses, here.clock) == {
        "state": "quiet",
        "since": "2026-03-02T09:01:00+01:00",
    }
