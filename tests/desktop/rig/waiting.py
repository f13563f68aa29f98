"""Wait for conditions; nothing else in these tests sleeps."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class NeverHappened(AssertionError):
    """Raised when what was waited for did not come true in time."""


def wait_until(condition: Callable[[], T], why: str, timeout: float = 30, pause: float = 0.1) -> T:
    """Return what `condition` returns as soon as that is true; ask again after each `pause`.

    Raise NeverHappened, saying `why` it was waited for, after `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    while True:
        if value := condition():
            return value
        if time.monotonic() > deadline:
            raise NeverHappened(f"after {timeout:g} s still not: {why}; last answer: {value!r}")
        time.sleep(pause)
