"""What a set clock, another time zone or a restart may change, and what not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from unhunch.desk import facts as f
from unhunch.desk.facts import Fact

from .played import play
from .strategies import answers, holds, policy, scripts, sleeps, stances, wishes, zones
from .test_laws import LAW

DEFAULT = policy("the program's own")
SHIFTS = [timedelta(minutes=minutes) for minutes in (-200, -61, -1, 1, 14, 90, 300)]

PRESENCE = (
    f.BoutBegan
    | f.BoutEnded
    | f.IdleBegan
    | f.IdleEnded
    | f.AwayBegan
    | f.AwayEnded
    | f.BreakCredited
    | f.HoldBegan
    | f.HoldEnded
    | f.Slept
)


def moved(fact: Fact, by: timedelta) -> Fact:
    """Return the fact as it would be by a clock that shows `by` more, in UTC."""

    def there(moment: datetime | None) -> datetime | None:
        return moment and (moment + by).astimezone(UTC)

    fact = replace(fact, at=there(fact.at))
    match fact:
        case f.PromptAnswered() | f.HoldBegan() | f.HoldChanged():
            return replace(fact, until=there(fact.until))
        case f.PromptShown():
            return replace(fact, items=())
        case _:
            return fact


def told(lines: Sequence[str]) -> list[tuple[Fact, timedelta]]:
    """Return the facts of the program's own settings, each with how far the clock was set then.

    Facts that rest on the calendar make the comparison void.
    """
    by, facts = timedelta(0), []
    for fact in play(lines, DEFAULT).facts:
        assume(not isinstance(fact, f.IntervalChanged))
        assume(not (isinstance(fact, f.HoldBegan | f.HoldChanged) and fact.fixed))
        if isinstance(fact, f.ClockSet):
            by += fact.by
        else:
            facts.append((fact, by))
    return facts


@LAW
@given(
    lines=scripts(sleeps, holds, answers, stances, wishes),
    place=st.integers(0, 20),
    shift=st.sampled_from(SHIFTS),
)
def test_a_set_clock_shifts_and_changes_nothing_else(
    lines: list[str], place: int, shift: timedelta
) -> None:
    """With the clock set anywhere the same happens at the same distances."""
    minutes = int(shift.total_seconds()) // 60
    clock = f"clock {minutes:+}m"
    plain = [moved(fact, timedelta(0)) for fact, _ in told(lines)]
    shifted = told([*lines[:place], clock, *lines[place:]])

    assert plain == [moved(fact, -by) for fact, by in shifted]


@LAW
@given(lines=scripts(sleeps, holds, answers, stances, wishes, zones, zones))
def test_a_zone_changes_what_the_clock_shows_and_nothing_else(lines: list[str]) -> None:
    """The same happens at the same moments, wherever they are read."""
    at_home = [line for line in lines if not line.startswith("zone")]

    assert [moved(fact, timedelta(0)) for fact, _ in told(at_home)] == [
        moved(fact, timedelta(0)) for fact, _ in told(lines)
    ]


@LAW
@given(lines=scripts(sleeps, holds), places=st.lists(st.integers(0, 20), max_size=4))
def test_a_restart_changes_nothing(lines: list[str], places: list[int]) -> None:
    """Bouts, absences, rest and holds are the same with a daemon that is restarted in between."""
    with_restarts = list(lines)
    for place in sorted(places, reverse=True):
        with_restarts.insert(place, "restarts")
    plain = [fact for fact in play(lines, DEFAULT).facts if isinstance(fact, PRESENCE)]
    facts = [fact for fact in play(with_restarts, DEFAULT).facts if isinstance(fact, PRESENCE)]

    assert plain == facts
