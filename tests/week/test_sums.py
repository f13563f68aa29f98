"""What days add up to: bouts by day and hour, ends of prompts, scores with gaps, pairs."""

from datetime import date, datetime, timedelta, timezone

import pytest

from unhunch.body.facts import CheckedIn
from unhunch.body.history import recall
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer, Asks
from unhunch.fact import Fact
from unhunch.week.bouts import bouts_of, by_day, by_hour, longest_by_day, open_since, total
from unhunch.week.months import breaks_taken, days_from, scores
from unhunch.week.prompts import End, became
from unhunch.week.together import FEWEST, Pair, Side, pairs_of, together

HERE = timezone(timedelta(hours=1))
MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def at(hour: float, day: date = MONDAY) -> datetime:
    """A moment of a day; hours over 24 are those of the next one."""
    return datetime(day.year, day.month, day.day, tzinfo=HERE) + hour * HOUR


def sat(ended: float, minutes: int, day: date = MONDAY) -> f.BoutEnded:
    """A measured bout that ended at this hour."""
    return f.BoutEnded(at=at(ended, day), sat=minutes * MINUTE)


def test_only_what_was_measured_is_sitting() -> None:
    """A bout that a power cut ended has no length; one of more than a day is a set clock."""
    facts = [sat(10, 30), f.BoutEnded(at=at(11), sat=None), sat(12, 25 * 60), sat(13, 0)]

    assert [(at(9.5), at(10))] == [(each.began, each.ended) for each in bouts_of(facts)]


def test_what_is_sat_over_midnight_counts_on_both_days() -> None:
    """In hours each day has its share; the longest bout stays whole, on the day it ended."""
    bouts = bouts_of([sat(24.5, 90)])
    days = by_day(bouts, [MONDAY, TUESDAY])

    assert [60 * MINUTE, 30 * MINUTE] == [total(days[MONDAY]), total(days[TUESDAY])]
    assert {TUESDAY: 90 * MINUTE} == longest_by_day(bouts)


def test_each_hour_has_what_was_sat_in_it() -> None:
    """From 9:40 to 11:10: 20, 60 and 10 minutes."""
    assert {
        (MONDAY, 9): 20 * MINUTE,
        (MONDAY, 10): 60 * MINUTE,
        (MONDAY, 11): 10 * MINUTE,
    } == by_hour(bouts_of([sat(11 + 1 / 6, 90)]))


def test_no_hour_is_longer_than_an_hour() -> None:
    """Also when a clock was set back and the same hour was sat twice."""
    assert {(MONDAY, 9): HOUR} == by_hour(bouts_of([sat(10, 60), sat(9.75, 30)]))


def test_an_hour_that_comes_twice_has_what_was_sat_in_both() -> None:
    """In autumn, and for who flies west; seen at home, from 2 to 3 in the night."""
    summer, winter = (timezone(hours * HOUR) for hours in (2, 1))
    night = datetime(2026, 10, 25, 3, tzinfo=winter)
    facts = [
        f.BoutEnded(at=night.replace(tzinfo=summer), sat=60 * MINUTE),
        f.BoutEnded(at=night, sat=50 * MINUTE),
    ]

    assert {(night.date(), 2): 110 * MINUTE} == by_hour(bouts_of(facts))


def test_a_bout_that_is_not_over_is_known() -> None:
    """Until it ends."""
    began, ended = f.BoutBegan(at=at(9)), sat(10, 60)

    assert at(9) == open_since([began])
    assert None is open_since([began, ended])
    assert None is open_since([])


def shown(number: int, *reminders: str, hour: float = 10) -> f.PromptShown:
    """A first showing."""
    return f.PromptShown(at=at(hour), prompt=number, reminders=reminders)


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ([], End.OPEN),
        ([f.PromptAnswered(at=at(10), prompt=1, answer=Answer.LATER, by="user")], End.OPEN),
        ([f.PromptAnswered(at=at(10), prompt=1, answer=Answer.DONE, by="break")], End.DONE),
        ([f.PromptAnswered(at=at(10), prompt=1, answer=Answer.START, by="user")], End.DONE),
        ([f.PromptAnswered(at=at(10), prompt=1, answer=Answer.SKIP, by="user")], End.SKIPPED),
        ([f.PromptExpired(at=at(34), prompt=1)], End.UNANSWERED),
        ([f.PromptWithdrawn(at=at(10), prompt=1, why="stance")], End.WITHDRAWN),
    ],
)
def test_what_became_of_a_prompt(facts: list[Fact], end: End) -> None:
    """By its last end; later is none. One that ends the next morning belongs to its evening."""
    [found] = became([shown(1, "sitting"), *facts], MONDAY, MONDAY)

    assert {end: 1} == {name: count for name, count in found.ends.items() if count}


