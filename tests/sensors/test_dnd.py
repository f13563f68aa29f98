"""Do-not-disturb by its server, from servers of our own on a private bus."""

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from dbus_fast import Variant

from tests.contracts.idle_sensor import until
from unhunch.bus import connect, disconnect, emit
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors.dnd import DoNotDisturb
from unhunch.sensors.dnd_ways import DUNST, MAKO, MAKO_PATH, SWAYNC, SWAYNC_PATH

from .notification_server import NOTIFICATIONS_PATH, NotificationServer, flag

TENTH = timedelta(milliseconds=100)
YES, NO, UNKNOWN = Sign.YES, Sign.NO, Sign.UNKNOWN


@asynccontextmanager
async def watching(address, environ=None, every=timedelta(hours=1)):
    """A started sensor and its signs."""
    bus = await connect(address)
    hour = timedelta(hours=1)
    sensor, signs = DoNotDisturb(bus, environ or {}, every, hour, breath=TENTH), []

    def hear(sign, since):
        assert abs(since - time.monotonic()) < 10
        signs.append(sign)

    await sensor.start(hear, signs.append)
    try:
        yield sensor, signs
    finally:
        await sensor.close()
        await sensor.close()
        await disconnect(bus)


def test_a_server_that_says_inhibited_is_heard(private_bus):
    """KDE's way, which any server may have: what it is at the start, and each change."""

    async def scene():
        server = await NotificationServer.rise(private_bus.address, "Plasma", Inhibited=flag(True))
        async with watching(private_bus.address) as (sensor, signs):
            assert signs == [YES]
            assert sensor.caveat == "Plasma: org.freedesktop.Notifications Inhibited"

            server.inhibits(False)
            await until(lambda: signs == [YES, NO])
            server.inhibits(True)
            await until(lambda: signs == [YES, NO, YES])
        await server.die()

    asyncio.run(scene())


def test_the_word_of_one_server_ends_with_it(private_bus):
    """Who replaces it is asked anew; who is asked no more cannot hold prompts back."""

    async def scene():
        old = await NotificationServer.rise(private_bus.address, "Plasma", Inhibited=flag(True))
        async with watching(private_bus.address) as (sensor, signs):
            await old.die()
            await until(lambda: signs == [YES, UNKNOWN])
            await until(lambda: sensor.caveat == "no notification server")
            new = await NotificationServer.rise(private_bus.address, "dunst", paused=flag(False))
            await until(lambda: signs == [YES, UNKNOWN, NO])

            assert sensor.caveat == "dunst: org.dunstproject.cmd0 paused"

            await new.die()
            await until(lambda: signs == [YES, UNKNOWN, NO, UNKNOWN])

    asyncio.run(scene())


def test_a_server_that_comes_after_the_daemon_is_found(private_bus):
    """At login the daemon may be first, and wakes nobody up."""

    async def scene():
        async with watching(private_bus.address) as (_, signs):
            assert signs == [UNKNOWN]

            server = await NotificationServer.rise(
                private_bus.address, "Plasma", Inhibited=flag(True)
            )
            await until(lambda: signs == [UNKNOWN, YES])
            await server.die()

    asyncio.run(scene())


def test_a_server_that_nobody_knows_does_not_hold(private_bus):
    """Neither yes nor no, and it is not asked again and again."""

    async def scene():
        server = await NotificationServer.rise(private_bus.address, "Herald")
        async with watching(private_bus.address, every=TENTH) as (sensor, signs):
            asked = server.asked.total()
            await sensor.while_quiet(True)
            await sensor.while_quiet(False)
            await asyncio.sleep(0.4)

            assert (signs, asked) == ([UNKNOWN], server.asked.total())
            assert sensor.caveat == "Herald does not tell"
        await server.die()

    asyncio.run(scene())


@pytest.mark.parametrize("silent", ["GetServerInformation", "Inhibited"])
def test_a_call_that_is_never_answered_is_unknown_and_made_again(private_bus, monkeypatch, silent):
    """A hanging server neither holds prompts back nor the start; when it wakes up, it is heard."""
    monkeypatch.setattr("unhunch.bus.call.__defaults__", ("", (), 0.2))

    async def scene():
        server = await NotificationServer.rise(private_bus.address, "Plasma", Inhibited=flag(True))
        answer, server.answers[silent] = server.answers[silent], None
        began = time.monotonic()
        async with watching(private_bus.address, every=TENTH) as (sensor, signs):
            assert signs == [UNKNOWN]
            assert time.monotonic() - began < 2
            assert "does not answer" in sensor.caveat

            server.answers[silent] = answer
            await until(lambda: signs == [UNKNOWN, YES])

            assert "does not answer" not in sensor.caveat
        await server.die()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("Plasma", {"Inhibited": ("v", [Variant("s", "yes")])}),
        ("Plasma", {"Inhibited": ("u", [1])}),
        ("Plasma", {"Inhibited": ("", [])}),
        ("dunst", {"paused": ("v", [Variant("as", ["true"])])}),
        ("dunst", {}),
        ("mako", {"ListModes": ("s", ["do-not-disturb"])}),
        ("mako", {"Modes": ("v", [Variant("u", 3)]), "ListModes": ("", [])}),
        ("SwayNotificationCenter", {"GetDnd": ("bb", [True, True])}),
        ("SwayNotificationCenter", {"GetDnd": ("s", ["true"])}),
        ("Xfce Notify Daemon", {}),
        ("anybody", {"GetServerInformation": ("u", [7])}),
        ("anybody", {"GetServerInformation": ("", [])}),
    ],
)
def test_a_senseless_answer_is_unknown(private_bus, name, answers):
    """What is neither yes nor no does not hold, and ends nothing: the next server is heard."""

    async def scene():
        server = await NotificationServer.rise(private_bus.address, name, **answers)
        async with watching(private_bus.address) as (sensor, signs):
            assert signs == [UNKNOWN]
            assert sensor.caveat

            await server.die()
            server = await NotificationServer.rise(
                private_bus.address, "Plasma", Inhibited=flag(True)
            )
            await until(lambda: signs == [UNKNOWN, YES])
            await server.die()

    asyncio.run(scene())


