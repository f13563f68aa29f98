"""Why it is quiet: every hold with its since and its end, what waits, what nobody can tell."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from tests.instants import POLICY, after, instant, prompted, sat_down
from unhunch.desk import facts as f
from unhunch.desk.policy import Hold, HoldRule
from unhunch.desk.scene import scene
from unhunch.desk.seen import Signed
from unhunch.words.catalogue import ENGLISH, catalogue
from unhunch.words.quiet import LINES, quiet_words, why_words

GERMAN = catalogue("de", {})


def quiet(*facts: f.Fact, minutes: float = 6, words=ENGLISH, **seen: object) -> list[str]:
    """The reasons after these facts, at six minutes past nine."""
    return quiet_words(words, scene(instant([sat_down(), *facts], after(minutes), **seen)), UTC)


def on(hold: Hold, until: float | None = None) -> f.Fact:
    """The hold is on since five past nine."""
    return f.HoldBegan(at=after(5), hold=hold, until=None if until is None else after(until))


@pytest.mark.parametrize(
    ("hold", "line"),
    [
        (Hold.DND, "dnd: do not disturb is on, since 09:05, until it is switched off"),
        (
            Hold.MICROPHONE,
            "microphone: the microphone is in use, since 09:05, until 3 minutes after that",
        ),
        (Hold.CAMERA, "camera: the camera is in use, since 09:05, until 3 minutes after that"),
        (
            Hold.SCREENCAST,
            "screencast: the screen is shared, since 09:05, until 3 minutes after that",
        ),
        (Hold.LOCKED, "locked: the screen is locked, since 09:05, until it is unlocked"),
        (Hold.PAUSED, "paused: prompts are paused until you resume, since 09:05"),
    ],
)
def test_a_hold_without_an_end_says_what_ends_it(hold: Hold, line: str) -> None:
    """In words, as no clock knows it."""
    yes = {hold: Signed(True, after(5))}

    assert quiet(on(hold), signs=yes) == [line]


@pytest.mark.parametrize("hold", [Hold.MEETING, Hold.PAUSED, Hold.QUIET_HOURS])
def test_a_hold_with_an_end_says_when(hold: Hold) -> None:
    """By the clock."""
    [line] = quiet(on(hold, until=65))

    assert line.endswith(" until 10:05, since 09:05")


def test_a_window_that_fills_the_screen_gives_way() -> None:
    """After an hour of work, as the settings say."""
    [line] = quiet(on(Hold.FULLSCREEN), signs={Hold.FULLSCREEN: Signed(True, after(5))})

    assert line == (
        "fullscreen: a window fills the screen, since 09:05, until 10:05 at the latest if you stay"
    )


def test_a_film_in_the_full_screen_lasts_as_long_as_it_does() -> None:
    """It has no end that a clock knows."""
    signs = {Hold.FULLSCREEN: Signed(True, after(5)), "inhibitor": Signed(True, after(5))}
    [line] = quiet(on(Hold.FULLSCREEN), signs=signs)

    assert line.endswith(", since 09:05, until it no longer does")


def test_after_a_call_the_end_is_told() -> None:
    """Three minutes after the last use."""
    over = {Hold.MICROPHONE: Signed(False, after(6), after(6))}
    [line] = quiet(on(Hold.MICROPHONE), signs=over)

    assert line == "microphone: the microphone was just in use, since 09:05, until 09:09"


def test_a_limit_of_the_settings_is_an_end() -> None:
    """Of every hold, the sooner of the two."""
    limited = replace(POLICY, holds={Hold.DND: HoldRule(at_most=timedelta(minutes=30))})
    here = instant([sat_down(), on(Hold.DND)], after(6), limited)

    assert quiet_words(ENGLISH, scene(here), UTC)[0].endswith(
        "until 09:35 at the latest if you stay"
    )


def test_what_waits_for_a_hold_is_named() -> None:
    """With since when it is due; what would come along early is not."""
    lines = quiet(on(Hold.DND), minutes=31, signs={Hold.DND: Signed(True, after(5))})

    assert lines[1:] == ["posture due since 09:30: a hold is on"]
    assert quiet(on(Hold.DND), minutes=46)[-1].startswith("sitting, posture due since 09:45: ")


def test_the_budget_says_until_when() -> None:
    """Too soon after the last prompt."""
    answered = f.PromptAnswered(at=after(31), prompt=1, answer="done", by="user")
    lines = quiet(prompted("stretch", at=after(40)), answered, minutes=46)

    assert lines == [
        "sitting, posture due since 09:45: too soon after the last prompt, until 09:55"
    ]


def test_every_word_of_it_is_translated() -> None:
    """In German, names of holds as they are everywhere."""
    told = quiet(on(Hold.DND), minutes=31, words=GERMAN)

    assert told == [
        "dnd: „Nicht stören“ ist an, seit 09:05, bis es ausgeschaltet wird",
        "Haltung seit 09:30 fällig: gerade soll gewartet werden",
    ]


# --- in a notification -------------------------------------------------------------------------


def test_nothing_holds_back() -> None:
    """That is an answer too, and what is unknown belongs to it."""
    assert why_words(ENGLISH, [], []) == "Nothing holds prompts back."
    assert why_words(ENGLISH, [], ["dnd", "camera"]).splitlines() == [
        "Nothing holds prompts back.",
        "Unknown: dnd, camera",
    ]


def test_all_holds_at_once_stay_readable() -> None:
    """A few lines, how many more there are, and where they can be read."""
    every = quiet(*(on(hold, until=65) for hold in Hold), minutes=46)
    lines = why_words(ENGLISH, every, ["inhibitor"]).splitlines()

    assert len(every) == len(Hold) + 1
    assert len(lines) == LINES + 1
    assert lines[:5] == every[:5]
    assert lines[5:] == ["5 more: unhunch status", "Unknown: inhibitor"]


def test_as_many_as_fit_are_all_told() -> None:
    """No line is replaced by its own number."""
    assert why_words(ENGLISH, ["a"] * LINES, []).splitlines() == ["a"] * LINES
