"""What holds however the clock is set, the zone changes and the machine sleeps."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from unhunch.desk import facts as f
from unhunch.desk.evolve import evolve
from unhunch.desk.policy import Policy
from unhunch.desk.present_spans import present_spans
from unhunch.desk.state import initial
from unhunch.fact import Fact

from .played import Decided, play
from .strategies import answers, clocks, downs, everything, policies, scripts, sleeps, wishes, zones
from .test_laws import DEFAULT, FIFTEEN, LAW

ZERO = timedelta(0)

steps = st.builds(
    "clock {}{}".format, st.sampled_from("+-"), st.sampled_from(["1s", "2s", "5s", "1h", "366d"])
)
jumps = (clocks, steps, steps, zones, sleeps, sleeps)


NINE = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))
moments = st.integers(0, 600).map(lambda minutes: NINE + timedelta(minutes=minutes))
spans = st.integers(0, 90).map(lambda minutes: timedelta(minutes=minutes))
one_fact = st.one_of(
    *(st.builds(kind, at=moments) for kind in (f.BoutBegan, f.AwayBegan, f.IdleBegan, f.Started)),
    *(
        st.builds(kind, at=moments, lasted=spans)
        for kind in (f.IdleEnded, f.AwayEnded, f.Unwatched, f.Slept)
    ),
    st.builds(f.BreakCredited, at=moments, lasted=spans, reminders=st.just(("sitting",))),
    st.builds(f.ClockSet, at=moments, by=spans | spans.map(lambda span: -span)),
    st.builds(f.CueShown, at=moments, reminder=st.just("eyes")),
)


def counted(facts: Sequence[Fact]) -> list[tuple[datetime, timedelta]]:
    """By how much the present clock of the whole situation ran on, and since when."""
    state, found = initial(NINE), []
    for fact in facts:
        before, state = state, evolve(state, fact)
        if before.present_since is not None and state.present > before.present:
            found.append((before.present_since, state.present - before.present))
    return found


def lengths(facts: Sequence[Fact]) -> list[tuple[datetime, timedelta]]:
    """The same as those have it who read of presence alone."""
    return [(began, ended - began) for began, ended in present_spans(facts)]


def elapsed_at(each: Decided) -> timedelta:
    """When the fact became true, by a clock that is never set."""
    return each.elapsed - (each.now - each.fact.at)


@LAW
@given(lines=scripts(*jumps, answers, wishes), policy=policies)
def test_bouts_and_absences_are_as_long_as_they_are(lines: list[str], policy: Policy) -> None:
    """What a bout and an absence are said to have lasted is what passed between their facts."""
    sat = gone = None
    for each in play(lines, policy).decided:
        match each.fact:
            case f.BoutBegan():
                sat = elapsed_at(each)
            case f.BoutEnded(sat=lasted) if lasted is not None:
                assert sat is not None and elapsed_at(each) - sat == lasted
            case f.AwayBegan() | f.IdleBegan():
                gone = elapsed_at(each)
            case f.AwayEnded(lasted=lasted):
                assert gone is not None and elapsed_at(each) - gone == lasted


@LAW
@given(lines=scripts(*jumps, *everything), policy=policies)
def test_nothing_lasts_for_less_than_no_time(lines: list[str], policy: Policy) -> None:
    """No span of any fact is negative but that by which a clock was set."""
    for fact in play(lines, policy).facts:
        spans = [
            getattr(fact, each.name) for each in fields(fact) if each.name in ("lasted", "sat")
        ]

        assert all(span is None or span >= ZERO for span in spans), fact


@LAW
@given(lines=scripts(*jumps, *everything, downs), policy=policies)
def test_spans_of_presence_are_what_the_present_clock_counted(
    lines: list[str], policy: Policy
) -> None:
    """Some kinds of facts alone tell when somebody was there as the fold of all does."""
    facts = play(lines, policy).facts

    assert counted(facts) == lengths(facts)


@LAW
@given(facts=st.lists(one_fact, max_size=30))
def test_spans_of_presence_are_counted_whatever_the_journal_says(facts: list[Fact]) -> None:
    """Also where facts make no sense, and after a time that nobody watched."""
    assert counted(facts) == lengths(facts)


@LAW
@given(
    before=scripts(*jumps, answers, at_most=10),
    last=st.lists(st.one_of(*jumps), min_size=1, max_size=6),
    after=scripts(answers, at_most=6),
    policy=policies,
)
def test_after_any_row_of_jumps_there_is_one_prompt_at_most(
    before: list[str], last: list[str], after: list[str], policy: Policy
) -> None:
    """In the 15 minutes after the last of many sleeps and settings at most one prompt comes."""
    upset, seen = ZERO, set()
    for each in play([*before, *last, *after], policy).decided:
        match each.fact:
            case f.Slept() | f.ClockSet():
                upset, seen = elapsed_at(each), set()
            case f.PromptShown(prompt=number) if each.elapsed - upset < FIFTEEN:
                seen.add(number)

                assert len(seen) <= 1 or upset == ZERO


@LAW
@given(lines=scripts(answers, wishes), places=st.lists(st.integers(0, 20), max_size=5))
def test_a_clock_that_is_set_and_put_right_leaves_no_trace(
    lines: list[str], places: list[int]
) -> None:
    """Forth and back at once, by any length: bouts, absences and rest are the same."""
    disturbed = list(lines)
    for place in sorted(places, reverse=True):
        disturbed[place:place] = ["clock +366d", "clock -3h", "clock -363d", "clock -2d21h"]
    kinds = f.BoutBegan | f.BoutEnded | f.AwayBegan | f.AwayEnded | f.BreakCredited
    plain = [fact for fact in play(lines, DEFAULT).facts if isinstance(fact, kinds)]

    assert plain == [fact for fact in play(disturbed, DEFAULT).facts if isinstance(fact, kinds)]
