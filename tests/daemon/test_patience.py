"""Pauses that grow, and floods that are cut to a ration, under a clock that jumps."""

import asyncio

import pytest

from tests.sensors.jumping import run_jumping
from unhunch.daemon.patience import Patience, Ration, Rationed, in_time


def test_a_pause_grows_to_its_longest() -> None:
    """And starts afresh only after what worked for longer than that."""
    patience = Patience(5, 300)

    assert [patience.pause() for _ in range(8)] == [5, 10, 20, 40, 80, 160, 300, 300]

    patience.worked(300)

    assert patience.pause() == 300

    patience.worked(301)

    assert [patience.pause(), patience.pause()] == [5, 10]


def test_a_ration_is_saved_up_and_no_more() -> None:
    """Three at once, then one each ten seconds; after a long rest three again, not thirty."""
    ration, taken = Ration(3, 10), []
    for now in (*range(1000, 1060), *range(2000, 2015)):
        while ration.wait(now) == 0:
            ration.take(now)
            taken.append(now)

    assert taken == [1000, 1000, 1000, 1010, 1020, 1030, 1040, 1050, 2000, 2000, 2000, 2010]


def test_of_a_flood_the_last_two_are_heard() -> None:
    """The one before the last tells what was in between; what is urgent takes them along."""

    async def scene() -> None:
        heard: list[int] = []
        reports = Rationed[int](Ration(1, 10), heard.append)
        for number in range(5):
            reports.hear(number)

        assert heard == [0]

        await asyncio.sleep(10.1)

        assert heard == [0, 3, 4]

        reports.hear(5)
        reports.hear(6, at_once=True)

        assert heard == [0, 3, 4, 5, 6]

        reports.hear(7)
        await asyncio.sleep(15)

        assert heard[-1] == 6

        await asyncio.sleep(6)

        assert heard[-1] == 7

        reports.hear(8)
        reports.forget()
        await asyncio.sleep(100)

        assert heard[-1] == 7

    run_jumping(scene())


def test_work_that_takes_too_long_is_given_up() -> None:
    """Its own time limit is not ours: that is a mistake, and raised."""

    async def never() -> None:
        await asyncio.Event().wait()

    async def fails() -> None:
        raise TimeoutError("somebody else's")

    async def scene() -> None:
        assert not await in_time(never(), 3)

        with pytest.raises(TimeoutError, match="somebody else's"):
            await in_time(fails(), 3)

    run_jumping(scene())
