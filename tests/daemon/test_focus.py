"""Another window with the focus, from the sensor to the prompt, in a world that jumps."""

import asyncio
from pathlib import Path

from tests.fakes import FakeWindows
from unhunch.ports import Sign

from .desk import Desk, still


def windows_on(desk: Desk) -> FakeWindows:
    """A sensor of the windows on this desk."""
    windows = FakeWindows(desk.world, "fullscreen")
    desk.signs.append(windows)
    return windows


def test_a_prompt_that_waits_comes_with_the_next_window(tmp_path: Path) -> None:
    """Somebody types on; the prompt does not wait out its patience."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        windows = windows_on(desk)
        async with desk:
            await desk.works(minutes=31)
            desk.world.is_typing = True

            assert desk.facts("prompt_shown") == []

            windows.turn()
            await still()

            assert [("posture",)] == [shown.reminders for shown in desk.facts("prompt_shown")]

    asyncio.run(scene())


def test_a_thousand_windows_wake_nobody_when_no_prompt_waits(tmp_path: Path) -> None:
    """And nothing of them is written down."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        windows = windows_on(desk)
        async with desk:
            await desk.works(minutes=10)
            settles, facts = desk.settles, len(desk.facts())
            for _ in range(1000):
                windows.turn()
                await asyncio.sleep(0)

            assert (settles, facts) == (desk.settles, len(desk.facts()))

    asyncio.run(scene())


def test_a_film_in_full_screen_holds_the_prompt_whatever_window_it_is(tmp_path: Path) -> None:
    """The focus moves to the film: that is no good moment."""

    async def scene() -> None:
        desk = Desk(tmp_path)
        windows = windows_on(desk)
        async with desk:
            await desk.works(minutes=31)
            desk.world.is_typing = True
            windows.say(Sign.YES)
            windows.turn()
            await still()

            assert desk.facts("prompt_shown") == []
            assert ["fullscreen"] == [held.hold for held in desk.facts("hold_began")]

    asyncio.run(scene())
