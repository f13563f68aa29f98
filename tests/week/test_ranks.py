"""Spearman's rank correlation against values that others have published or worked out."""

from math import atanh, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhunch.week.ranks import Correlation, ranks, spearman

IQ = (106, 100, 86, 101, 99, 103, 97, 113, 112, 110)
HOURS = (7, 27, 2, 50, 28, 29, 20, 12, 6, 17)
"""The example of Wikipedia, "Spearman's rank correlation coefficient": rho = -29/165."""


def test_equal_values_share_the_mean_of_their_ranks() -> None:
    """Two that are second and third are both two and a half."""
    assert [1.0, 2.5, 2.5, 4.0] == ranks([10, 20, 20, 30])
    assert [2.0, 2.0, 2.0] == ranks([5, 5, 5])


def test_the_example_of_the_encyclopaedia() -> None:
    """IQ and hours of television: -29/165."""
    found = spearman(IQ, HOURS)

    assert found is not None
    assert pytest.approx(-29 / 165) == found.rho


def test_values_that_are_equal() -> None:
    """Worked out by hand: the correlation of ranks that share their mean."""
    found = spearman([1, 2, 2, 3, 4, 4], [2, 1, 3, 3, 5, 4])

    # Ranks 1 2.5 2.5 4 5.5 5.5 and 2 1 3.5 3.5 6 5: sums of squares 16.5 and 17, of products 14.25.
    assert found is not None
    assert pytest.approx(14.25 / sqrt(16.5 * 17)) == found.rho


def test_the_interval_is_that_of_bonett_and_wright() -> None:
    """On the scale of z it lies 1.96 standard errors to either side: sqrt((1 + rho²/2)/(n - 3))."""
    found = spearman(IQ, HOURS)

    assert found is not None
    assert found.low is not None and found.high is not None
    half = 1.959964 * sqrt((1 + found.rho**2 / 2) / 7)
    assert pytest.approx(half, abs=1e-6) == atanh(found.high) - atanh(found.rho)
    assert pytest.approx(half, abs=1e-6) == atanh(found.rho) - atanh(found.low)
    assert pytest.approx((-0.7278, 0.5145), abs=1e-4) == (found.low, found.high)


def test_perfect_order_is_told_as_it_is() -> None:
    """There is no z of 1, and an interval from 1 to 1 would look surer than anything."""
    assert Correlation(rho=1, low=None, high=None) == spearman([1, 2, 3, 4], [10, 20, 30, 400])
    assert Correlation(rho=-1, low=None, high=None) == spearman([1, 2, 3, 4], [4, 3, 2, 1])


@pytest.mark.parametrize(("left", "right"), [([1, 2, 3], [1, 2, 3]), ([2] * 9, range(9)), ([], [])])
def test_where_nothing_can_be_ranked_there_is_nothing(left: list[int], right: list[int]) -> None:
    """Too few pairs, or one side that never changes."""
    assert None is spearman(left, right)


SCORES = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=4, max_size=60)


@given(SCORES)
def test_the_interval_holds_the_correlation(pairs: list[tuple[int, int]]) -> None:
    """Whatever is paired: -1 <= low <= rho <= high <= 1, and turning the sides changes nothing."""
    left, right = [each for each, _ in pairs], [each for _, each in pairs]
    found, turned = spearman(left, right), spearman(right, left)

    if found is None or turned is None:
        assert found == turned
        return
    if found.low is None or found.high is None:
        assert abs(found.rho) == 1
    else:
        assert -1 < found.low <= found.rho <= found.high < 1
    assert pytest.approx(found.rho) == turned.rho
