"""Exercises of the user's own: from a few lines of the settings to the sets and the pictures."""

import json
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from unhunch.config.codec import read_outcome, write_outcome
from unhunch.config.exercises import LONGEST_FIGURE, MOST
from unhunch.config.fields import AVOID
from unhunch.config.figures import figure_in, read_figures
from unhunch.config.library import exercise_names
from unhunch.config.load import check, read
from unhunch.config.loaded import Loaded
from unhunch.config.paths import data_file
from unhunch.config.toml import Source, parse
from unhunch.desk.policy import Item, Reminder
from unhunch.figures.svg import film

LEAST = '[exercises.reach]\nname = "Reach"\ndo = "Reach up."\nsets = ["neck"]\n'
ROOT = Path(__file__).parents[2]


def outcome(text: str) -> Loaded:
    """Return what the text comes to; fail with what is wrong with it."""
    source = parse(text.encode(), "config.toml")
    assert isinstance(source, Source), source
    found = check(source, {})
    assert isinstance(found, Loaded), "\n".join(map(str, found))
    return found


def wrong(text: str) -> list[str]:
    """Return what is said about the text."""
    source = parse(text.encode(), "config.toml")
    assert isinstance(source, Source), source
    found = check(source, {})
    assert not isinstance(found, Loaded)
    return [str(each) for each in found]


def stretch(loaded: Loaded) -> Reminder:
    """Return the reminder that has the sets."""
    [found] = [each for each in loaded.policy.reminders if each.name == "stretch"]
    return found


def sets(loaded: Loaded) -> dict[str, list[str]]:
    """Return the keys of the exercises in each set."""
    return {each.name: [item.key for item in each.items] for each in stretch(loaded).sets}


def item(loaded: Loaded, key: str) -> Item:
    """Return this exercise."""
    found = [each for one in stretch(loaded).sets for each in one.items if each.key == key]
    return found[0]


def test_the_example_of_the_docs_joins_its_set() -> None:
    """What docs/exercises.md shows can be copied as it stands, and says all that it says."""
    text = (ROOT / "docs" / "exercises.md").read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    loaded = outcome(example)
    mine = item(loaded, "reach-up")
    figure = figure_in(mine.figure)

    assert example in data_file("own-exercise.toml").read_text(encoding="utf-8")
    assert "reach-up" == sets(loaded)["shoulders"][-1]
    assert ("Reach for the ceiling", timedelta(seconds=40)) == (mine.text, mine.lasts)
    assert "the sides of the chest" == mine.target
    assert (
        "Stop when a shoulder pinches. Leave it out or take care with: shoulder injury or recent "
        "dislocation; dizziness or vertigo."
    ) == mine.avoid
    assert figure is not None and "half" == figure.view
    assert {"reach-up": "Reach for the ceiling"} == loaded.own_exercises


def test_four_lines_are_enough() -> None:
    """A name, what to do, with what it comes: no picture, forty seconds, nothing else is said."""
    wanted = Item(key="reach", text="Reach", step="Reach up.", lasts=timedelta(seconds=40))

    assert wanted == item(outcome(LEAST), "reach")


def test_it_is_never_in_the_gentle_set() -> None:
    """With arm or leg symptoms only exercises that were chosen for it are offered."""
    every = '"own", "neck", "shoulders", "hands", "legs", "strength", "meeting-proof"'
    loaded = outcome(
        LEAST.replace('"neck"', every) + f'[reminders.stretch]\nsets = [{every}, "comfortable"]\n'
    )
    gentle = stretch(loaded).gentle

    assert gentle is not None and "reach" not in {each.key for each in gentle.items}
    assert ["comfortable"] == [name for name, keys in sets(loaded).items() if "reach" not in keys]


def test_nothing_but_ones_own() -> None:
    """The set "own" alone; the gentle one stays what it is, for when it is needed."""
    loaded = outcome(LEAST.replace("neck", "own") + '[reminders.stretch]\nsets = ["own"]\n')

    assert {"own": ["reach"]} == sets(loaded)
    assert stretch(loaded).gentle is not None


