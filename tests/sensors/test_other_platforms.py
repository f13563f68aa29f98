"""What can be tested of the Windows and macOS sensors anywhere: the arithmetic."""

import math
from datetime import timedelta

import pytest

from unhunch.errors import NotHere
from unhunch.sensors.macos import plausible
from unhunch.sensors.windows import ticks_between

LAST_TICK = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("earlier", "later", "milliseconds"),
    [
        (1000, 1000, 0),
        (1000, 61_000, 60_000),
        (LAST_TICK, 0, 1),
        (LAST_TICK - 999, 119_000, 120_000),
        (5, 4, 0),
        (0, LAST_TICK - 3_600_000, LAST_TICK - 3_600_000),
    ],
)
def test_ticks_run_over_after_fifty_days(earlier, later, milliseconds):
    """The count starts anew at 2**32 ms; the difference does not notice."""
    assert ticks_between(earlier, later) == timedelta(milliseconds=milliseconds)


def test_a_time_that_cannot_be_is_no_idle_time():
    """An input in the future is now; not a number is no answer."""
    assert plausible(-0.2) == 0.0
    assert plausible(12.5) == 12.5
    for nonsense in (math.nan, math.inf):
        with pytest.raises(NotHere):
            plausible(nonsense)
