"""The tray: icon, and the menu of product.md section 5 without what does not work yet."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

import pytest

from tests.instants import after, instant, prompted, sat_down
from unhunch.daemon.face import face_of
from unhunch.daemon.picks import request_of
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer, Asks, Halt, Hold
from unhunch.desk.requests import Guide, Resume
from unhunch.desk.scene import scene
from unhunch.ports import Entry, Face, IconState
from unhunch.words.catalogue import ENGLISH

APP_KEYS = {"page:checkin", "page:safety", "page:week", "quit", "settings", "trouble", "why"}
"""What the app itself understands."""


def face(*facts: f.Fact, minutes: float, trouble: str = "") -> Face:
    """The face after these facts."""
    return face_of(ENGLISH, scene(instant(facts, after(minutes))), UTC, trouble)


def labels(menu: Iterable[Entry]) -> list[str]:
    """The lines of a menu."""
    return [entry.label for entry in menu if entry.label]


def every(menu: Iterable[Entry]) -> Iterator[Entry]:
    """All lines, those of the menus in it too."""
    for entry in menu:
        yield entry
        yield from every(entry.children)


def test_the_menu_at_rest() -> None:
    """Exactly what the specification names, less what does not work yet."""
    assert labels(face(sat_down(), minutes=17).menu) == [
        "Sitting 17 min · posture in 13 min",
        "Take a break now",
        "I'm standing",
        "How I feel…",
        "Safety list…",
        "Meeting for…",
        "Pause for…",
        "My week…",
        "Settings…",
        "Why so quiet?",
        "Quit",
    ]


def test_the_menu_with_a_prompt() -> None:
    """Its title and every answer it takes come first."""
    menu = face(sat_down(), prompted("sitting", "posture"), minutes=47).menu
    [later] = [entry for entry in menu if entry.label == "Later…"]

    assert labels(menu)[:8] == [
        "Sitting 47 min · Time to get up",
        "Time to get up",
        "I'm up",
        "Changed something",
        "Already comfortable",
        "Later…",
        "Skip",
        "Take a break now",
    ]
    assert labels(later.children) == ["In 5 minutes", "In 15 minutes", "In 30 minutes"]


def guided(**moved: Any) -> list[f.Fact]:
    """A guided break of two exercises that has just begun, and was turned or halted."""
    items = (("stretch", "chin-glide"), ("stretch", "neck-turns"))
    began = f.PromptAnswered(at=after(47), prompt=1, answer=Answer.START, by="user")
    turned = [f.BreakMoved(at=after(47), prompt=1, **moved)] if moved else []
    return [sat_down(), prompted("stretch", items=items), began, *turned]


@pytest.mark.parametrize(
    ("moved", "title", "turns"),
    [
        ({}, "Stretch break: 1 of 2", ["Back", "Pause", "Next"]),
        (
            {"step": 1, "halted": Halt.TYPING},
            "Stretch break: 2 of 2, waits while you type",
            ["Back", "Go on", "Next"],
        ),
        (
            {"step": 0, "halted": Halt.PAUSED},
            "Stretch break: 1 of 2, paused",
            ["Back", "Go on", "Next"],
        ),
        ({"step": 2}, "How was that?", ["Back"]),
    ],
)
def test_the_menu_in_a_guided_break(moved: dict[str, Any], title: str, turns: list[str]) -> None:
    """It is turned and paused here, too; that the time waits is told here and in the tooltip."""
    seen = face(*guided(**moved), minutes=47)
    lines = labels(seen.menu)
    keys = [each.key for each in seen.menu if each.label in turns]

    assert [title, *turns] == lines[1 : 2 + len(turns)]
    assert lines[2 + len(turns)] in ("Done", "Good")
    assert title in seen.tooltip
    assert "Take a break now" not in lines
    assert all(isinstance(request_of(key), Guide) for key in keys)


def test_what_is_put_off_is_in_the_menu() -> None:
    """With its time."""
    later = f.PromptAnswered(
        at=after(47), prompt=1, answer=Answer.LATER, by="user", until=after(52)
    )
    held = f.HoldBegan(at=after(47), hold=Hold.LOCKED)

    assert "Sitting put off until 09:52" in labels(
        face(sat_down(), prompted("sitting"), later, minutes=48).menu
    )
    assert "Sitting waits" in labels(face(sat_down(), prompted("sitting"), held, minutes=48).menu)


@pytest.mark.parametrize(
    ("holds", "label"),
    [
        ([Hold.PAUSED], "Resume"),
        ([Hold.MEETING], "End the meeting"),
        ([Hold.PAUSED, Hold.MEETING], "Resume"),
    ],
)
def test_a_pause_or_meeting_can_be_ended(holds: list[Hold], label: str) -> None:
    """By one line, which ends both."""
    began = [f.HoldBegan(at=after(5), hold=hold) for hold in holds]
    menu = face(sat_down(), *began, minutes=6).menu

    assert [entry.label for entry in menu if entry.key == "resume"] == [label]


def test_standing_offers_sitting() -> None:
    """One of the two, never both."""
    menu = face(sat_down(), f.StanceChanged(at=after(1), stance="standing"), minutes=2).menu

    assert {"sit"} == {"sit", "stand"} & {entry.key for entry in menu}


@pytest.mark.parametrize(
    ("facts", "trouble", "icon"),
    [
        ([], "", IconState.OK),
        ([prompted("sitting")], "", IconState.DUE),
        ([f.CueShown(at=after(46), reminder="eyes")], "", IconState.DUE),
        ([f.HoldBegan(at=after(46), hold=Hold.PAUSED)], "", IconState.QUIET),
        ([prompted("sitting")], "line 3", IconState.NEEDS_YOU),
    ],
    ids=["ok", "prompt", "cue", "quiet", "trouble"],
)
def test_the_icon(facts: list[f.Fact], trouble: str, icon: IconState) -> None:
    """Ok, due, quiet, needs you: the worst wins."""
    minutes = 47 if facts else 17

    assert face(sat_down(), *facts, minutes=minutes, trouble=trouble).icon is icon


def test_every_line_that_can_be_picked_means_something() -> None:
    """To the desk or to the app; what cannot be picked has no key."""
    began = f.PromptAnswered(at=after(47), prompt=1, answer=Answer.START, by="user")
    shown = [sat_down(), prompted("sitting", "stretch", "posture")]
    faces = [
        face(*shown, minutes=47, trouble="line 3"),
        face(*shown, began, minutes=48),
        face(*shown, f.HoldBegan(at=after(47), hold=Hold.MEETING), minutes=48),
        face(f.StanceChanged(at=after(0), stance="standing"), minutes=48),
    ]
    keys = {entry.key for each in faces for entry in every(each.menu) if entry.key}

    assert {key for key in keys if request_of(key) is None} == APP_KEYS


def test_the_questions_are_answered_in_the_menu() -> None:
    """Whether a pause goes on, and whether a reminder is wanted: each with its own answers."""
    pause = f.HoldBegan(at=after(1), hold=Hold.PAUSED, fixed=True)
    paused = face(sat_down(), pause, prompted(asks=Asks.RESUME), minutes=47).menu
    ignored = face(sat_down(), prompted("posture", asks=Asks.HOW_OFTEN), minutes=47).menu
    keys = [entry.key for entry in every(paused) if entry.label in ("Resume", "One more day")]

    assert ["Still paused?", "Resume", "One more day"] == labels(paused)[1:4]
    assert ["Posture check: still wanted?", "Keep", "Fewer", "Turn off"] == labels(ignored)[1:5]
    assert Resume() == request_of(keys.pop())
    assert [Answer.RESUME, Answer.ONE_MORE_DAY] == [request_of(key).answer for key in keys]


def test_a_question_that_waits_has_a_name() -> None:
    """Off the screen while another hold is on, it is told as what it is."""
    pause = f.HoldBegan(at=after(1), hold=Hold.PAUSED, fixed=True)
    locked = f.HoldBegan(at=after(47), hold=Hold.LOCKED)
    menu = face(sat_down(), pause, prompted(asks=Asks.RESUME), locked, minutes=48).menu

    assert "The question about your pause waits" in labels(menu)
