"""How often lately a place was marked."""

from datetime import date, timedelta

from unhunch.body.assess import assess
from unhunch.body.history import History, Report
from unhunch.body.marked import Marked, marked_lately

TODAY = date(2026, 3, 20)


def reported(*scores: int) -> History:
    """Return a diary of the neck, a report every other day up to today."""
    days = (TODAY - timedelta(days=2 * n) for n in reversed(range(len(scores))))
    pain = ({"neck": score} if score else {} for score in scores)
    return History(
        reports=tuple(Report(day=day, pain=each) for day, each in zip(days, pain, strict=True))
    )


def lately(history: History) -> Marked | None:
    """Return what is told of this diary today."""
    return marked_lately(history, assess(history, TODAY))


def test_the_last_five_check_ins_are_counted() -> None:
    """Three of them marked the neck; what came before the five is left out."""
    assert Marked(regions=("neck",), times=3, checkins=5) == lately(reported(5, 0, 3, 0, 3, 4))


def test_fewer_check_ins_are_told_as_they_are() -> None:
    """There were three, and all of them marked it."""
    assert Marked(regions=("neck",), times=3, checkins=3) == lately(reported(3, 3, 4))


def test_what_is_watched_for_another_reason_is_not_counted() -> None:
    """One severe score is told as that one score."""
    assert lately(reported(0, 8)) is None
