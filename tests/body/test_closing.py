"""What ends an item at once: a visit, and a tick taken back (rules.md sections 6 and 7)."""

import pytest

from unhunch.body.reading import date_of

from .diary import assessed, fired, on

# --- visits -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rule_text", ["E1 chest_pain", "S2 weakness_arm_one", "W3 radiates_arm"])
def test_a_visit_closes_what_was_ticked_up_to_its_day(rule_text: str) -> None:
    """Before it stands, on the day of the visit and later it does not."""
    rule, flag = rule_text.split()

    assert rule in fired(f"3: {flag}\n4: seen", 3)
    assert ("N1",) == assessed(f"3: {flag}\n3: seen", 3).rules
    assert ("N1",) == assessed(f"3: {flag}\n4: seen", 4).rules
    assert rule in fired(f"3: {flag}\n2: seen", 3)


def test_an_earlier_visit_does_not_reopen_what_a_later_one_closed() -> None:
    """The last visit counts, told in any order."""
    text = "0: chest_pain\n5: seen\n-".replace("-", "0: seen")

    assert ("N1",) == assessed(text, 6).rules


def test_a_flag_ticked_later_on_the_day_of_a_visit_counts() -> None:
    """Seen at ten: what was ticked at nine is closed, what is ticked at eleven is not."""
    assert ("N1",) == assessed("0 09:00: chest_pain\n0 10:00: seen", 0).rules
    assert ("E1",) == assessed("0 11:00: chest_pain\n0 10:00: seen", 0).rules
    assert ("E1",) == assessed("0 09:00: chest_pain\n0 11:00: chest_pain\n0 10:00: seen", 0).rules


def test_without_both_times_a_visit_closes_all_of_its_day() -> None:
    """A visit told for a day, or a tick of a day, has no later on that day."""
    assert ("N1",) == assessed("0 23:00: chest_pain\n0: seen", 0).rules
    assert ("N1",) == assessed("0: chest_pain\n0 01:00: seen", 0).rules


def test_a_qualifier_from_before_the_visit_does_not_count_after_it() -> None:
    """Rapidly worse was told at nine and heard at ten; clumsy at eleven is S1 alone."""
    text = "0 09:00: rapidly_worse\n0 10:00: seen\n0 11:00: hand_clumsy"

    assert {"S1": "soon"} == fired(text, 0)


def test_what_was_not_discussed_stays_open_with_its_qualifiers() -> None:
    """The visit closes the one item and leaves the other as it was."""
    text = "0: hand_clumsy rapidly_worse chest_pain\n1: seen kept=hand_clumsy"

    assert {"E3": "urgent", "S1": "soon"} == fired(text, 1)


def test_a_kept_flag_still_counts_for_counts() -> None:
    """Radiating that was not discussed counts on both its dates."""
    text = on((0, 1), "radiates_arm tingling_arm_one") + "\n2: seen kept=radiates_arm"

    assert {"C3": "consider", "W3": "watch"} == fired(text, 2)


def test_a_later_visit_that_discussed_it_closes_what_an_earlier_one_kept() -> None:
    """Kept is kept by that visit only."""
    text = "0: chest_pain\n1: seen kept=chest_pain\n3: seen"

    assert ("E1",) == assessed(text, 2).rules
    assert ("N1",) == assessed(text, 3).rules


def test_a_visit_closes_no_score() -> None:
    """Severe pain counts as before; only flags are closed."""
    assert {"S8", "W2", "K1"} == fired(on((0, 1), "neck=8") + "\n1: seen", 1).keys()
    assert "S8" not in fired("0: neck=9 constant\n1: seen", 1)


# --- taken back -------------------------------------------------------------------------------


def test_a_tick_taken_back_is_neither_yes_nor_no() -> None:
    """It counts for nothing, and does not deny the tick before it."""
    text = "0: chest_pain\n5: chest_pain\n5: no=chest_pain\n6: retracts chest_pain"

    assert "urgent" == fired(text, 6).get("E1")
    assert (date_of(0),) == assessed(text, 6).fired[0].evidence.days


def test_each_tick_is_taken_back_by_its_own_retraction() -> None:
    """Two ticks: one retraction leaves the earlier, two leave none."""
    ticks = "0: chest_pain\n5: chest_pain"

    assert ("E1",) == assessed(f"{ticks}\n6: retracts chest_pain", 6).rules
    twice = on((6, 7), "retracts chest_pain")
    assert ("N1",) == assessed(f"{ticks}\n{twice}", 7).rules
    assert ("E1",) == assessed(f"{ticks}\n{twice}", 6).rules


def test_a_retraction_reaches_no_later_tick() -> None:
    """What is ticked after it stands."""
    assert ("E1",) == assessed("0: chest_pain\n1: retracts chest_pain\n2: chest_pain", 2).rules
    assert ("E1",) == assessed("2: chest_pain\n1: retracts chest_pain", 2).rules


def test_a_retraction_takes_all_ticks_of_the_newest_day() -> None:
    """A day is one answer: ticked at two check-ins of it, taken back once."""
    assert ("N1",) == assessed("0: chest_pain\n0: chest_pain\n0: retracts chest_pain", 0).rules


def test_a_tick_made_after_a_retraction_of_the_same_day_stands() -> None:
    """By mistake at nine, taken back at ten, in earnest at eleven."""
    text = "0 09:00: chest_pain\n0 10:00: retracts chest_pain\n0 11:00: chest_pain"

    assert ("E1",) == assessed(text, 0).rules
    assert ("N1",) == assessed(f"{text}\n0 12:00: retracts chest_pain", 0).rules


def test_a_retraction_before_the_tick_of_the_day_reaches_the_day_before() -> None:
    """At eight there was only yesterday's tick to take back."""
    text = "0: fever\n1 08:00: retracts fever\n1 09:00: neck=3 fever"

    assert (date_of(1),) == assessed(text, 1).fired[0].evidence.days
    assert ("N1",) == assessed(f"{text}\n1 10:00: retracts fever", 9).rules


def test_retractions_told_in_any_order_take_back_the_same() -> None:
    """The one of day 3 reaches only day 0, also when it is told after that of day 7."""
    ticks = on((0, 5, 6), "chest_pain")
    text = f"{ticks}\n7: retracts chest_pain\n3: retracts chest_pain"

    assert (date_of(5),) == assessed(text, 9).fired[0].evidence.days


def test_a_retraction_of_nothing_changes_nothing() -> None:
    """Another flag, or none ticked."""
    assert ("E1",) == assessed("0: chest_pain\n1: retracts fever", 1).rules