def test_exercises_of_the_program_can_be_left_out() -> None:
    """Of every set, also of the gentle one; a set without any is none."""
    loaded = outcome(
        '[reminders.stretch]\nwithout = ["relaxed-breathing", "chin-glide", "neck-turns", '
        '"shoulder-blade-squeeze", "seated-rotation", "desk-push-up"]\n'
    )
    gentle = stretch(loaded).gentle

    assert ["shoulders", "hands", "legs", "strength"] == list(sets(loaded))
    assert ["neck-press"] == sets(loaded)["strength"]
    assert gentle is not None and "relaxed-breathing" not in {each.key for each in gentle.items}


def test_one_that_is_not_enabled_is_kept_and_not_offered() -> None:
    """Nothing of it is in the policy."""
    loaded = outcome(LEAST + "enabled = false\n")

    assert "reach" not in write_outcome(loaded)


def test_a_picture_can_be_borrowed() -> None:
    """Drawn as the one that it is like."""
    loaded = outcome(LEAST + 'like = "chin-glide"\n')

    assert read_figures()["chin-glide"] == figure_in(item(loaded, "reach").figure)


def test_what_the_daemon_is_told_is_what_was_checked() -> None:
    """The figure comes through as text, and so does every word."""
    loaded = outcome(data_file("own-exercise.toml").read_text(encoding="utf-8"))

    assert loaded == read_outcome(write_outcome(loaded))


def test_ones_own_words_are_nobody_elses(tmp_path: Path) -> None:
    """Text that looks like ours, like markup or like something to be filled in stays text."""
    said = "Neck turns <b>{minutes}</b> & %s"
    loaded = outcome(LEAST.replace("Reach up.", said) + f'feel = "{said}"\navoid = ["{said}"]\n')
    mine = item(loaded, "reach")

    assert (said, said) == (mine.step, mine.target)
    assert f"Leave it out or take care with: {said}." == mine.avoid
    assert {str} == {type(mine.step), type(mine.target), type(mine.text)}


def test_a_variable_can_switch_one_off(tmp_path: Path) -> None:
    """Variables stand above the file here, too."""
    path = tmp_path / "config.toml"
    path.write_text(LEAST)
    loaded = read(path, {"UNHUNCH_EXERCISES__REACH__ENABLED": "false"})

    assert isinstance(loaded, Loaded) and {} == loaded.own_exercises


def test_the_codes_are_those_of_the_library() -> None:
    """What can be written in `avoid`."""
    library = tomllib.loads(data_file("exercises.toml").read_text(encoding="utf-8"))

    assert tuple(library["avoid"]) == AVOID


@pytest.mark.parametrize("key", list(exercise_names()))
def test_every_figure_of_the_program_is_short_enough_for_ones_own(key: str) -> None:
    """Whoever copies one and changes a number is not told that it is too much."""
    loaded = outcome(LEAST + f'like = "{key}"\n')

    assert len(item(loaded, "reach").figure) * 3 < LONGEST_FIGURE


def test_there_is_a_limit_to_everything() -> None:
    """To how many there are, and to how much one draws: the daemon keeps them."""
    many = "".join(
        LEAST.replace("reach", f"r{n}").replace('"Reach"', f'"R{n}"') for n in range(MOST + 1)
    )
    arrows = ", ".join(['{ of = "nose" }'] * 800)
    large = f"{LEAST}figure = {{ poses = [{{}}, {{}}], arrows = [{arrows}] }}\n"

    assert [f"config.toml:1: exercises: write at most {MOST}"] == wrong(many)
    [said] = wrong(large)
    assert said.endswith("this is too much to draw; write fewer poses or arrows")


@pytest.mark.parametrize(
    "told", ["", "nonsense", "[]", "3", '{"poses": 3}', "[" * 100_000, '{"poses":[{},{"neck":1}]}']
)
def test_what_tells_no_figure_has_no_picture(told: str) -> None:
    """A window or a page without a picture is better than none."""
    assert figure_in(told) is None


def test_the_example_is_drawn() -> None:
    """It moves, and its words are text."""
    loaded = outcome(data_file("own-exercise.toml").read_text(encoding="utf-8"))
    figure = figure_in(item(loaded, "reach-up").figure)
    assert figure is not None
    drawn = film(figure, "<b>", "&")

    assert "<animate" in drawn and "<title>&lt;b&gt;</title>" in drawn
    assert json.loads(item(loaded, "reach-up").figure)["view"] == "half"
