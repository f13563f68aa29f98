"""Histories drawn by chance: some told at random, some with a complaint over weeks."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st

from unhunch.body.history import BridgeAnswer, History, Report, Retraction, Visit
from unhunch.body.reading import date_of
from unhunch.body.terms import BRIDGE_ANSWERS, FLAGS, REGIONS

LONGEST = 200

COUNTED = (
    "radiates_arm",
    "tingling_arm_one",
    "radiates_neck_shoulder",
    "constant",
    "night_pain",
    "interferes",
    "worse_twist_extend",
    "painkillers_most_days",
)
ITEMS = ("fever", "chest_pain", "weakness_arm_one", "major_trauma", "neuro_worse", "sudden_onset")

flags = st.one_of(st.sampled_from(FLAGS), st.sampled_from(COUNTED), st.sampled_from(ITEMS))
pains = st.dictionaries(st.sampled_from(REGIONS), st.integers(1, 10), max_size=3)


def moment(day: int, hour: int | None) -> datetime | None:
    """Return an hour of a day; None when only the day is known."""
    return None if hour is None else datetime.combine(date_of(day), time(hour), UTC)


hours = st.one_of(st.none(), st.integers(0, 23))


@st.composite
def reports(draw: st.DrawFn, last: int) -> Report:
    """Draw one check-in, or flags answered alone."""
    day = draw(st.integers(0, last))
    yes = draw(st.frozensets(flags, max_size=4))
    no = draw(st.one_of(st.frozensets(flags, max_size=6), st.just(frozenset(FLAGS)))) - yes
    completed = draw(st.sampled_from((True, True, True, False)))
    return Report(
        day=date_of(day),
        at=moment(day, draw(hours)),
        completed=completed,
        pain=draw(pains) if completed else {},
        yes=yes,
        no=no,
    )


@st.composite
def complaints(draw: st.DrawFn, last: int) -> Sequence[Report]:
    """Draw one complaint: a region and flags every few days, worse or better, in waves or not.

    In the end, perhaps, all its flags are denied.
    """
    region = draw(st.sampled_from(REGIONS))
    first, step = draw(st.integers(0, last // 2)), draw(st.integers(1, 9))
    begin, end = draw(st.integers(1, 10)), draw(st.integers(0, 10))
    bad, good = draw(st.integers(1, 4)), draw(st.integers(0, 3))
    yes = draw(st.frozensets(st.sampled_from(COUNTED), max_size=4))
    denied_from = draw(st.one_of(st.just(last + 1), st.integers(0, last)))
    days = range(first, last + 1, step)
    told = []
    for index, day in enumerate(days):
        score = round(begin + (end - begin) * index / len(days))
        hurts = score > 0 and index % (bad + good) < bad
        told.append(
            Report(
                day=date_of(day),
                pain={region: score} if hurts else {},
                yes=yes if hurts and day < denied_from else frozenset(),
                no=frozenset() if day < denied_from else frozenset(FLAGS),
            )
        )
    return told


@st.composite
def histories(draw: st.DrawFn, *, denials: bool = True, most: int = 8) -> History:
    """Draw a history of up to `LONGEST` days, most with one or two complaints."""
    last = draw(st.sampled_from((5, 13, 27, 60, 90, LONGEST)))
    told = draw(st.lists(reports(last), max_size=most))
    for _ in range(draw(st.integers(0, 2))):
        told += draw(complaints(last))
    if not denials:
        told = [
            Report(day=r.day, at=r.at, completed=r.completed, pain=r.pain, yes=r.yes) for r in told
        ]
    days = st.integers(0, last)
    ticked = sorted({flag for report in told for flag in report.yes})
    known = st.sampled_from(ticked) if ticked else flags
    kept = st.one_of(st.just(frozenset()), st.frozensets(known, max_size=3))
    visits = st.builds(
        lambda day, hour, kept: Visit(day=date_of(day), at=moment(day, hour), kept=kept),
        days,
        hours,
        kept,
    )
    retractions = st.builds(
        lambda day, hour, flag: Retraction(day=date_of(day), at=moment(day, hour), flag=flag),
        days,
        hours,
        known,
    )
    bridges = st.builds(
        lambda day, answer: BridgeAnswer(day=date_of(day), answer=answer),
        days,
        st.sampled_from(BRIDGE_ANSWERS),
    )
    return History(
        reports=tuple(told),
        visits=tuple(draw(st.lists(visits, max_size=2))),
        retractions=tuple(draw(st.lists(retractions, max_size=3))),
        bridges=tuple(draw(st.lists(bridges, max_size=2))),
    )


ends = st.one_of(st.just(0), st.integers(0, 8), st.integers(0, 100))
"""How long after the last thing that was told the rules are asked."""


def last_day(history: History) -> int:
    """Return the number of the last day on which anything was told."""
    told = [*history.reports, *history.visits, *history.retractions, *history.bridges]
    return max(((each.day - date_of(0)) // timedelta(days=1) for each in told), default=0)
