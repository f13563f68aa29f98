"""Full screen and focus on wlroots: a real sway, and a compositor that overdoes it."""

import asyncio
import struct
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.waiting import until
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors.toplevels import MANAGER, ToplevelWindows

from .compositor import Client, Compositor, message, text
from .focused import telling
from .sways import Sway, sway

NO, YES = Sign.NO, Sign.YES


@pytest.fixture
def desk():
    """A sway with nothing on it."""
    with sway() as running:
        yield running


def test_sway_tells_of_full_screen_and_focus(desk: Sway) -> None:
    """A window in full screen, one beside it, the first again, its end, and the end of sway."""

    async def scene() -> None:
        await until(lambda: desk.is_up)
        async with telling(ToplevelWindows(desk.environ)) as told:
            assert told.signs == [NO]

            desk.opens()
            await until(lambda: desk.windows == 1)
            film = desk.opens()
            await until(lambda: desk.windows == 2)
            desk.told("fullscreen", "enable")
            await until(lambda: told.says is YES)
            desk.told("fullscreen", "disable")
            await until(lambda: told.says is NO)
            desk.told("fullscreen", "enable")
            await until(lambda: told.says is YES)
            moves = told.moves
            film.kill()
            await until(lambda: told.moves > moves)

            assert (told.signs, told.losses) == ([NO, YES, NO, YES, NO], [])

            desk.process.kill()
            await until(lambda: told.losses)

            assert "went away" in told.losses[0]
            assert len(told.losses) == 1

    asyncio.run(scene())


class Overdoing(Compositor):
    """Says what a test wants about windows of which it made up the numbers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, offers=("wl_compositor", MANAGER))

    def opens(self, window: int) -> None:
        """A new window, with a title that must not matter."""
        [client] = self.clients
        client.kinds[window] = "toplevel"
        [manager] = [each for each, kind in client.kinds.items() if kind == MANAGER]
        self.say(message(manager, 0, struct.pack("=I", window)))
        self.say(message(window, 0, text("Very private")))

    def turns(self, window: int, *state: int) -> None:
        """A window's state."""
        self.say(message(window, 4, struct.pack(f"={1 + len(state)}I", 4 * len(state), *state)))
        self.say(message(window, 5))

    def closes(self, window: int) -> None:
        """A window is gone."""
        self.say(message(window, 6))

    def finishes(self) -> None:
        """Nothing more of windows."""
        [client] = self.clients
        [manager] = [each for each, kind in client.kinds.items() if kind == MANAGER]
        self.say(message(manager, 1))

    def _obey(self, client: Client, target: int, opcode: int, payload: bytes) -> None:
        if client.kinds[target] == "toplevel" and opcode == 7:
            self.requests.append("toplevel.7")
            del client.kinds[target]
        else:
            super()._obey(client, target, opcode, payload)


@asynccontextmanager
async def overdoing(folder: Path):
    """Such a compositor, a sensor on it, and what it tells."""
    compositor = Overdoing(folder)
    async with compositor.running(), telling(ToplevelWindows(compositor.environ)) as told:
        yield compositor, told


WINDOW, OTHER = 0xFF000000, 0xFF000001
ACTIVATED, FULLSCREEN = 2, 3


def test_a_thousand_changes_a_second_are_a_few_words(tmp_path: Path) -> None:
    """Whatever flaps, the last state is the one that is told."""

    async def scene() -> None:
        async with overdoing(tmp_path) as (compositor, told):
            compositor.opens(WINDOW)
            compositor.opens(OTHER)
            began = time.monotonic()
            for change in range(1000):
                compositor.turns(OTHER, *(() if change % 2 else (ACTIVATED,)))
                compositor.turns(WINDOW, *((ACTIVATED, FULLSCREEN) if change % 2 else ()))
                await asyncio.sleep(0.001)
            lasted = time.monotonic() - began
            await until(lambda: told.says is YES)

            assert len(told.signs) <= lasted / 0.2 + 3
            assert told.moves <= lasted / 0.2 + 3

    asyncio.run(scene())


def test_a_window_without_the_focus_does_not_count(tmp_path: Path) -> None:
    """A film on the other screen, then a focus on it, then its end; its number comes back."""

    async def scene() -> None:
        async with overdoing(tmp_path) as (compositor, told):
            for _ in range(2):
                compositor.opens(WINDOW)
                compositor.opens(OTHER)
                compositor.turns(WINDOW, FULLSCREEN)
                compositor.turns(OTHER, ACTIVATED)
                compositor.turns(WINDOW, FULLSCREEN, ACTIVATED)
                compositor.turns(OTHER)
                await until(lambda: told.says is YES)
                compositor.closes(WINDOW)
                compositor.closes(OTHER)
                await until(lambda: told.says is NO)

            assert told.signs == [NO, YES, NO, YES, NO]
            await until(lambda: compositor.requests.count("toplevel.7") == 4)

    asyncio.run(scene())


@pytest.mark.parametrize("ending", ["finished", "nonsense", "crash"])
def test_the_end_is_told_once(tmp_path: Path, ending: str) -> None:
    """The compositor tells no more of windows, cuts an array off, or goes away."""

    async def scene() -> None:
        async with overdoing(tmp_path) as (compositor, told):
            compositor.opens(WINDOW)
            match ending:
                case "finished":
                    compositor.finishes()
                case "nonsense":
                    compositor.say(message(WINDOW, 4, struct.pack("=I", 400)))
                case _:
                    await compositor.die()
            await until(lambda: told.losses)

            assert (len(told.losses), told.signs) == (1, [NO])

    asyncio.run(scene())


def test_without_the_protocol_it_is_refused(tmp_path: Path) -> None:
    """The compositor is too old, or tells nobody of its windows."""

    async def scene() -> None:
        async with Compositor(tmp_path).running() as compositor:
            with pytest.raises(NotHere, match=f"no {MANAGER}") as refusal:
                await ToplevelWindows(compositor.environ).start(print, print)

            # It will never have it: nobody is asked every few minutes for as long as the session.
            assert refusal.value.lasting

    asyncio.run(scene())
