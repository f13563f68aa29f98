"""The window of a guided break on KDE's compositor, on Wayland, with two outputs of scale 2."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import HERE
from .rig.colours import Mask
from .rig.home import Home
from .rig.kwin import HIGH, WIDE, KWin
from .rig.needs import skip_without, with_window
from .rig.sight import Box
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until
from .test_break_screens import begin

pytestmark = [pytest.mark.desktop, with_window]

BARE = "#000000"
"""The ground of KWin without a desktop on it."""

ROOM = Box(WIDE, 0, WIDE, HIGH)
"""The second output, on the X screen."""


@pytest.fixture
def session(home: Home, logs: Path) -> Iterator[KWin]:
    """KWin in place of the usual desktop."""
    skip_without(KWin.programs)
    with KWin(home, logs, HERE / "shots", 2) as kwin:
        yield kwin


def bare(session: KWin, name: str) -> "Mask":
    """Where nothing is."""
    return Mask(session.screenshot(name), BARE)


def test_the_card_and_the_covers(session: KWin, unhunch: Unhunch) -> None:
    """The card comes into the corner of the output with the pointer, twice as large as it is for
    itself, and the keyboard stays where it was. Covers leave nothing bare; Esc ends them."""
    session.points(0)
    typed = session.home.folder / "typed"
    session.begin(session.program("xterm", "xterm", "-e", "sh", "-c", f"exec cat > {typed}"))
    wait_until(typed.exists, "there is a window to type in")
    session.points(1)
    before = bare(session, "break-kwin-before")
    card = begin(session, unhunch, "card")
    card.sees("push button", "Next")

    def is_in_corner() -> bool:
        box = before.new_since(bare(session, "break-card-kwin"))
        if box is None:
            return False
        right = ROOM.x + ROOM.width - box.x - box.width
        below = ROOM.height - box.y - box.height
        return 0 <= right < 60 and 0 <= below < 60 and box.x > ROOM.x and box.width > 700

    wait_until(is_in_corner, "the card is in its corner")
    session.hands.type("still here\n")
    wait_until(lambda: typed.read_text() == "still here\n", "the letters arrive")
    assert unhunch("answer", "stopped").code == 0
    wait_until(lambda: not card.is_there(), "it is gone")
    unhunch.stop()

    begin(session, unhunch, "full")
    # What is black then is pointer and letters.
    covered = lambda: _is_small(bare(session, "break-full-kwin").box())  # noqa: E731
    wait_until(covered, "both outputs are covered")
    card.sees("push button", "Stop")
    session.hands.key("Escape")
    wait_until(lambda: not card.is_there(), "all are gone")


def _is_small(box: Box | None) -> bool:
    return box is None or (box.x >= ROOM.x and box.height < HIGH)
