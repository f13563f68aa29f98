"""C2 to C10: each at its bounds and just beyond."""

import pytest

from .cases import alternate, flare, named, worse
from .diary import fired, on

FIRES = [
    ("C2", "worsening from 2 to 4", worse(4), 5),
    ("C2", "six report days over 21 days", worse(4, last=21), 21),
    ("C2", "the last of them 6 days ago", worse(4), 11),
    ("C2", "worsening to 6", worse(6), 5),
    ("C3", "radiates twice, 13 days apart", on((0, 13), "neck=3 radiates_arm"), 13),
    ("C3", "arm once, leg once", "0: neck=3 radiates_arm\n1: radiates_leg", 1),
    ("C3", "no pain beside it", on((0, 1), "radiates_leg"), 1),
    (
        "C3",
        "into the neck thrice, twisting on another date",
        on((0, 6, 13), "neck=3 radiates_neck_shoulder") + "\n5: neck=3 worse_twist_extend",
        13,
    ),
    ("C4", "tingles twice without pain, 13 days apart", on((0, 13), "tingling_arm_one"), 13),
    ("C4", "arm once, leg once", "0: tingling_arm_one\n1: tingling_leg_one", 1),
    (
        "C5",
        "radiates, tingles, severe",
        "0: neck=7 radiates_neck_shoulder\n1: neck=1 tingling_arms_both\n2: neck=2",
        2,
    ),
    (
        "C5",
        "tingles without pain, radiates, severe",
        "0: neck=7 radiates_arm\n1: tingling_leg_one\n2: neck=2",
        2,
    ),
    (
        "C5",
        "twisting twice, constant twice, severe",
        "0: neck=7 constant worse_twist_extend\n1: neck=2 constant worse_twist_extend",
        1,
    ),
    (
        "C5",
        "14 days old, 3 pain days, radiates, severe",
        "0: neck=3\n5: neck=3\n8: neck=7\n14: neck=2 radiates_arm",
        14,
    ),
    (
        "C5",
        "all signs but the last 13 days ago",
        "0: neck=7 radiates_arm tingling_arm_one\n13: neck=2",
        13,
    ),
    (
        "C6",
        "three flares, the first 181 days ago",
        "\n".join(flare(first) for first in (0, 90)) + "\n" + on((180, 181), "neck=4"),
        181,
    ),
    (
        "C6",
        "flares 7 days apart, two reports of 1 between",
        "\n".join(
            on((n, n + 1), "neck=4") + "\n" + on((n + 2, n + 3), "neck=1") for n in (0, 8, 16)
        ),
        17,
    ),
    (
        "C6",
        "intermittent: 12 pain days of 25 in 8 weeks",
        alternate(12, 7, "neck=3") + "\n" + "79: ",
        83,
    ),
    ("C8", "it stopped work on 3 dates over 13 days", on((0, 5, 13), "neck=2 interferes"), 13),
    (
        "C8",
        "at the mildest score, with one pain day",
        on((0, 5), "neck=1 interferes") + "\n13: neck=2 interferes",
        13,
    ),
    ("C9", "worried 6 days ago", "0: worried", 6),
    ("C10", "painkillers 7 days apart", on((0, 7), "painkillers_most_days"), 7),
    ("C10", "painkillers 13 days apart", on((0, 13), "painkillers_most_days"), 13),
]

