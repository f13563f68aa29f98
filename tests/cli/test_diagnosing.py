"""What `unhunch doctor` and `status` print of the sensors."""

from collections.abc import Mapping
from datetime import datetime

from tests.cli.user import User
from unhunch.cli.diagnosing import doctor_lines
from unhunch.cli.telling import _status_lines
from unhunch.words.catalogue import ENGLISH, catalogue

GERMAN = catalogue("de", {})
SINCE = datetime.now().astimezone().replace(hour=9, minute=2, second=0, microsecond=0).isoformat()


def source(name: str, says: str, why: str = "") -> dict[str, object]:
    """A sensor in use."""
    since = None if says == "unknown" else SINCE
    return {"name": name, "says": says, "since": since, "why": why}


def sign(state: str, *sources: object, not_used: Mapping[str, str] | None = None) -> object:
    """A question."""
    unused = [{"name": name, "why": why} for name, why in (not_used or {}).items()]
    since = None if state == "unknown" else SINCE
    return {"state": state, "since": since, "sources": list(sources), "not_used": unused}


NOT_USED = {
    "x11": "GNOME on Wayland does not tell",
    "wlr": "no compositor",
    "kwin": "GNOME on Wayland does not tell",
}

TOLD = {
    "running": True,
    "settings": "/s",
    "journal": "/j",
    "version": "1",
    "pid": 7,
    "channel": "dbus",
    "tray": True,
    "tray_advice": "",
    "breaks": {"on": "page", "why": "unhunch[window] is not installed"},
    "idle": {"state": "active", "since": SINCE},
    "idle_sensor": "x11",
    "idle_caveat": "",
    "signs": {
        "dnd": sign("yes", source("xfce", "yes"), source("dunst", "no")),
        "fullscreen": sign("unknown", not_used=NOT_USED),
        "camera": sign("unknown", source("pipewire", "unknown", "the server is gone")),
        "locked": sign("unknown"),
    },
    "unheeded": ["camera"],
    "unfit": [
        {"name": "mutter", "why": "there is no session bus", "question": "idle"},
        {"name": "x11", "why": "GNOME on Wayland does not tell", "question": "fullscreen"},
        {"name": "tray sni", "why": "no watcher", "question": ""},
    ],
    "quiet": ["dnd: do not disturb is on, since 09:02, until it is switched off"],
    "cannot_keep": "",
    "problems": [],
}


def test_every_question_with_every_sensor() -> None:
    """In use and what it says since when, or why not, each reason once; unknown is unknown."""
    lines = list(doctor_lines(ENGLISH, TOLD))
    text = "\n".join(lines[lines.index("Tray           shown") + 1 :])

    assert text == (
        "Guided breaks  on a page in the browser, when you start them\n"
        "               unhunch[window] is not installed\n"
        "Idle time      x11: somebody is active since 09:02\n"
        "               not used: mutter (there is no session bus)\n"
        "dnd            yes since 09:02\n"
        "               xfce: yes since 09:02\n"
        "               dunst: no since 09:02\n"
        "fullscreen     unknown\n"
        "               not used: x11, kwin (GNOME on Wayland does not tell)\n"
        "               not used: wlr (no compositor)\n"
        "camera         unknown (switched off in the settings)\n"
        "               pipewire: unknown (the server is gone)\n"
        "locked         unknown\n"
        "               there is no sensor for it on this system\n"
        "Not used       tray sni: no watcher\n"
        "Now            dnd: do not disturb is on, since 09:02, until it is switched off"
    )


def test_in_german() -> None:
    """All but names."""
    lines = list(doctor_lines(GERMAN, TOLD))

    assert "dnd              ja seit 09:02" in lines
    assert "                 nicht genutzt: x11, kwin (GNOME on Wayland does not tell)" in lines


def test_status_names_what_is_unknown_in_one_line() -> None:
    """Without what the settings switch off."""
    told = TOLD | {"status": "Sitting", "prompt": None, "put_off": [], "next": None}
    lines = list(_status_lines(ENGLISH, told | {"reminders": []}))

    assert lines[-1] == "Unknown: fullscreen, locked (why: unhunch doctor)"
    assert TOLD["quiet"][0] in lines


def test_a_machine_with_nothing_says_unknown_to_everything(running: User) -> None:
    """The real program without a desktop: no question goes without its line, none is made up."""
    told = running.status()

    states = {name: each["state"] for name, each in told["signs"].items()}

    # Whether a camera is in use is in the device files, which need no desktop.
    assert {state for name, state in states.items() if name != "camera"} == {"unknown"}
    assert states["camera"] in ("no", "yes")
    assert set(told["signs"]) >= {"dnd", "fullscreen", "microphone", "camera", "screencast"}
    assert all(each["not_used"] or each["sources"] for each in told["signs"].values())
    assert "Unknown: dnd, fullscreen" in running("status").out
    assert all(name in running("doctor").out for name in states)


def test_a_pause_is_told_with_since_and_end(running: User) -> None:
    """By status and doctor alike."""
    running("pause", "30m")

    for command in ("status", "doctor"):
        assert "paused: prompts are paused until " in running(command).out
    [hold] = running.status()["holds"]

    assert hold["hold"] == "paused"
    assert datetime.fromisoformat(hold["since"]) < datetime.fromisoformat(hold["until"])
