"""Idle on Wayland, against a fake compositor on a real socket."""

import asyncio
import struct
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.contracts.idle_sensor import Heard, IdleSensorContract, until
from unhunch.ports import Active, Quiet

from .compositor import Compositor, message, text
from .jumping import run_jumping

SECOND = timedelta(seconds=1)


class TestVersionTwo(IdleSensorContract):
    """The port's promises, with get_input_idle_notification."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path):
        self.folder = tmp_path

    def run(self, scene):
        """Both ends of the socket are on this loop: its clock may jump."""
        run_jumping(scene)

    @asynccontextmanager
    async def world(self):
        """A compositor of its own."""
        async with Compositor(self.folder).running() as compositor:
            yield compositor


class TestVersionOne(TestVersionTwo):
    """The same on the first version of the protocol."""

    @asynccontextmanager
    async def world(self):
        """An older compositor."""
        async with Compositor(self.folder, version=1).running() as compositor:
            yield compositor


class TestInSlices(TestVersionTwo):
    """The same when every byte comes alone."""

    @asynccontextmanager
    async def world(self):
        """A compositor whose socket is slow."""
        compositor = Compositor(self.folder)
        compositor.slices = 1
        async with compositor.running():
            yield compositor


@asynccontextmanager
async def attending(compositor: Compositor, gap: timedelta):
    """A started sensor and what it reports."""
    sensor, heard = compositor.sensor(), Heard()
    await sensor.start(heard.hear, heard.lose)
    sensor.attend(gap)
    try:
        yield sensor, heard
    finally:
        await sensor.close()


def test_version_two_sees_through_an_inhibitor(tmp_path):
    """Nobody is at the keyboard during a film, and with version 2 that can be seen."""

    async def scene():
        async with Compositor(tmp_path, version=3).running() as compositor:
            compositor.inhibited = True
            async with attending(compositor, SECOND) as (sensor, heard):
                await until(lambda: Quiet in heard.kinds)

                assert sensor.caveat == ""

    run_jumping(scene())


def test_version_one_counts_as_present_under_an_inhibitor_and_says_so(tmp_path):
    """With version 1 a film hides the absence; doctor can print that."""

    async def scene():
        async with Compositor(tmp_path, version=1).running() as compositor:
            compositor.inhibited = True
            async with attending(compositor, SECOND / 10) as (sensor, heard):
                await asyncio.sleep(0.5)

                assert heard.reports == []
                assert "count as present" in sensor.caveat

    run_jumping(scene())


def test_only_what_is_needed_stays_with_the_compositor(tmp_path):
    """After an input there is one notification, for the gap attended to last."""

    async def scene():
        async with (
            Compositor(tmp_path).running() as compositor,
            attending(compositor, SECOND) as (sensor, heard),
        ):
            for tenths in range(20, 30):
                sensor.attend(tenths * SECOND / 10)
            await until(lambda: any(note.idled for note in compositor.notes))
            await compositor.types()
            await until(lambda: len(compositor.notes) == 1)

            assert [note.timeout for note in compositor.notes] == [2.9]
            assert heard.kinds == [Active]

    run_jumping(scene())


def test_a_note_for_an_earlier_gap_knows_better_since_when(tmp_path):
    """A shorter gap begins to count when it is asked for; the longer one already counted."""

    async def scene():
        async with (
            Compositor(tmp_path).running() as compositor,
            attending(compositor, 2.5 * SECOND) as (sensor, heard),
        ):
            await until(lambda: any(note.idled for note in compositor.notes))
            await compositor.types()
            typed = asyncio.get_running_loop().time()
            await asyncio.sleep(1.2)
            sensor.attend(SECOND)
            await until(lambda: heard.kinds == [Active, Quiet, Quiet])

            assert heard.reports[1].since > typed + 1
            assert abs(heard.reports[2].since - typed) < 0.3

    run_jumping(scene())


def test_while_nothing_changes_nothing_is_asked(tmp_path):
    """No timer, no request: the compositor speaks first."""

    async def scene():
        async with (
            Compositor(tmp_path).running() as compositor,
            attending(compositor, SECOND / 2) as (_, heard),
        ):
            await until(lambda: Quiet in heard.kinds)
            asked = len(compositor.requests)
            await asyncio.sleep(0.5)

            assert len(compositor.requests) == asked

    run_jumping(scene())


def test_ids_are_used_again(tmp_path):
    """A day of prompts does not let the compositor's table of our objects grow."""

    async def scene():
        async with (
            Compositor(tmp_path).running() as compositor,
            attending(compositor, SECOND / 10) as (sensor, heard),
        ):
            for round_ in range(20):
                before = len(heard.reports)
                sensor.attend((2 + round_ % 2) * SECOND / 10)
                await until(lambda: any(note.idled for note in compositor.notes))
                await compositor.types()
                await until(lambda before=before: len(heard.reports) > before)
                await until(lambda: len(compositor.notes) == 1)

            assert max(compositor.clients[0].kinds) < 12

    run_jumping(scene())


def test_a_compositor_that_dies_is_lost_once(tmp_path):
    """The reason is told, the socket given back, nothing raised by what is asked later."""

    async def scene():
        async with (
            Compositor(tmp_path).running() as compositor,
            attending(compositor, SECOND / 2) as (sensor, heard),
        ):
            await compositor.die()
            await until(lambda: heard.losses)
            sensor.attend(SECOND)

            assert len(heard.losses) == 1
            assert "went away" in heard.losses[0]

    run_jumping(scene())


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (struct.pack("=IHH", 3, 0, 4), "nonsense: a message of 4 bytes"),
        (struct.pack("=IHH", 3, 0, 10) + b"ab", "nonsense: a message of 10 bytes"),
        (message(2, 0, b"\1\0\0\0" + struct.pack("=I", 900) + b"x123"), "a text is cut off"),
        (message(2, 0), "an argument is missing"),
        (message(2, 0, struct.pack("=III", 9, 4, 0xFFFFFFFF)), "a text is not UTF-8"),
        (message(1, 0, struct.pack("=II", 3, 1) + text("no such object")), "no such object (1)"),
        (message(2, 1, struct.pack("=I", 3)), "took its ext_idle_notifier_v1 away"),
    ],
)
def test_nonsense_refusals_and_withdrawals_are_a_loss_and_no_crash(tmp_path, raw, why):
    """Whatever comes over the socket, the sensor ends with a reason."""

    async def scene():
        async with (
            Compositor(tmp_path).running() as compositor,
            attending(compositor, SECOND) as (_, heard),
        ):
            await until(lambda: compositor.notes)
            compositor.say(raw)
            await until(lambda: heard.losses)

            assert why in heard.losses[0]

    run_jumping(scene())


def test_events_for_nobody_are_passed_over(tmp_path):
    """An event for an object that is gone, or of a kind not known, changes nothing."""

    async def scene():
        async with (
            Compositor(tmp_path).running() as compositor,
            attending(compositor, SECOND / 2) as (_, heard),
        ):
            await until(lambda: compositor.notes)
            compositor.say(message(4000, 3, bytes(64)) + message(1, 9) + message(2, 1, bytes(4)))
            await until(lambda: Quiet in heard.kinds)

            assert heard.losses == []

    run_jumping(scene())
