"""Spells over sparse reports: where they begin, what breaks and what bridges them (section 4)."""

from datetime import date

import pytest

from unhunch.body.episodes import Certainty, Episode, Gap, Label, Status, episodes
from unhunch.body.reading import date_of, number_of

from .diary import diary, on


def told(text: str, day: int) -> tuple[Episode, ...]:
    """Return the episodes that a diary tells up to a day."""
    return episodes(diary(text), date_of(day))


def starts(text: str, day: int) -> list[int]:
    """Return the day numbers on which the episodes begin."""
    return [number_of(each.start) for each in told(text, day)]


def last(text: str, day: int) -> Episode:
    """Return the newest episode."""
    return told(text, day)[-1]


BREAKS = [
    ("3 reports without pain spanning 14 days", "0: neck=4\n1: \n8: \n15: neck=1\n16: neck=4"),
    ("30 days apart with a report without pain between", "0: neck=4\n15: \n30: neck=4"),
    ("22 days of silence", "0: neck=4\n22: neck=4"),
    ("22 days of silence after a report without pain", "0: neck=4\n3: \n25: neck=4"),
    (
        "22 days of silence that is not remembered",
        "0: neck=4\n22: neck=4\n22: bridges dont_remember",
    ),
    (
        "22 days of silence, bridged on its first day",
        "0: neck=4\n0: bridges came_and_went\n22: neck=4",
    ),
    (
        "22 days of silence, another one was bridged",
        "0: neck=4\n3: \n3: bridges came_and_went\n25: neck=4",
    ),
    ("it was gone, on the second pain day", "0: neck=4\n2: neck=4\n2: bridges gone"),
    ("it was gone, the day after the first", "0: neck=4\n1: bridges gone\n2: neck=4"),
    (
        "it was gone, though it also came and went",
        "0: neck=4\n22: neck=4\n22: bridges came_and_went\n22: bridges gone",
    ),
]

HOLDS = [
    ("3 reports without pain spanning 13 days", "0: neck=4\n1: \n8: \n14: \n16: neck=4"),
    ("2 reports without pain spanning 14 days", "0: neck=4\n1: \n15: \n16: neck=4"),
    ("29 days apart with a report without pain between", "0: neck=4\n14: \n29: neck=4"),
    ("21 days of silence", "0: neck=4\n21: neck=4"),
    (
        "a long silence in which it came and went",
        "0: neck=4\n60: neck=4\n60: bridges came_and_went",
    ),
    (
        "a long silence with pain most of the time",
        "0: neck=4\n60: neck=4\n60: bridges most_of_the_time",
    ),
    ("a silence bridged the day after it began", "0: neck=4\n1: bridges came_and_went\n22: neck=4"),
    ("it was gone, on the first pain day", "0: neck=4\n0: bridges gone\n2: neck=4"),
    ("a pause is a silence like another", "0: neck=4\n1: leave 20\n21: neck=4"),
    (
        "flags answered alone are no report",
        "0: neck=4\n1: flags no=fever\n8: flags no=fever\n15: flags no=fever\n16: neck=4",
    ),
]


@pytest.mark.parametrize(("what", "text"), BREAKS, ids=[row[0] for row in BREAKS])
def test_a_spell_is_broken_by(what: str, text: str) -> None:
    """Two pain days with this between them are two episodes."""
    assert 2 == len(told(text, 70))


@pytest.mark.parametrize(("what", "text"), HOLDS, ids=[row[0] for row in HOLDS])
def test_a_spell_is_not_broken_by(what: str, text: str) -> None:
    """Two pain days with this between them are one episode."""
    assert [0] == starts(text, 70)


def test_a_break_is_a_matter_of_one_group() -> None:
    """Pain in the back does not bridge the neck's silence from pain."""
    text = on(range(0, 31, 3), "lower_back=4") + "\n0: neck=4\n30: neck=4"

    assert [(0, "L"), (0, "U"), (30, "U")] == sorted(
        (number_of(each.start), each.group) for each in told(text, 30)
    )


def test_regions_of_a_group_are_one_episode() -> None:
    """Pain that wanders from neck to shoulder goes on."""
    found = last("0: neck=4\n5: shoulder_r=3\n9: upper_back=2", 9)

    assert (date_of(0), date_of(9)) == (found.start, found.last_pain)
    assert ("neck", "upper_back", "shoulder_r") == found.regions


def test_a_trace_is_no_pain_day() -> None:
    """A score of 1 begins no episode."""
    assert () == told("0: neck=1\n1: neck=1", 1)


