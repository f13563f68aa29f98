"""Commands that ask the running daemon, and what they say when it refuses or is not there."""

import json

import pytest

from .user import User

ASKING = [
    ["pause"],
    ["resume"],
    ["meeting"],
    ["stand"],
    ["sit"],
    ["break"],
    ["answer", "done"],
    ["quit"],
]


@pytest.mark.parametrize("words", ASKING, ids=" ".join)
def test_without_a_daemon_each_says_so(user: User, words: list[str]) -> None:
    """Exit code 3, and how to start it."""
    said = user(*words)

    assert (3, "") == (said.code, said.out)
    assert said.err == "unhunch: Unhunch is not running. Start it with: unhunch\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["pause", "5"], "unit"),
        (["pause", "until"], "until DATE"),
        (["pause", "until", "2026-13-01"], "is no date"),
        (["pause", "until", "soon"], "is no date"),
        (["pause", "for", "a", "while"], "LENGTH"),
        (["meeting", "long"], "write a length"),
        (["answer", "maybe"], "unknown answer 'maybe'"),
        (["answer", "done", "5m"], "only later takes a LENGTH"),
        (["answer"], "WORD"),
        (["sing"], "invalid choice"),
        (["journal", "burn"], "invalid choice"),
        (["autostart"], "required"),
        (["config", "path", "more"], "nothing more"),
        (["config", "set", "idle_after"], "a KEY and a VALUE"),
        (["config", "unset"], "takes a KEY"),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_wrong_use_is_told(user: User, words: list[str], why: str) -> None:
    """Exit code 2, and what was expected."""
    said = user(*words)

    assert (2, "") == (said.code, said.out)
    assert why in said.err


PAUSES = [
    (["pause"], "Paused until ", True),
    (["pause", "30m"], "Paused until ", True),
    (["pause", "until", "tomorrow"], "Paused until ", True),
    (["pause", "until", "resume"], "Paused until you resume.", False),
    (["meeting", "1h30m"], "In a meeting until ", True),
]


def test_pauses_and_meetings_say_their_end(running: User) -> None:
    """Each is told with its end and shows as a hold; more than a year is refused."""
    for words, said, has_end in PAUSES:
        answer, [hold] = running(*words), running.status()["holds"]

        assert (0, said) == (answer.code, answer.out[: len(said)])
        assert (hold["until"] is not None) == has_end

        running("resume")
    far = running("pause", "until", "2999-01-01")

    assert (1, "unhunch: the length must be") == (far.code, far.err[:27])
    assert running.status()["holds"] == []


def test_resume_ends_what_there_is(running: User) -> None:
    """It is refused where nothing is paused."""
    running("pause")
    first, second = running("resume"), running("resume")

    assert (0, "Prompts are on again.\n") == (first.code, first.out)
    assert (1, "unhunch: nothing is paused\n") == (second.code, second.err)


def test_standing_and_sitting(running: User) -> None:
    """The stance is told, and a bout begins with the word."""
    stood, sat = running("stand"), running("sit")

    assert (0, "Noted: standing.\n") == (stood.code, stood.out)
    assert sat.out == "Noted: sitting. Sitting from now on.\n"
    assert running("sit").code == 1
    assert running.status()["stance"] == "sitting"


def test_a_break_is_begun_and_answered(running: User) -> None:
    """Words that this prompt does not take are refused with those it does."""
    assert running("break").out == "Here it is. The break begins.\n"

    refused = running("answer", "later")

    assert refused.code == 1
    assert "done, hurt, stopped" in refused.err
    assert running("answer", "hurt").out == "Answered: hurt.\n"
    assert running("answer", "done").err == "unhunch: there is no open prompt\n"


def test_a_prompt_is_put_off(running: User) -> None:
    """Later takes a length, and status says until when."""
    running("break", "sitting")

    assert running("answer", "later", "15m").out.startswith("Put off until ")
    assert "Put off: sitting until " in running("status").out
    assert running("answer", "later", "9h").code == 1


def test_an_unknown_reminder_is_refused_with_those_there_are(running: User) -> None:
    """The names are in the message."""
    said = running("break", "tea")

    assert said.code == 1
    assert "sitting" in said.err


def test_status_without_a_daemon_tells_how_it_was(running: User) -> None:
    """From the journal, with exit code 3; JSON too."""
    running("sit")
    running("quit")
    running.ends()
    words, told = running("status"), json.loads(running("status", "--json").out)

    assert words.code == 3
    assert words.out.startswith("Not running. Start it with: unhunch\nWhen it last ran, ")
    assert (False, "sitting") == (told["running"], told["stance"])


def test_status_before_the_first_start(user: User) -> None:
    """There is nothing to tell yet, and nothing is made."""
    said = user("status")

    assert (3, "Not running. Start it with: unhunch\n") == (said.code, said.out)
    assert json.loads(user("status", "--json").out)["running"] is False
    assert not user.journal.exists()


def test_doctor_without_a_daemon(user: User) -> None:
    """It tells where things are."""
    said = user("doctor")

    assert said.code == 3
    assert str(user.settings) in said.out


def test_version(user: User) -> None:
    """One line."""
    said = user("--version")

    assert (0, "unhunch ") == (said.code, said.out[:8])
