"""Idle by org_kde_kwin_idle, against a fake compositor that behaves like wlroots 0.15."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.errors import NotHere
from unhunch.ports import Active, Quiet
from unhunch.sensors.choose import choose_idle, idle_candidates
from unhunch.sensors.wayland_kde import EVERY, PATIENCE

from .compositor import Compositor
from .jumping import run_jumping

OLD, NEW = "org_kde_kwin_idle", "ext_idle_notifier_v1"
SECOND = timedelta(seconds=1)
FOUND_OUT = (EVERY + PATIENCE + SECOND).total_seconds()
"""By then what keeps the screen awake has been noticed."""


def older(folder, *offers):
    """A compositor of before ext-idle-notify."""
    return Compositor(folder, offers=("wl_seat", OLD, *offers))


class TestContract(IdleSensorContract):
    """The port's promises, kept with the old protocol."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path):
        self.folder = tmp_path

    def run(self, scene):
        """Both ends of the socket are on this loop: its clock may jump."""
        run_jumping(scene)

    @asynccontextmanager
    async def world(self):
        """A compositor of its own."""
        async with older(self.folder).running() as compositor:
            yield compositor


@asynccontextmanager
async def attending(folder, gap: timedelta = SECOND):
    """A compositor, a started sensor and what it reports."""
    async with older(folder).running() as compositor:
        sensor, heard = compositor.sensor(), Heard()
        await sensor.start(heard.hear, heard.lose)
        sensor.attend(gap)
        try:
            yield compositor, sensor, heard
        finally:
            await sensor.close()


@pytest.mark.parametrize(
    ("offers", "name"), [((), "kde-idle"), ((NEW,), "ext-idle-notify")], ids=["old", "both"]
)
def test_the_newer_protocol_is_preferred(tmp_path, offers, name):
    """The old one is for compositors that have nothing better; doctor tells which is used."""

    async def scene():
        async with older(tmp_path, *offers).running() as compositor:
            heard = Heard()
            candidates = idle_candidates(compositor.environ, None, None)
            chosen, _ = await choose_idle(candidates, heard.hear, heard.lose)
            await chosen.close()

            assert chosen.name == name

    run_jumping(scene())


def test_a_compositor_without_it_is_refused_with_the_reason(tmp_path):
    """Mutter's has neither."""

    async def scene():
        async with older(tmp_path).running() as compositor:
            sensor, heard = compositor.sensor(), Heard()
            compositor.offers = ("wl_seat",)
            with pytest.raises(NotHere, match=f"no {OLD}"):
                await sensor.start(heard.hear, heard.lose)
            await sensor.close()

    run_jumping(scene())


def test_under_an_inhibitor_the_user_counts_as_present_and_the_caveat_says_so(tmp_path):
    """A film hides the absence; after the film there is one."""

    async def scene():
        async with attending(tmp_path) as (compositor, sensor, heard):
            await until(lambda: Quiet in heard.kinds)
            await compositor.types()
            compositor.inhibit(True)
            await until(lambda: heard.kinds == [Quiet, Active])
            await asyncio.sleep(FOUND_OUT)
            assert heard.kinds == [Quiet, Active]
            compositor.inhibit(False)
            await until(lambda: heard.kinds == [Quiet, Active, Quiet])

            assert "count as present" in sensor.caveat

    run_jumping(scene())


def test_a_film_that_begins_by_itself_leaves_nobody_quiet_at_the_keyboard(tmp_path):
    """The compositor tells of no input from then on; it is noticed, and the end of it, too."""

    async def scene():
        async with attending(tmp_path) as (compositor, _, heard):
            await until(lambda: Quiet in heard.kinds)
            compositor.inhibit(True)
            began = asyncio.get_running_loop().time()
            await compositor.types()
            assert heard.kinds == [Quiet]
            await until(lambda: heard.kinds == [Quiet, Active], FOUND_OUT)
            assert heard.at[-1] - began <= FOUND_OUT

            compositor.inhibit(False)
            ended = asyncio.get_running_loop().time()
            await until(lambda: heard.kinds == [Quiet, Active, Quiet])
            assert heard.at[-1] - ended == pytest.approx(1, abs=0.2)

            await compositor.types()
            await until(lambda: heard.kinds == [Quiet, Active, Quiet, Active, Quiet])

    run_jumping(scene())


def test_a_long_absence_stays_one(tmp_path):
    """Once a minute one request and its end, and nothing to report."""

    async def scene():
        async with attending(tmp_path) as (compositor, _, heard):
            await until(lambda: Quiet in heard.kinds)
            asked = len(compositor.requests)
            await asyncio.sleep(10 * EVERY.total_seconds() + 5)

            assert compositor.requests[asked:] == [f"{OLD}.0", "note.0"] * 10
            assert len(compositor.notes) == 2
            assert heard.kinds == [Quiet]

    run_jumping(scene())


def test_while_somebody_works_nothing_is_asked(tmp_path):
    """The trials are for who is quiet; the first one's answer to input is no news."""

    async def scene():
        async with attending(tmp_path, 2 * EVERY) as (compositor, _, heard):
            await until(lambda: any(note.idled for note in compositor.notes))
            await compositor.types()
            await until(lambda: len(compositor.notes) == 1)
            asked = len(compositor.requests)
            for _ in range(10):
                await asyncio.sleep(EVERY.total_seconds())
                await compositor.types()

            assert len(compositor.requests) == asked
            assert heard.kinds == [Active]

    run_jumping(scene())


def test_input_during_a_trial_is_input(tmp_path):
    """It is heard once, and the trial is taken back."""

    async def scene():
        async with attending(tmp_path) as (compositor, _, heard):
            await until(lambda: len(compositor.notes) == 3, FOUND_OUT)
            await compositor.types()
            await until(lambda: len(compositor.notes) == 1)
            await until(lambda: Quiet in heard.kinds[1:])

            assert heard.kinds == [Quiet, Active, Quiet]

    run_jumping(scene())


def test_a_compositor_that_dies_during_a_trial_is_lost_and_no_more(tmp_path):
    """Nobody is said to be back because nothing answers any more."""

    async def scene():
        async with attending(tmp_path) as (compositor, _, heard):
            await until(lambda: len(compositor.notes) == 3, FOUND_OUT)
            await compositor.die()
            await until(lambda: heard.losses)
            await asyncio.sleep(FOUND_OUT)

            assert heard.kinds == [Quiet]
            assert len(heard.losses) == 1

    run_jumping(scene())
