"""The D-Bus notifier against a server that does everything real servers have been seen to do."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Variant

from tests.conftest import PrivateBus
from tests.contracts.notifier import EYES, SIT, DesktopNotifierContract, Rig
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.errors import NotHere
from unhunch.notifiers import dbus as notifier_module
from unhunch.notifiers.dbus import DBusNotifier
from unhunch.ports import (
    Ability,
    Back,
    Button,
    Clicked,
    Closed,
    Failed,
    Gone,
    Heard,
    Notifier,
    Pressed,
    Shown,
)

from .server import NAME, FakeServer, Popup

GONE = Gone("the notification server went away")


class Pair(Rig):
    """A D-Bus notifier and the server it talks to."""

    screen: FakeServer

    @property
    def popup(self) -> Popup:
        """The one popup on the screen."""
        (popup,) = self.screen.popups.values()
        return popup

    @property
    def number(self) -> int:
        """The id of the one popup."""
        (number,) = self.screen.popups
        return number


@asynccontextmanager
async def pair_on(
    private_bus: PrivateBus, *, with_server: bool = True, **odd: Any
) -> AsyncIterator[Pair]:
    """A started notifier and a server with these oddities, there already or not."""
    server = FakeServer(private_bus.address, **odd)
    if with_server:
        await server.appear()
    bus = await dbus.connect(private_bus.address)
    pair = Pair(DBusNotifier(bus), server)
    await pair.notifier.start(pair.heard.append)
    try:
        yield pair
    finally:
        await pair.notifier.close()
        await dbus.disconnect(bus)
        await server.vanish()


async def settled(pair: Pair) -> None:
    """Show and answer one more notice: whatever was sent before has then been heard."""
    await pair.show(replace(EYES, mark="end"))
    pair.screen.press("I'm up")
    await until(lambda: Pressed("end", "done") in pair.heard)
    pair.heard.remove(Pressed("end", "done"))


class TestDBusNotifier(DesktopNotifierContract):
    """The contract, through a server on a private bus."""

    @pytest.fixture(autouse=True)
    def bus(self, private_bus: PrivateBus) -> None:
        """Each test has a bus."""
        self.private_bus = private_bus

    def rig(self) -> Any:
        """A notifier with a server that is there already."""
        return pair_on(self.private_bus)

    def new(self) -> Notifier:
        """A notifier on a connection that is gone."""
        return DBusNotifier(dbus.MessageBus(bus_address=self.private_bus.address))


# --- what is asked of the server ----------------------------------------------------------------


def test_at_most_three_actions_in_order(private_bus: PrivateBus) -> None:
    """GNOME draws three and LXQt makes a list of four; "default" is the body and comes last."""
    many = replace(SIT, buttons=(*SIT.buttons, Button(key="more", label="More")))

    async def run() -> list[str]:
        async with pair_on(private_bus) as pair:
            await pair.show(many)
            return list(pair.popup.actions)

    assert ["done", "later", "skip", "default"] == asyncio.run(run())


@pytest.mark.parametrize("name", ["Xfce Notify Daemon", "lxqt-notificationd"])
def test_default_is_not_sent_to_those_who_draw_it(private_bus: PrivateBus, name: str) -> None:
    """Where "default" is a button like the others it is left out, and so is BODY_CLICK."""

    async def run() -> tuple[list[str], frozenset[Ability]]:
        async with pair_on(private_bus, name=name) as pair:
            await pair.show(SIT)
            return list(pair.popup.actions), pair.notifier.abilities

    assert (
        ["done", "later", "skip"],
        {Ability.BUTTONS, Ability.CONFIRMS},
    ) == asyncio.run(run())


@pytest.mark.parametrize("name", ["dunst", "mako"])
def test_a_server_that_draws_no_buttons_shows_the_hint(private_bus: PrivateBus, name: str) -> None:
    """dunst and mako claim actions and draw none: the text says how to answer."""

    async def run() -> tuple[str, frozenset[Ability], int]:
        async with pair_on(private_bus, name=name) as pair:
            await pair.show(SIT)
            return pair.screen.text(), pair.notifier.abilities, len(pair.popup.actions)

    text, abilities, actions = asyncio.run(run())

    assert "Stand or walk for a few minutes.\nAnswer: unhunch answer done" == text
    assert {Ability.CONFIRMS, Ability.BODY_CLICK} == abilities
    assert 4 == actions


def test_a_server_without_actions_gets_none(private_bus: PrivateBus) -> None:
    """Without the capability no action is sent, and the hint is shown."""

    async def run() -> tuple[dict[str, str], str, frozenset[Ability]]:
        async with pair_on(private_bus, capabilities=("body",)) as pair:
            await pair.show(SIT)
            return pair.popup.actions, pair.popup.body, pair.notifier.abilities

    actions, body, abilities = asyncio.run(run())

    assert {} == actions
    assert body.endswith(SIT.hint)
    assert {Ability.CONFIRMS} == abilities


@pytest.mark.parametrize(
    ("capabilities", "title", "body"),
    [
        (("body", "body-markup", "actions"), "Look away", "6 m &amp; &lt;far&gt;"),
        (("body", "actions"), "Look away", "6 m & <far>"),
        (("actions",), "Look away · 6 m & <far>", ""),
    ],
)
def test_text_is_escaped_where_it_is_markup_and_only_there(
    private_bus: PrivateBus, capabilities: tuple[str, ...], title: str, body: str
) -> None:
    """The title never is markup; a server without a body gets all in the title."""

    async def run() -> tuple[str, str]:
        async with pair_on(private_bus, capabilities=capabilities) as pair:
            await pair.notifier.show(EYES)
            return pair.popup.title, pair.popup.body

    assert (title, body) == asyncio.run(run())


def test_the_hints_are_quiet_by_default(private_bus: PrivateBus) -> None:
    """Normal urgency and no sound unless told otherwise; the expiry is the notice's."""

    async def run() -> list[Popup]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            quiet = pair.popup
            await pair.show(replace(EYES, sound=True, urgent=True))
            return [quiet, pair.popup]

    quiet, loud = asyncio.run(run())

    assert {
        "urgency": Variant("y", 1),
        "desktop-entry": Variant("s", "unhunch"),
        "category": Variant("s", "x-unhunch.reminder"),
        "suppress-sound": Variant("b", True),
    } == quiet.hints
    assert 120_000 == quiet.expire
    assert (Variant("y", 2), False, 0) == (
        loud.hints["urgency"],
        "suppress-sound" in loud.hints,
        loud.expire,
    )


