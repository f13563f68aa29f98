"""How the window's process starts, and what it makes of what it is told."""

import json
import os
import select
import signal
import subprocess
import sys

import pytest

from tests.cards import EXERCISE, OWN, PLAIN, line, running
from unhunch.card import Card
from unhunch.window.__main__ import platforms
from unhunch.window.pipe import CANNOT

pytest.importorskip("PySide6", reason="needs unhunch[window]")

WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
BOTH = {**WAYLAND, "DISPLAY": ":0"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt has one platform")
@pytest.mark.parametrize(
    ("environ", "firmness", "tried"),
    [
        ({"DISPLAY": ":0"}, "card", "xcb"),
        ({"DISPLAY": ":0"}, "full", "xcb"),
        (BOTH, "card", "xcb"),
        (BOTH, "full", "wayland"),
        (WAYLAND, "firm", "wayland"),
    ],
)
def test_a_card_is_an_x11_window_everywhere(
    environ: dict[str, str], firmness: str, tried: str
) -> None:
    """On Wayland nothing else keeps its place and leaves the keyboard alone."""
    chosen = platforms(environ, firmness)

    assert chosen is not None and tried == chosen.split(";")[0]
    assert chosen.endswith(";offscreen")


def test_what_the_user_chose_is_left_alone() -> None:
    """Qt's own variable stands above ours."""
    assert platforms({"QT_QPA_PLATFORM": "vnc"}, "card") is None


def started(told: bytes, **environ: str) -> "subprocess.CompletedProcess[bytes]":
    """The process, with this on its input, at its end."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "unhunch.window"],
        input=told,
        env=environ,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("card", [EXERCISE, OWN, PLAIN], ids=["program's", "own", "no picture"])
def test_it_ends_with_its_input(card: Card) -> None:
    """A daemon that is gone, however it went, leaves no window."""
    done = started(line(running(30, card)), QT_QPA_PLATFORM="offscreen")

    assert (0, {"shown": True}) == (done.returncode, json.loads(done.stdout))


def test_it_ends_well_while_the_daemon_is_silent() -> None:
    """When the break is over it ends, without a crash, though it still waits for its input."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "unhunch.window"],
        env={"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as window:
        assert window.stdin and window.stdout and window.stderr
        window.stdin.write(line(running(30)))
        window.stdin.flush()
        window.stdout.readline()
        window.stdin.write(b'{"hide": true}\n')
        window.stdin.flush()

        assert window.wait(60) == 0, window.stderr.read()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_says_so() -> None:
    """By its exit code, and without a crash: the daemon shows the break elsewhere."""
    assert CANNOT == started(line(EXERCISE), WAYLAND_DISPLAY="nowhere").returncode


@pytest.mark.parametrize("told", [b"", b"nonsense\n", b'{"hide": true}\n', b'{"show": {}}\n'])
def test_with_nothing_to_show_it_ends(told: bytes) -> None:
    """Before anything was shown, whatever it was told."""
    done = started(told, QT_QPA_PLATFORM="offscreen")

    assert (0, b"") == (done.returncode, done.stdout)


PARENT = """
import subprocess, sys
window = subprocess.Popen(
    [sys.executable, "-P", "-m", "unhunch.window"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
)
window.stdin.write(sys.stdin.buffer.readline())
window.stdin.flush()
window.stdout.readline()
print(window.pid, flush=True)
window.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends it with its parent")
def test_one_that_hangs_ends_with_its_parent() -> None:
    """A daemon that is killed leaves no window on the screen that nobody can close."""
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        env={"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as parent:
        assert parent.stdin and parent.stdout
        parent.stdin.write(line(running(30)))
        parent.stdin.flush()
        window = os.pidfd_open(int(parent.stdout.readline()))
        signal.pidfd_send_signal(window, signal.SIGSTOP)
        parent.kill()

        assert select.select([window], [], [], 10)[0], "it is still there"
        os.close(window)


def test_what_a_library_prints_is_no_request() -> None:
    """It is for the log: the daemon reads requests."""
    prints = "import os; from unhunch.window import __main__ as it, pipe; print('early');"
    prints += "pipe.Pipe.shown = lambda pipe: (os.system('echo late'), pipe.send('{}'));"
    done = subprocess.run(
        [sys.executable, "-c", f"{prints} it.main(os.environ)"],
        input=line(running(30)),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert b"{}\n" in done.stdout and b"late" not in done.stdout
    assert b"late" in done.stderr


def test_one_that_makes_a_mistake_ends() -> None:
    """Its death costs nothing; a cover without a way out would."""
    fails = "import os; from unhunch.window import __main__ as it, breaking;"
    fails += "breaking.Breaking.take = lambda self, told: self.nothing; it.main(os.environ)"
    done = subprocess.run(
        [sys.executable, "-c", fails],
        input=line(running(30)),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=10,
        check=False,
    )

    assert done.returncode == 1 and b"AttributeError" in done.stderr
