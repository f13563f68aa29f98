"""Rules that count reports, S8 to C10: each at its bounds and just beyond."""

import pytest

from .diary import fired, on


def worse(score: int, last: int = 5, before: str = "neck=2") -> str:
    """Return six report days, the last three at a score, the last of all on a day."""
    return f"{on(range(3), before)}\n{on((3, 4), f'neck={score}')}\n{last}: neck={score}"


def alternate(count: int, step: int, high: str, low: str = "") -> str:
    """Return painful reports every so many days, each followed by one without pain."""
    return "\n".join(f"{n * step}: {high}\n{n * step + 1}: {low}" for n in range(count))


def flare(first: int, score: int = 4) -> str:
    """Return two painful days, and two without pain after them."""
    return on((first, first + 1), f"neck={score}") + "\n" + on((first + 2, first + 3), "")


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
    ("C1a", "three pain days over 6 days, two of 7", "0: neck=7\n3: neck=2\n6: neck=7", 6),
    ("C1a", "the first 13 days ago", "0: neck=7\n7: neck=7\n13: neck=2", 13),
    ("C1a", "3 of 4 report days hurt", "0: neck=7\n3: neck=1\n4: neck=7\n6: neck=2", 6),
    ("C1a", "4 of 8 report days hurt", on((0, 4, 5, 7), "neck=7") + "\n" + on((1, 2, 3, 6), ""), 7),
    ("C1b", "4 pain days of 4 in 3 weeks, over 21 days", on((0, 7, 14, 21), "neck=4"), 21),
    ("C1b", "the first 27 days ago", on((0, 7, 14, 21), "neck=4"), 27),
    (
        "C1b",
        "half of them 3, half 5: the median is 4",
        "0: neck=3\n7: neck=5\n14: neck=3\n21: neck=5",
        21,
    ),
    (
        "C1b",
        "4 of 8 report days hurt",
        on((0, 7, 14, 21), "neck=4") + "\n" + on((1, 2, 3, 20), ""),
        21,
    ),
    ("C1c", "5 pain days of 2 in 4 weeks, over 35 days", on((0, 1, 14, 28, 35), "neck=2"), 35),
    ("C1c", "the first 41 days ago", on((0, 13, 20, 28, 35), "neck=2"), 41),
    ("C1d", "84 days, lately 4", on(range(0, 85, 7), "neck=4"), 84),
    (
        "C1d",
        "improving, but lately 4",
        on(range(0, 70, 7), "neck=8") + "\n" + on((70, 77, 84), "neck=4"),
        84,
    ),
    (
        "C1d",
        "over 28 days of the last 42",
        on(range(0, 43, 14), "neck=4") + "\n" + on((56, 63, 70, 77, 84), "neck=4"),
        84,
    ),
    ("C1e", "recalled, 28 days, now 4", "0: neck=5\n27: bridges most_of_the_time\n28: neck=4", 28),
    (
        "C1e",
        "recalled on its last pain day",
        "0: neck=5\n28: neck=4\n28: bridges most_of_the_time",
        28,
    ),
    ("C1e", "recalled, 42 days, now 2", "0: neck=5\n42: bridges most_of_the_time\n42: neck=2", 42),
    (
        "C1e",
        "recalled after a gap of two days",
        "0: neck=5\n2: bridges most_of_the_time\n2: neck=5\n20: neck=5\n28: neck=4",
        28,
    ),
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
    ("C1a", "over 5 days", "0: neck=7\n3: neck=7\n5: neck=7", 5),
    ("C1a", "one of 7", "0: neck=7\n3: neck=6\n6: neck=6", 6),
    ("C1a", "the first 14 days ago", "0: neck=7\n9: neck=7\n14: neck=2", 14),
    ("C1a", "3 of 5 report days hurt", "0: neck=7\n3: \n4: neck=7\n5: \n6: neck=2", 6),
    ("C1a", "the last pain 7 days ago", "0: neck=7\n3: neck=7\n6: neck=7", 13),
    ("C1a", "two pain days and a trace", "0: neck=7\n3: neck=1\n6: neck=7", 6),
    ("C1b", "over 20 days", on((0, 7, 14, 20), "neck=4"), 20),
    ("C1b", "the first 28 days ago", on((0, 7, 14, 22), "neck=4"), 28),
    ("C1b", "3 pain days", on((0, 11, 21), "neck=4"), 21),
    ("C1b", "in two weeks", on((0, 18, 20, 21), "neck=4"), 21),
    ("C1b", "the median is 3.5", "0: neck=3\n7: neck=4\n14: neck=3\n21: neck=4", 21),
    (
        "C1b",
        "4 of 9 report days hurt",
        on((0, 7, 14, 21), "neck=4") + "\n" + on((1, 2, 3, 4, 20), ""),
        21,
    ),
    ("C1b", "in two groups", on((0, 14), "neck=4") + "\n" + on((7, 21), "lower_back=4"), 21),
    ("C1c", "over 34 days", on((0, 1, 14, 28, 34), "neck=2"), 34),
    ("C1c", "4 pain days", on((0, 14, 28, 35), "neck=2"), 35),
    ("C1c", "in three weeks", on((0, 14, 33, 34, 35), "neck=2"), 35),
    ("C1c", "the first 42 days ago", on((0, 13, 20, 28, 36), "neck=2"), 42),
    (
        "C1c",
        "5 of 11 report days hurt",
        on((0, 7, 14, 28, 35), "neck=2") + "\n" + on((1, 8, 9, 15, 29, 30), ""),
        35,
    ),
    ("C1d", "83 days old", on((0, *range(6, 84, 7)), "neck=4"), 83),
    ("C1d", "lately 3", on(range(0, 70, 7), "neck=4") + "\n" + on((70, 77, 84), "neck=3"), 84),
    (
        "C1d",
        "over 27 days of the last 42",
        on(range(0, 43, 14), "neck=4") + "\n" + on((57, 63, 70, 77, 84), "neck=4"),
        84,
    ),
    ("C1e", "recalled, 27 days, now 4", "0: neck=5\n27: bridges most_of_the_time\n27: neck=4", 27),
    ("C1e", "recalled, 28 days, now 3", "0: neck=5\n28: bridges most_of_the_time\n28: neck=3", 28),
    ("C1e", "recalled, 41 days, now 3", "0: neck=5\n41: bridges most_of_the_time\n41: neck=3", 41),
    (
        "C1e",
        "recalled, 42 days, now 1",
        "0: neck=5\n41: bridges most_of_the_time\n41: neck=3\n42: neck=1",
        42,
    ),
    ("C1e", "it came and went", "0: neck=5\n28: bridges came_and_went\n28: neck=5", 28),
    (
        "C1e",
        "recalled on the first day",
        "0: bridges most_of_the_time\n0: neck=5\n14: neck=5\n28: neck=5",
        28,
    ),
    (
        "C1e",
        "recalled after the last pain day",
        "0: neck=5\n14: neck=5\n26: neck=5\n29: bridges most_of_the_time\n29: neck=0",
        29,
    ),
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


