"""The D-Bus notifier and servers that come, go, hang, refuse and take over."""

import asyncio
import shlex
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import PrivateBus
from tests.contracts.notifier import EYES, SIT
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.errors import NotHere
from unhunch.notifiers import dbus as notifier_module
from unhunch.notifiers.dbus import DBusNotifier
from unhunch.notifiers.server import SETTLES_IN
from unhunch.ports import (
    Ability,
    Back,
    Failed,
    Gone,
    Heard,
    Pressed,
    Shown,
)

from .dbus_rig import pair_on, settled
from .server import NAME, FakeServer

GONE = Gone("the notification server went away")


def test_a_server_that_dies_is_told_and_its_ids_are_forgotten(private_bus: PrivateBus) -> None:
    """After a restart ids collide: nothing is replaced, and an old id means nothing."""

    async def run() -> tuple[list[Heard], int, frozenset[Ability]]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            await pair.screen.vanish()
            await until(lambda: pair.heard)
            without = pair.notifier.abilities
            await pair.screen.appear()
            await until(lambda: Back() in pair.heard)
            pair.screen.signal("ActionInvoked", "us", [1, "done"])
            await pair.show(EYES)
            replaces = pair.popup.replaces
            await settled(pair)
            return pair.heard, replaces, without

    heard, replaces, without = asyncio.run(run())

    assert [GONE, Back()] == heard
    assert 0 == replaces
    assert frozenset() == without


def test_another_server_may_take_over(private_bus: PrivateBus) -> None:
    """A server replaced by another is gone and back, with the other's abilities."""

    async def run() -> tuple[list[Heard], frozenset[Ability], frozenset[Ability]]:
        async with pair_on(private_bus) as pair:
            before = pair.notifier.abilities
            other = FakeServer(private_bus.address, name="dunst")
            await other.appear()
            await until(lambda: Back() in pair.heard)
            after = pair.notifier.abilities
            await other.vanish()
            return pair.heard[:2], before, after

    heard, before, after = asyncio.run(run())

    assert [GONE, Back()] == heard
    assert {Ability.BUTTONS} == before - after


def test_a_server_that_comes_late_is_told(private_bus: PrivateBus) -> None:
    """At login the daemon may be first: show fails until Back."""

    async def run() -> tuple[Shown | Failed, list[Heard], Shown | Failed]:
        async with pair_on(private_bus, with_server=False) as pair:
            first = await pair.show(SIT)
            await pair.screen.appear()
            await until(lambda: pair.heard)
            return first, pair.heard, await pair.show(SIT)

    assert (
        Failed("notification server: none is running"),
        [Back()],
        Shown(),
    ) == asyncio.run(run())


class Once(set[str]):
    """What is in it is found once."""

    def __contains__(self, item: object) -> bool:
        found = super().__contains__(item)
        self.clear()
        return found


def test_a_server_that_cannot_answer_yet_is_asked_again(private_bus: PrivateBus) -> None:
    """GNOME has the name before the object: it is back as soon as it says what it can do."""

    async def run() -> tuple[list[Heard], frozenset[Ability]]:
        async with pair_on(private_bus) as pair:
            await pair.screen.vanish()
            pair.screen.refuses = Once({"GetServerInformation"})
            await pair.screen.appear()
            await until(lambda: Back() in pair.heard)
            return pair.heard, pair.notifier.abilities

    heard, abilities = asyncio.run(run())

    assert [GONE, Back()] == heard
    assert Ability.BUTTONS in abilities


