"""Who keeps the screen awake through Wayland alone, against a fake compositor on a real socket."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from tests.sensors.sound import Ear
from tests.waiting import until
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors import wayland_inhibitor
from unhunch.sensors.wayland import RESUMED
from unhunch.sensors.wayland_inhibitor import WaylandInhibitor

from .compositor import Compositor, message

YES, NO, UNKNOWN = Sign.YES, Sign.NO, Sign.UNKNOWN


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait as long as in earnest."""
    monkeypatch.setattr(wayland_inhibitor, "SLACK", 0.1)


@asynccontextmanager
async def watching(folder):
    """A compositor, the sensor, and what it says."""
    async with (
        Compositor(folder).running() as compositor,
        Ear(WaylandInhibitor(compositor.environ)) as ear,
    ):
        yield compositor, ear


def test_a_film_is_known_when_the_user_becomes_quiet(tmp_path):
    """By the time the question comes back it is answered; while somebody types nobody is asked."""

    async def scene():
        async with watching(tmp_path) as (compositor, ear):
            compositor.inhibit(True)
            assert ear.signs == [UNKNOWN]
            assert compositor.notes == []
            await ear.sensor.while_quiet(True)
            assert ear.signs == [UNKNOWN, YES]
            await ear.sensor.while_quiet(False)
            await until(lambda: not compositor.notes)
            assert ear.signs == [UNKNOWN, YES]

    asyncio.run(scene())


def test_a_film_that_begins_and_ends_in_a_quiet_time(tmp_path):
    """Each is heard of; nothing is asked again and again."""

    async def scene():
        async with watching(tmp_path) as (compositor, ear):
            await ear.sensor.while_quiet(True)
            assert ear.signs == [UNKNOWN, NO]
            compositor.inhibit(True)
            await ear.hears(UNKNOWN, NO, YES)
            compositor.inhibit(False)
            await ear.hears(UNKNOWN, NO, YES, NO)
            assert len(compositor.notes) == 2

    asyncio.run(scene())


def test_input_is_no_film(tmp_path):
    """Both counts begin anew: the user is back, and that is all."""

    async def scene():
        async with watching(tmp_path) as (compositor, ear):
            await ear.sensor.while_quiet(True)
            for _ in range(3):
                await compositor.types()
                await until(lambda: all(note.idled for note in compositor.notes))
            await asyncio.sleep(0.3)
            assert ear.signs == [UNKNOWN, NO]
            await compositor.types()
            await ear.sensor.while_quiet(False)
            assert ear.signs == [UNKNOWN, NO]

    asyncio.run(scene())


def test_the_two_counts_may_tell_of_input_one_after_the_other(tmp_path):
    """Between the two it looks like a film that begins."""

    async def scene():
        async with watching(tmp_path) as (compositor, ear):
            await ear.sensor.while_quiet(True)
            for note in compositor.clients[0].notes:
                compositor.say(message(note, RESUMED))
                await asyncio.sleep(0.03)
            await asyncio.sleep(0.2)
            assert ear.signs == [UNKNOWN, NO]

    asyncio.run(scene())


def test_a_compositor_that_counts_in_one_way_is_refused(tmp_path):
    """On version 1 the film keeps the user present without us."""

    async def scene():
        async with Compositor(tmp_path, version=1).running() as compositor:
            with pytest.raises(NotHere, match="ext_idle_notifier_v1 2") as refusal:
                await WaylandInhibitor(compositor.environ).start(print, print)

            assert refusal.value.lasting

    asyncio.run(scene())


def test_a_compositor_that_dies_is_told_once(tmp_path):
    """Also while it is asked."""

    async def scene():
        async with watching(tmp_path) as (compositor, ear):
            compositor.answers = False
            asking = asyncio.create_task(ear.sensor.while_quiet(True))
            await asyncio.sleep(0)
            await compositor.die()
            await asyncio.wait_for(asking, 5)
            await until(lambda: len(ear.signs) == 2)
            assert ear.signs[0] is UNKNOWN
            assert "Wayland" in ear.signs[1]
            await ear.sensor.while_quiet(True)

    asyncio.run(scene())
