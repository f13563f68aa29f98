"""The arithmetic of the gap, on made-up moments."""

from datetime import timedelta

import pytest

from unhunch.ports import Active, Quiet
from unhunch.sensors.gap import Gap

TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def gap() -> Gap:
    """A gap of two minutes, nothing heard yet."""
    gap = Gap()
    gap.expect(TWO_MINUTES)
    return gap


def test_nothing_is_reported_before_a_gap_is_attended_to():
    """A sensor that nobody asked says nothing, but remembers."""
    gap = Gap()

    assert gap.saw_last_input(100, 500) == []
    assert gap.attend(TWO_MINUTES, 500) == [Quiet(100)]


def test_an_input_within_the_gap_is_active(gap):
    """Active is dated to the input, not to the look."""
    assert gap.saw_last_input(100, 110) == [Active(100)]


def test_a_first_look_at_someone_long_gone_is_quiet_and_not_first_active(gap):
    """Nobody is made to come and go by the start of the program."""
    assert gap.saw_last_input(100, 900) == [Quiet(100)]


def test_more_input_is_no_news(gap):
    """Active is reported once, however much is typed."""
    gap.saw_last_input(100, 110)

    assert gap.saw_last_input(150, 151) == []
    assert gap.due == 270


def test_who_came_back_and_left_between_two_looks_did_come_back(gap):
    """A look once a minute still tells of a visit that was over before it."""
    gap.saw_last_input(100, 900)

    assert gap.saw_last_input(1000, 1200) == [Active(1000), Quiet(1000)]


def test_a_jitter_of_the_counter_is_no_input(gap):
    """The same input reckoned twice differs by milliseconds; that is nobody."""
    gap.saw_last_input(100.0, 900)

    assert gap.saw_last_input(100.2, 960) == []


def test_a_counter_that_ran_through_a_sleep_does_not_move_the_last_input(gap):
    """The sleep is reckoned elsewhere: our clock stood still, the input stays where it was."""
    gap.saw_last_input(100, 300)

    assert gap.saw_last_input(-7000, 310) == []
    assert gap.last == 100


def test_no_input_proves_no_presence(gap):
    """That nothing came for a while says nothing about who was there before."""
    assert gap.heard_nothing(100, 110) == []
    assert gap.due == 220
    assert gap.heard_nothing(100, 220) == [Quiet(100)]


def test_a_better_reckoning_of_the_last_input_is_reported(gap):
    """Who turns out to have been gone for longer is dated back."""
    gap.saw_last_input(0, 1)
    gap.heard_nothing(200, 400)

    assert gap.heard_nothing(150, 410) == [Quiet(150)]


def test_the_end_of_the_gap_may_be_a_moment_early(gap):
    """Timers and millisecond counters round; a report 10 ms early is not a report missed."""
    assert gap.heard_nothing(100, 219.99) == [Quiet(100)]


def test_a_longer_gap_takes_quiet_back(gap):
    """Two minutes were over, five are not."""
    gap.saw_last_input(100, 300)

    assert gap.attend(timedelta(minutes=5), 300) == [Active(100)]
    assert gap.due == 400


def test_a_shorter_gap_already_over_is_quiet_at_once(gap):
    """What is known is said."""
    gap.saw_last_input(100, 110)

    assert gap.attend(timedelta(seconds=5), 110) == [Quiet(100)]