def test_no_text_costs_the_connection(private_bus: PrivateBus) -> None:
    """NUL and lone surrogates, which no D-Bus string may hold, are left out."""
    evil = replace(SIT, title="a\0b\ud800", body="c\0", buttons=(Button(key="k", label="\0d"),))

    async def run() -> tuple[str, str, list[str]]:
        async with pair_on(private_bus) as pair:
            await pair.notifier.show(evil)
            return pair.popup.title, pair.popup.body, pair.screen.buttons()

    assert ("ab?", "c", ["d"]) == asyncio.run(run())


def test_the_same_owner_replaces_in_place(private_bus: PrivateBus) -> None:
    """The second notice takes the first one's place on the screen."""

    async def run() -> tuple[int, int, int]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            first = pair.number
            await pair.show(EYES)
            return first, pair.number, pair.popup.replaces

    assert (1, 1, 1) == asyncio.run(run())


def test_an_answered_notice_is_never_replaced(private_bus: PrivateBus) -> None:
    """An id is good for one event: afterwards the next notice is a new one."""

    async def run() -> int:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            pair.screen.press("Skip")
            await until(lambda: pair.heard)
            await pair.show(EYES)
            return pair.popup.replaces

    assert 0 == asyncio.run(run())


# --- what is heard ------------------------------------------------------------------------------


def test_signals_that_come_twice_count_once(private_bus: PrivateBus) -> None:
    """GNOME sends each signal from two connections."""

    async def run() -> list[Heard]:
        async with pair_on(private_bus, signals_twice=True) as pair:
            await pair.show(SIT)
            pair.screen.press("Skip")
            await until(lambda: pair.heard)
            await settled(pair)
            return pair.heard

    assert [Pressed("7", "skip")] == asyncio.run(run())


def test_unknown_and_late_signals_mean_nothing(private_bus: PrivateBus) -> None:
    """Other programs' ids, keys we never sent and signals of another shape are not ours."""

    async def run() -> list[Heard]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            number = pair.number
            pair.screen.signal("ActionInvoked", "us", [99, "done"])
            pair.screen.signal("ActionInvoked", "us", [number, "never sent"])
            pair.screen.signal("ActionInvoked", "s", ["done"])
            pair.screen.signal("NotificationClosed", "uu", [99, 2])
            pair.screen.signal("NotificationClosed", "u", [number])
            pair.screen.signal("ActivationToken", "us", [number, "token"])
            pair.screen.press("Skip")
            pair.screen.signal("ActionInvoked", "us", [number, "done"])
            await settled(pair)
            return pair.heard

    assert [Pressed("7", "skip")] == asyncio.run(run())


@pytest.mark.parametrize(
    ("reason", "expected"), [(1, []), (2, [Closed("7")]), (3, []), (4, []), (0, []), (77, [])]
)
def test_only_the_person_closes(
    private_bus: PrivateBus, reason: int, expected: list[Heard]
) -> None:
    """A notice the server timed out or took away is no news; one the person closed is."""

    async def run() -> list[Heard]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            pair.screen.close(pair.number, reason)
            await settled(pair)
            return pair.heard

    assert expected == asyncio.run(run())


def test_what_was_answered_is_taken_away(private_bus: PrivateBus) -> None:
    """A server that keeps an answered notice on the screen is told to close it."""

    async def run() -> list[Heard]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            pair.screen.signal("ActionInvoked", "us", [pair.number, "default"])
            await until(lambda: not pair.screen.popups)
            return pair.heard

    assert [Clicked("7")] == asyncio.run(run())


# --- servers that come and go -------------------------------------------------------------------


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
    return f"{sys.executable} {script}"


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
