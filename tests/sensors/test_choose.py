"""The choice of an idle sensor and the reasons that it keeps."""

import asyncio
from datetime import timedelta

from tests.contracts.idle_sensor import Heard, until
from unhunch.ports import Active, Unfit
from unhunch.sensors.choose import choose_idle, idle_candidates
from unhunch.sensors.macos import MacIdle
from unhunch.sensors.none import NoIdle
from unhunch.sensors.windows import WindowsIdle

from .compositor import Compositor
from .displays import xvfb


def test_on_a_bare_machine_nothing_fits_and_everything_says_why(tmp_path):
    """No bus, no display: doctor can print a reason for each."""

    async def scene():
        heard = Heard()
        environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
        chosen, unfit = await choose_idle(
            idle_candidates(environ, None, None), heard.hear, heard.lose
        )

        assert chosen is None
        names = ["mutter", "ext-idle-notify", "kde-idle", "x11", "logind-hint"]
        assert [each.name for each in unfit] == names
        assert unfit[0] == Unfit("mutter", "there is no session bus", "idle")
        assert "wayland-0" in unfit[1].why
        assert "wayland-0" in unfit[2].why
        assert unfit[3].why == "no X11 display: DISPLAY is not set"
        assert unfit[4].why == "there is no system bus"

    asyncio.run(scene())


def test_the_first_that_works_is_started_and_the_rest_is_left_alone(tmp_path):
    """On a Wayland session the compositor is asked, and XWayland is not."""

    async def scene():
        async with Compositor(tmp_path).running() as compositor:
            heard = Heard()
            environ = compositor.environ | {"DISPLAY": ":0"}
            chosen, unfit = await choose_idle(
                idle_candidates(environ, None, None), heard.hear, heard.lose
            )
            chosen.attend(timedelta(milliseconds=200))
            await until(lambda: heard.reports)
            await chosen.close()

            assert chosen.name == "ext-idle-notify"
            assert [each.name for each in unfit] == ["mutter"]

    asyncio.run(scene())


def test_an_x11_session_gets_the_x11_sensor():
    """Even where a compositor's socket lies about."""

    async def scene(display):
        heard = Heard()
        await display.key()
        chosen, unfit = await choose_idle(
            idle_candidates(display.environ, None, None), heard.hear, heard.lose
        )
        chosen.attend(timedelta(minutes=1))
        await until(lambda: heard.kinds == [Active])
        await chosen.close()

        assert chosen.name == "x11"
        assert [each.name for each in unfit] == ["mutter", "ext-idle-notify", "kde-idle"]

    with xvfb() as display:
        asyncio.run(scene(display))


def test_the_choice_can_end_with_no_sensor_at_all():
    """NoIdle as the last candidate always fits."""

    async def scene():
        heard = Heard()
        chosen, unfit = await choose_idle(
            [WindowsIdle(), MacIdle(), NoIdle()], heard.hear, heard.lose
        )
        await chosen.close()

        assert chosen.name == "none"
        assert [each.why for each in unfit] == ["this is not Windows", "this is not macOS"]

    asyncio.run(scene())


def test_a_sensor_that_never_answers_is_closed_and_the_next_is_taken(monkeypatch):
    """It has its time, and no more."""
    monkeypatch.setattr("unhunch.sensors.choose.STARTING", 0.05)
    heard = Heard()

    class Hangs(NoIdle):
        name = "hangs"
        closed = 0

        async def start(self, report, lost):
            await asyncio.Event().wait()

        async def close(self):
            self.closed += 1

    async def scene():
        hangs = Hangs()
        chosen, unfit = await choose_idle([hangs, NoIdle()], heard.hear, heard.lose)

        assert chosen.name == "none"
        assert [(each.name, each.why) for each in unfit] == [("hangs", "it does not answer")]
        assert hangs.closed == 1

    asyncio.run(scene())
