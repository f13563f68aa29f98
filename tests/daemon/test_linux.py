"""Surroundings on Linux, against real buses that come and go."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from shutil import which

import pytest

from tests.conftest import PrivateBus
from tests.waiting import until
from unhunch.bus import connect, disconnect, owner_of
from unhunch.daemon.linux import Linux
from unhunch.daemon.stage import Stage
from unhunch.daemon.surroundings import Ears, Renewed
from unhunch.ports import Face, Heard, IconState

from .buses import Bus

pytestmark = pytest.mark.skipif(which("dbus-daemon") is None, reason="needs dbus-daemon")


class Bench:
    """Linux with ears that listen."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.heard: list[Heard] = []
        self.renewals: list[Renewed] = []
        self.stage = Stage(lambda: asyncio.get_running_loop().time())
        face = Face(icon=IconState.OK, tooltip="", menu=())
        ears = Ears(
            heard=self.heard.append,
            picked=lambda key: None,
            opening=lambda: face,
            changed=lambda: None,
            zone_changed=lambda: None,
        )
        self.linux = Linux(environ, self.stage, ears)

    async def renewed(self, what: Renewed) -> None:
        """Called after each reopening."""
        self.renewals.append(what)


def play(scene: Callable[[], Awaitable[None]]) -> None:
    """Run a scene."""
    asyncio.run(scene())


def environ_of(session: str, folder: Path) -> dict[str, str]:
    """A machine with at most this session bus."""
    return {
        "DBUS_SESSION_BUS_ADDRESS": session,
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/none",
    }


def test_without_any_bus_everything_has_its_reason(tmp_path: Path) -> None:
    """Nothing raises; each thing that is missing is named; the last sensor always works."""

    async def scene() -> None:
        bench = Bench(environ_of(f"unix:path={tmp_path}/none", tmp_path))
        await bench.linux.open()
        names = [unfit.name for unfit in bench.linux.unfit]

        assert {"session bus", "system bus", "sleep logind"} <= set(names)
        assert all(unfit.why for unfit in bench.linux.unfit)
        assert bench.stage.tray is None
        assert bench.linux.idle_sensors()[-1].name == "none"
        assert bench.linux.tray_advice() == ""

        await bench.linux.close()
        await bench.linux.close()

    play(scene)


def test_with_a_bus_there_are_a_tray_and_a_notifier(
    private_bus: PrivateBus, tmp_path: Path
) -> None:
    """Put on the stage, though no panel and no server is there yet."""

    async def scene() -> None:
        bench = Bench(environ_of(private_bus.address, tmp_path))
        await bench.linux.open()

        assert bench.stage.tray is not None
        assert bench.stage.tray.is_shown is False
        assert bench.stage.screens[0].name == "D-Bus notifications"

        await bench.linux.close()

    play(scene)


def test_a_bus_that_goes_away_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is opened anew, twice; what hangs on it is told each time."""
    monkeypatch.setattr("unhunch.daemon.link.FIRST_PAUSE", 0.05)
    bus = Bus(tmp_path)

    async def scene() -> None:
        bench = Bench(environ_of(bus.address, tmp_path))
        await bench.linux.open()
        keeping = asyncio.create_task(bench.linux.keep(bench.renewed))
        for round_ in range(2):
            bus.start()
            await until(lambda round_=round_: len(bench.renewals) == 1 + 2 * round_)

            assert bench.stage.tray is not None
            assert "session bus" not in [unfit.name for unfit in bench.linux.unfit]

            bus.stop()
            await until(lambda round_=round_: len(bench.renewals) == 2 + 2 * round_)

            assert bench.stage.tray is None
            assert "session bus" in [unfit.name for unfit in bench.linux.unfit]
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await bench.linux.close()

    try:
        play(scene)
    finally:
        bus.stop()


def test_closing_leaves_nothing_on_the_bus(private_bus: PrivateBus, tmp_path: Path) -> None:
    """No connection of ours is left."""

    async def scene() -> None:
        bench = Bench(environ_of(private_bus.address, tmp_path))
        await bench.linux.open()
        assert bench.linux._session.bus is not None
        name = bench.linux._session.bus.unique_name
        await bench.linux.close()
        other = await connect(private_bus.address)

        assert not await owner_of(other, name)

        await disconnect(other)

    play(scene)


def test_stopping_while_the_bus_is_watched(private_bus: PrivateBus, tmp_path: Path) -> None:
    """The end of watching does not spoil the end of the connection."""

    async def scene() -> None:
        bench = Bench(environ_of(private_bus.address, tmp_path))
        await bench.linux.open()
        keeping = asyncio.create_task(bench.linux.keep(bench.renewed))
        await asyncio.sleep(0)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await bench.linux.close()

        assert bench.renewals == []

    play(scene)