# --- status -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("0: neck=4", 0, Status.TENTATIVE),
        ("0: neck=5", 0, Status.ACTIVE),
        ("0: neck=2 tingling_arm_one", 0, Status.ACTIVE),
        ("0: neck=2 radiates_neck_shoulder", 0, Status.TENTATIVE),
        ("0: neck=2\n13: neck=2", 13, Status.ACTIVE),
        ("0: neck=2\n14: neck=2", 14, Status.TENTATIVE),
        ("0: neck=2\n5: \n6: \n7: ", 13, Status.TENTATIVE),
        ("0: neck=2\n5: \n6: \n7: neck=1", 14, Status.QUIET),
        ("0: neck=2\n5: \n6: ", 14, Status.TENTATIVE),
        ("0: neck=9\n5: \n6: ", 29, Status.ACTIVE),
        ("0: neck=9\n5: \n6: ", 30, Status.CLOSED),
        ("0: neck=9\n5: \n6: \n7: ", 29, Status.QUIET),
    ],
)
def test_where_an_episode_stands(text: str, day: int, expected: Status) -> None:
    """Tentative, active, quiet after 14 days with 3 reports, closed after 30 days."""
    assert expected == last(text, day).status


@pytest.mark.parametrize(
    ("day", "label"),
    [(41, Label.ACUTE), (42, Label.SUBACUTE), (83, Label.SUBACUTE), (84, Label.PERSISTENT)],
)
def test_how_long_it_has_lasted(day: int, label: Label) -> None:
    """Six weeks and twelve weeks, from the start to the day asked about."""
    found = last(on(range(0, 84, 3), "neck=3"), day)

    assert (day, label) == (found.days, found.label)


def test_a_closed_episode_lasted_to_its_last_pain_day() -> None:
    """It does not grow old after it is over."""
    assert 9 == last("0: neck=3\n9: neck=3", 200).days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0: \n7: neck=4", Certainty.EXACT),
        ("0: \n8: neck=4", Certainty.AT_LEAST),
        ("7: neck=4", Certainty.AT_LEAST),
        ("0: \n7: neck=4\n9: bridges most_of_the_time\n9: neck=4", Certainty.RECALLED),
        ("0: \n7: neck=4\n9: bridges came_and_went\n9: neck=4", Certainty.EXACT),
        ("0: neck=4\n30: neck=4", Certainty.AT_LEAST),
    ],
)
def test_how_well_the_start_is_known(text: str, expected: Certainty) -> None:
    """Exact when it was known to be without pain within the week before."""
    assert expected == last(text, 30).certainty


def test_pain_that_comes_back_after_a_quiet_time_is_a_recurrence() -> None:
    """Quiet on day 14, not yet closed on day 29: on day 15 to 29 it came back."""
    quiet = "0: neck=4\n5: \n6: \n7: "

    assert () == last(f"{quiet}\n14: neck=4", 40).recurrences
    assert (date_of(15),) == last(f"{quiet}\n15: neck=4", 40).recurrences
    assert (date_of(28),) == last(f"{quiet}\n28: neck=4", 40).recurrences
    assert () == last(f"{quiet}\n30: neck=4", 40).recurrences
    assert () == last("0: neck=4\n5: \n6: \n15: neck=4", 40).recurrences


def test_gaps_are_told_with_what_was_said_about_them() -> None:
    """More than a week without a report, and the bridge answer that came after it."""
    text = "0: neck=4\n7: neck=4\n15: neck=4\n30: neck=4\n30: bridges came_and_went"

    assert (
        Gap(first=date_of(7), last=date_of(15)),
        Gap(first=date_of(15), last=date_of(30), answer="came_and_went"),
    ) == last(text, 30).gaps


def test_the_change_is_that_of_first_and_last_three() -> None:
    """Baseline and recent median; with too few reports there is none."""
    found = last("0: neck=6\n1: neck=7\n2: neck=8\n3: \n4: neck=3\n5: neck=2", 5)

    assert found.change is not None
    assert (7, 2) == (found.change.before, found.change.after)
    assert None is last(on((0, 1, 2), "neck=4"), 2).change


def test_flares_are_told_with_their_first_and_last_day() -> None:
    """Two stretches of 4 and more, with a quieter week between."""
    text = on((0, 2), "neck=4") + "\n3: neck=1\n4: neck=1\n" + on((9, 10, 11), "neck=6")

    expected: tuple[tuple[date, date], ...]
    expected = ((date_of(0), date_of(2)), (date_of(9), date_of(11)))
    assert expected == last(text, 11).flares


def test_nothing_is_told_of_the_future() -> None:
    """An episode that begins later is not there yet."""
    assert [0] == starts("0: neck=4\n40: neck=4", 39)
