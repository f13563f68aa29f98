"""The exercises and cues that come with the program."""

import tomllib
from datetime import timedelta
from itertools import pairwise
from typing import get_args

from unhunch.config.library import read_library
from unhunch.config.paths import data_file
from unhunch.config.reminders import SetName, StretchTable

EXERCISES = tomllib.loads(data_file("exercises.toml").read_text(encoding="utf-8"))
WORKSTATION = tomllib.loads(data_file("workstation.toml").read_text(encoding="utf-8"))


def test_all_exercises_are_there_once() -> None:
    """34 exercises, each with its number, a key of its own and all that is told about it."""
    exercises = EXERCISES["exercises"]
    wanted = {"number", "key", "name", "target", "posture", "steps", "dose", "lasts", "avoid"}
    wanted |= {"evidence", "safe_n", "figure"}

    assert list(range(1, 35)) == [each["number"] for each in exercises]
    assert 34 == len({each["key"] for each in exercises})
    assert {frozenset(wanted)} == {frozenset(each) for each in exercises}
    assert {"a", "b", "c", "mixed"} == {each["evidence"] for each in exercises}


def test_the_sets_are_those_of_the_content() -> None:
    """Which exercises belong together, which are daily, and which are not offered unasked."""
    assert {
        "neck": ([9, 10, 1, 3], None),
        "shoulders": ([14, 15, 19, 6], None),
        "hands": ([21, 22, 23, 24], None),
        "legs": ([27, 28, 26, 29], None),
        "strength": ([18, 13], [16, 17]),
        "comfortable": ([34, 33, 29, 24, 14], None),
        "meeting-proof": ([33, 32, 1, 34], None),
        "own": ([], None),
    } == {each["name"]: (each["exercises"], each.get("with_band")) for each in EXERCISES["sets"]}
    assert ["strength"] == [each["name"] for each in EXERCISES["sets"] if each.get("daily")]


def test_the_settings_know_the_sets() -> None:
    """The names in the settings are the names in the file, the default what is offered."""
    sets = read_library().sets

    assert list(sets) == list(get_args(SetName))
    assert [name for name, each in sets.items() if each.offered] == list(StretchTable().sets)


def test_safe_exercises_are_those_of_the_content() -> None:
    """What may stay on with symptoms in an arm or leg, and that the comfortable set is safe."""
    safe = {each["number"] for each in EXERCISES["exercises"] if each["safe_n"]}
    (comfortable,) = (each for each in EXERCISES["sets"] if each["name"] == "comfortable")

    assert {14, 15, 24, 29, 33, 34} == safe
    assert set(comfortable["exercises"]) <= safe


def test_a_guided_break_is_two_or_three_minutes() -> None:
    """Any two exercises in a row of a set take at most three minutes, three at least one."""
    for each in read_library({"band"}).sets.values():
        lasts = [item.lasts for item in each.items.items]
        for first, second in pairwise(lasts):
            assert timedelta(seconds=40) <= first + second <= timedelta(minutes=3), each.items.name


def test_every_exercise_says_when_to_leave_it_out() -> None:
    """The reasons against an exercise stand with it, in words and not as letters."""
    neck = read_library().sets["neck"].items

    assert "Two minutes for neck and upper back" == neck.title
    assert (
        'Look ahead; slide the head straight back, "double chin", no tilt. 3 s x 6.',
        "Leave it out or take care with: limb-radiating pain, tingling, numbness or weakness in "
        "the last 14 days; recent injury or surgery to the area; dizziness or vertigo.",
    ) == (neck.items[0].step, neck.items[0].avoid)


def test_caution_comes_with_the_exercises() -> None:
    """What is to be said before any exercise is there to be said."""
    first, stop, *_ = read_library().caution

    assert "Gentle stretch is fine, pain is not." == first
    assert stop.startswith("Stop if you feel sharp pain, ")


def test_all_cues_are_there_and_none_scolds() -> None:
    """21 cues, the most important first, short enough for a notification, no accusation."""
    cues = read_library().cues

    assert list(range(1, 22)) == sorted(each["number"] for each in WORKSTATION["items"])
    assert "When did you last change position?" == cues[0].text
    assert 21 == len({cue.key for cue in cues}) == len({cue.text for cue in cues})
    assert all(len(cue.text) <= 100 for cue in cues)
    assert not [cue.text for cue in cues if "slouch" in cue.text.lower()]
