"""A wrong line of a script: where it is, what was found and what was expected."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from unhunch.body import facts as b
from unhunch.body.terms import FLAGS
from unhunch.config.load import default_policy
from unhunch.desk import facts as f
from unhunch.desk.facts import Fact
from unhunch.desk.policy import Policy
from unhunch.errors import SettingsUnreadable
from unhunch.simulate.run import run
from unhunch.simulate.script import ScriptError, parse

START = "start 2026-03-02T09:00 Europe/Berlin"


def no_settings(name: str) -> Policy:
    """There are none."""
    raise SettingsUnreadable(f"{name} is not there, expected a settings file")


def played(*lines: str) -> tuple[list[Fact], str]:
    """Return the facts up to the end or to a wrong line, and what was said about that."""
    facts: list[Fact] = []
    try:
        for fact in run(parse("\n".join(lines)), default_policy(), no_settings):
            facts.append(fact)
    except ScriptError as error:
        return facts, str(error)
    return facts, ""


@pytest.mark.parametrize(
    "line",
    [
        "dances 5m",
        "works",
        "works 25",
        "works m",
        "works -5m",
        "works 5m 6m",
        "works 5x",
        "works 30m1h",
        "works 99999999999999999999h",
        "sleeps 400d",
        "pauses soon",
        "idles",
        "watches",
        "locks ever",
        "sleeps",
        "off",
        "stops now",
        "restarts twice",
        "clock",
        "clock 1h",
        "clock +",
        "clock +soon",
        "zone",
        "zone Mars/Olympus",
        "zone ../etc/passwd",
        "hold",
        "hold dnd",
        "hold dnd maybe",
        "hold quiet_hours on",
        "hold phone on",
        "notifier",
        "notifier broken",
        "tray gone",
        "stands up",
        "sits down",
        "answers",
        "answers maybe",
        "answers later soon",
        "answers later 5m please",
        "answers done",
        "answers later",
        "says",
        "says hello",
        "says pause soon",
        "says pause until yesterday",
        "says pause until 2026-02-30",
        "says pause until 2026-03-01",
        "says pause 0m",
        "says meeting long",
        "says resume",
        "says break snooze",
        "says break stretch please",
        "settings",
        "settings a.toml b.toml",
        "settings missing.toml",
        "start 2026-03-02T10:00 Europe/Berlin",
        "feels neck",
        "feels neck=11",
        "feels neck=-1",
        "feels neck=3.5",
        "feels neck=\N{SUPERSCRIPT TWO}",
        "feels neck=",
        "feels neck=4 neck=5",
        "feels elbow=4",
        "feels back_of_beyond",
        "feels no=everything",
        "feels no=",
        "feels no",
        "bridges",
        "bridges maybe",
        "bridges gone gone",
        "bridges gone",
        "retracts",
        "retracts E3",
        "retracts worried chest_pain",
        "retracts worried",
        "seen yesterday",
        "seen 2026-02-30",
        "seen 2026-03-03",
        "seen 2026-03-01 2026-03-02",
        "booked soon",
        "booked 2099-01-01",
        "booked 2026-03-03 2026-03-04",
        "answers booked",
        "answers booked 5m",
        "answers getting_help",
        "answers seen",
        "answers mistake",
        "answers over",
        "answers not_now",
        "answers tomorrow",
        "answers never",
    ],
)
def test_a_wrong_line_stops_the_run(line: str) -> None:
    """A wrong line is named with what was found and expected; the facts before it are there."""
    facts, error = played(START, "works 1m", "", "# a comment", f"{line}   # wrong", "idles 1h")

    assert re.fullmatch(r"script:5: .+, expected:? .+", error), error
    assert [f.BoutBegan] == [type(fact) for fact in facts]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("feels neck=11", "'neck=11' is no score, expected a whole number from 0 to 10"),
        ("feels neck=4 neck=5", "a second score for 'neck', expected one of: neck upper_back"),
        ("feels elbow=4", "unknown region 'elbow', expected one of: neck upper_back"),
        ("feels tingling", "unknown flag 'tingling', expected one of: radiates_neck_shoulder"),
        ("feels no=pain", "unknown flag 'pain', expected one of: radiates_neck_shoulder"),
        ("bridges maybe", "expected: bridges gone came_and_went most_of_the_time"),
        ("retracts", "retracts with nothing, expected: retracts one FLAG"),
        ("retracts E3", "unknown flag 'E3', expected one of: radiates_neck_shoulder"),
        ("seen soon", "'soon' is no date, expected one like 2026-08-20"),
        ("answers yes", "unknown answer 'yes', expected one of: done comfortable later"),
    ],
)
def test_a_wrong_word_about_the_body_is_named(line: str, complaint: str) -> None:
    """What was found is named with what there is; it is the script's own word, not a report."""
    _, error = played(START, line)

    assert error.startswith("script:2: ")
    assert complaint in error


def said(*lines: str) -> list[Fact]:
    """Return what a day of these lines says of the body."""
    facts, error = played(START, *lines)

    assert "" == error
    return [fact for fact in facts if type(fact).__module__ == b.__name__]


def test_feels_is_a_completed_check_in() -> None:
    """Scores from 1 by region, ticks, and an explicit no; unmarked regions scored 0 by that."""
    [told, _] = said("feels arm_l=0 neck=2 worried no=night_pain,constant")

    assert isinstance(told, b.CheckedIn)
    assert (("neck", 2),) == told.pain
    assert ("worried",) == told.yes
    assert {"night_pain", "constant"} == set(told.no)
    assert not told.safety_list


