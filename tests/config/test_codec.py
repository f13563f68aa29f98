"""What the checking process tells the one that asked."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.config.codec import read_outcome, write_outcome
from unhunch.config.loaded import Loaded
from unhunch.config.problem import Problem
from unhunch.desk.policy import (
    After,
    At,
    Choice,
    Delivery,
    Every,
    Hold,
    HoldRule,
    Hours,
    Item,
    ItemSet,
    Policy,
    Reminder,
    TimeRange,
)

spans = st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds))
clocks = st.times().map(lambda value: value.replace(second=0, microsecond=0))
texts = st.text(max_size=5)


def few(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return up to three of them, as a tuple."""
    return st.lists(inner, max_size=3).map(tuple)


ranges = st.builds(TimeRange, start=clocks, end=clocks)
hours = st.builds(
    Hours,
    days=st.none() | st.tuples(*[few(ranges)] * 7),
    dates=st.dictionaries(st.dates(), few(ranges), max_size=3),
    quiet=few(ranges),
)
items = st.builds(Item, key=texts, text=texts, step=texts, lasts=spans)
triggers = (
    st.builds(Every, interval=spans)
    | st.builds(After, bout=spans)
    | st.builds(
        At,
        times=few(clocks),
        weekdays=st.frozensets(st.integers(0, 6)),
        monthdays=st.frozensets(st.integers(1, 31)),
        months=st.frozensets(st.integers(1, 12)),
        valid_for=spans,
    )
)
reminders = st.builds(
    Reminder,
    name=texts,
    trigger=triggers,
    text=texts,
    items=few(items),
    sets=few(st.builds(ItemSet, name=texts, title=texts, items=few(items))),
    choices=few(st.builds(Choice, label=texts)),
    duration=spans,
    hours=st.none() | hours,
    varies=st.booleans(),
    micro=st.booleans(),
    halfway=st.booleans(),
)
policies = st.builds(
    Policy,
    idle_after=spans,
    away_after=spans,
    watching_at_most=spans,
    hours=hours,
    delivery=st.builds(Delivery, patience=spans, life=spans, on_screen=spans, grace=spans,
                       spacing=spans, join=spans, jitter=st.floats(0, 1)),
    holds=st.dictionaries(
        st.sampled_from(Hold), st.builds(HoldRule, at_most=st.none() | spans), max_size=4
    ),
    reminders=few(reminders),
    seed=st.none() | st.integers(),
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(
    st.builds(Loaded, policy=policies, equipment=few(texts), caution=few(texts))
    | st.lists(st.builds(Problem, line=st.none() | st.integers(1)), max_size=3).map(tuple)
)
def test_an_outcome_arrives_as_it_was_sent(outcome: Loaded | tuple[Problem, ...]) -> None:
    """Every policy and every list of problems survives the way as text."""
    assert outcome == read_outcome(write_outcome(outcome))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Traceback",
        "[]",
        "null",
        "{}",
        '{"policy": {}}',
        '{"policy": {"idle_after": "2m"}, "extras": {}}',
        '{"policy": {"seat": 1}, "extras": {}}',
        '{"policy": {"holds": {"dance": {}}}, "extras": {}}',
        '{"problems": [{}]}',
        '{"problems": 3}',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """What is not an outcome is a ValueError and nothing else."""
    with pytest.raises(ValueError):
        read_outcome(text)


@pytest.mark.parametrize(
    "module", ["span", "times", "problem", "loaded", "codec", "ask", "paths", "first"]
)
def test_the_daemon_does_not_pay_for_the_check(module: str) -> None:
    """What the daemon imports brings neither pydantic nor tomlkit nor cronsim with it."""
    script = (
        f"import sys, unhunch.config.{module}\n"
        "print(*[name for name in ('pydantic', 'pydantic_core', 'pydantic_settings',"
        " 'tomlkit', 'cronsim') if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )

    assert "" == said.stdout.strip()
