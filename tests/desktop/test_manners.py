"""A prompt takes nothing that is not its own: not the focus, not a keystroke, not a dark screen."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import which

import pytest
from Xlib import X, display
from Xlib.ext import screensaver

from .rig.desktop import Desktop
from .rig.programs import Program
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

ON = 1
"""MIT-SCREEN-SAVER's word for a screen that is blanked."""


@contextmanager
def paper(desktop: Desktop, file: Path) -> Iterator[None]:
    """A terminal with the focus, that writes down each line typed into it."""
    if which("xterm") is None:
        pytest.skip("needs the Debian package xterm")
    command = ["xterm", "-T", "paper", "-e", "sh", "-c", f"exec cat > {file}"]
    terminal = Program("xterm", command, desktop.environment, desktop.logs)
    terminal.start()
    try:
        wait_until(file.exists, "the terminal listens")
        wait_until(lambda: "paper" in title_of_active(desktop), "the terminal has the focus")
        yield
    finally:
        terminal.stop()


def title_of_active(desktop: Desktop) -> str:
    """What is written over the window that has the focus."""
    with closing(display.Display(desktop.screen.display)) as server:
        name = server.intern_atom("_NET_ACTIVE_WINDOW")
        told = server.screen().root.get_full_property(name, X.AnyPropertyType)
        if told is None or not told.value[0]:
            return ""
        window = server.create_resource_object("window", told.value[0])
        return str(window.get_wm_name())


def watch_focus(desktop: Desktop) -> Program:
    """Write down each window that gets the focus from now on."""
    command = ["xprop", "-display", desktop.screen.display, "-root", "-spy", "_NET_ACTIVE_WINDOW"]
    watch = Program("focus", command, desktop.environment, desktop.logs)
    watch.start()
    wait_until(watch.said, "the focus is watched")
    return watch


def test_every_keystroke_arrives_while_prompts_come_and_go(
    desktop: Desktop, unhunch: Unhunch, tmp_path: Path
) -> None:
    """Somebody types on: the window keeps the focus at each moment, and all letters are there."""
    file = tmp_path / "typed"
    unhunch.start()
    desktop.person.moves()
    with paper(desktop, file):
        watch = watch_focus(desktop)
        desktop.person.types("before it ")
        assert unhunch("break", "posture").code == 0
        desktop.person.types("while it comes ")
        wait_until(desktop.person.sees_notice, "the prompt is on the screen")
        desktop.person.types("while it is there ")
        assert unhunch("answer", "later").code == 0
        desktop.person.types("while it goes\n")
        wait_until(lambda: not desktop.person.sees_notice(), "the prompt is gone")
        desktop.person.types("and after it\n")
        wait_until(lambda: file.read_text().count("\n") == 2, "both lines are written")
        watch.stop()

        assert (
            file.read_text()
            == "before it while it comes while it is there while it goes\nand after it\n"
        )
        assert len(set(watch.said().splitlines())) == 1
        assert "paper" in title_of_active(desktop)


def test_a_blanked_screen_stays_dark(desktop: Desktop, unhunch: Unhunch) -> None:
    """A prompt that is shown while the screen saver is on does not end it."""
    unhunch.start()
    desktop.person.moves()
    with closing(display.Display(desktop.screen.display)) as server:
        root = server.screen().root
        server.force_screen_saver(X.ScreenSaverActive)
        server.sync()

        assert screensaver.query_info(root).state == ON

        assert unhunch("break", "posture").code == 0
        unhunch.wait_for_fact("prompt_shown")
        wait_until(desktop.person.sees_notice, "the prompt is there")

        assert screensaver.query_info(root).state == ON


def test_another_users_turn_shows_nothing(desktop: Desktop, unhunch: Unhunch) -> None:
    """Fast user switching: our session is not the active one, and then it is again."""
    desktop.logind.changes(Type="x11")
    unhunch.start()
    desktop.person.moves()
    unhunch("break", "posture")
    wait_until(desktop.person.sees_notice, "the prompt is there")
    desktop.logind.changes(Active=False)
    wait_until(lambda: not desktop.person.sees_notice(), "the prompt is gone")
    desktop.logind.changes(Active=True)
    desktop.person.moves()
    wait_until(desktop.person.sees_notice, "the prompt is there again")