def test_gnome_is_given_time_to_start(
    private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What GNOME Shell shows while it starts it may take away at once: it is back when it has."""
    monkeypatch.setitem(SETTLES_IN, "gnome-shell", 0.3)

    async def run() -> float:
        async with pair_on(private_bus, name="gnome-shell") as pair:
            await pair.screen.vanish()
            await pair.screen.appear()
            came = asyncio.get_running_loop().time()
            await until(lambda: Back() in pair.heard)
            return asyncio.get_running_loop().time() - came

    assert asyncio.run(run()) >= 0.3


def test_a_server_that_just_came_is_found(private_bus: PrivateBus) -> None:
    """A show in the moment of its coming does not depend on whether we have heard of it yet."""

    async def run() -> list[Shown | Failed]:
        async with pair_on(private_bus, with_server=False) as pair:
            results = []
            for _ in range(20):
                await pair.screen.appear()
                results.append(await pair.notifier.show(SIT))
                await pair.screen.vanish()
            return results

    assert [Shown()] * 20 == asyncio.run(run())


def test_a_server_that_refuses_is_quoted(private_bus: PrivateBus) -> None:
    """The server's own words reach `status`."""

    async def run() -> Shown | Failed:
        async with pair_on(private_bus, refuses={"Notify"}) as pair:
            return await pair.show(SIT)

    assert Failed("notification server: not today") == asyncio.run(run())


@pytest.mark.parametrize("hangs", ["Notify", "GetCapabilities"])
def test_a_server_that_hangs_is_given_up(
    private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch, hangs: str
) -> None:
    """Nothing waits for ever, at the start or later."""
    monkeypatch.setattr(notifier_module, "PATIENCE", 0.3)

    async def run() -> Shown | Failed:
        async with pair_on(private_bus, with_server=False, hangs={hangs}) as pair:
            await pair.screen.appear()
            return await pair.show(SIT)

    assert Failed("notification server: no answer in 0.3 s") == asyncio.run(run())


def test_a_notice_that_was_given_up_is_taken_away_when_it_shows(
    private_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that wakes up late must not leave buttons on the screen nobody listens to."""
    monkeypatch.setattr(notifier_module, "PATIENCE", 0.3)

    async def run() -> tuple[type, list[int]]:
        async with pair_on(private_bus, hangs={"Notify"}) as pair:
            result = type(await pair.show(SIT))
            pair.screen.answer_late()
            await until(lambda: pair.screen.closed_by_us)
            return result, pair.screen.closed_by_us

    assert (Failed, [1]) == asyncio.run(run())


def test_a_server_that_dies_while_asked_is_failed(private_bus: PrivateBus) -> None:
    """Death in mid-call is Failed, then Gone; the next server shows the notice."""

    async def run() -> tuple[type, list[Heard], type]:
        async with pair_on(private_bus, hangs={"Notify"}) as pair:
            showing = asyncio.create_task(pair.notifier.show(SIT))
            await until(lambda: pair.screen.held)
            await pair.screen.vanish()
            first = type(await showing)
            pair.screen.hangs.clear()
            await pair.screen.appear()
            await until(lambda: Back() in pair.heard)
            return first, pair.heard, type(await pair.show(SIT))

    assert (Failed, [GONE, Back()], Shown) == asyncio.run(run())


def test_a_server_that_can_be_started_is_started(private_bus: PrivateBus) -> None:
    """Where the bus knows how, the first notice starts the server; that is no Back."""
    private_bus.services.joinpath("server.service").write_text(
        f"[D-BUS Service]\nName={NAME}\nExec={_server_command(private_bus)}\n"
    )

    async def run() -> tuple[Shown | Failed, list[Heard], frozenset[Ability]]:
        bus = await dbus.connect(private_bus.address)
        await dbus.call(bus, dbus.DAEMON, dbus.DAEMON_PATH, dbus.DAEMON, "ReloadConfig")
        heard: list[Heard] = []
        notifier = DBusNotifier(bus)
        await notifier.start(heard.append)
        result = await notifier.show(SIT)
        abilities = notifier.abilities
        await notifier.close()
        await dbus.disconnect(bus)
        return result, heard, abilities

    result, heard, abilities = asyncio.run(run())

    assert (Shown(), []) == (result, heard)
    assert Ability.BUTTONS in abilities


def _server_command(private_bus: PrivateBus) -> str:
    root = Path(__file__).parents[2]
    script = private_bus.services / "server.py"
    script.write_text(
        f"import sys, asyncio\nsys.path[:0] = [{str(root)!r}, {str(root / 'src')!r}]\n"
        "from tests.notifiers.server import FakeServer\n"
        "from unhunch.bus import until_lost\n"
        "async def main():\n"
        f"    server = FakeServer({private_bus.address!r})\n"
        "    await server.appear()\n"
        "    await until_lost(server.bus)\n"
        "asyncio.run(main())\n"
    )
    return shlex.join([sys.executable, str(script)])


def test_without_a_bus_there_is_no_notifier(private_bus: PrivateBus) -> None:
    """A connection that is gone is a reason at the start and Failed later."""

    async def run() -> tuple[str, Shown | Failed]:
        bus = await dbus.connect(private_bus.address)
        notifier = DBusNotifier(bus)
        await notifier.start(lambda heard: None)
        await dbus.disconnect(bus)
        result = await notifier.show(SIT)
        with pytest.raises(NotHere) as caught:
            await DBusNotifier(bus).start(lambda heard: None)
        await notifier.close()
        return str(caught.value), result

    why, result = asyncio.run(run())

    assert "the session bus is gone" == why
    assert isinstance(result, Failed)


def test_shows_and_withdrawals_keep_their_order(private_bus: PrivateBus) -> None:
    """A withdrawal asked for while a notice is being shown leaves nothing on the screen."""

    async def run() -> list[str]:
        async with pair_on(private_bus, hangs={"Notify"}) as pair:
            showing = asyncio.create_task(pair.notifier.show(SIT))
            await until(lambda: pair.screen.held)
            withdrawing = asyncio.create_task(pair.notifier.withdraw())
            pair.screen.answer_late()
            assert Shown() == await showing
            await withdrawing
            await until(lambda: not pair.screen.popups)
            return pair.screen.titles()

    assert [] == asyncio.run(run())


def test_nothing_ticks_and_nothing_is_left_when_idle(private_bus: PrivateBus) -> None:
    """A notice on the screen costs one timer; after it is gone there is none."""
    short = replace(EYES, on_screen=timedelta(milliseconds=200))

    async def run() -> int:
        async with pair_on(private_bus) as pair:
            await pair.show(short)
            await until(lambda: not pair.screen.popups)
            return len(asyncio.all_tasks())

    assert 1 == asyncio.run(run())


def test_a_press_that_crosses_the_next_notice_is_the_old_ones(private_bus: PrivateBus) -> None:
    """Pressed in the moment of being replaced: the press counts for what the person saw, and the
    next notice gets an id of its own and stays."""

    async def run() -> tuple[list[Heard], list[str], bool]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            number = pair.number
            pair.screen.press("Skip")
            await pair.show(EYES)
            stays = pair.number != number
            pair.screen.signal("ActionInvoked", "us", [number, "done"])
            titles = pair.screen.titles()
            await settled(pair)
            return pair.heard, titles, stays

    assert ([Pressed("7", "skip")], ["Look away"], True) == asyncio.run(run())


def test_a_notice_that_expires_while_it_is_replaced_takes_nothing_along(
    private_bus: PrivateBus,
) -> None:
    """The time of the first notice is up while the server thinks: the second stays."""
    short = replace(SIT, on_screen=timedelta(milliseconds=100))

    async def run() -> tuple[list[str], list[int]]:
        async with pair_on(private_bus) as pair:
            await pair.show(short)
            pair.screen.hangs.add("Notify")
            showing = asyncio.create_task(pair.notifier.show(EYES))
            await until(lambda: pair.screen.held)
            # Past the first one's time: there is nothing to see when it does nothing.
            await asyncio.sleep(0.2)
            pair.screen.answer_late()
            await showing
            return pair.screen.titles(), list(pair.screen.closed_by_us)

    assert (["Look away"], []) == asyncio.run(run())
