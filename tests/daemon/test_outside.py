"""The whole of what the daemon sees with, on real buses of which one dies at a time."""

import asyncio
import socket
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from dbus_fast.aio import MessageBus

from tests.buses import connected
from tests.sensors.compositor import Compositor
from tests.sensors.logins import Logind
from tests.sensors.test_screen_lock import XFCE, Saver
from tests.waiting import until
from unhunch.daemon.linux import Linux
from unhunch.ports import Sign

from .outsides import Bench, kept, play


def test_a_session_bus_that_flaps_leaves_logind_alone(bench: Bench) -> None:
    """Locked by logind stays locked, at each look; what hung on the session bus is renewed."""

    async def scene() -> None:
        async with connected(bench.system.address) as bus:
            logind = Logind(bench.system.address, bus)
            await logind.rise()
            async with kept(bench):
                await logind.set(LockedHint=True)
                await until(lambda: bench.lock is Sign.YES)
                since = bench.outside.senses._signs["locked"]
                bench.locked.clear()
                for _ in range(3):
                    bench.session.stop()
                    await until(lambda: "screensaver" not in bench.sensors)

                    assert "session bus" in bench.unfit

                    bench.session.start()
                    await until(lambda: "screensaver" in bench.sensors)

                assert bench.outside.senses._signs["locked"] == since
                assert bench.locked and set(bench.locked) == {Sign.YES}
                assert "session bus" not in bench.unfit
            await logind.die()

    play(scene)


def test_a_system_bus_that_flaps_leaves_the_screen_saver_alone(bench: Bench) -> None:
    """Locked by the screen saver stays locked; logind's word comes back with its bus."""

    async def scene() -> None:
        saver = await Saver.rise(bench.session.address, XFCE, active=True)
        async with kept(bench):
            await until(lambda: bench.lock is Sign.YES)
            since = bench.outside.senses._signs["locked"]
            bench.locked.clear()
            bench.system.stop()
            await until(lambda: "system bus" in bench.unfit)
            bench.system.start()
            await until(lambda: "system bus" not in bench.unfit)

            assert bench.outside.senses._signs["locked"] == since
            assert set(bench.locked) <= {Sign.YES}
            assert "logind-lock" not in bench.sensors

            async with connected(bench.system.address) as bus:
                logind = Logind(bench.system.address, bus)
                await logind.rise()
                await until(lambda: "logind-lock" in bench.sensors)
                saver.turn(False)
                await until(lambda: bench.lock is Sign.NO)
                await logind.set(LockedHint=True)
                await until(lambda: bench.lock is Sign.YES)
                await logind.die()
        await saver.die()

    play(scene)


def test_a_compositor_that_is_started_again_is_heard_again(bench: Bench, tmp_path: Path) -> None:
    """The shell crashed and is back within the session: so is its idle time, and we never left."""

    async def scene() -> None:
        bench.environ |= Compositor(tmp_path).environ
        async with AsyncExitStack() as stack:
            async with Compositor(tmp_path).running():
                keeping = await stack.enter_async_context(kept(bench))
                await until(lambda: bench.idle == "ext-idle-notify")
            await until(lambda: bench.idle == "none")
            async with Compositor(tmp_path).running() as second:
                await until(lambda: bench.idle == "ext-idle-notify")
                await until(lambda: second.notes)

                assert not keeping.done()

    play(scene)


def test_buses_that_come_and_go_at_any_moment_end_nothing(bench: Bench) -> None:
    """Lost while it is just being used again: that is one more loss, and no mistake of ours."""

    async def scene() -> None:
        async with kept(bench) as keeping:
            for number in range(16):
                for bus in (bench.session, bench.system):
                    bus.stop()
                    await asyncio.sleep(0.004 * number)
                    bus.start()
                    await asyncio.sleep(0.003 * number)
                if keeping.done():
                    keeping.result()
            await until(lambda: not {"session bus", "system bus"} & bench.unfit)
            await until(lambda: "screensaver" in bench.sensors)

            assert bench.outside.stage.tray is not None
            assert len(bench.outside.sensing._tasks) < 20

    play(scene)


def test_each_sensor_is_listed_with_the_bus_that_it_hangs_on(bench: Bench) -> None:
    """Or it would keep a connection that is gone."""

    async def scene() -> None:
        async with kept(bench):
            linux = bench.outside.surroundings
            assert isinstance(linux, Linux)
            session, system = linux._session.bus, linux._system.bus

            for sensors, buses in (
                (linux._on_session_bus(), {session}),
                (linux._on_system_bus(), {system}),
                (linux._on_no_bus(), set()),
            ):
                for sensor in sensors:
                    assert connections_of(sensor) == buses, sensor.name

    play(scene)


def test_who_hangs_does_not_delay_the_start(bench: Bench, tmp_path: Path) -> None:
    """A compositor, a notification server and a screen saver that take a call and never answer."""

    async def scene() -> None:
        async with connected(bench.session.address) as bus, AsyncExitStack() as stack:
            for name in ("org.freedesktop.Notifications", XFCE, "org.gnome.SessionManager"):
                await bus.request_name(name)
            # Or dbus-fast would answer that it knows no such thing.
            bus.add_message_handler(lambda message: True)
            compositor = stack.enter_context(socket.socket(socket.AF_UNIX))
            compositor.bind(str(tmp_path / "compositor"))
            compositor.listen()
            bench.environ["WAYLAND_DISPLAY"] = str(tmp_path / "compositor")
            start = asyncio.get_running_loop().time()
            await bench.outside.open(stack)
            await bench.outside.hear_first_words()
            took = asyncio.get_running_loop().time() - start

            assert took < 2
            assert bench.outside.stage.tray is not None

    play(scene)


def connections_of(thing: Any, seen: set[int] | None = None) -> set[MessageBus]:
    """Return the connections that a sensor holds, directly or in what it is made of."""
    seen = set() if seen is None else seen
    if isinstance(thing, MessageBus):
        return {thing}
    if id(thing) in seen:
        return set()
    seen.add(id(thing))
    parts: list[Any] = list(getattr(thing, "__dict__", {}).values())
    if isinstance(thing, dict):
        parts += thing.values()
    if isinstance(thing, (list, tuple, set, frozenset)):
        parts += thing
    parts += [cell.cell_contents for cell in getattr(thing, "__closure__", None) or ()]
    if hasattr(thing, "__self__"):
        parts.append(thing.__self__)
    return set().union(*(connections_of(part, seen) for part in parts))
