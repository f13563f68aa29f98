"""Everything the program shows comes out of the catalogue: shown in a language of brackets."""

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest

from tests.config.test_problems import BAD
from tests.instants import NINE, POLICY, after, instant, prompted, sat_down
from unhunch.cli.arguments import parser
from unhunch.cli.diagnosing import doctor_lines
from unhunch.cli.telling import _status_lines
from unhunch.config.load import read
from unhunch.config.loaded import Loaded
from unhunch.daemon.answers import _said
from unhunch.daemon.face import face_of
from unhunch.daemon.notices import Look, notice_of
from unhunch.daemon.status import status_of
from unhunch.desk import facts as f
from unhunch.desk.answer import on_request
from unhunch.desk.budget import Because
from unhunch.desk.instant import Instant
from unhunch.desk.policy import Answer, Asks, Every, Hold, Reminder
from unhunch.desk.requests import GiveAnswer, Meeting, Pause, Refused, Resume, Sit, TakeBreak
from unhunch.desk.scene import scene
from unhunch.ports import Entry
from unhunch.sentence import Sentence

from .pseudo import outside, pseudo

WORDS, _ = pseudo()
OWN = Reminder(name="tea_time", trigger=Every(interval=timedelta(hours=1)), text="Earl Grey?")
WITH_OWN = replace(POLICY, reminders=(*POLICY.reminders, OWN))
NAMES = ("tea_time", "Tea time", "tea time", "Tea_time", "Earl Grey?")

LATER = f.PromptAnswered(at=after(47), prompt=1, answer=Answer.LATER, by="user", until=after(52))
START = f.PromptAnswered(at=after(47), prompt=1, answer=Answer.START, by="user")
STRETCH_SET = next(each for each in POLICY.reminders if each.name == "stretch").sets[0]
CUES = next(each for each in POLICY.reminders if each.name == "posture").items
STRETCH = tuple(("stretch", item.key) for item in STRETCH_SET.items[:2])
CUE = ("posture", CUES[1].key)
FULL = f.HoldBegan(at=after(5), hold=Hold.FULLSCREEN)
AWAY = f.AwayBegan(at=after(10))
PAUSE = f.HoldBegan(at=after(5), hold=Hold.PAUSED, fixed=True)
DND = f.HoldBegan(at=after(5), hold=Hold.DND)
HELD = f.HeldBack(at=after(30), hold=Hold.DND)

SITUATIONS: dict[str, Instant] = {
    "nobody": instant([], after(1)),
    "sitting": instant([sat_down()], after(17)),
    "up": instant([f.StanceChanged(at=NINE, stance="standing", brief=True)], after(1)),
    "away": instant([sat_down(), AWAY], after(20)),
    "waiting": instant([sat_down()], after(31)),
    "asked to get up": instant([sat_down(), prompted("sitting", "posture")], after(47)),
    "asked a cue": instant([sat_down(), prompted("posture", items=(CUE,))], after(47)),
    "asked to stretch": instant([sat_down(), prompted("stretch", items=STRETCH)], after(47)),
    "asked how one feels": instant([sat_down(), prompted("checkin")], after(47)),
    "guided": instant([sat_down(), prompted("stretch", items=STRETCH), START], after(47, 5)),
    "how was it": instant([sat_down(), prompted("stretch", items=STRETCH), START], after(50)),
    "doubted": instant([prompted("sitting", doubts_stance=True)], after(47)),
    "asked whether it is wanted": instant(
        [sat_down(), prompted("posture", asks=Asks.HOW_OFTEN)], after(47)
    ),
    "asked about a pause": instant([sat_down(), PAUSE, prompted(asks=Asks.RESUME)], after(47)),
    "to be asked about a pause": instant(
        [sat_down(), PAUSE, prompted(asks=Asks.RESUME), FULL, HELD], after(47)
    ),
    "a forgotten dnd": instant([sat_down(), DND, HELD], after(600)),
    "put off": instant([sat_down(), prompted("sitting"), LATER], after(48)),
    "own": instant([sat_down(), prompted("tea_time", "stretch")], after(47), WITH_OWN),
    "a cue": instant([sat_down(), f.CueShown(at=after(20), reminder="eyes")], after(20, 30)),
} | {
    str(hold): instant([sat_down(), f.HoldBegan(at=after(5), hold=hold, until=until)], after(31))
    for hold, until in [(hold, after(90)) for hold in Hold] + [(Hold.PAUSED, None)]
}


