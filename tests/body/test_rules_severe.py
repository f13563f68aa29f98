"""Rules that count towards `soon`, S8, S10 and S14: each at its bounds and just beyond."""

import pytest

from .cases import named, worse
from .diary import fired, on

LIMB = "neck=3 radiates_arm tingling_arm_one"
MONTH = (0, 9, 18, 28)

FIRES = [
    ("S8", "8 twice, 3 days apart", "0: neck=8\n3: neck=8", 3),
    ("S8", "8 twice in two regions of a group", "0: neck=8\n1: shoulder_l=8", 1),
    ("S8", "9 and constant 3 days ago", "0: neck=9 constant", 3),
    ("S8", "9 and it stopped work", "0: lower_back=9 interferes", 0),
    ("S8", "worsening to 7", worse(7), 5),
    ("S8", "worsening to 7, the last pain 6 days ago", worse(7), 11),
    (
        "S10",
        "two nights of constant pain 13 days apart",
        on((0, 13), "neck=1 night_pain constant"),
        13,
    ),
    (
        "S14",
        "radiates twice, 7 on two other days",
        on((0, 13), "neck=1 radiates_arm") + "\n" + on((1, 2), "neck=7"),
        13,
    ),
    ("S14", "radiates and 7 on the same two days", on((0, 13), "lower_back=7 radiates_leg"), 13),
    (
        "S14",
        "arm once, leg once, counted together",
        "0: neck=7 radiates_arm\n1: neck=7 radiates_leg",
        1,
    ),
    ("S14", "radiates and tingles on 4 dates over 28 days", on(MONTH, LIMB), 28),
    ("S14", "the last of them 6 days ago", on(MONTH, LIMB), 34),
    ("S14", "the first of them years ago", on((0, 900, 901, 902), LIMB), 902),
    ("S14", "at any score: none at all", on(MONTH, "radiates_arm tingling_arm_one"), 28),
    (
        "S14",
        "in whatever group the pain was",
        on((0, 9), LIMB) + "\n" + on((18, 28), "arm_l=1 radiates_arm tingling_arm_one"),
        28,
    ),
]

DOES_NOT = [
    ("S8", "8 twice, 4 days apart", "0: neck=8\n4: neck=8", 4),
    ("S8", "8 once", "0: neck=8\n1: neck=7", 1),
    ("S8", "8 in two groups", "0: neck=8\n1: lower_back=8", 1),
    ("S8", "9 and constant 4 days ago", "0: neck=9 constant", 4),
    ("S8", "8 and constant", "0: neck=8 constant interferes", 0),
    ("S8", "9, and constant a day later", "0: neck=9\n1: neck=7 constant", 1),
    ("S8", "worsening to 6", worse(6), 5),
    ("S8", "worsening to 7, the last report 7 days ago", worse(7), 12),
    ("S10", "two nights 14 days apart", on((0, 14), "neck=5 night_pain constant"), 14),
    ("S10", "one night", "0: neck=5 night_pain constant", 0),
    (
        "S10",
        "night and constant on other dates",
        on((0, 2), "neck=5 night_pain") + "\n" + on((1, 3), "neck=5 constant"),
        3,
    ),
    (
        "S10",
        "in two groups",
        "0: neck=5 night_pain constant\n1: lower_back=5 night_pain constant",
        1,
    ),
    ("S10", "no score beside it", on((0, 1), "night_pain constant"), 1),
    ("S14", "radiates twice, 7 once", "0: neck=7 radiates_arm\n1: neck=6 radiates_arm", 1),
    ("S14", "radiates once, 7 twice", "0: neck=7 radiates_arm\n1: neck=7", 1),
    ("S14", "radiates twice, 14 days apart", on((0, 14), "neck=7 radiates_arm"), 14),
    (
        "S14",
        "radiates with neck pain, 7 in the back",
        on((0, 1), "neck=1 radiates_arm") + "\n" + on((2, 3), "lower_back=7"),
        3,
    ),
    ("S14", "into neck and shoulders", on((0, 1), "neck=7 radiates_neck_shoulder"), 1),
    ("S14", "both on 4 dates over 27 days", on((0, 9, 18, 27), LIMB), 27),
    ("S14", "both on 3 dates over 28 days", on((0, 14, 28), LIMB), 28),
    ("S14", "the last of them 7 days ago", on(MONTH, LIMB), 35),
    (
        "S14",
        "on other dates",
        on(MONTH, "neck=3 radiates_arm") + "\n" + on((1, 10, 19, 29), "neck=3 tingling_arm_one"),
        29,
    ),
]


@pytest.mark.parametrize(("rule", "text", "day"), named(FIRES))
def test_severe_count_fires_at_its_bound(rule: str, text: str, day: int) -> None:
    """What just reaches the row is enough."""
    assert "soon" == fired(text, day).get(rule)


@pytest.mark.parametrize(("rule", "text", "day"), named(DOES_NOT))
def test_severe_count_does_not_fire_just_beyond(rule: str, text: str, day: int) -> None:
    """What just misses the row is not this rule."""
    assert rule not in fired(text, day)


def test_severe_count_has_examples_on_both_sides_for_each_rule() -> None:
    """No rule is left without an example that fires and one that does not."""
    rules = {"S8", "S10", "S14"}

    assert rules == {row[0] for row in FIRES} == {row[0] for row in DOES_NOT}