def test_a_prompt_counts_once_for_each_of_its_reminders() -> None:
    """Coming back is no second showing; a question about delivery is no reminder, nor is a break
    that the user asked for."""
    facts = [
        shown(1, "sitting", "posture"),
        f.PromptShown(at=at(11), prompt=1, reminders=("sitting",), again=True),
        shown(2, "posture"),
        f.PromptShown(at=at(12), prompt=3, reminders=("eyes",), asks=Asks.HOW_OFTEN),
        f.PromptShown(at=at(13), prompt=5, reminders=("stretch",), asked=True),
        shown(4, "eyes", hour=30),
    ]

    found = became(facts, MONDAY, MONDAY)

    assert [("posture", 2), ("sitting", 1)] == [(each.reminder, each.shown) for each in found]


def felt(hour: float, day: date = MONDAY, **pain: int) -> CheckedIn:
    """A check-in."""
    return CheckedIn(at=at(hour, day), pain=tuple(pain.items()))


def test_a_day_without_a_report_is_blank_and_never_zero() -> None:
    """A day of which nothing is known is no day without pain."""
    days = days_from(MONDAY, date(2026, 3, 4))

    found = scores(recall([felt(9, neck=2), felt(17, neck=5), felt(17, days[2])]), days)

    assert [5, None, 0] == found.by_region["neck"]
    assert [0, None, 0] == found.by_region["arm_l"]
    assert ("neck",) == found.hurt()
    assert 2 == found.reported


def test_breaks_that_were_asked_for_and_others() -> None:
    """A prompt that a break answered is one break, and a walk nobody asked for is another."""
    facts = [
        shown(1, "sitting"),
        f.PromptAnswered(at=at(10.2), prompt=1, answer=Answer.DONE, by="break"),
        f.BreakCredited(at=at(10.2), reminders=("sitting",), lasted=5 * MINUTE, full=True),
        f.BreakCredited(at=at(12), reminders=("sitting",), lasted=5 * MINUTE, full=True),
        f.BreakCredited(at=at(13), reminders=("eyes",), lasted=MINUTE),
    ]

    assert [2, None] == breaks_taken(facts, [MONDAY, TUESDAY])


def test_a_break_from_an_evenings_prompt_counts_when_it_is_taken() -> None:
    """Shown before midnight, done after it."""
    facts = [
        shown(1, "sitting", hour=23.9),
        f.PromptAnswered(at=at(24.1), prompt=1, answer=Answer.DONE, by="user"),
    ]

    assert [0, 1] == breaks_taken(facts, [MONDAY, TUESDAY])
    assert [1] == breaks_taken(facts, [TUESDAY])


def test_a_check_in_is_held_against_the_day_before_it() -> None:
    """The 24 hours that it asks about; the worst score of the day, the time of the last one."""
    facts = [
        sat(12, 40),
        felt(9, neck=7),
        sat(16, 80),
        felt(17, neck=3),
        felt(9, TUESDAY, neck=1),
        sat(16, 100, TUESDAY),
        felt(12, date(2026, 3, 9)),
    ]

    assert [
        Pair(day=MONDAY, longest=80 * MINUTE, score=7),
        Pair(day=TUESDAY, longest=80 * MINUTE, score=1),
    ] == pairs_of(facts)


@pytest.mark.parametrize("by", [-2 * HOUR, 2 * HOUR, timedelta(days=-365)])
def test_a_clock_that_is_set_leaves_the_hours_before_a_check_in(by: timedelta) -> None:
    """What was sat an hour ago was sat an hour ago, whatever the clock showed then."""
    now = at(17)
    facts = [
        f.BoutEnded(at=now - HOUR - by, sat=80 * MINUTE),
        f.ClockSet(at=now - HOUR / 2, by=by),
        CheckedIn(at=now, pain=(("neck", 4),)),
    ]

    assert [Pair(day=MONDAY, longest=80 * MINUTE, score=4)] == pairs_of(facts)


def pairs(count: int) -> list[Pair]:
    """So many days, every other one with a long bout and more pain."""
    return [
        Pair(
            day=MONDAY + timedelta(days=number),
            longest=(90 if number % 2 else 30) * MINUTE,
            score=5 if number % 2 else 2,
        )
        for number in range(count)
    ]


def test_nothing_is_compared_under_fourteen_check_ins() -> None:
    """Chance would be all there is to see."""
    assert None is together(pairs(FEWEST - 1))


def test_from_fourteen_on_both_sides_have_their_count_and_middle() -> None:
    """An hour is long already."""
    found = together(pairs(FEWEST))

    assert found is not None
    assert (Side(days=7, middle=5), Side(days=7, middle=2)) == (found.long, found.others)
    assert found.correlation is not None


def test_a_side_without_days_has_no_middle() -> None:
    """It is not 0."""
    found = together([each for each in pairs(40) if each.score == 5])

    assert found is not None
    assert Side(days=0, middle=None) == found.others
    assert None is found.correlation
