"""The D-Bus notifier against a server that does everything real servers have been seen to do."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from dbus_fast import Variant

from tests.conftest import PrivateBus
from tests.contracts.notifier import EYES, SIT, DesktopNotifierContract
from tests.waiting import until
from unhunch import bus as dbus
from unhunch.notifiers.dbus import DBusNotifier
from unhunch.ports import (
    Ability,
    Button,
    Clicked,
    Closed,
    Heard,
    Notifier,
    Pressed,
    Shown,
)

from .dbus_rig import pair_on, settled
from .server import Popup


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
        {Ability.BUTTONS, Ability.CONFIRMS, Ability.REWORDS},
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
    assert {Ability.CONFIRMS, Ability.REWORDS, Ability.BODY_CLICK} == abilities
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
    assert {Ability.CONFIRMS, Ability.REWORDS} == abilities


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


def test_other_words_take_the_place_of_the_notice_quietly(private_bus: PrivateBus) -> None:
    """The same notice, of low urgency: GNOME brings any other to the front again. No sound."""
    waits = replace(SIT, title="It waits", sound=True, quiet=True)

    async def run() -> tuple[list[str], Popup]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            await pair.show(waits)
            return pair.screen.titles(), pair.popup

    titles, popup = asyncio.run(run())

    assert ["It waits"] == titles
    assert 1 == popup.replaces
    assert Variant("y", 0) == popup.hints["urgency"]
    assert "suppress-sound" in popup.hints


def test_other_words_for_what_is_gone_show_nothing(private_bus: PrivateBus) -> None:
    """Who closed it does not get it back because its words changed."""

    async def run() -> list[str]:
        async with pair_on(private_bus) as pair:
            await pair.show(SIT)
            pair.screen.dismiss()
            await until(lambda: bool(pair.heard))
            assert Shown() == await pair.notifier.show(replace(SIT, quiet=True))
            return pair.screen.titles()

    assert [] == asyncio.run(run())


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
