"""Cron expressions as sets of plain values."""

from datetime import datetime, time, timedelta

import pytest
from cronsim import CronSim
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.config.cron import read_cron
from unhunch.desk.policy import At

START = datetime(2026, 1, 1)  # noqa: DTZ001 (local times, as the clock on the wall shows them)
DAYS = 400


def test_workdays_at_half_past_three() -> None:
    """An ordinary expression becomes its time and its weekdays."""
    wanted = At(times=(time(15, 30),), weekdays=frozenset(range(5)))

    assert wanted == read_cron("30 15 * * mon-fri")


def test_sunday_is_0_and_7() -> None:
    """Both numbers of cron's Sunday mean the last day of our week."""
    assert frozenset({6}) == read_cron("0 9 * * 0").weekdays == read_cron("0 9 * * 7").weekdays


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "write five fields"),
        ("30 15", "write five fields"),
        ("0 30 15 * * mon", "seconds are not known here"),
        ("61 15 * * *", "wrong minute"),
        ("0 9 L * *", "L is not known here"),
        ("0 9 LW * *", "L is not known here"),
        ("0 9 15W * *", "W is not known here"),
        ("0 9 * * 5#2", "# is not known here"),
        ("0 9 * * 5L", "L is not known here"),
        ("@daily", "write five fields"),
        ("0 9 31 2 *", "wrong day-of-month"),
        ("* * * * *", "1440 times a day is too often"),
        ("0 9 */2 * mon", "together with weekdays"),
    ],
)
def test_what_cannot_be_said_in_plain_sets_is_refused(text: str, why: str) -> None:
    """What is not cron, or more than times and days, is refused with the reason."""
    with pytest.raises(ValueError) as refused:
        read_cron(text)

    assert why in str(refused.value)


def test_july_and_wednesday_are_no_special_signs() -> None:
    """The letters of the special signs may stand in names."""
    assert frozenset({7}) == read_cron("0 9 * jul wed").months


fields = st.tuples(
    st.sampled_from(["0", "30", "5,35", "*/30"]),
    st.sampled_from(["9", "0", "23", "8-17/3"]),
    st.sampled_from(["*", "1", "1-31", "28-31", "*/1", "13"]),
    st.sampled_from(["*", "2", "jan-mar", "*/5"]),
    st.sampled_from(["*", "mon", "mon-fri", "0-7", "sat,sun", "*/1", "5"]),
)


@settings(deadline=None)
@given(fields)
def test_the_sets_mean_what_cron_means(parts: tuple[str, ...]) -> None:
    """On every minute of a year and more, the sets and the library agree."""
    text = " ".join(parts)
    at = read_cron(text)
    expected = set()
    for moment in CronSim(text, START - timedelta(minutes=1)):
        if moment >= START + timedelta(days=DAYS):
            break
        expected.add(moment)

    assert expected == {
        datetime.combine(day, moment)
        for day in (START.date() + timedelta(days=number) for number in range(DAYS))
        for moment in at.times
        if matches(at, day)
    }


def matches(at: At, day) -> bool:
    """Tell whether a day is one of these, by the rule in At's docstring."""
    if day.month not in at.months:
        return False
    in_month, in_week = day.day in at.monthdays, day.weekday() in at.weekdays
    if len(at.monthdays) < 31 and len(at.weekdays) < 7:
        return in_month or in_week
    return in_month and in_week
