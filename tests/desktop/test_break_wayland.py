"""The window of a guided break on Wayland: sway with screens of different scales, plugged and
unplugged, with X11 programs and without."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from .conftest import HERE
from .rig.home import Home
from .rig.needs import skip_without, with_window
from .rig.outputs import Output, Outputs
from .rig.sight import Box
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until
from .test_break_window import Card

pytestmark = [pytest.mark.desktop, with_window]

NAME = "Guided break"
ONE, TWO, THREE, FOUR = "X11-1", "X11-2", "X11-3", "X11-4"
SCREENS = (Output(900, 700), Output(1400, 1000, 2), Output(600, 600), Output(800, 600))

WITHIN = 5.0
"""Seconds: a tenth of that here. Not the ten in which a window may be slow."""

Start = Callable[[bool], Outputs]


@pytest.fixture
def begins(home: Home, logs: Path) -> Iterator[Start]:
    """Start sway with two screens, of scale 1 and 2, with X11 or without."""
    skip_without(Outputs.programs)
    with ExitStack() as stack:
        yield lambda has_x11: stack.enter_context(
            Outputs(home, logs, HERE / "shots", SCREENS, has_x11=has_x11)
        )


@pytest.fixture
def program(logs: Path, home: Home) -> Iterator[Callable[[Outputs, str], Unhunch]]:
    """Start Unhunch in such a session, and a break of this firmness."""
    started: list[Unhunch] = []

    def begin(session: Outputs, firmness: str) -> Unhunch:
        session.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        unhunch = Unhunch(session.environment, logs)
        started.append(unhunch)
        unhunch.settings(f'[breaks]\nfirmness = "{firmness}"\n')
        unhunch.start()
        assert unhunch("break").code == 0
        return unhunch

    yield begin
    for each in started:
        each.stop()


Begin = Callable[[Outputs, str], Unhunch]


def test_every_screen_is_covered_as_screens_come_and_go(begins: Start, program: Begin) -> None:
    """Each has a window of its own, the exercise is where the pointer is, in letters of that
    screen's size; when it goes it moves to another, and it comes back after a time without any."""
    session = begins(False)
    session.points(TWO)
    unhunch = program(session, "full")
    covered = lambda *names: session.covers(NAME) == [session.places()[name] for name in names]  # noqa: E731

    wait_until(lambda: covered(ONE, TWO) and session.is_blank(ONE), "both are covered")
    wait_until(lambda: not session.is_bare(TWO) and not session.is_blank(TWO), "the exercise")
    session.screenshot("break-full-sway")

    session.plug()
    wait_until(lambda: covered(ONE, TWO, THREE) and session.is_blank(THREE), "so is a third")
    session.unplug(TWO)
    wait_until(lambda: covered(ONE, THREE) and not session.is_bare(ONE), "and the others")
    wait_until(lambda: session.is_blank(ONE) != session.is_blank(THREE), "with the exercise on one")
    session.screenshot("break-full-sway-unplugged")

    session.unplug(ONE)
    session.unplug(THREE)
    session.plug()
    session.points(FOUR)
    wait_until(lambda: covered(FOUR) and not session.is_blank(FOUR), "the one that came back")
    session.screenshot("break-full-sway-back")
    session.hands.key("Escape")

    assert unhunch.wait_for_fact("prompt_answered", answer="stopped")
    wait_until(lambda: session.covers(NAME) == [], "every window is gone")


def test_a_firm_break_is_gone_through_with_the_keyboard_alone(
    begins: Start, program: Begin
) -> None:
    """One Esc is no way out of it. After the last exercise the covers go, and the question how it
    was is a small window that even a tiling compositor does not stretch."""
    session = begins(False)
    session.points(ONE)
    unhunch = program(session, "firm")
    card = Card(session)
    card.sees("label", "1 of 3")
    session.hands.key("Escape")
    session.hands.key("Tab", "space")
    card.sees("label", "2 of 3")
    session.screenshot("break-firm-sway")
    # The keyboard stays at Next.
    session.hands.key("space")
    card.sees("label", "3 of 3")
    session.hands.key("space")
    card.sees("label", "How was that?")

    wait_until(lambda: session.is_bare(ONE) and session.is_bare(TWO), "the covers are gone")
    session.screenshot("break-question-sway")
    session.hands.key("Escape")

    assert unhunch.wait_for_fact("prompt_answered", answer="done")
    assert [1, 2, 3] == [each["step"] for each in unhunch.facts("break_moved")]


def test_the_card_is_in_its_corner_and_leaves_the_keyboard_alone(
    begins: Start, program: Begin
) -> None:
    """An X11 window above the others, on the screen with the pointer; who types goes on typing,
    also when it is clicked. When its screen goes it moves to another. It ends with the daemon."""
    session = begins(True)
    session.points(TWO)
    typed = session.home.folder / "typed"
    session.begin(session.program("foot", "foot", "sh", "-c", f"exec cat > {typed}"))
    wait_until(lambda: typed.exists() and not session.is_bare(TWO), "there is a window to type in")
    unhunch = program(session, "card")
    card = Card(session)

    card.sees("label", "1 of 3")
    assert _is_in_corner(session.frame_of(NAME), session.places()[TWO])
    session.clicks(TWO, card.sees("push button", "Next").box)
    card.sees("label", "2 of 3")
    session.hands.type("still here\n")
    wait_until(lambda: typed.read_text() == "still here\n", "the letters arrive")
    session.screenshot("break-card-sway")

    session.unplug(TWO)
    one = session.places()[ONE]
    moved = lambda: _is_in_corner(session.frame_of(NAME), one)  # noqa: E731
    wait_until(moved, "the card is on the other screen")
    session.screenshot("break-card-sway-unplugged")
    unhunch.kill()
    wait_until(lambda: not card.is_there(), "it is gone with the daemon")


def test_without_x11_a_break_goes_on_on_its_page(begins: Start, program: Begin, home: Home) -> None:
    """No card could leave the keyboard alone there. The page comes in a moment, and the doctor
    knows why."""
    session = begins(False)
    opened = _stands_for_a_browser(session, home)
    unhunch = program(session, "card")

    wait_until(lambda: opened.exists(), "the page is opened", timeout=WITHIN)

    lines = unhunch("doctor").out
    assert "on a page in the browser" in lines
    assert "this desktop runs no X11 programs" in lines


def _is_in_corner(card: Box | None, screen: Box) -> bool:
    """Whether it is as near to the lower right corner as to be in it, and no further."""
    if card is None:
        return False
    right = screen.x + screen.width - card.x - card.width
    below = screen.y + screen.height - card.y - card.height
    return 0 <= right < 30 and 0 <= below < 30


def _stands_for_a_browser(session: Outputs, home: Home) -> Path:
    """Return the file that is there once something was opened with xdg-open."""
    folder, opened = home.folder / "bin", home.folder / "opened"
    folder.mkdir()
    (folder / "xdg-open").write_text(f"#!/bin/sh\ntouch {opened}\n")
    (folder / "xdg-open").chmod(0o755)
    session.environment["PATH"] = f"{folder}:{session.environment['PATH']}"
    return opened
