"""What holds for every diary."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.body import facts as b
from unhunch.body.terms import BRIDGE_ANSWERS, FLAGS, PROFESSIONALS, REGIONS, SAFETY_LIST
from unhunch.desk.policy import Answer
from unhunch.fact import Fact
from unhunch.report import Period, to_html, to_json
from unhunch.words.catalogue import ENGLISH

from .diaries import TODAY, at, felt, in_order, offered, reported, worked

FIRST = TODAY - timedelta(days=120)

days = st.integers(0, 125).map(lambda number: FIRST + timedelta(days=number))
flags = st.lists(st.sampled_from(FLAGS), max_size=6, unique=True)
scores = st.dictionaries(st.sampled_from(REGIONS), st.integers(1, 10), max_size=4)
check_ins = st.builds(
    lambda when, yes, no, pain: felt(when, yes=yes, no=no, **pain), days, flags, flags, scores
)
others = st.one_of(
    st.builds(
        lambda when, flag: b.Retracted(at=at(when, 17), flag=flag), days, st.sampled_from(FLAGS)
    ),
    st.builds(
        lambda when, who, kept: b.SeenProfessional(at=at(when, 18), who=who, kept=tuple(kept)),
        days,
        st.sampled_from(("", *PROFESSIONALS)),
        flags,
    ),
    st.builds(
        lambda when, answer: b.Bridged(at=at(when), answer=answer),
        days,
        st.sampled_from(BRIDGE_ANSWERS),
    ),
    st.builds(
        lambda when, length: b.WasOnLeave(
            at=at(when, 8), first=when, last=when + timedelta(days=length)
        ),
        days,
        st.integers(0, 20),
    ),
)
desks = st.lists(days, max_size=15, unique=True).map(
    lambda found: [
        fact
        for number, when in enumerate(found)
        for fact in (*worked(when), *offered(when, number, Answer.START, "chin-glide"))
    ]
)
diaries = st.builds(
    lambda reports, more, desk: in_order([*reports, *more, *desk]),
    st.lists(check_ins, max_size=25),
    st.lists(others, max_size=8),
    desks,
)
periods = st.tuples(days, days).map(
    lambda found: Period(from_=min(*found, TODAY), to=min(max(found), TODAY))
)


def dates_in(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], date]]:
    """Every date in a JSON value, with where it stands."""
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in dates_in(part, (*path, key))]
    if isinstance(value, list):
        return [found for part in value for found in dates_in(part, path)]
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return [(path, date.fromisoformat(value))]
    return []


@given(diaries, periods)
def test_nothing_lies_outside_the_period(facts: list[Fact], period: Period) -> None:
    """Nothing after it. Before it only where an episode began, its silences, and the safety
    list."""
    told = dates_in(to_json(reported(facts, period)))
    reach_back = {("episodes", "start"), ("episodes", "gaps", "from")}

    assert [] == [(path, when) for path, when in told if when > period.to]
    assert (
        set()
        == {path for path, when in told if when < period.from_ and path[0] != "safety_list"}
        - reach_back
    )


@given(diaries, periods)
def test_what_comes_after_the_period_changes_nothing(facts: list[Fact], period: Period) -> None:
    """A report of last month is the same today as it was then."""
    then = [fact for fact in facts if fact.at.date() <= period.to]

    assert reported(then, period) == reported(facts, period)


@given(diaries, periods)
def test_a_day_without_a_check_in_is_blank_and_never_zero(
    facts: list[Fact], period: Period
) -> None:
    """The series has a score on exactly the days with a completed check-in."""
    told = {fact.at.date() for fact in facts if isinstance(fact, b.CheckedIn)}
    report = reported(facts, period)

    assert {day for day in told if day in period} == {
        point.date for point in report.series if point.worst is not None
    }
    assert len(REGIONS) * report.meta.period.days == len(report.series)


@given(diaries, periods)
def test_everything_ticked_that_nobody_checked_is_told(facts: list[Fact], period: Period) -> None:
    """Each yes to the safety list up to the period's end is told, unless a professional was
    spoken to since, or it was taken back."""
    report = reported(facts, period)
    told = {each.item for each in report.safety_list.ticked}
    excused = {fact.flag for fact in facts if isinstance(fact, b.Retracted)}
    seen = [fact for fact in facts if isinstance(fact, b.SeenProfessional)]
    for fact in facts:
        if not isinstance(fact, b.CheckedIn) or fact.at.date() > period.to:
            continue
        visited = {
            flag
            for flag in fact.yes
            for visit in seen
            if fact.at <= visit.at and visit.at.date() <= period.to and flag not in visit.kept
        }
        open_ = set(fact.yes) - excused - visited

        assert set() == (open_ & set(SAFETY_LIST)) - told


@settings(max_examples=25)
@given(diaries, periods)
def test_every_report_can_be_put_on_a_page(facts: list[Fact], period: Period) -> None:
    """No diary is too strange for the page, and no placeholder is left in it."""
    page = to_html(reported(facts, period), ENGLISH)

    assert "{" not in page.partition("<body")[2]
