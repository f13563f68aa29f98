"""Improved, worsening, flares: rules.md section 5, at its bounds."""

import pytest

from unhunch.body.change import compared, flares, improvement, is_improvement, worsening
from unhunch.body.stretch import Stretch, median, share_is_ok


def values(*scores: int, first: int = 0, step: int = 1) -> Stretch:
    """Return report days with these values."""
    return Stretch([first + step * index for index in range(len(scores))], list(scores))


@pytest.mark.parametrize(
    ("scores", "improved"),
    [
        ((6, 6, 6, 4, 4, 4), True),
        ((6, 6, 6, 5, 4, 5), False),
        ((3, 3, 3, 2, 2, 2), True),
        ((4, 4, 4, 3, 3, 3), False),
        ((2, 2, 2, 1, 1, 1), True),
        ((2, 3, 1, 1), True),
        ((5, 6, 4, 3), True),
        ((5, 5, 4, 4), False),
        ((3, 4, 3, 2), False),
        ((6, 6, 5, 4, 4), True),
        ((6, 6, 5, 5, 4), False),
        ((9, 2, 2), False),
        ((4, 4, 4, 0, 0, 0), True),
        ((4, 4, 4, 4, 4, 4), False),
        ((2, 2, 2, 8, 8, 8), False),
    ],
)
def test_improved_by_2_points_or_by_1_and_30_percent(
    scores: tuple[int, ...], improved: bool
) -> None:
    """Medians of the first and last three; of four reports two and two; of five one in both."""
    assert improved is (improvement(values(*scores), 0, len(scores) - 1) is not None)


def test_exactly_30_percent_is_enough() -> None:
    """From 5 to 3.5 is 30 %; from 5.5 to 4 a little less; below 1 point nothing is."""
    change = compared(values(5, 5, 3, 4))

    assert change is not None
    assert (5, 3.5, True) == (change.before, change.after, is_improvement(change))
    change = compared(values(5, 6, 4, 4))
    assert change is not None
    assert (5.5, 4, False) == (change.before, change.after, is_improvement(change))
    change = compared(values(1, 2, 1, 1))
    assert change is not None
    assert False is is_improvement(change)


def test_only_reports_since_the_start_of_the_episode_improve() -> None:
    """What hurt more in an earlier spell is not compared with."""
    stretch = values(9, 9, 9, 4, 4, 4, 4)

    assert improvement(stretch, 0, 6) is not None
    assert improvement(stretch, 3, 6) is None


def test_only_reports_of_42_days_improve() -> None:
    """The oldest of six reports leaves the window, and the first three are others."""
    stretch = Stretch([0, 1, 20, 30, 40, 41], [9, 9, 4, 4, 4, 4])

    assert improvement(stretch, 0, 41) is not None
    assert improvement(stretch, 0, 42) is None


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((2, 2, 2, 4, 4, 4), (2, 4)),
        ((2, 2, 2, 4, 4, 3), (2, 4)),
        ((2, 2, 2, 3, 4, 3), None),
        ((1, 1, 1, 4, 4, 4), None),
        ((1, 2, 3, 0, 9, 5), (2, 5)),
        ((3, 3, 3, 4, 4, 4), None),
        ((2, 2, 3, 3, 3), None),
        ((9, 9, 2, 2, 2, 4, 4, 4), (2, 4)),
    ],
)
def test_worsening_compares_the_last_three_with_the_three_before(
    scores: tuple[int, ...], expected: tuple[float, float] | None
) -> None:
    """2 points more, at least 2 before and at least 4 now; older reports do not matter."""
    found = worsening(values(*scores), len(scores) - 1)

    assert expected == (found and (found.before, found.after))


@pytest.mark.parametrize(
    ("numbers", "day", "worse"),
    [
        ([0, 1, 2, 3, 4, 5], 5, True),
        ([0, 1, 2, 3, 4, 21], 21, True),
        ([0, 1, 2, 3, 4, 22], 22, False),
        ([0, 1, 2, 3, 4, 5], 11, True),
        ([0, 1, 2, 3, 4, 5], 12, False),
    ],
)
def test_worsening_is_recent_and_close_together(numbers: list[int], day: int, worse: bool) -> None:
    """Six reports in 5 to 21 days, the last within 7 days."""
    assert worse is (worsening(Stretch(numbers, [2, 2, 2, 5, 5, 5]), day) is not None)


def test_days_of_a_flare_are_neighbours_among_days_of_4() -> None:
    """Seven days apart with two low reports between them is another flare."""
    apart = Stretch([0, 1, 2, 3, 8, 9], [4, 4, 0, 1, 4, 4])
    close = Stretch([0, 1, 2, 3, 7, 8], [4, 4, 0, 1, 4, 4])
    sore = Stretch([0, 1, 2, 3, 8, 9], [4, 4, 2, 1, 4, 4])

    assert [(0, 1), (8, 9)] == flares(apart, 9)
    assert [(0, 1, 7, 8)] == flares(close, 9)
    assert [(0, 1, 8, 9)] == flares(sore, 9)


def test_a_day_alone_is_no_flare() -> None:
    """Its neighbours being a week and two low reports away on either side."""
    assert [] == flares(Stretch([0, 2, 3, 8], [9, 0, 0, 9]), 8)


def test_share_and_median() -> None:
    """Half with four pain days, else three quarters; an even count has a mean in the middle."""
    assert [True, False, True, False] == [
        share_is_ok(4, 8),
        share_is_ok(4, 9),
        share_is_ok(3, 4),
        share_is_ok(3, 5),
    ]
    assert (0, 2, 2.5) == (median([]), median([9, 2, 1]), median([3, 2]))


def test_weeks_are_counted_back_from_the_day() -> None:
    """D..D-6 is one week, D-7 is the next."""
    assert (1, 2) == (Stretch([4, 10], [2, 2]).weeks(10), Stretch([3, 10], [2, 2]).weeks(10))
