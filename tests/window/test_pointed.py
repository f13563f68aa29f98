"""What compositors say of their outputs, read, and not waited for."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

from tests.buses import connected
from tests.conftest import PrivateBus
from unhunch.window.pointed import middle, pointed_output, read_kwin, read_sway

ASKS = """
import os
from unhunch.window.pointed import pointed_output
print(pointed_output(os.environ))
"""

SUPPORT = """Platform
========
Name: KWin::X11WindowedBackend

Screens
=======
Active screen follows mouse:  yes
Number of Screens: 2

Screen 0:
---------
Name: DP-1
Enabled: 1
Manufacturer:
Geometry: 0,0,1000x800
Scale: 1
Refresh Rate: 60000
Screen 1:
---------
Name: HDMI-A-1
Enabled: 1
Geometry: 1000,0,3000x800
Scale: 1.5
"""
"""From KWin 5.27, shortened."""


def output(x: int, wide: int, *, focused: bool, active: bool = True) -> dict[str, object]:
    """An output as sway tells it."""
    rect = {"x": x, "y": 0, "width": wide, "height": 600}
    return {"name": f"X11-{x}", "rect": rect, "focused": focused, "active": active}


def test_sway_tells_of_the_focused_output() -> None:
    """One that is switched off is none."""
    told = [output(0, 800, focused=False), output(800, 400, focused=True)]
    off = output(0, 0, focused=False, active=False)

    found = middle(list(read_sway([*told, off])))

    assert found is not None
    assert (1000 / 1200, 0.5) == pytest.approx((found.x(), found.y()))


def test_kwin_tells_of_the_active_output_by_its_name() -> None:
    """The place is in the description for people, and parts of the whole are all that counts: X11
    programs may be told sizes by another scale."""
    found = middle(list(read_kwin("HDMI-A-1", SUPPORT)))

    assert found is not None
    assert (2500 / 4000, 0.5) == pytest.approx((found.x(), found.y()))


@pytest.mark.parametrize("said", ["", SUPPORT.replace("Geometry", "Place")])
def test_who_says_nothing_that_is_known_tells_of_none(said: str) -> None:
    """A later KWin may speak otherwise; then it is a guess again."""
    assert middle(list(read_kwin("HDMI-A-1", said))) is None
    assert middle(list(read_sway([]))) is None


def test_an_output_without_an_extent_is_nowhere() -> None:
    """As while outputs come and go."""
    assert middle([((0, 0, 0, 0), True)]) is None


@pytest.mark.parametrize("said", [b"", b"i3-ipc", b"i3-ipc" + bytes(8) + b"[1]"])
def test_a_sway_that_speaks_otherwise_tells_of_none(said: bytes, tmp_path: Path) -> None:
    """One that ends in the middle of its answer, too."""
    with socket.socket(socket.AF_UNIX) as sway:
        sway.bind(str(tmp_path / "ipc"))
        sway.listen()

        def answer() -> None:
            with sway.accept()[0] as asked:
                asked.recv(64)
                asked.sendall(said)

        answers = Thread(target=answer)
        answers.start()

        assert pointed_output({"SWAYSOCK": str(tmp_path / "ipc")}) is None
        answers.join()


def test_a_kwin_that_hangs_is_not_waited_for(private_bus: PrivateBus) -> None:
    """The card is waiting; D-Bus would wait 25 s for an answer."""

    async def hangs() -> str:
        async with connected(private_bus.address) as bus:
            await bus.request_name("org.kde.KWin")
            # Nothing answers while this runs.
            return subprocess.run(
                [sys.executable, "-c", ASKS],
                env={
                    **os.environ,
                    "DBUS_SESSION_BUS_ADDRESS": private_bus.address,
                    "XDG_CURRENT_DESKTOP": "KDE",
                    "SWAYSOCK": "",
                },
                capture_output=True,
                text=True,
                timeout=8,
                check=True,
            ).stdout

    assert asyncio.run(hangs()) == "None\n"
