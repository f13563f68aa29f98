"""W, K and N: what is kept an eye on, at its bounds and just beyond; and the modifiers."""

import pytest

from .cases import named
from .diary import assessed, fired, on

FIRES = [
    ("W1", "three pain days over 10 days", on((0, 5, 9), "neck=2"), 9),
    ("W1", "in three regions of one group", "0: neck=2\n1: shoulder_l=2\n2: upper_back=2", 2),
    ("W2", "a score of 7 two days ago", "0: arm_l=7", 2),
    ("W3", "tingling 13 days ago", "0: tingling_arm_one", 13),
    ("W3", "radiates into a leg, no pain", "0: radiates_leg", 0),
    (
        "W3",
        "denied twice, the last 4 days later",
        "0: radiates_arm\n2: no=radiates_arm\n4: no=radiates_arm",
        4,
    ),
    ("W3", "denied once, 9 days later", "0: radiates_arm\n9: no=radiates_arm", 9),
    (
        "W5",
        "denied twice, the last 5 days later",
        "0: radiates_arm\n1: no=radiates_arm\n5: no=radiates_arm",
        5,
    ),
    ("W5", "14 days after its yes", "0: tingling_leg_one\n6: no=*\n7: no=*", 14),
    ("W7", "silent for 7 days, three pain days over 10", on((0, 4, 9), "neck=2"), 16),
    ("W7", "silent for 21 days", on((0, 4, 9), "neck=2"), 30),
    ("K1", "a score of 1 six days ago", "0: arm_r=1", 6),
    ("N1", "a score of 1 seven days ago", "0: arm_r=1", 7),
    ("N1", "nothing was ever told", "", 0),
]

DOES_NOT = [
    ("W1", "three pain days over 11 days", on((0, 5, 10), "neck=2"), 10),
    ("W1", "two pain days and a trace", on((0, 5), "neck=2") + "\n9: neck=1", 9),
    ("W1", "three pain days of two groups", on((0, 5), "neck=2") + "\n9: arm_l=2", 9),
    ("W2", "a score of 7 three days ago", "0: arm_l=7", 3),
    ("W2", "a score of 6", "0: arm_l=6", 0),
    ("W3", "tingling 14 days ago", "0: tingling_arm_one", 14),
    ("W3", "both arms: that is S1", "0: tingling_arms_both", 0),
    ("W3", "into neck and shoulders", "0: neck=3 radiates_neck_shoulder", 0),
    ("W3", "resolved", "0: radiates_arm\n1: no=radiates_arm\n5: no=radiates_arm", 5),
    ("W5", "15 days after its yes", "0: tingling_leg_one\n6: no=*\n7: no=*", 15),
    ("W5", "denied twice on one day", "0: radiates_arm\n5: no=*\n5: no=*", 5),
    (
        "W5",
        "denied twice, then ticked again",
        "0: radiates_arm\n4: no=*\n5: no=*\n6: radiates_arm",
        6,
    ),
    ("W5", "denied before it was ticked", "0: no=*\n1: no=*\n6: radiates_arm", 6),
    ("W7", "silent for 6 days", on((0, 4, 9), "neck=2"), 15),
    ("W7", "silent for 22 days", on((0, 4, 9), "neck=2"), 31),
    ("W7", "three pain days over 11 days", on((0, 4, 10), "neck=2"), 17),
    ("W7", "the last report was a trace", on((0, 4, 8), "neck=2") + "\n9: neck=1", 16),
    ("W7", "pain of two groups", on((0, 4), "neck=2") + "\n9: lower_back=2", 16),
    ("K1", "a score of 1 seven days ago", "0: arm_r=1", 7),
    ("N1", "a score of 1", "0: arm_r=1", 0),
]

MONTH = on(range(0, 28, 3), "neck=4")
BETTER = on(range(0, 15, 3), "neck=8") + "\n" + on(range(15, 28, 3), "neck=5")
TWELVE_WEEKS = on(range(0, 70, 7), "neck=8") + "\n" + on((70, 77, 84), "neck=4")


@pytest.mark.parametrize(("rule", "text", "day"), named(FIRES))
def test_a_quiet_rule_fires_at_its_bound(rule: str, text: str, day: int) -> None:
    """What just reaches the row is enough, at the level of the row."""
    level = {"W": "watch", "K": "self_care", "N": "none"}[rule[0]]

    assert level == fired(text, day).get(rule)


@pytest.mark.parametrize(("rule", "text", "day"), named(DOES_NOT))
def test_a_quiet_rule_does_not_fire_just_beyond(rule: str, text: str, day: int) -> None:
    """What just misses the row is not this rule."""
    assert rule not in fired(text, day)


# --- W3 and C rules after a limb flag is resolved ---------------------------------------------


def test_a_resolved_flag_counts_no_longer_beside_another() -> None:
    """Each limb flag is resolved for itself: the arm is over, the leg alone is one date."""
    text = "0: radiates_arm\n1: radiates_arm\n3: no=radiates_arm\n6: radiates_leg no=radiates_arm"

    assert {"W3": "watch", "W5": "watch"} == fired(text, 6)


