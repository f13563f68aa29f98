"""A wrong line of a script: where it is, what was found and what was expected."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

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
    ],
)
def test_a_wrong_line_stops_the_run(line: str) -> None:
    """A wrong line is named with what was found and expected; the facts before it are there."""
    facts, error = played(START, "works 1m", "", "# a comment", f"{line}   # wrong", "idles 1h")

    assert re.fullmatch(r"script:5: .+, expected:? .+", error), error
    assert [f.BoutBegan] == [type(fact) for fact in facts]


@pytest.mark.parametrize("verb", ["feels neck=4", "bridges gone", "retracts E3", "seen", "booked"])
def test_check_ins_are_for_later(verb: str) -> None:
    """What needs check-ins says so."""
    _, error = played(START, verb)

    assert f"script:2: {verb.split()[0]!r} needs check-ins, not in this version" == error


@pytest.mark.parametrize("word", ["booked", "mistake", "over", "not_now", "getting_help"])
def test_answers_to_suggestions_are_for_later(word: str) -> None:
    """Words that answer a suggestion say that there are none yet."""
    _, error = played(START, f"answers {word}")

    assert f"script:2: {word!r} needs check-ins, not in this version" == error


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
