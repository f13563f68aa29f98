"""The D-Bus notifier on the real xfce4-notifyd: seen, pressed, and shown again after it died."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import PrivateBus
from tests.contracts.notifier import EYES, SIT, Rig
from tests.waiting import until
from tests.xfce import XfceDesktop, notifyd, skip_unless_installed
from unhunch import bus as dbus
from unhunch.notifiers.dbus import NAME, DBusNotifier
from unhunch.ports import Ability, Back, Closed, Failed, Gone, Heard, Pressed, Shown

ICON = Path(__file__).parents[2] / "src/unhunch/trays/icons/ok-48.png"
WINDOW = "xfce4-notifyd"


@pytest.fixture
def desktop(private_bus: PrivateBus, tmp_path: Path) -> Iterator[XfceDesktop]:
    """A desktop with no notification server yet."""
    skip_unless_installed()
    made = XfceDesktop(tmp_path, private_bus)
    yield made
    made.close()


async def start_server(desktop: XfceDesktop, rig: Rig) -> subprocess.Popen[bytes]:
    """Start xfce4-notifyd and wait until we heard of it."""
    heard = rig.heard.count(Back())
    server = desktop.start(str(notifyd()))
    await until(lambda: rig.heard.count(Back()) > heard)
    return server


@asynccontextmanager
async def notifier_on(private_bus: PrivateBus) -> AsyncIterator[Rig]:
    """A started notifier on this bus, and what it reports."""
    bus = await dbus.connect(private_bus.address)
    rig = Rig(DBusNotifier(bus, icon=str(ICON)), None)  # type: ignore[arg-type]
    await rig.notifier.start(rig.heard.append)
    try:
        yield rig
    finally:
        await rig.notifier.close()
        await dbus.disconnect(bus)


def press_last(desktop: XfceDesktop, popup: tuple[int, int, int, int]) -> None:
    """Press the last button, which is in the lower right corner."""
    x, y, width, height = popup
    desktop.click(x + width - 40, y + height - 31)


def test_the_last_button_is_pressed(desktop: XfceDesktop, private_bus: PrivateBus) -> None:
    """Three buttons are drawn and no "default"; a press is one event and closes the notice."""

    async def run() -> tuple[frozenset[Ability], list[Heard]]:
        async with notifier_on(private_bus) as rig:
            await start_server(desktop, rig)
            abilities = rig.notifier.abilities
            assert "Xfce Notify Daemon" == rig.notifier.server_name
            body = "Stand or walk for a <few> & minutes.\nAlso due: stretch."
            assert Shown() == await rig.notifier.show(replace(SIT, body=body))
            popup = await desktop.window(WINDOW)
            desktop.shot("notice")
            press_last(desktop, popup)
            await until(lambda: len(rig.heard) > 1)
            await until(lambda: not desktop.windows(WINDOW))
            assert Shown() == await rig.notifier.show(EYES)
            press_last(desktop, await desktop.window(WINDOW))
            await until(lambda: len(rig.heard) > 2)
            return abilities, rig.heard

    abilities, heard = asyncio.run(run())

    assert {Ability.BUTTONS, Ability.CONFIRMS, Ability.REWORDS} == abilities
    assert [Back(), Pressed("7", "skip"), Pressed("8", "done")] == heard


def test_a_click_on_the_text_closes_it_and_is_no_answer(
    desktop: XfceDesktop, private_bus: PrivateBus
) -> None:
    """xfce4-notifyd closes what is clicked: that is Closed, not an answer."""

    async def run() -> list[Heard]:
        async with notifier_on(private_bus) as rig:
            await start_server(desktop, rig)
            await rig.notifier.show(SIT)
            x, y, _, _ = await desktop.window(WINDOW)
            desktop.click(x + 150, y + 22)
            await until(lambda: len(rig.heard) > 1)
            return rig.heard

    assert [Back(), Closed("7")] == asyncio.run(run())


def test_it_is_replaced_expires_and_is_withdrawn(
    desktop: XfceDesktop, private_bus: PrivateBus
) -> None:
    """One notice at a time; gone in its time or when taken back, and nothing is heard of it."""
    short = replace(EYES, on_screen=timedelta(seconds=1))

    async def run() -> list[Heard]:
        async with notifier_on(private_bus) as rig:
            await start_server(desktop, rig)
            await rig.notifier.show(SIT)
            await desktop.window(WINDOW)
            await rig.notifier.show(short)
            await desktop.window(WINDOW)
            desktop.shot("notice_replaced")
            await until(lambda: not desktop.windows(WINDOW))
            await rig.notifier.show(SIT)
            await desktop.window(WINDOW)
            await rig.notifier.withdraw()
            await until(lambda: not desktop.windows(WINDOW))
            return rig.heard

    assert [Back()] == asyncio.run(run())


def test_a_server_killed_with_a_notice_open_is_told_and_replaced(
    desktop: XfceDesktop, private_bus: PrivateBus
) -> None:
    """Its death is heard, the next one's coming too, and the notice shows and answers there."""

    async def run() -> tuple[list[Heard], Shown | Failed]:
        async with notifier_on(private_bus) as rig:
            server = await start_server(desktop, rig)
            await rig.notifier.show(SIT)
            await desktop.window(WINDOW)
            server.kill()
            await until(lambda: [heard for heard in rig.heard if isinstance(heard, Gone)])
            between = await rig.notifier.show(SIT)
            await start_server(desktop, rig)
            assert Shown() == await rig.notifier.show(SIT)
            press_last(desktop, await desktop.window(WINDOW))
            await until(lambda: len(rig.heard) > 3)
            return rig.heard, between

    heard, between = asyncio.run(run())

    gone = Gone("the notification server went away")
    assert [Back(), gone, Back(), Pressed("7", "skip")] == heard
    assert Failed("notification server: none is running") == between


def test_where_the_bus_can_start_it_the_first_notice_does(
    desktop: XfceDesktop, private_bus: PrivateBus
) -> None:
    """D-Bus activation as Debian sets it up."""
    service = f"[D-BUS Service]\nName={NAME}\nExec={notifyd()}\n"
    private_bus.services.joinpath("notifyd.service").write_text(service)

    async def run() -> tuple[Shown | Failed, list[Heard]]:
        async with notifier_on(private_bus) as rig:
            await dbus.call(
                rig.notifier._bus, dbus.DAEMON, dbus.DAEMON_PATH, dbus.DAEMON, "ReloadConfig"
            )
            result = await rig.notifier.show(SIT)
            await desktop.window(WINDOW)
            return result, rig.heard

    assert (Shown(), []) == asyncio.run(run())
