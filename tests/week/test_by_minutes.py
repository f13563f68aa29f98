"""Sitting by day and hour, against the same counted minute by minute."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from unhunch.desk.facts import BoutEnded
from unhunch.week.bouts import bouts_of, by_day, by_hour, longest_by_day, total

MINUTE = timedelta(minutes=1)
BEGAN = datetime(2026, 10, 23, 20, tzinfo=UTC)
OFFSETS = st.sampled_from((60, 120, -300, 330)).map(lambda n: timezone(n * MINUTE))
"""Winter, summer, a journey west and one to where the clocks are half an hour off."""

SPELLS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 400), OFFSETS), max_size=12)
"""So many minutes up, then so many sitting, by the clock of a place."""


@given(SPELLS)
def test_days_and_hours_are_what_counting_minutes_gives(
    spells: list[tuple[int, int, timezone]],
) -> None:
    """Over midnights, in the night with 25 hours, and wherever the user is."""
    facts, at = [], BEGAN
    by_minute: Counter[tuple[date, int]] = Counter()
    longest: dict[date, int] = {}
    for up, sat, here in spells:
        at += up * MINUTE
        for number in range(sat):
            shown = (at + number * MINUTE).astimezone(here)
            by_minute[shown.date(), shown.hour] += 1
        at += sat * MINUTE
        ended = at.astimezone(here)
        facts.append(BoutEnded(at=ended, sat=sat * MINUTE))
        longest[ended.date()] = max(sat, longest.get(ended.date(), 0))
    bouts = bouts_of(facts)
    days = {day for day, _ in by_minute}
    per_day = {
        day: sum(count for (other, _), count in by_minute.items() if other == day) for day in days
    }

    assert by_minute == {key: lasted / MINUTE for key, lasted in by_hour(bouts).items()}
    assert per_day == {day: total(pieces) / MINUTE for day, pieces in by_day(bouts, days).items()}
    assert longest == {day: lasted / MINUTE for day, lasted in longest_by_day(bouts).items()}
