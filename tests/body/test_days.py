"""Calendar days: check-ins merged, and what is not told is not known."""

import pytest

from unhunch.body.days import merged_days
from unhunch.body.reading import date_of

from .diary import assessed, diary, fired, on


def test_the_highest_score_of_a_day_counts_for_each_region() -> None:
    """Morning and evening are one day."""
    [day] = merged_days(diary("0: neck=3 arm_l=5\n0: neck=7 lower_back=1\n0: neck=2"), date_of(0))

    assert {"neck": 7, "arm_l": 5, "lower_back": 1} == dict(day.pain)
    assert day.completed


def test_two_check_ins_of_a_day_are_one_date() -> None:
    """Two ticks, two scores of 8 and three painful reports on one day count once."""
    text = "0: neck=8 tingling_arm_one\n0: neck=8 tingling_arm_one\n0: neck=8"

    assert {"W2", "W3", "K1"} == fired(text, 0).keys()


def test_flags_of_two_check_ins_of_a_day_meet() -> None:
    """What a row joins with "and" may come from the morning and the evening."""
    assert "E6" in fired("0: fever\n0: stiff_confused_rash", 0)
    assert "S4" in fired("0: neck=3\n0: flags fever", 0)


def test_flags_answered_alone_are_no_report_day() -> None:
    """They count on their day; they are no day without pain, and no score."""
    pain = on((0, 3, 6), "neck=7")
    answers = on((1, 2, 4, 5), "flags no=fever")

    assert "C1a" in fired(f"{pain}\n{answers}", 6)
    assert "C1a" not in fired(f"{pain}\n" + on((1, 2, 4, 5), "no=fever"), 6)
    assert ("S1",) == assessed("0: flags gait_change", 0).rules


def test_a_flag_of_a_group_needs_a_score_of_the_group() -> None:
    """Work was stopped on three dates, on one of them by the back: not by the neck."""
    text = on((0, 1), "neck=4 interferes") + "\n2: lower_back=4 neck=0 interferes"

    assert "C8" not in fired(text, 2)
    assert "C8" in fired(text + "\n2: neck=1", 2)


def test_an_arm_score_counts_for_arms_alone() -> None:
    """Also when it radiates into the arm."""
    found = assessed(on((0, 3, 6), "arm_l=7 radiates_arm"), 6)

    assert {"A"} == {each.group for each in found.fired if each.group}


def test_both_sides_of_a_group_are_its_value() -> None:
    """A shoulder that hurts on the left today and on the right tomorrow hurts on two days."""
    assert "S8" in fired("0: shoulder_l=8\n1: shoulder_r=8", 1)


@pytest.mark.parametrize(
    "later",
    [
        "6: chest_pain",
        "6: neck=10",
        "6: no=fever\n7: no=fever",
        "6: seen",
        "6: retracts fever",
        "6: bridges gone",
        "6: bridges most_of_the_time",
    ],
)
def test_nothing_dated_after_the_day_counts(later: str) -> None:
    """The future changes no assessment, whatever is told of it."""
    text = on((0, 2, 5), "neck=5 fever radiates_arm")

    assert assessed(text, 5) == assessed(f"{text}\n{later}", 5)


def test_a_missing_day_is_not_in_a_share() -> None:
    """Three painful reports a week apart are all the reports there are."""
    assert "C1a" in fired(on((0, 6, 12), "neck=7"), 12)


def test_evidence_of_a_count_names_days_regions_and_scores() -> None:
    """What the suggestion says is what was reported, and no more."""
    text = on((0, 7, 14), "neck=4 worried") + "\n1: \n21: upper_back=5 arm_l=9"
    [found] = [each for each in assessed(text, 21).fired if each.rule == "C1b"]
    evidence = found.evidence

    assert tuple(date_of(day) for day in (0, 7, 14, 21)) == evidence.days
    assert (("neck", "upper_back"), 4, 5, ()) == (
        evidence.regions,
        evidence.low,
        evidence.high,
        evidence.flags,
    )
    assert ("U", 28) == (found.group, evidence.window)


def test_a_past_is_worked_out_once() -> None:
    """Asked again, the merged days are the same object."""
    history = diary(on(range(9), "neck=3"))

    assert merged_days(history, date_of(8))[0] is merged_days(history, date_of(8))[0]
