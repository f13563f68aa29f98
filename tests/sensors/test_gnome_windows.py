"""That another program has the focus on GNOME, from a shell of our own on a private bus.

The real one (43.9) sends the signal, without content, to a program that it refuses GetWindows.
"""

import asyncio
import time

import pytest

from tests.buses import connected
from tests.conftest import PrivateBus
from tests.waiting import until
from unhunch.bus import emit, owner_of
from unhunch.errors import NotHere
from unhunch.ports import Sign
from unhunch.sensors.gnome_windows import CHANGED, INTROSPECT, PATH, GnomeWindows

from .focused import telling

GNOME = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME", "XDG_SESSION_TYPE": "wayland"}


def test_the_focus_is_told_and_full_screen_is_unknown(private_bus: PrivateBus) -> None:
    """A thousand signals a second are a few changes; other signals are none."""

    async def scene() -> None:
        async with (
            connected(private_bus.address) as bus,
            connected(private_bus.address) as shell,
            telling(GnomeWindows(bus, GNOME)) as told,
        ):
            await shell.request_name(INTROSPECT)
            # The bus heard of the sensor's rule on another connection than the shell's.
            await owner_of(bus, INTROSPECT)
            emit(shell, PATH, INTROSPECT, "WindowsChanged", "", [])
            emit(shell, PATH, INTROSPECT, CHANGED, "", [])
            await until(lambda: told.moves == 1)
            began = time.monotonic()
            for _ in range(1000):
                emit(shell, PATH, INTROSPECT, CHANGED, "", [])
                await asyncio.sleep(0.001)
            lasted = time.monotonic() - began
            await until(lambda: told.moves > 1)

            assert told.moves <= lasted / 0.2 + 3
            assert (told.signs, told.losses) == ([Sign.UNKNOWN], [])

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({"XDG_CURRENT_DESKTOP": "KDE", "XDG_SESSION_TYPE": "wayland"}, "not GNOME"),
        (GNOME | {"XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"}, "X11 session"),
        (GNOME, "no session bus"),
    ],
)
def test_elsewhere_it_is_refused(environ: dict[str, str], why: str) -> None:
    """Other desktops have their own sensors."""
    with pytest.raises(NotHere, match=why):
        asyncio.run(GnomeWindows(None, environ).start(print, print))