def test_what_is_not_pushed_is_asked_while_somebody_is_there(private_bus):
    """dunst by a signal of its own; seldom while nobody is there, at once when somebody is."""

    async def scene():
        server = await NotificationServer.rise(private_bus.address, "dunst", paused=flag(False))
        async with watching(private_bus.address, every=TENTH) as (sensor, signs):
            server.answers["paused"] = flag(True)
            await until(lambda: signs == [NO, YES])
            await sensor.while_quiet(True)
            await asyncio.sleep(0.4)
            asked = server.asked["paused"]
            await asyncio.sleep(0.4)

            assert asked == server.asked["paused"]

            server.answers["paused"] = flag(False)
            await sensor.while_quiet(False)
            await until(lambda: signs == [NO, YES, NO])
        await server.die()

    asyncio.run(scene())


def test_a_thousand_changes_are_a_few_questions(private_bus):
    """However a server flaps, it is asked a few times a second, and its last word counts."""

    async def scene():
        server = await NotificationServer.rise(private_bus.address, "dunst", paused=flag(False))
        async with watching(private_bus.address) as (_, signs):
            began = time.monotonic()
            for turn in range(1001):
                server.has(DUNST, NOTIFICATIONS_PATH, "paused", "b", turn % 2 == 0)
                await asyncio.sleep(0.001)
            await until(lambda: signs[-1] is YES)
            await asyncio.sleep(0.3)
            asked, span = server.asked["paused"], time.monotonic() - began

            assert asked <= 2 + span / TENTH.total_seconds()
            assert signs[-1] is YES
        await server.die()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("modes", "sign"),
    [(["default"], NO), (["default", "do-not-disturb"], YES), (["DND"], YES), (["away"], NO)],
)
def test_a_mako_that_tells_is_heard(private_bus, modes, sign):
    """Since 1.8 it has a property; of the user's modes only the usual names count."""

    async def scene():
        told = ("v", [Variant("as", ["night"])])
        server = await NotificationServer.rise(private_bus.address, "mako", "emersion", Modes=told)
        async with watching(private_bus.address) as (sensor, signs):
            server.has(MAKO, MAKO_PATH, "Modes", "as", modes)
            await until(lambda: signs == ([NO] if sign is NO else [NO, YES]))

            assert sensor.caveat == "mako: fr.emersion.Mako Modes"
        await server.die()

    asyncio.run(scene())


def test_swaync_is_asked_when_it_tells_of_anything(private_bus):
    """Its signal has a version, and its shape changed; only that it came counts."""

    async def scene():
        name = "SwayNotificationCenter"
        server = await NotificationServer.rise(private_bus.address, name, GetDnd=("b", [False]))
        async with watching(private_bus.address) as (_, signs):
            server.answers["GetDnd"] = ("b", [True])
            body = [0, True, False, False]
            emit(server.bus, SWAYNC_PATH, SWAYNC, "SubscribeV2", "ubbb", body)
            await until(lambda: signs == [NO, YES])
        await server.die()

    asyncio.run(scene())


def test_lxqt_is_read_from_its_file(private_bus, tmp_path):
    """No folder, on, off, replaced, a folder in its place: each told by the kernel."""

    async def scene():
        path = tmp_path / "lxqt" / "notifications.conf"
        server = await NotificationServer.rise(private_bus.address, "lxqt-notificationd")
        environ = {"XDG_CONFIG_HOME": str(tmp_path)}
        async with watching(private_bus.address, environ) as (_, signs):
            assert signs == [NO]

            path.parent.mkdir()
            path.write_text("[General]\ndoNotDisturb=true\nplacement=top-right\n")
            await until(lambda: signs == [NO, YES])
            path.with_name("new").write_text("[General]\ndoNotDisturb=false\n")
            path.with_name("new").replace(path)
            await until(lambda: signs == [NO, YES, NO])
            path.unlink()
            path.mkdir()
            await until(lambda: signs == [NO, YES, NO, UNKNOWN])
        await server.die()

    asyncio.run(scene())


def test_without_a_session_bus_it_is_refused():
    """Nobody to ask."""

    async def scene():
        with pytest.raises(NotHere, match="no session bus"):
            await DoNotDisturb(None, {}).start(print, print)

    asyncio.run(scene())
