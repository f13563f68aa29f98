"""Who is there and what rest counts: the desk against a second reading of product.md 1."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instants import after, instant, sat_down
from unhunch.desk import facts as f
from unhunch.desk.decide import on_time
from unhunch.desk.facts import Fact
from unhunch.desk.seen import Return
from unhunch.journal.codec import kind_of

from .played import Played, play
from .reading import Happening, apart, presence, seconds_of
from .strategies import policy, rests, scripts, sleeps
from .test_laws import LAW

TWO = timedelta(minutes=2)
DEFAULT = policy("the program's own")

microphones = st.sampled_from(["hold microphone on", "hold microphone off"])


def happenings(played: Played) -> list[Happening]:
    """Return what the desk found about presence, in the terms of the second reading."""
    first = played.first.since.astimezone(UTC)

    def length(span: timedelta | None) -> int | None:
        return span if span is None else int(span.total_seconds())

    def said(fact: Fact) -> object:
        match fact:
            case f.BreakCredited():
                return (fact.reminders, length(fact.lasted))
            case f.BoutEnded():
                return length(fact.sat)
            case f.IdleEnded() | f.AwayEnded():
                return length(fact.lasted)
            case _:
                return None

    kinds = (f.BoutBegan, f.BoutEnded, f.IdleEnded, f.AwayBegan, f.AwayEnded, f.BreakCredited)
    return [
        (kind_of(type(fact)), int((fact.at - first).total_seconds()), said(fact))
        for fact in played.facts
        if isinstance(fact, kinds)
    ]


@LAW
@given(lines=scripts(rests, sleeps, microphones))
def test_presence_is_what_the_specification_says(lines: list[str]) -> None:
    """Bouts, absences and credits are those that a second reading of section 1 finds."""
    lines = [*apart(lines), "pauses 1s"]

    assert sorted(presence(seconds_of(lines)), key=str) == sorted(
        happenings(play(lines, DEFAULT)), key=str
    )


@pytest.mark.parametrize("away", [False, True])
def test_one_input_is_dated_otherwise_at_each_look(away: bool) -> None:
    """The clocks are read one after the other: the last input ends no absence that began with it,
    and rest is credited once."""
    left = f.AwayBegan(at=after(1)) if away else f.IdleBegan(at=after(1))
    facts = [
        sat_down(),
        left,
        f.BreakCredited(at=after(3), reminders=("posture", "eyes"), lasted=TWO),
    ]
    again = after(1, seconds=0.01)
    came = (Return(timedelta(seconds=40), again),)

    here = instant(facts, after(4), last_input=again, typing=False, returns=came)

    assert not [fact for fact in on_time(here) if isinstance(fact, f.IdleEnded | f.AwayEnded)]


def test_an_input_that_is_dated_otherwise_is_not_the_return() -> None:
    """Who came back later did so then."""
    facts = [sat_down(), f.IdleBegan(at=after(1))]
    returns = (
        Return(timedelta(minutes=2, seconds=10), after(3, seconds=10)),
        Return(timedelta(seconds=40), after(1, seconds=0.01)),
    )
    here = instant(facts, after(4), returns=returns)

    [ended] = [fact for fact in on_time(here) if isinstance(fact, f.IdleEnded)]

    assert after(3, seconds=10) == ended.at


def test_who_touches_nothing_after_a_restart_was_there_before_it() -> None:
    """Some sensors know nothing of the time before they were asked: an absence begins with the
    start at the earliest, and the bout before it stays what it was."""
    facts = (sat_down(), f.Started(at=after(45)))
    silent = {"last_input": None, "typing": False}

    assert [] == _ends(on_time(instant(facts, after(45, 1), **silent)))
    assert [(after(45), timedelta(minutes=45))] == _ends(
        on_time(instant(facts, after(51), **silent))
    )


def _ends(facts: Iterable[Fact]) -> list[tuple[datetime, timedelta | None]]:
    return [(fact.at, fact.sat) for fact in facts if isinstance(fact, f.BoutEnded)]