def test_no_to_everything_leaves_out_what_is_ticked() -> None:
    """`no=*` is a no to every flag that is not ticked, the whole safety list among them."""
    [told, *_] = said("feels calf_swelling no=*")

    assert isinstance(told, b.CheckedIn)
    assert set(FLAGS) - {"calf_swelling"} == set(told.no)
    assert told.safety_list


def test_a_tick_is_taken_back() -> None:
    """Once for each tick; the level falls with it."""
    facts = said("feels fever neck=1", "retracts fever", "bridges gone")
    raised = [b.CheckedIn, b.LevelChanged, b.SuggestionShown]

    assert [*raised, b.Retracted, b.LevelChanged, b.Bridged] == [type(each) for each in facts]
    assert "script:4: " in played(START, "feels fever", "retracts fever", "retracts fever")[1]


def test_a_visit_and_an_appointment_have_a_day_or_none() -> None:
    """Without a day a visit was just now; an appointment may have no day yet."""
    days = [each.on for each in said("seen", "seen 2026-02-27", "booked", "booked 2026-03-09")]

    assert [None, date(2026, 2, 27), None, date(2026, 3, 9)] == days


@pytest.mark.parametrize(
    ("feels", "answer", "follows"),
    [
        ("feels chest_pain", "getting_help", []),
        ("feels chest_pain", "seen", [b.SeenProfessional]),
        ("feels chest_pain", "mistake", [b.Retracted, b.LevelChanged]),
        ("feels chest_pain", "over", [b.FlagsAnswered]),
        ("feels weakness_arm_one", "booked", [b.Booked]),
        ("feels weakness_arm_one", "tomorrow", []),
        ("feels neck=3 worried", "not_now", []),
        ("feels neck=3 worried", "never", []),
    ],
)
def test_the_answers_to_a_suggestion(feels: str, answer: str, follows: list[type]) -> None:
    """Each word of the specification answers the suggestion that offers it, and does its part."""
    facts = said("works 1m", feels, "idles 61s", "works 1s", f"answers {answer}")
    shown = [b.CheckedIn, b.LevelChanged, b.SuggestionShown]

    assert [*shown, b.SuggestionAnswered, *follows] == [type(each) for each in facts]
    assert answer == facts[3].answer


@pytest.mark.parametrize(
    ("feels", "answer"),
    [
        ("feels chest_pain", "never"),
        ("feels chest_pain", "booked"),
        ("feels weakness_arm_one", "not_now"),
        ("feels neck=3 worried", "tomorrow"),
        ("feels neck=3 worried", "mistake"),
    ],
)
def test_an_answer_that_is_not_offered(feels: str, answer: str) -> None:
    """The complaint says which answers the suggestion has."""
    _, error = played(START, "works 1m", feels, "idles 61s", "works 1s", f"answers {answer}")

    assert re.fullmatch(r"script:6: 'answers' where .+, expected what can be done here", error)


@pytest.mark.parametrize(
    "line",
    [
        "works 5m",
        "start",
        "start 2026-03-02T09:00",
        "start tomorrow Europe/Berlin",
        "start 2026-13-02T09:00 Europe/Berlin",
        "start 2026-03-02T09:00+01:00 Europe/Berlin",
        "start 2026-03-02T09:00 Middle/Earth",
        "start 0001-01-01T00:00 Asia/Tokyo",
        "start 9999-12-31T23:59 UTC",
    ],
)
def test_a_day_begins_with_a_start(line: str) -> None:
    """A step before start and a start that cannot be read stop the run at once."""
    facts, error = played("# a day", line, "works 5m")

    assert re.fullmatch(r"script:2: .+, expected:? .+", error), error
    assert [] == facts


def test_an_empty_script_is_an_empty_day() -> None:
    """No step, no fact, no complaint."""
    assert ([], "") == played("", "# nothing")


def test_what_a_stopped_daemon_is_asked() -> None:
    """Nobody hears a wish while the daemon is down; the script is told what is missing."""
    _, error = played(START, "works 1m", "stops", "says pause")

    assert "script:4: 'says' while the daemon is stopped, expected restarts before it" == error


def test_nothing_runs_half() -> None:
    """A wrong line changes nothing at all, however much of it could be read."""
    facts, _ = played(START, "works 1m", "hold dnd maybe", "works 1h")

    assert [f.BoutBegan] == [type(fact) for fact in facts]


def test_lengths_and_comments() -> None:
    """Lengths take days, hours, minutes and seconds in this order; # begins a comment anywhere."""
    script = f"{START}  # now\n\tworks 1h1m1s# typing\n# off 1h\nsleeps 1d2h\npauses 1.5s"
    lengths = [step.length for step in parse(script)][1:]

    assert [timedelta(hours=1, minutes=1, seconds=1), timedelta(hours=26)] == lengths[:2]
    assert timedelta(seconds=1.5) == lengths[2]


def test_the_name_of_the_script_is_in_the_complaint(tmp_path: Path) -> None:
    """The complaint names the file that was given."""
    name = str(tmp_path / "day.txt")

    with pytest.raises(ScriptError, match=f"^{re.escape(name)}:1: "):
        list(run(parse("works 5m", name), default_policy(), no_settings, name))
