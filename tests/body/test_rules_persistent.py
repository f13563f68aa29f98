"""C1, pain that persists: each row at its bounds and just beyond."""

import pytest

from .cases import named
from .diary import fired, on

FIRES = [
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
]

DOES_NOT = [
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
        "two of five pain days before a silence of 22 days",
        on((0, 7, 29, 35, 41), "neck=2"),
        41,
    ),
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
        "0: neck=5\n14: neck=5\n28: neck=4\n30: bridges most_of_the_time",
        30,
    ),
]


@pytest.mark.parametrize(("rule", "text", "day"), named(FIRES))
def test_persistence_fires_at_its_bound(rule: str, text: str, day: int) -> None:
    """What just reaches the row is enough."""
    assert "consider" == fired(text, day).get(rule)


@pytest.mark.parametrize(("rule", "text", "day"), named(DOES_NOT))
def test_persistence_does_not_fire_just_beyond(rule: str, text: str, day: int) -> None:
    """What just misses the row is not this rule."""
    assert rule not in fired(text, day)


def test_persistence_has_examples_on_both_sides_for_each_rule() -> None:
    """No rule is left without an example that fires and one that does not."""
    rules = {"C1a", "C1b", "C1c", "C1d", "C1e"}

    assert rules == {row[0] for row in FIRES} == {row[0] for row in DOES_NOT}


def test_every_c1_row_that_holds_counts() -> None:
    """A severe and long spell fires all the rows it meets, not only the first."""
    found = fired(on(range(0, 85, 3), "neck=7"), 84)

    assert {"C1a", "C1b", "C1c", "C1d"} == {rule for rule in found if rule.startswith("C1")}
