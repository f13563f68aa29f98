"""Spearman's rank correlation with its interval, in the standard library alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import NormalDist, correlation

SURE = 0.95
"""How often such an interval holds what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """`rho` from -1 to 1; `low` and `high`: the ends of its interval. None: in perfect order there
    is no interval, however few pairs show it."""

    rho: float
    low: float | None
    high: float | None


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            found[place] = (start + 1 + end) / 2
        start = end
    return found


def spearman(left: Sequence[float], right: Sequence[float]) -> Correlation | None:
    """Return the rank correlation of pairs and its 95 % interval.

    The interval is that of Fisher's z with the standard error of Bonett and Wright (2000,
    Psychometrika 65, 23-28): sqrt((1 + rho**2 / 2) / (n - 3)). None where there is nothing to rank:
    fewer than four pairs, or all values of one side equal.
    """
    count = len(left)
    if count < 4 or len(set(left)) < 2 or len(set(right)) < 2:
        return None
    rho = max(-1.0, min(1.0, correlation(ranks(left), ranks(right))))
    if abs(rho) > 1 - 1e-12:
        # There is no z of 1: what it would give, from 1 to 1, looks surer than anything.
        return Correlation(rho=round(rho), low=None, high=None)
    half = NormalDist().inv_cdf((1 + SURE) / 2) * sqrt((1 + rho**2 / 2) / (count - 3))
    z = atanh(rho)
    return Correlation(rho=rho, low=tanh(z - half), high=tanh(z + half))
