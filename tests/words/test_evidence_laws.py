"""Whatever the evidence says, the text says no more."""

import re
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from unhunch.body.assess import Evidence, Fired
from unhunch.body.terms import GROUPS, Level
from unhunch.words.evidence import reported

from .telling import (
    COUNTED,
    ITEMS,
    TELLER,
    TODAY,
    counted,
    say_date,
)


def told(*fired: Fired) -> str:
    """What is said about these rules."""
    return "\n".join(reported(TELLER, fired))


@given(
    rule=st.sampled_from(sorted(set(COUNTED) - {"C9", "W5", "N1"})),
    count=st.integers(1, 60),
    scores=st.tuples(st.integers(1, 10), st.integers(1, 10)).map(sorted),
    regions=st.sets(st.sampled_from(GROUPS["U"]), min_size=1),
)
def test_the_numbers_are_those_of_the_evidence(
    rule: str, count: int, scores: list[int], regions: set[str]
) -> None:
    """No number is told that the evidence does not hold or the rule itself does not state."""
    low, high = scores
    fired = counted(rule, count, regions=tuple(regions), low=low, high=high)
    stated = {"C1d": {12}, "C2": {3}, "S8": {3} if count >= 6 else {4}, "W6": {6}}
    window = COUNTED[rule][1]
    held = {count, low, high, 10} | ({window, window // 7, 6} if window else set())
    numbers = {int(number) for number in re.findall(r"\d+", told(fired))}

    assert numbers - held <= stated.get(rule, set())
    assert count in numbers or rule == "C5"


@given(
    rule=st.sampled_from(sorted(set(COUNTED) - {"C2", "C5", "C9", "W5", "N1"})),
    count=st.integers(1, 60),
)
def test_one_day_and_two_days(rule: str, count: int) -> None:
    """One is singular, and no other number is."""
    text = told(counted(rule, count))

    assert (count == 1) == (re.search(r"\b1 day\b", text) is not None)
    assert not re.search(r"\b1 days\b", text)


@given(
    item=st.sampled_from([(rule, flag) for rule, flags in ITEMS.items() for flag in flags]),
    ago=st.integers(1, 90),
)
def test_the_date_is_that_of_the_item(item: tuple[str, str], ago: int) -> None:
    """An item is dated with the last day on which it met its row."""
    rule, flag = item
    day = TODAY - timedelta(days=ago)
    earlier = () if rule == "E5" else (day - timedelta(days=1),)
    fired = Fired(
        rule=rule,
        level=Level.URGENT if rule.startswith("E") else Level.SOON,
        evidence=Evidence(days=(*earlier, day), flags=(flag,)),
        flag=flag,
    )

    assert f" on {say_date(day)}." in told(fired)
