"""Items over time: visits, ticks taken back, denials and fading (rules.md section 7)."""

import pytest

from unhunch.body.assess import Item, open_items
from unhunch.body.reading import date_of
from unhunch.body.terms import Level

from .diary import assessed, diary, fired, on


def level(text: str, day: int, rule: str) -> str | None:
    """Return the level of one rule on a day; None when it is not there."""
    return fired(text, day).get(rule)


# --- fading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [(5, "urgent"), (6, "soon"), (34, "soon"), (35, "consider"), (90, "consider"), (91, None)],
)
def test_an_urgent_item_fades_from_its_first_denial(day: int, expected: str | None) -> None:
    """`soon` up to 28 days after the denial, `consider` up to 84, then it is dropped."""
    assert expected == level("0: chest_pain\n6: no=chest_pain", day, "E1")


def test_an_urgent_item_without_an_answer_stays() -> None:
    """Silence is no recovery: ten years later it is still the first question."""
    assert "urgent" == level("0: chest_pain\n" + on(range(1, 300, 7), ""), 3650, "E1")


def test_later_denials_do_not_make_an_urgent_item_last_longer() -> None:
    """The clock runs from the first denial."""
    text = "0: chest_pain\n1: no=*\n30: no=*\n80: no=*"

    assert "consider" == level(text, 85, "E1")
    assert None is level(text, 86, "E1")


@pytest.mark.parametrize(
    ("denials", "day", "expected"),
    [
        ((3,), 3, "soon"),
        ((1, 2), 2, "soon"),
        ((1, 3), 2, "soon"),
        ((1, 3), 3, "consider"),
        ((3, 4), 4, "consider"),
        ((1, 2, 3), 3, "consider"),
        ((1, 3), 31, "consider"),
        ((1, 3), 32, None),
        ((1, 2, 30), 29, "soon"),
        ((1, 2, 30), 58, "consider"),
    ],
)
def test_a_soon_item_fades_from_a_second_denial_three_days_later(
    denials: tuple[int, ...], day: int, expected: str | None
) -> None:
    """One denial, or two at once, is not enough; then `consider` up to 28 days, and dropped."""
    text = "0: weakness_arm_one\n" + on(denials, "no=weakness_arm_one")

    assert expected == level(text, day, "S2")


def test_a_new_tick_starts_the_item_anew() -> None:
    """Ticked again after it had faded, it is as if new."""
    text = "0: chest_pain\n1: no=*\n20: chest_pain"

    assert "soon" == level(text, 19, "E1")
    assert "urgent" == level(text, 20, "E1")


def test_a_tick_that_does_not_meet_the_row_is_no_denial() -> None:
    """Breathless again, now without pain: the first day stands, undenied."""
    text = "0: neck=4 short_of_breath\n5: short_of_breath"

    assert "urgent" == level(text, 9, "E1")
    assert (date_of(0),) == assessed(text, 9).fired[0].evidence.days


def test_each_flag_of_a_row_fades_for_itself() -> None:
    """One of two items was denied: the other keeps the level."""
    text = "0: chest_pain tearing_sudden\n1: no=chest_pain"
    found = [(each.flag, each.level.value) for each in assessed(text, 1).fired]

    assert [("tearing_sudden", "urgent"), ("chest_pain", "soon")] == found


def test_fever_and_stiffness_are_two_items() -> None:
    """The fever is over, the stiffness was not asked about: still urgent."""
    text = "0: fever stiff_confused_rash\n1: no=fever"
    found = [(each.flag, each.level.value) for each in assessed(text, 1).fired]

    assert [("stiff_confused_rash", "urgent"), ("fever", "soon")] == found


