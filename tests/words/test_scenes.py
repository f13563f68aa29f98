"""What the program says is true, in every situation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instants import NINE, POLICY, after, instant, prompted, sat_down
from unhunch.config.library import read_library
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer, Asks, At, Hold, Reminder
from unhunch.desk.scene import scene
from unhunch.words.catalogue import ENGLISH, LANGUAGES, catalogue
from unhunch.words.quiet import quiet_words
from unhunch.words.scenes import (
    answer_hint,
    clock_words,
    lasting_line,
    minutes_to,
    prompt_body,
    prompt_title,
    status_line,
    tooltip,
    with_minutes,
)
from unhunch.words.times import span_words


def line(*facts: f.Fact, now: datetime, **seen: object) -> str:
    """The status line after these facts."""
    return status_line(ENGLISH, scene(instant(facts, now, **seen)), UTC)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=40), "40 s"),
        (timedelta(minutes=32, seconds=59), "32 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=1, minutes=5), "1 h 5 min"),
        (timedelta(seconds=-5), "0 s"),
    ],
)
def test_lengths(span: timedelta, words: str) -> None:
    """As a person says them, rounded down."""
    assert span_words(ENGLISH, span) == words


@given(seconds=st.integers(1, 100_000))
def test_what_is_to_come_is_never_in_no_time(seconds: int) -> None:
    """Not "in 0 min" for what is still to come, and never sooner than it is."""
    words = minutes_to(ENGLISH, NINE + timedelta(seconds=seconds), NINE)

    assert not words.startswith("0")


def test_moments_have_a_date_when_they_need_one() -> None:
    """Today the time, tomorrow by name, else with the date."""
    days = [clock_words(ENGLISH, NINE + timedelta(days=days), NINE, UTC) for days in (0, 1, 2)]

    assert days == ["09:00", "tomorrow 09:00", "2026-03-04 09:00"]


def test_the_status_line_as_in_the_specification() -> None:
    """Sitting for how long, and the next prompt; cues are not announced."""
    told = line(sat_down(), f.CueShown(at=after(20), reminder="eyes"), now=after(17))

    assert told == "Sitting 17 min · posture in 13 min"


def test_the_first_minute_has_no_number() -> None:
    """Seconds would soon be wrong in a label that stays."""
    assert line(sat_down(), now=after(seconds=30)).startswith("Sitting · ")


def test_before_the_first_touch() -> None:
    """Nobody is said to sit."""
    assert line(now=NINE, last_input=None, typing=False).startswith("Waiting for you")


@pytest.mark.parametrize(
    ("facts", "minutes", "words"),
    [
        ([f.IdleBegan(at=after(10))], 13, "Idle 3 min"),
        ([f.AwayBegan(at=after(10)), f.BoutEnded(at=after(10), sat=None)], 20, "Away 10 min"),
        ([f.StanceChanged(at=after(10), stance="standing")], 20, "Standing"),
        ([f.StanceChanged(at=after(10), stance="standing", brief=True)], 12, "Up"),
    ],
    ids=["idle", "away", "standing", "up"],
)
def test_who_does_not_sit_is_not_said_to_sit(
    facts: list[f.Fact], minutes: float, words: str
) -> None:
    """Idle, away, standing and up have their own words."""
    ended = f.BoutEnded(at=after(10), sat=timedelta(minutes=10))
    gone = [] if isinstance(facts[0], f.IdleBegan) else [ended]

    assert line(sat_down(), *facts, *gone, now=after(minutes)).split(" · ")[0] == words


@pytest.mark.parametrize("hold", list(Hold))
def test_a_hold_is_named_in_words(hold: Hold) -> None:
    """Each hold has a sentence, and its end where there is one."""
    began = f.HoldBegan(at=after(5), hold=hold, until=after(65))
    shown = scene(instant([sat_down(), began], after(6)))

    assert status_line(ENGLISH, shown, UTC).endswith(" until 10:05")
    assert quiet_words(ENGLISH, shown, UTC)[0].startswith(f"{hold.value}: ")


def test_a_pause_without_an_end_says_so() -> None:
    """Until you resume."""
    told = line(sat_down(), f.HoldBegan(at=after(5), hold=Hold.PAUSED), now=after(6))

    assert told.endswith("prompts are paused until you resume")


def test_a_prompt_that_waits_says_why() -> None:
    """What is due and why it is not shown, and since when."""
    shown = scene(instant([sat_down()], after(31)))

    assert (
        status_line(ENGLISH, shown, UTC) == "Sitting 31 min · posture due, waiting for a pause in "
        "the work"
    )
    assert quiet_words(ENGLISH, shown, UTC) == [
        "posture due since 09:30: waiting for a pause in the work, until 09:40"
    ]


def test_nothing_to_say_is_nothing() -> None:
    """No reminders: who is there, and no reason for quiet."""
    shown = scene(instant([sat_down()], after(31), replace(POLICY, reminders=())))

    assert (status_line(ENGLISH, shown, UTC), quiet_words(ENGLISH, shown, UTC)) == (
        "Sitting 31 min",
        [],
    )


# --- prompts ---------------------------------------------------------------------------------


def view(*facts: f.Fact, now: datetime):
    """The prompt on the stage."""
    shown = scene(instant(facts, now)).prompt
    assert shown is not None
    return shown


def test_the_sitting_prompt_has_the_true_number() -> None:
    """Of this minute, not of its time; what joined is one line."""
    shown = view(sat_down(), prompted("sitting", "stretch", "posture"), now=after(47, 30))

    assert prompt_title(ENGLISH, shown) == "Time to get up"
    assert prompt_body(ENGLISH, shown) == (
        "You've been sitting for 47 minutes. Stand or walk for a few minutes.\n"
        "Also due: a stretch, a posture check."
    )
    assert answer_hint(ENGLISH, shown).startswith(
        "Answer in the tray menu or with: unhunch answer done (done, "
    )


def test_a_check_in_is_answered_by_its_own_command() -> None:
    """Its taps are no words of `unhunch answer`."""
    shown = view(sat_down(), prompted("checkin"), now=after(47))

    assert "Answer in the tray menu or with: unhunch checkin" == answer_hint(ENGLISH, shown)
    assert "Answer with: unhunch checkin" == answer_hint(ENGLISH, shown, in_tray=False)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "Stand."),
        (59, "Stand."),
        (60, "You sat for 1 minute. Stand."),
        (120, "You sat for 2 minutes. Stand."),
    ],
)
def test_minutes_that_are_not_there_are_not_told(seconds: int, words: str) -> None:
    """Nobody sits for 0 minutes, or for 1 minutes."""
    text = "You sat for {minutes} minutes. Stand."

    assert with_minutes(ENGLISH, text, timedelta(seconds=seconds)) == words


def test_a_break_asked_for_while_standing_tells_no_minutes() -> None:
    """No bout, no minutes."""
    shown = view(prompted("sitting", at=after(1)), now=after(1))

    assert prompt_body(ENGLISH, shown) == "Stand or walk for a few minutes."


def test_a_guided_break_from_step_to_step() -> None:
    """Each exercise with its place, then the question."""
    [stretch] = [each for each in POLICY.reminders if each.name == "stretch"]
    items = stretch.sets[0].items[:2]
    keys = tuple(("stretch", item.key) for item in items)
    began = f.PromptAnswered(at=after(60), prompt=1, answer=Answer.START, by="user")
    facts = [sat_down(), prompted("stretch", items=keys), began]
    first, over = view(*facts, now=after(60, 1)), view(*facts, now=after(66))

    assert prompt_title(ENGLISH, view(*facts[:2], now=after(47))) == "Stretch break"
    assert all(item.text in prompt_body(ENGLISH, view(*facts[:2], now=after(47))) for item in items)
    assert prompt_title(ENGLISH, first) == "Stretch break: 1 of 2"
    assert prompt_body(ENGLISH, first).startswith(f"{items[0].text}. ")
    assert (prompt_title(ENGLISH, over), prompt_body(ENGLISH, over)) == (
        "How was that?",
        "The break is over.",
    )


def test_the_line_of_a_guided_break_is_not_that_of_its_cover() -> None:
    """What fills the screen is the break itself; a prompt that only asks waits for it."""
    key = next(each for each in POLICY.reminders if each.name == "stretch").sets[0].items[0].key
    asked = prompted("stretch", items=(("stretch", key),))
    began = f.PromptAnswered(at=after(60), prompt=1, answer=Answer.START, by="user")
    covered = f.HoldBegan(at=after(60), hold=Hold.FULLSCREEN)

    assert line(sat_down(), asked, began, covered, now=after(60, 1)).endswith(
        " · Stretch break: 1 of 1"
    )
    assert line(sat_down(), asked, covered, now=after(60, 1)).endswith(
        " · a window fills the screen"
    )


CAUTION = read_library().caution
EXERCISES = {
    item.key: (stretch, item)
    for stretch in POLICY.reminders
    for each in (*stretch.sets, *filter(None, [stretch.gentle]))
    for item in each.items
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", EXERCISES)
def test_an_exercise_is_cut_off_behind_what_matters(key: str, language: str) -> None:
    """GNOME shows six lines of some forty letters: that pain is not fine and how to do it are read
    there, then when to stop, and for whom it is not is the first to go."""
    stretch, item = EXERCISES[key]
    words = catalogue(language, {})
    shown = view(
        *(sat_down(), prompted("stretch", items=((stretch.name, key),))),
        f.PromptAnswered(at=after(60), prompt=1, answer=Answer.START, by="user"),
        now=after(60, 1),
    )
    first, how, stop, *avoid = prompt_body(words, shown, CAUTION).splitlines()

    assert f"{first} {stop}" == " ".join(map(words.tell, CAUTION))
    assert how.startswith(f"{words.tell(item.text)}. ")
    assert avoid == ([words.tell(item.avoid)] if item.avoid else [])
    assert len(wrap(first, 40)) + len(wrap(how, 40)) <= 6


def test_the_doubt_about_standing() -> None:
    """It asks, and says nothing about sitting."""
    stood = f.StanceChanged(at=NINE, stance="standing")
    shown = view(sat_down(), stood, prompted("sitting", doubts_stance=True), now=after(47))

    assert prompt_title(ENGLISH, shown) == "Still standing?"
    assert "sitting" not in prompt_body(ENGLISH, shown)


# --- the tooltip -----------------------------------------------------------------------------


def test_the_tooltip_says_trouble_first_then_the_cue() -> None:
    """A cue shows its text for two minutes of presence."""
    facts = [sat_down(), f.CueShown(at=after(20), reminder="eyes")]
    cue, over = (scene(instant(facts, after(minutes))) for minutes in (21, 23))

    assert tooltip(ENGLISH, cue, UTC, "") == "Look at something 6 m away"
    assert tooltip(ENGLISH, cue, UTC, "Settings are broken") == "Settings are broken"
    assert tooltip(ENGLISH, over, UTC, "").startswith("Sitting since ")


def test_the_tooltip_stays_true_while_nothing_happens() -> None:
    """It speaks by the clock: a panel need not be told anew every minute."""
    soon, later = (scene(instant([sat_down()], after(minutes))) for minutes in (3, 12))

    assert tooltip(ENGLISH, soon, UTC, "") == tooltip(ENGLISH, later, UTC, "")
    assert tooltip(ENGLISH, soon, UTC, "").startswith("Sitting since 09:00 · ")
    assert " at 09:" in tooltip(ENGLISH, soon, UTC, "")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sitting", "You've been sitting for 21 minutes. Stand or walk for a few minutes."),
        ("posture", "Posture check"),
        ("stretch", "Stretch break"),
    ],
)
def test_a_reminder_that_backed_off_into_the_tray_has_words(name: str, words: str) -> None:
    """No empty tooltip, and no {minutes} in it."""
    cue = scene(instant([sat_down(), f.CueShown(at=after(20), reminder=name)], after(21)))

    assert tooltip(ENGLISH, cue, UTC, "") == words


def test_an_appointment_of_the_users_own() -> None:
    """Its name as a title, its text as it is."""
    call = Reminder(name="tea_time", trigger=At(times=()), text="A cup of tea?")
    policy = replace(POLICY, reminders=(call,))
    shown = scene(instant([sat_down(), prompted("tea_time")], after(47), policy)).prompt

    assert shown is not None
    assert (prompt_title(ENGLISH, shown), prompt_body(ENGLISH, shown)) == (
        "Tea time",
        "A cup of tea?",
    )


def test_the_question_about_a_pause() -> None:
    """What it asks, what no answer means, and its two answers."""
    pause = f.HoldBegan(at=NINE, hold=Hold.PAUSED, fixed=True)
    shown = view(sat_down(), pause, prompted(asks=Asks.RESUME), now=after(47))

    assert "Still paused?" == prompt_title(ENGLISH, shown)
    assert "Without an answer the pause ends." in prompt_body(ENGLISH, shown)
    assert ["Resume", "One more day"] == [each.label for each in shown.buttons]
    assert "unhunch answer resume (resume, one_more_day)" in answer_hint(ENGLISH, shown)


def test_the_question_whether_a_reminder_is_wanted() -> None:
    """It says what it is about, and what it would have said."""
    shown = view(sat_down(), prompted("sitting", asks=Asks.HOW_OFTEN), now=after(47))

    assert "Time to get up: still wanted?" == prompt_title(ENGLISH, shown)
    assert "You've been sitting for 47 minutes." in prompt_body(ENGLISH, shown)
    assert ["Keep", "Fewer", "Turn off"] == [each.label for each in shown.buttons]


def test_a_do_not_disturb_that_may_be_forgotten_is_named() -> None:
    """In the status line and in "Why so quiet?", with since when it held something back."""
    facts = [
        f.HoldBegan(at=NINE, hold=Hold.DND),
        sat_down(),
        f.HeldBack(at=after(30), hold=Hold.DND),
    ]
    shown = scene(instant(facts, after(511)))
    named = "do not disturb has held prompts back since 09:30"

    assert status_line(ENGLISH, shown, UTC).endswith(f" · {named}")
    assert lasting_line(ENGLISH, shown, UTC).endswith(f" · {named}")
    assert named in quiet_words(ENGLISH, shown, UTC)
