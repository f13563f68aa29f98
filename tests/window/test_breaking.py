"""A break on two screens: its keys, its ways out, and its clock."""

import json
import subprocess
import sys
from typing import Any

import pytest

pytest.importorskip("PySide6", reason="needs unhunch[window]")

SMOOTH, STEADY = 40, 1000


def told(play: str) -> Any:
    """What tests.window.stage tells of this play. A mistake in it ends in no exit code of Qt's."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.window.stage", play],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    return json.loads(done.stdout)


def test_keys_reach_the_exercise_from_any_cover() -> None:
    """GNOME may give the keyboard to a cover that shows nothing: space presses what is next to be
    pressed, the tabulator goes on from there, and Esc is the way out."""
    pause, next_, stopped = told("keys")

    assert {"do": "guide", "move": "pause"} == pause
    assert {"do": "guide", "move": "next"} == next_
    assert {"do": "answer", "answer": "stopped"} == stopped


def test_where_it_hurt_outlasts_the_ten_seconds() -> None:
    """The way out that appears then is of a panel that is gone."""
    assert ["hurt", "hurt"] == [each.get("answer", each["do"]) for each in told("hurt")]


def test_nothing_is_shown_while_screens_come_and_go() -> None:
    """A step that begins meanwhile waits, too: a compositor may end of it."""
    assert [0, 2] == told("settles")


def test_each_firm_break_waits_with_its_way_out() -> None:
    """One that follows another in the same window begins its ten seconds anew."""
    assert [False, True, False] == told("firm")


def test_it_looks_at_the_clock_as_often_as_something_moves() -> None:
    """Without a picture that moves once a second; not at all when the time is over or waits."""
    assert [SMOOTH, STEADY, STEADY, None, None] == told("ticks")


def test_a_question_covers_no_screen() -> None:
    """How it was is asked on a card."""
    assert [2, 1] == told("question")