def every(menu: Iterable[Entry]) -> Iterator[Entry]:
    """All lines, those of the menus in it too."""
    for entry in menu:
        yield entry
        yield from every(entry.children)


def english(texts: Iterable[str], *own: str) -> list[str]:
    """Those of the texts that stayed English, in part or whole."""
    return [text for text in texts if outside(text, *NAMES, *own)]


def test_the_brackets_show_what_goes_past() -> None:
    """Text, glued text, and a value that was not translated."""
    said = [
        "Quit",
        f"{WORDS.say('Quit')} now",
        WORDS.say("{name} in {span}", name="stretch", span="3"),
        WORDS.say("{name} in {span}", name=WORDS.say("stretch"), span="3"),
    ]

    assert said[:3] == english(said)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_tray_speaks_the_language(situation: str) -> None:
    """Every line of the menu and the tooltip, whatever the situation."""
    trouble = Sentence("Settings: {problem}", problem=Sentence("no answer"))
    here = scene(SITUATIONS[situation])
    faces = [face_of(WORDS, here, UTC, each) for each in ("", trouble)]

    shown = [each.tooltip for each in faces]
    shown += [entry.label for each in faces for entry in every(each.menu)]

    assert [] == english(shown)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_notifications_speak_the_language(situation: str) -> None:
    """Title, text, buttons, and how to answer without buttons (whose words are a command's)."""
    view = scene(SITUATIONS[situation]).prompt
    if view is None:
        return
    look = Look(
        zone=UTC,
        trouble="",
        on_screen=timedelta(minutes=2),
        sound=False,
        caution=tuple(map(Sentence, ("Pain is not fine.", "Stop then.", "Ask first."))),
        words=WORDS,
    )
    commands = tuple(answer.value for answer in Answer)

    for in_tray in (True, False):
        notice = notice_of(view, look, in_tray=in_tray)

        assert [] == english([notice.title, notice.body, *(b.label for b in notice.buttons)])
        assert [] == english([notice.hint], *commands, "WORD")