def test_s14_and_c5_still_count_a_resolved_flag() -> None:
    """Two denials do not undo two dates of radiating with severe pain."""
    text = on((0, 1), "neck=7 radiates_arm tingling_arm_one") + "\n" + on((3, 6), "neck=3 no=*")

    found = fired(text, 6)

    assert {"S14": "soon", "C5": "consider", "W5": "watch"}.items() <= found.items()
    assert not {"C3", "C4", "W3"} & found.keys()


# --- modifiers --------------------------------------------------------------------------------


def test_improving_calms_a_c1_rule() -> None:
    """Persistent but clearly better: kept an eye on, and not called C1 any more."""
    assert {"W1": "watch", "W4": "watch", "K1": "self_care"} == fired(BETTER, 27)


def test_improving_does_not_calm_twelve_weeks() -> None:
    """C1d stands though the pain has halved; the other C1 rows are watched."""
    found = fired(TWELVE_WEEKS, 84)

    assert "consider" == found["C1d"]
    assert "watch" == found["W4"]
    assert not {"C1a", "C1b", "C1c"} & found.keys()


def test_c1d_alone_is_no_w4() -> None:
    """What improving does not calm is not also listed as calmed."""
    text = on((0, 14, 28, 42, 55, 56), "neck=8") + "\n" + on((70, 77, 84), "neck=4")

    assert {"C1d": "consider", "K1": "self_care"} == fired(text, 84)


def test_improving_is_asked_of_the_same_group() -> None:
    """A better back does not calm a neck that stays as it is."""
    text = "\n".join(f"{day}: neck=4 lower_back={9 if day < 15 else 4}" for day in range(0, 28, 3))
    found = assessed(text, 27)

    assert [("C1b", "U")] == [(each.rule, each.group) for each in found.fired if each.rule == "C1b"]
    assert [("W4", "L")] == [(each.rule, each.group) for each in found.fired if each.rule == "W4"]


FLARES = "\n".join(on((n, n + 1), "neck=4") + "\n" + on((n + 2, n + 3), "") for n in (0, 20, 40))


@pytest.mark.parametrize(
    ("rule", "text", "day", "seen"),
    [
        ("C1b", MONTH, 27, 0),
        ("C1d", TWELVE_WEEKS, 84, 43),
        ("C6", FLARES, 43, 2),
        ("C8", on((1, 5, 9), "neck=2 interferes"), 9, 0),
        ("C10", on((1, 8), "painkillers_most_days"), 8, 0),
    ],
)
def test_who_was_seen_within_42_days_is_watched(rule: str, text: str, day: int, seen: int) -> None:
    """A count that a professional has heard of is watched; without the visit it is `consider`."""
    found = fired(f"{text}\n{seen}: seen", day)

    assert "consider" == fired(text, day).get(rule)
    assert "watch" == found.get("W6")
    assert rule not in found


def test_a_visit_42_days_ago_calms_nothing() -> None:
    """The 42 days of a visit end."""
    text = on(range(0, 61, 3), "neck=4")

    assert "W6" in fired(f"{text}\n19: seen", 60)
    assert "C1b" in fired(f"{text}\n18: seen", 60)


def test_a_visit_in_the_future_calms_nothing() -> None:
    """Nothing dated after the day counts, a visit neither."""
    assert "C1b" in fired(f"{MONTH}\n28: seen", 27)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("S8", on((1, 2), "neck=8")),
        ("C2", on((0, 1, 2), "neck=2") + "\n" + on((3, 4, 5), "neck=5")),
        ("C3", on((1, 2), "radiates_arm")),
        ("C4", on((1, 2), "tingling_arm_one")),
        ("C9", "1: worried"),
        ("S2", "1: weakness_arm_one"),
        ("E1", "1: chest_pain"),
    ],
)
def test_other_rules_fire_after_a_visit(rule: str, text: str) -> None:
    """What is reported after the visit is news to the professional."""
    assert rule in fired(f"0: seen\n{text}", 5 if rule == "C2" else 2)


# --- switches ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("S9", "0: calf_swelling"),
        ("S12", "0: headache_jaw_scalp"),
        ("S13", "0: pulsating_tummy"),
        ("C10", on((0, 7), "painkillers_most_days")),
    ],
)
def test_an_optional_rule_can_be_switched_off(rule: str, text: str) -> None:
    """With the switch off the rule is not there, nor what it would be watched as."""
    day = 7 if rule == "C10" else 0

    assert rule in assessed(text, day).rules
    assert ("N1",) == assessed(text, day, (rule,)).rules


def test_what_is_core_has_no_switch() -> None:
    """Whatever stands in `off`, no other rule goes silent."""
    text = on((0, 1), "neck=8 chest_pain weakness_arm_one radiates_arm worried fever")
    every = ("E1", "S2", "S4", "S8", "C3", "C9", "W1", "W2", "W3", "K1", "nonsense")

    assert assessed(text, 1) == assessed(text, 1, every)


def test_a_switched_off_c10_is_not_watched_either() -> None:
    """W6 of an optional rule goes with its rule."""
    text = "0: seen\n" + on((1, 8), "painkillers_most_days")

    assert ("W6",) == assessed(text, 8).rules
    assert ("N1",) == assessed(text, 8, ("C10",)).rules