@pytest.mark.parametrize(
    ("text", "rule", "denied"),
    [
        ("0: hand_clumsy rapidly_worse", "E3", "rapidly_worse"),
        ("0: sexual_change radiates_leg", "E2", "radiates_leg"),
        ("0: neck=3 fever tingling_arm_one", "E6", "tingling_arm_one"),
        ("0: neck=3 pulsating_tummy sudden_onset", "E7", "sudden_onset"),
        ("0: tingling_arm_one neuro_worse", "S3", "neuro_worse"),
        ("0: neck=3 short_of_breath", "E1", "tearing_sudden"),
    ],
)
def test_denying_what_only_qualifies_closes_nothing(text: str, rule: str, denied: str) -> None:
    """Qualifiers and scores matter on the day of the item, not later."""
    later = "\n".join(f"{day}: no={denied}" for day in (1, 4, 8))

    assert fired(text, 0)[rule] == fired(f"{text}\n{later}", 8)[rule]


def test_a_faded_item_keeps_the_name_of_its_rule() -> None:
    """At `consider` the rules are still E1 and S2."""
    text = "0: chest_pain weakness_arm_one\n1: no=*\n4: no=*"

    assert ("consider", ("E1", "S2")) == (assessed(text, 30).level, assessed(text, 30).rules)


def test_an_accident_is_dated_with_the_accident() -> None:
    """A denial before the pain came has begun to fade what the pain then made an item."""
    text = "0: major_trauma\n3: no=major_trauma\n10: neck=3"

    assert None is level(text, 9, "E5")
    assert "soon" == level(text, 10, "E5")
    assert "consider" == level(text, 32, "E5")


# --- denials ----------------------------------------------------------------------------------


def test_a_yes_on_the_same_day_wins() -> None:
    """Two check-ins of one day disagree: it is a yes, in whatever order they came."""
    for text in ("1: no=chest_pain\n1: chest_pain", "1: chest_pain\n1: no=chest_pain"):
        assert "urgent" == level(text, 1, "E1")
    assert "urgent" == level("0: chest_pain\n3: no=*\n3: chest_pain", 3, "E1")


def test_a_denial_on_the_day_of_the_tick_or_before_denies_nothing() -> None:
    """Only later days deny."""
    assert "urgent" == level("0: no=*\n1: chest_pain\n1: no=chest_pain", 1, "E1")


def test_an_unanswered_flag_is_not_denied() -> None:
    """Check-ins without pain that did not ask are no "no"."""
    assert "urgent" == level("0: chest_pain\n" + on(range(1, 60), ""), 60, "E1")
    assert "soon" == level("0: gait_change\n" + on(range(1, 60), "no=fever"), 60, "S1")


def test_no_to_everything_denies_what_was_not_ticked() -> None:
    """The star leaves out what was ticked in the same check-in."""
    text = "0: chest_pain tearing_sudden\n1: tearing_sudden no=*"
    found = [(each.flag, each.level.value) for each in assessed(text, 1).fired]

    assert [("tearing_sudden", "urgent"), ("chest_pain", "soon")] == found


def test_flags_answered_without_a_check_in_deny() -> None:
    """ "It has stopped" is an answer, though no pain was asked about."""
    assert "soon" == level("0: chest_pain\n1: flags no=chest_pain", 1, "E1")


# --- what is open -----------------------------------------------------------------------------


def test_open_items_are_told_with_their_day_and_present_level() -> None:
    """The window can list them, the highest first; counts are not items."""
    text = "0: chest_pain weakness_leg_one\n1: no=chest_pain\n2: neck=8\n3: neck=8 fever"
    found = open_items(diary(text), date_of(3))

    assert (
        Item(rule="E1", flag="chest_pain", day=date_of(0), level=Level.SOON),
        Item(rule="S2", flag="weakness_leg_one", day=date_of(0), level=Level.SOON),
        Item(rule="S4", flag="fever", day=date_of(3), level=Level.SOON),
    ) == found


def test_the_evidence_of_an_item_is_what_was_reported() -> None:
    """The day, the flags, where it hurt and how much; the denials that faded it."""
    text = "3: lower_back=6 neck=2 fever tingling_leg_one worried\n4: no=fever"
    [found] = [each for each in assessed(text, 4).fired if each.rule == "E6"]

    assert (date_of(3),) == found.evidence.days
    assert ("tingling_leg_one", "fever") == found.evidence.flags
    assert ("neck", "lower_back") == found.evidence.regions
    assert (6, 6) == (found.evidence.low, found.evidence.high)
    assert (date_of(4),) == found.evidence.denied
