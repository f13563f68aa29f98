"""What holds on every day, whatever the user does. Each counterexample becomes a named test."""

import itertools
import os
from collections import Counter
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhunch.desk import facts as f
from unhunch.desk.decide import on_time, wake_at
from unhunch.desk.deliver import Wait, verdict
from unhunch.desk.evolve import evolve, fold
from unhunch.desk.policy import CHECKIN, OF_NO_REMINDER, Answer, Policy
from unhunch.desk.state import Running, State, Visible
from unhunch.journal.codec import from_object, to_object

from .played import Decided, Player, play, steps_of
from .strategies import (
    answers,
    downs,
    everything,
    holds,
    policies,
    policy,
    scripts,
    sleeps,
    wishes,
)

EXAMPLES = os.environ.get("LAWS", "")
"""How many examples a law is tried on, drawn at random; unset: the same hundred every time."""

LAW = settings(
    derandomize=not EXAMPLES,
    deadline=None,
    max_examples=int(EXAMPLES or 100),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
DEFAULT = policy("the program's own")
FIFTEEN = timedelta(minutes=15)
HOUR = timedelta(hours=1)


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_the_state_is_the_fold_of_the_journal(lines: list[str], policy: Policy) -> None:
    """Whoever reads the journal back, also from its text, is in the situation of its writer."""
    day = play(lines, policy)
    read_back = [from_object(to_object(fact)) for fact in day.facts]

    assert day.day.state == fold(day.facts, day.first)
    assert day.facts == read_back


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_nothing_is_new_when_asked_twice(lines: list[str], policy: Policy) -> None:
    """Asked again at the same instant the desk has nothing to add."""
    player = Player(policy)
    for step in steps_of(lines):
        player.play(step)
        day = player.played.day

        assert day.is_down or () == on_time(day.here())


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_there_is_a_next_wake_while_somebody_is_there(lines: list[str], policy: Policy) -> None:
    """The desk has a next wake in the future, or says why not: nobody is there, or what is due is
    held until a sensor says otherwise."""
    player = Player(policy)
    for step in steps_of(lines):
        player.play(step)
        day = player.played.day
        here, wake = day.here(), wake_at(day.here())
        nobody = day.is_down or not here.state.met or here.state.absence is not None

        assert wake is None or wake > here.now
        assert wake is not None or nobody or isinstance(verdict(here), Wait)


@settings(LAW, max_examples=LAW.max_examples // 3)
@given(
    lines=scripts(*everything, at_most=12),
    policy=policies,
    looks_every=st.sampled_from([1, 7, 11, 17]).map(lambda n: timedelta(seconds=n)),
)
def test_looking_often_finds_nothing_more(
    lines: list[str], policy: Policy, looks_every: timedelta
) -> None:
    """A daemon that looks all the time decides the same as one that wakes when it must."""
    assert play(lines, policy).facts == play(lines, policy, looks_every).facts


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_facts_are_never_of_the_future(lines: list[str], policy: Policy) -> None:
    """What is decided has become true by then."""
    late = [each for each in play(lines, policy).decided if each.fact.at > each.now]

    assert [] == late


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_rest_is_credited_once(lines: list[str], policy: Policy) -> None:
    """An absence satisfies each reminder once, and no more than the reminders there are."""
    credited: set[str] = set()
    for fact in play(lines, policy).facts:
        match fact:
            case f.IdleEnded() | f.AwayEnded() | f.Unwatched() | f.BoutBegan():
                credited.clear()
            case f.BreakCredited(reminders=names):
                assert set() == credited & set(names)
                credited.update(names)


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_only_rest_standing_or_ignorance_ends_a_bout(lines: list[str], policy: Policy) -> None:
    """A bout ends together with going away, standing up, or time that nobody watched."""
    facts = play(lines, policy).facts
    for before, fact, after in zip([None, *facts], facts, [*facts[1:], None], strict=False):
        if not isinstance(fact, f.BoutEnded):
            continue
        reasons = (f.AwayBegan, f.StanceChanged, f.Unwatched)

        assert isinstance(before, reasons) or isinstance(after, reasons)
        assert (fact.sat is None) == isinstance(before, f.Unwatched)


@LAW
@given(lines=scripts(sleeps, downs, holds, answers, wishes), policy=policies)
def test_away_is_measured(lines: list[str], policy: Policy) -> None:
    """Away lasts five minutes, or one of them locked, asleep or off."""
    dark: list[tuple[datetime, datetime]] = []
    began = locked = None
    for each in play(lines, policy).decided:
        match each.fact:
            case f.HoldBegan(hold="locked", at=at):
                locked = at
            case f.HoldEnded(hold="locked", at=at) if locked is not None:
                dark.append((locked, at))
            case f.Slept(at=at, lasted=lasted) | f.WasOff(at=at, lasted=lasted):
                dark.append((at - lasted, at))
            case f.AwayBegan(at=at):
                began = at
            case f.AwayEnded(at=at, lasted=lasted):
                assert began is not None
                spans = [*dark, *([(locked, at)] if locked is not None else [])]
                in_it = [min(end, at) - max(start, began) for start, end in spans]
                unlit = sum((max(span, timedelta(0)) for span in in_it), timedelta(0))

                assert at - began == lasted
                assert lasted >= policy.away_after or unlit >= timedelta(minutes=1)


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_budget_and_spacing_hold(lines: list[str], policy: Policy) -> None:
    """Fifteen minutes lie between two first showings, and an hour holds no more than allowed. What
    asks about the body or about a week keeps the distance and counts in no number."""
    first = [
        each
        for each in play(lines, policy).decided
        if isinstance(each.fact, f.PromptShown) and not each.fact.again and not each.fact.asked
    ]
    shown = [each.elapsed for each in first]
    counted = [
        each.elapsed
        for each in first
        if each.fact.reminders != (CHECKIN,) and each.fact.asks not in OF_NO_REMINDER
    ]
    in_a_row = policy.delivery.per_hour
    close = [pair for pair in itertools.pairwise(shown) if pair[1] - pair[0] < FIFTEEN]
    crowd = [
        pair for pair in zip(counted, counted[in_a_row:], strict=False) if pair[1] - pair[0] < HOUR
    ]

    assert ([], []) == (close, crowd)


@LAW
@given(lines=scripts(answers, answers, sleeps, wishes), policy=policies)
def test_the_budget_of_a_day_holds(lines: list[str], policy: Policy) -> None:
    """When as many prompts as allowed were skipped or expired, no new one comes that day."""
    ended: Counter[date] = Counter()
    asked: set[int] = set()
    for fact in play(lines, policy).facts:
        match fact:
            case f.PromptShown(asked=True):
                asked.add(fact.prompt)
            case f.PromptShown(again=False):
                assert ended[fact.at.date()] < policy.delivery.per_day
            case f.PromptExpired() | f.PromptAnswered(answer=Answer.SKIP):
                ended[fact.at.date()] += fact.prompt not in asked


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_never_a_flood(lines: list[str], policy: Policy) -> None:
    """In the 15 minutes after a sleep, a hold, a restart or a set clock there is one prompt."""
    upset: timedelta | None = None
    seen: set[int] = set()
    on: set[str] = set()
    for each in play(lines, policy).decided:
        match each.fact:
            case f.HoldBegan(hold=hold):
                on.add(hold)
            case f.HoldEnded(hold=hold):
                on.discard(hold)
                if not on:
                    upset, seen = _elapsed(each), set()
            case f.Slept() | f.WasOff() | f.Started() | f.ClockSet():
                upset, seen = _elapsed(each), set()
            case f.PromptShown(asked=False, prompt=number):
                if upset is not None and each.elapsed - upset < FIFTEEN:
                    seen.add(number)

                    assert len(seen) <= 1


def _elapsed(each: Decided) -> timedelta:
    return each.elapsed - (each.now - each.fact.at)


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_one_prompt_at_a_time(lines: list[str], policy: Policy) -> None:
    """After every single fact there is at most one prompt that can be answered on the spot."""
    day = play(lines, policy)
    state = day.first
    for fact in day.facts:
        state = evolve(state, fact)

        assert len(_on_stage(state)) <= 1


def _on_stage(state: State) -> list[int]:
    return [each.number for each in state.prompts if isinstance(each.phase, Visible | Running)]


@LAW
@given(lines=scripts(*everything), policy=policies)
def test_a_prompt_is_shown_then_ends_once(lines: list[str], policy: Policy) -> None:
    """Prompts are numbered as they come; each is shown before anything else and ends once."""
    opened: list[int] = []
    ended: set[int] = set()
    for fact in play(lines, policy).facts:
        match fact:
            case f.PromptShown(again=False, prompt=number):
                opened.append(number)
            case f.PromptShown(prompt=number) | f.PromptPutAside(prompt=number):
                assert number in opened and number not in ended
            case f.PromptAnswered(prompt=number, answer=Answer.LATER | Answer.START):
                assert number in opened and number not in ended
            case (
                f.PromptAnswered(prompt=number)
                | f.PromptExpired(prompt=number)
                | f.PromptWithdrawn(prompt=number)
            ):
                assert number in opened and number not in ended
                ended.add(number)

    assert list(range(1, len(opened) + 1)) == opened
