"""A guided break that covers the screens: all that there are now, and a way out on the one in use.

The screens are RandR monitors of one X server: Qt sees them come and go as it does real ones.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import HERE
from .rig.break_window import NAME, PROGRAM, Card
from .rig.desktop import NOTIFICATIONS
from .rig.ground import Ground, in_lib
from .rig.home import Home
from .rig.needs import skip_without, with_window
from .rig.sight import Box
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = [pytest.mark.desktop, with_window]

SHOTS = HERE / "shots"


class Screens:
    """The monitors of the desktop's X server, side by side, each 400 wide and all 600 high."""

    def __init__(self, desktop: Ground) -> None:
        self._desktop = desktop
        self._has: list[str] = []

    def plug(self, name: str, place: int, *, millimetres: int = 100) -> None:
        """Add a screen; the first one stands for the X server's own."""
        output = "none" if self._has else "screen"
        self._do("--setmonitor", name, f"400/{millimetres}x600/150+{400 * place}+0", output)
        self._has.append(name)

    def unplug(self, name: str) -> None:
        """Take one away."""
        self._do("--delmonitor", name)
        self._has.remove(name)

    def covered(self) -> list[Box]:
        """Where the windows of the break are, from left to right."""
        found = {
            each.box
            for each in self._desktop.sight.things()
            if each.program == PROGRAM and each.name == NAME
        }
        return sorted(found, key=lambda box: box.x)

    def waits_for(self, *places: int) -> None:
        """Wait until just these screens are covered, each with a window of its own."""
        want = [Box(400 * place, 0, 400, 600) for place in places]
        wait_until(lambda: self.covered() == want, f"covered: {want}")

    def _do(self, *words: str) -> None:
        environment = self._desktop.environment
        subprocess.run(["xrandr", *words], env=environment, check=True, timeout=30)


class Openbox(Ground):
    """A window manager that hears of RandR monitors, and a notification server; nothing else."""

    def build(self) -> None:
        """Start both."""
        server = in_lib("xfce4/notifyd/xfce4-notifyd")
        self.begin(self.program("openbox"))
        wait_until(self.screen.has_window_manager, "a window manager looks after the screen")
        self.begin(self.service("xfce4-notifyd", [server], NOTIFICATIONS))


@pytest.fixture
def session(home: Home, logs: Path) -> Iterator[Openbox]:
    """A desktop in place of the usual one."""
    skip_without({"openbox": "openbox", "xrandr": "x11-xserver-utils"})
    with Openbox(home, logs, SHOTS) as ground:
        yield ground


@pytest.fixture
def screens(session: Openbox) -> Screens:
    """Two screens, the pointer on the one that can be unplugged."""
    made = Screens(session)
    made.plug("LEFT", 0)
    made.plug("MIDDLE", 1)
    session.hands.move(600, 300)
    return made


def begin(desktop: Openbox, unhunch: Unhunch, firmness: str) -> Card:
    """Start a break of this firmness."""
    desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    unhunch.settings(f'[breaks]\nfirmness = "{firmness}"\n')
    unhunch.start()
    assert unhunch("break").code == 0
    return Card(desktop)


def test_every_screen_is_covered_as_screens_come_and_go(
    session: Openbox, screens: Screens, unhunch: Unhunch
) -> None:
    """The exercise is where the pointer was; when that screen goes, it moves to another."""
    card = begin(session, unhunch, "full")
    screens.waits_for(0, 1)
    assert 400 <= card.sees("push button", "Next").box.x
    session.screenshot("break-full")

    screens.plug("RIGHT", 2)
    screens.waits_for(0, 1, 2)
    screens.unplug("MIDDLE")
    screens.waits_for(0, 2)
    session.screenshot("break-full-unplugged")

    screens.unplug("RIGHT")
    screens.waits_for(0)
    assert card.sees("push button", "Next").box.x < 400
    assert [] == unhunch.facts("break_moved")
    assert unhunch("answer", "done").code == 0
    wait_until(lambda: not card.is_there(), "every window is gone")


def test_escape_ends_a_full_break(session: Openbox, screens: Screens, unhunch: Unhunch) -> None:
    """The keyboard is the break's, and Esc is its way out, beside the button."""
    card = begin(session, unhunch, "full")
    card.sees("push button", "Stop")
    session.hands.key("Escape")

    assert unhunch.wait_for_fact("prompt_answered", answer="stopped")
    wait_until(lambda: not card.is_there(), "every window is gone")


def test_a_firm_break_lets_nobody_out_at_once(
    session: Openbox, screens: Screens, unhunch: Unhunch
) -> None:
    """No button to stop, and one Esc does nothing, until ten seconds are over; then the way out is
    there, and says what it means."""
    card = begin(session, unhunch, "firm")
    card.sees("push button", "I must stop now")
    session.screenshot("break-firm")
    session.hands.key("Escape")
    assert not session.sight.find("push button", "Stop", PROGRAM)

    card.sees("push button", "Stop")
    card.sees("label", "When you stop, this break is over.")
    session.screenshot("break-firm-out")
    answers = [each["answer"] for each in unhunch.facts("prompt_answered")]
    card.presses("Stop")

    assert ["start"] == answers
    assert unhunch.wait_for_fact("prompt_answered", answer="stopped")


def test_an_emergency_is_a_way_out_at_any_time(
    session: Openbox, screens: Screens, unhunch: Unhunch
) -> None:
    """Esc three times, as it says on the screen."""
    card = begin(session, unhunch, "firm")
    card.sees("label", "press Esc three times")
    session.hands.key("Escape", "Escape", "Escape")

    assert unhunch.wait_for_fact("prompt_answered", answer="stopped")
    wait_until(lambda: not card.is_there(), "every window is gone")