SIGNS = {
    "locked": {
        "state": "yes",
        "since": "2026-03-02T09:00:00+00:00",
        "sources": [
            {"name": "x11", "says": "yes", "since": "2026-03-02T09:00:00+00:00", "why": "1"},
            {"name": "dbus", "says": "unknown", "since": None, "why": ""},
        ],
        "not_used": [{"name": "mutter", "why": "2"}],
    },
    "dnd": {"state": "no", "since": None, "sources": [], "not_used": []},
    "camera": {"state": "unknown", "since": None, "sources": [], "not_used": []},
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_status_speaks_the_language(situation: str) -> None:
    """As lines; names of holds, channels and commands are the same in every language."""
    told = status_of(WORDS, SITUATIONS[situation]) | {
        "running": True,
        "channel": "dbus",
        "idle_sensor": "x11",
        "idle_caveat": "",
        "problems": ["config.toml:3"],
        "settings": "/x/config.toml",
        "cannot_keep": "",
        "signs": SIGNS,
        "unheeded": [],
    }
    own = (*Hold, *Answer, "unhunch", "dbus", "x11", "config.toml", "/x/", "prompt", "tray")

    assert [] == english(_status_lines(WORDS, told), *own)


def test_the_doctor_speaks_the_language() -> None:
    """Names of backends stay what they are."""
    told = {
        "running": False,
        "settings": "/1",
        "journal": "/2",
        "version": "0.1",
        "pid": 7,
        "channel": "dbus",
        "tray": False,
        "tray_advice": "",
        "breaks": {"on": "page", "why": ""},
        "idle_sensor": "x11",
        "idle_caveat": "",
        "idle": {"state": "quiet", "since": "2026-03-02T09:00:00+00:00"},
        "signs": SIGNS,
        "unheeded": ["dnd"],
        "quiet": [],
        "unfit": [
            {"name": "mutter", "why": "", "question": ""},
            {"name": "x11", "why": "", "question": "idle"},
        ],
        "cannot_keep": "1",
        "problems": ["2"],
    }

    assert [] == english(doctor_lines(WORDS, told), "dbus", "x11", "mutter", *Hold)


def commands(whole: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands by name."""
    [action] = whole._subparsers._group_actions
    return dict(action.choices)


@pytest.mark.parametrize("command", ["", *commands(parser())])
def test_the_help_speaks_the_language(command: str) -> None:
    """All of it but the names of commands and options, and what stands for a value."""
    whole = parser(WORDS)
    asked = commands(whole).get(command, whole)
    _, _, text = " ".join(asked.format_help().split()).partition("⟦")
    names = {*commands(whole), "prog"}
    for action in asked._actions:
        names |= {*action.option_strings, action.dest, *map(str, action.choices or ())}
        names |= set(str(action.metavar).split())

    left = re.findall(r"[a-z]{2,}", outside(f"⟦{text}", *names, "unhunch"))

    assert [] == left


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_complaints_about_settings_speak_the_language(file: Path) -> None:
    """Everything that can be wrong with a file has its words in the catalogue."""
    problems = read(file, {})
    assert not isinstance(problems, Loaded)

    for problem in problems:
        assert isinstance(problem.expected, Sentence)
        assert "⟦" in WORDS.tell(problem.words)


def test_answers_to_requests_speak_the_language() -> None:
    """What was brought about, in a sentence."""
    facts = [
        f.HoldBegan(at=NINE, hold=Hold.PAUSED, until=after(600)),
        f.HoldBegan(at=NINE, hold=Hold.PAUSED),
        f.HoldChanged(at=NINE, hold=Hold.MEETING, until=after(3000)),
        f.HoldEnded(at=NINE, hold=Hold.PAUSED),
        f.HoldEnded(at=NINE, hold=Hold.MEETING),
        f.StanceChanged(at=NINE, stance="standing"),
        f.StanceChanged(at=NINE, stance="sitting"),
        f.BoutBegan(at=NINE),
        f.BoutEnded(at=NINE, sat=timedelta(minutes=70)),
        LATER,
        START,
        prompted("sitting"),
    ]

    said = [_said(WORDS, fact, UTC) for fact in facts]

    assert [] == english(said)
    assert all(said)


def test_refusals_speak_the_language() -> None:
    """Whatever is asked for in vain."""
    here, prompt = SITUATIONS["sitting"], SITUATIONS["asked to get up"]
    asked = [
        (here, Resume()),
        (here, Sit()),
        (here, Meeting(length=timedelta(0))),
        (here, Pause(until=date(2020, 1, 1))),
        (here, TakeBreak(reminder="nap")),
        (here, GiveAnswer(answer=Answer.DONE)),
        (SITUATIONS["guided"], TakeBreak(reminder="stretch")),
        (prompt, GiveAnswer(answer=Answer.START)),
        (prompt, GiveAnswer(answer=Answer.LATER, length=timedelta(days=1))),
        (prompt, GiveAnswer(answer=Answer.DONE, length=timedelta(hours=1))),
    ]
    own = ("nap", *(each.name for each in POLICY.reminders), *Answer)

    outcomes = [on_request(instant, request) for instant, request in asked]

    assert all(isinstance(outcome, Refused) for outcome in outcomes)
    assert [] == english((WORDS.tell(o.why) for o in outcomes if isinstance(o, Refused)), *own)


def test_reasons_to_wait_speak_the_language() -> None:
    """All of them, also those that no situation above has."""
    assert [] == english(WORDS.say(why.value) for why in Because)


def test_the_person_s_own_words_stay_theirs() -> None:
    """A reminder and a button of one's own are never translated, even where they could be."""
    own = Reminder(name="stop", trigger=Every(interval=timedelta(hours=1)), text="Quit")
    policy = replace(POLICY, reminders=(own,))
    view = scene(instant([sat_down(), prompted("stop")], after(47), policy)).prompt
    assert view is not None
    look = Look(zone=UTC, trouble="", on_screen=timedelta(0), sound=False, words=WORDS)

    notice = notice_of(view, look, in_tray=True)

    assert ("Stop", "Quit") == (notice.title, notice.body)


def test_everything_that_was_said_is_in_the_catalogues() -> None:
    """What is put together while the program runs has a translation, too."""
    words, asked = pseudo()
    for each in POLICY.reminders:
        for item in (*each.items, *(item for of in each.sets for item in of.items)):
            words.tell(item.text)
            words.tell(item.step)
        for choice in each.choices:
            words.tell(choice.label)
        words.tell(each.text)
    for file in BAD:
        for problem in read(file, {}):
            words.tell(problem.words)

    assert set() == asked.unknown