DOES_NOT = [
    ("C2", "from 2 to 3", worse(3), 5),
    ("C2", "from 3 to 4", worse(4, before="neck=3"), 5),
    ("C2", "from 1 to 4", worse(4, before="neck=1"), 5),
    ("C2", "to 7: that is S8", worse(7), 5),
    ("C2", "over 22 days", worse(4, last=22), 22),
    ("C2", "the last report 7 days ago", worse(4), 12),
    ("C2", "five report days", on((0, 1), "neck=2") + "\n" + on((2, 3, 5), "neck=4"), 5),
    ("C2", "pain in another group", worse(4).replace("neck=2", "lower_back=2"), 5),
    ("C3", "radiates twice, 14 days apart", on((0, 14), "neck=3 radiates_arm"), 14),
    ("C3", "radiates once", "0: neck=3 radiates_arm", 0),
    ("C3", "twice on one day", "0: radiates_arm\n0: radiates_leg", 0),
    (
        "C3",
        "into the neck twice, twisting",
        on((0, 13), "neck=3 radiates_neck_shoulder worse_twist_extend"),
        13,
    ),
    (
        "C3",
        "into the neck thrice, no twisting",
        on((0, 6, 13), "neck=3 radiates_neck_shoulder"),
        13,
    ),
    (
        "C3",
        "twisting 14 days ago",
        on((1, 6, 14), "neck=3 radiates_neck_shoulder") + "\n0: neck=3 worse_twist_extend",
        14,
    ),
    ("C4", "tingles twice, 14 days apart", on((0, 14), "tingling_arm_one"), 14),
    ("C4", "tingles once", "0: neck=9 tingling_leg_one", 0),
    ("C4", "both arms: that is S1", on((0, 1), "tingling_arms_both"), 1),
    ("C5", "two signs", "0: neck=7 radiates_arm\n1: neck=2", 1),
    (
        "C5",
        "twisting once, constant once, severe",
        "0: neck=7 constant worse_twist_extend\n1: neck=2",
        1,
    ),
    ("C5", "radiates without pain in the group", "0: radiates_arm\n1: neck=7 tingling_arm_one", 1),
    (
        "C5",
        "13 days old, 3 pain days, radiates, severe",
        "0: neck=3\n5: neck=3\n8: neck=7\n13: neck=2 radiates_arm",
        13,
    ),
    (
        "C5",
        "14 days old, 2 pain days, radiates, severe",
        "0: neck=3\n8: neck=7\n14: neck=2 radiates_arm",
        14,
    ),
    ("C5", "the signs 14 days ago", "0: neck=7 radiates_arm tingling_arm_one\n14: neck=2", 14),
    ("C5", "a score of 6", "0: neck=6 radiates_arm tingling_arm_one\n1: neck=2", 1),
    ("C5", "the last pain 7 days ago", "0: neck=7 radiates_arm tingling_arm_one", 7),
    (
        "C6",
        "three flares, the first 182 days ago, one of its days inside",
        "\n".join(flare(first) for first in (0, 90)) + "\n" + on((181, 182), "neck=4"),
        182,
    ),
    ("C6", "two flares", flare(0) + "\n" + on((90, 91), "neck=4"), 91),
    ("C6", "a flare of a single day", flare(0) + "\n" + flare(30) + "\n60: neck=4", 60),
    (
        "C6",
        "scores of 3",
        "\n".join(flare(n, 3) for n in (0, 30)) + "\n" + on((60, 61), "neck=3"),
        61,
    ),
    (
        "C6",
        "6 days apart",
        "\n".join(
            on((n, n + 1), "neck=4") + "\n" + on((n + 2, n + 3), "neck=1") for n in (0, 7, 14)
        ),
        15,
    ),
    (
        "C6",
        "one report of 1 between",
        "\n".join(on((n, n + 1), "neck=4") + f"\n{n + 2}: neck=1" for n in (0, 8, 16)),
        17,
    ),
    (
        "C6",
        "reports of 2 between",
        "\n".join(
            on((n, n + 1), "neck=4") + "\n" + on((n + 2, n + 3), "neck=2") for n in (0, 8, 16)
        ),
        17,
    ),
    ("C6", "11 pain days", alternate(11, 7, "neck=3") + "\n" + on((75, 76), ""), 76),
    ("C6", "half of the reports hurt", alternate(12, 7, "neck=3"), 83),
    (
        "C6",
        "a median of 2.5",
        alternate(6, 7, "neck=3")
        + "\n"
        + "\n".join(f"{n * 7}: neck=2\n{n * 7 + 1}: " for n in range(6, 12))
        + "\n82: ",
        83,
    ),
    ("C8", "on 3 dates over 14 days", on((0, 5, 14), "neck=2 interferes"), 14),
    ("C8", "on 2 dates", on((0, 1), "neck=9 interferes"), 1),
    ("C8", "no score on one of them", on((0, 5), "neck=2 interferes") + "\n6: interferes", 6),
    ("C8", "the last pain 7 days ago", on((0, 1, 2), "neck=2 interferes"), 9),
    ("C9", "worried 7 days ago", "0: neck=3 worried", 7),
    ("C10", "painkillers 6 days apart", on((0, 6), "painkillers_most_days"), 6),
    ("C10", "painkillers 14 days apart", on((0, 14), "painkillers_most_days"), 14),
    ("C10", "painkillers once", "0: painkillers_most_days", 0),
]


@pytest.mark.parametrize(("rule", "text", "day"), named(FIRES))
def test_count_fires_at_its_bound(rule: str, text: str, day: int) -> None:
    """What just reaches the row is enough."""
    assert "consider" == fired(text, day).get(rule)


@pytest.mark.parametrize(("rule", "text", "day"), named(DOES_NOT))
def test_count_does_not_fire_just_beyond(rule: str, text: str, day: int) -> None:
    """What just misses the row is not this rule."""
    assert rule not in fired(text, day)


def test_count_has_examples_on_both_sides_for_each_rule() -> None:
    """No rule is left without an example that fires and one that does not."""
    rules = {"C2", "C3", "C4", "C5", "C6", "C8", "C9", "C10"}

    assert rules == {row[0] for row in FIRES} == {row[0] for row in DOES_NOT}
