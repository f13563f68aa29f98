"""The figures of the library, and what is said about a figure that is wrong."""

import pytest

from unhunch.config.figures import check_figures, read_figures
from unhunch.config.library import exercise_names
from unhunch.figures.figure import Figure

OWN = """
[[exercises]]
key = "reach-up"
name = "Reach up"

[exercises.figure]
view = "side"
moves = ["arms"]
arrows = [{ of = "right_hand", aside = [0, 10] }]
things = { chair = 0 }
poses = [
  { stance = "sit" },
  { arms = { lift = 170 }, takes = 2, holds = 3 },
]
"""


def check(text: str) -> dict[str, Figure] | list[str]:
    """Return the figures of a text, or the problems as they are shown."""
    found = check_figures(text.encode(), "exercises.toml")
    return [str(each) for each in found] if isinstance(found, tuple) else found


def test_every_exercise_has_a_figure() -> None:
    """34 exercises, 34 figures, by the same keys."""
    assert list(exercise_names()) == list(read_figures())
    assert 34 == len(read_figures())


def test_an_exercise_of_ones_own_is_a_few_lines() -> None:
    """A pose says only what differs from the first one; nothing but poses is needed."""
    made = check(OWN)
    assert isinstance(made, dict)
    first, second = made["reach-up"].stops

    assert ("sit", "sit") == (first.pose.stance, second.pose.stance)
    assert {"left_arm.lift": 170.0, "right_arm.lift": 170.0} == second.pose.angles
    assert (2.0, 3.0) == (second.takes, second.holds)
    least = "[[exercises]]\nfigure = { poses = [{}, { neck = { turn = 30 } }] }\n"
    assert ["1"] == list(check(least))


def test_a_hand_leaves_its_place_when_its_arm_is_told_where_to_be() -> None:
    """An arm has angles, or its hand rests somewhere; a later pose may change from one to other."""
    made = check(OWN.replace('{ stance = "sit" }', '{ stance = "sit", hands = "thigh" }'))
    assert isinstance(made, dict)
    first, second = made["reach-up"].stops

    assert {"left": "thigh", "right": "thigh"} == first.pose.hands
    assert {} == second.pose.hands


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (
            "arms = { lift = 170 }",
            "arm = { lift = 170 }",
            "exercises.toml:13: exercises[1].figure.poses[2].arm: unknown; did you mean arms?",
        ),
        (
            "lift = 170",
            "lift = 270",
            "exercises.toml:13: exercises[1].figure.poses[2].arms.lift = 270: "
            "write a number from -60 to 180, without quotes",
        ),
        (
            "lift = 170",
            'lift = "high"',
            'exercises.toml:13: exercises[1].figure.poses[2].arms.lift = "high": '
            "write a number from -60 to 180, without quotes",
        ),
        (
            "lift = 170",
            "raise = 170",
            "exercises.toml:13: exercises[1].figure.poses[2].arms.raise = 170: "
            "unknown; known here: lift, out, turn, elbow, wrist, swing",
        ),
        (
            "arms = { lift = 170 }",
            "arms = 170",
            "exercises.toml:13: exercises[1].figure.poses[2].arms = 170: "
            "write arms = { lift = 20 }",
        ),
        (
            'view = "side"',
            'view = "sides"',
            'exercises.toml:7: exercises[1].figure.view = "sides": '
            'write "front", "half", "side" or "back"; did you mean "side"?',
        ),
        (
            'moves = ["arms"]',
            'moves = ["arsm"]',
            'exercises.toml:8: exercises[1].figure.moves = "arsm": write '
            '"head", "trunk", "shoulders", "arms", "left_arm", "right_arm", "hands", "legs", '
            '"left_leg", "right_leg", "feet", "fingers" or "eyes"; did you mean "arms"?',
        ),
        (
            "things = { chair = 0 }",
            "things = { stool = 0 }",
            "exercises.toml:10: exercises[1].figure.things.stool = 0: unknown; known here: chair, "
            "desk, screen, wall, doorway, post, band, window, handband, high_desk",
        ),
        (
            "takes = 2",
            "takes = 0",
            "exercises.toml:13: exercises[1].figure.poses[2].takes = 0: "
            "write a number from 0.1 to 60, without quotes",
        ),
        (
            '  { stance = "sit" },\n',
            "",
            "exercises.toml:11: exercises[1].figure.poses: "
            "write a list of 2 to 12 poses, like [{…}, {…}]",
        ),
        (
            "aside = [0, 10]",
            "aside = 10",
            "exercises.toml:9: exercises[1].figure.arrows[1].aside = 10: "
            "write two numbers, right and up, like [0, 8]",
        ),
        (
            "{ arms = { lift = 170 }, takes",
            '{ hands = "desk", takes',
            "exercises.toml:13: exercises[1].figure.poses[2]: left_hand is 34 cm away from its "
            "place; move the hips or the thing",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(good: str, bad: str, said: str) -> None:
    """What is wrong, in which line, and what is expected instead."""
    assert good in OWN
    problems = check(OWN.replace(good, bad))

    assert isinstance(problems, list)
    assert said == problems[0]


def test_a_hand_that_rests_nowhere_known() -> None:
    """A place that there is not is answered with those that there are."""
    [said] = check(OWN.replace('stance = "sit"', 'stance = "sit", hands = "knees"'))

    assert 'hands = "knees": write "thigh", "knee",' in said
    assert said.endswith('did you mean "knee"? (with "other " before it: on the other side)')


def test_arms_do_not_rest_on_each_other() -> None:
    """Where each hand is to be on the other arm, neither is anywhere."""
    [said] = check(OWN.replace('stance = "sit"', 'stance = "sit", hands = "other elbow"'))

    assert said.endswith("poses[1]: only one hand can rest on the other arm")


def test_all_mistakes_are_told_at_once() -> None:
    """Whoever wrote three mistakes reads of three."""
    text = OWN.replace("lift = 170", "lift = 900").replace('"side"', '"top"')

    assert 2 == len(check(text.replace("takes = 2", "takes = true"))) - 1


@pytest.mark.parametrize("text", ["exercises = 3", "[[exercises]]\nfigure = 3", "a = [", "\xff"])
def test_what_is_no_list_of_exercises_is_a_problem_not_a_crash(text: str) -> None:
    """Anything may stand in a file."""
    found = check_figures(text.encode("latin-1"), "own.toml")

    assert isinstance(found, tuple) and found
