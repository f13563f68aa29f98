"""On which days a check-in is asked for, and a suggestion is shown again."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from unhunch.desk.policy import Policy

from .living import Person, asked_on, suggested_on
from .wanted import only

MONDAY = date(2026, 3, 2)
CLEAR = "answers done"
QUICK = ("works 1m", "idles 61s", "works 1m")


def asked(person: Person, since: date = MONDAY) -> list[str]:
    """Return the days, since then, of the check-in prompts as weekday and date, each once."""
    days = dict.fromkeys(day for day in asked_on(person.facts) if day >= since)
    return [f"{day:%a %d}" for day in days]


def lived(until: date, report: str | None = CLEAR, policy: Policy | None = None) -> Person:
    """Return somebody who worked each working day up to this one."""
    person = Person(policy or only("checkin"))
    person.lives(until, lambda _: report)
    return person


def test_two_weeks_daily_then_tuesday_and_thursday() -> None:
    """The first 14 days each working day, then twice a week."""
    person = lived(date(2026, 3, 28))

    assert [f"{each:%a %d}" for each in _days("2 3 4 5 6 9 10 11 12 13 17 19 24 26")] == asked(
        person
    )


def _days(numbers: str) -> list[date]:
    return [date(2026, 3, int(number)) for number in numbers.split()]


def test_weekly_after_28_clear_days() -> None:
    """After 28 days without pain or a nerve symptom once a week, on Tuesday."""
    assert ["Tue 31", "Tue 07", "Tue 14"] == asked(lived(date(2026, 4, 17)), date(2026, 3, 30))


def test_a_missed_tuesday_moves() -> None:
    """Who was not there on Tuesday is asked on Wednesday, and on Thursday as ever."""
    person = lived(date(2026, 3, 17))
    person.sleeps()
    person.lives(date(2026, 3, 21), lambda _: CLEAR)

    assert ["Wed 18", "Thu 19"] == asked(person, date(2026, 3, 16))


def test_daily_in_an_active_episode() -> None:
    """Each working day while an episode is active; twice a week once it is quiet."""
    person = lived(date(2026, 3, 23), "feels neck=4")
    person.lives(date(2026, 4, 25), lambda _: CLEAR)

    assert ["Mon 16", "Tue 17", "Wed 18"] == asked(person, date(2026, 3, 16))[:3]
    assert ["Tue 07", "Thu 09", "Tue 14"] == asked(person, date(2026, 4, 4))[:3]


def test_unanswered_three_days_twice_a_week_six_once() -> None:
    """A check-in backs off by cadence only, and never further than once a week."""
    person = lived(date(2026, 4, 1), None)

    assert ["Mon 02", "Tue 03", "Wed 04", "Thu 05", "Tue 10", "Thu 12"] == asked(person)[:6]
    assert ["Tue 17", "Tue 24", "Tue 31"] == asked(person)[6:]


def test_an_answer_breaks_the_row() -> None:
    """A check-in that nobody asked for ends the row of unanswered days, too."""
    person = lived(date(2026, 3, 4), None)
    person.does("feels")
    person.sleeps()
    person.lives(date(2026, 3, 10), lambda _: None)

    assert ["Thu 05", "Fri 06", "Mon 09"] == asked(person, date(2026, 3, 5))


def test_a_setting_asks_more_or_less_often() -> None:
    """`often` fixes the cadence whatever is reported."""
    weekly = only("checkin", more='checkin.often = "weekly"')

    assert ["Tue 03", "Tue 10"] == asked(lived(date(2026, 3, 14), policy=weekly))


# --- suggestions -----------------------------------------------------------------------------


def suggested(person: Person) -> list[str]:
    """Return the days of the suggestions, and their levels."""
    return [f"{day:%m-%d} {level}" for day, level in suggested_on(person.facts)]


def told(*lines: str, days: int, start: int = 0) -> Person:
    """Return somebody who says this on a Monday or so many days later, and then only comes by."""
    person = Person(only())
    for _ in range(start):
        person.sleeps()
    person.does("works 10m", *lines)
    for _ in range(days):
        person.does(*QUICK)
        person.sleeps()
    return person


def test_soon_again_on_the_next_working_day_and_on_days_three_and_seven() -> None:
    """After that no more: it stays in the tray and in the digest."""
    person = told("feels neck=2 weakness_arm_one", days=30)

    assert ["03-02 soon", "03-03 soon", "03-05 soon", "03-09 soon"] == suggested(person)


def test_soon_on_a_friday_comes_again_on_monday() -> None:
    """Saturday and Sunday are no working days; Monday is the third day, too."""
    person = told("feels neck=2 weakness_arm_one", days=30, start=4)

    assert ["03-06 soon", "03-09 soon", "03-13 soon"] == suggested(person)


def test_soon_booked_is_shown_again_after_two_weeks() -> None:
    """An appointment is given 14 days."""
    person = told("feels neck=2 weakness_arm_one", "answers booked", days=30)

    assert ["03-02 soon", "03-16 soon"] == suggested(person)


def test_consider_again_after_14_28_and_42_days() -> None:
    """Four times in an episode at most."""
    person = told("feels neck=3 worried", days=150)

    assert [f"{each} consider" for each in ("03-02", "03-16", "04-13", "05-25")] == suggested(
        person
    )


def test_consider_put_off_comes_after_two_weeks() -> None:
    """Not now: two weeks from the answer."""
    person = told("feels neck=3 worried", *QUICK, days=3)
    person.does("answers not_now")
    for _ in range(20):
        person.does(*QUICK)
        person.sleeps()

    assert ["03-02 consider", "03-19 consider"] == suggested(person)


def test_never_is_for_this_episode() -> None:
    """`consider` is silent as long as the episode goes on; in a new one it comes again."""
    person = told("feels neck=3 worried", *QUICK, "answers never", days=2)
    for report in ("feels neck=3 worried", *("feels",) * 6):
        person.does(report)
        for _ in range(7):
            person.does(*QUICK)
            person.sleeps()

    assert ["03-02 consider"] == suggested(person)
    person.does("feels neck=3 worried", *QUICK)
    assert ["03-02 consider", "04-22 consider"] == suggested(person)


@pytest.mark.parametrize("worse", ["feels neck=2 weakness_arm_one", "feels chest_pain"])
def test_never_silences_nothing_higher(worse: str) -> None:
    """Whatever was snoozed, `soon` and `urgent` come at once."""
    person = told("feels neck=3 worried", *QUICK, "answers never", days=1)
    person.does(worse)

    assert 2 == len(suggested(person))


def test_a_level_that_rises_again_comes_at_once() -> None:
    """An answer to the earlier suggestion is none to this one, though the rule is the same."""
    person = told("feels neck=2 weakness_arm_one", "answers mistake", days=1)
    person.does("feels neck=2 weakness_arm_one")

    assert ["03-02 soon", "03-03 soon"] == suggested(person)


def test_a_level_that_rises_again_unanswered_comes_at_once() -> None:
    """Taken back, the level fell to `consider`; ticked again it is higher than that."""
    person = told("feels neck=3 worried weakness_arm_one", "retracts weakness_arm_one", days=0)
    person.does("works 1m", "feels neck=3 weakness_arm_one")

    assert ["03-02 soon", "03-02 soon"] == suggested(person)


def test_a_row_of_the_same_rule_is_not_new() -> None:
    """Pain that goes on meets one row of C1 after the other: no reason to ask sooner."""
    person = lived(date(2026, 5, 2), "feels neck=4")
    days = [day for day, _ in suggested_on(person.facts)]

    assert [timedelta(days=14)] == [later - earlier for earlier, later in pairwise(days)]