def named(rows: list[tuple[str, str, str, int]]) -> list[object]:
    """Return rows with their sentences as names."""
    return [pytest.param(rule, text, day, id=f"{rule}: {what}") for rule, what, text, day in rows]


@pytest.mark.parametrize(("rule", "text", "day"), named(FIRES))
def test_a_rule_fires_at_its_bound(rule: str, text: str, day: int) -> None:
    """What just reaches the row is enough."""
    assert ("soon" if rule[0] == "S" else "consider") == fired(text, day).get(rule)


@pytest.mark.parametrize(("rule", "text", "day"), named(DOES_NOT))
def test_a_rule_does_not_fire_just_beyond(rule: str, text: str, day: int) -> None:
    """What just misses the row is not this rule."""
    assert rule not in fired(text, day)


def test_every_counted_rule_has_examples_on_both_sides() -> None:
    """No rule that counts is left without an example that fires and one that does not."""
    rules = {"S8", "S10", "S14", "C1a", "C1b", "C1c", "C1d", "C1e"}
    rules |= {"C2", "C3", "C4", "C5", "C6", "C8", "C9", "C10"}

    assert rules == {row[0] for row in FIRES} == {row[0] for row in DOES_NOT}


def test_every_c1_row_that_holds_counts() -> None:
    """A severe and long spell fires all the rows it meets, not only the first."""
    found = fired(on(range(0, 85, 3), "neck=7"), 84)

    assert {"C1a", "C1b", "C1c", "C1d"} == {rule for rule in found if rule.startswith("C1")}
