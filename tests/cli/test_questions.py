"""The questions about delivery itself, answered by command to a running daemon."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from unhunch.desk import facts as f
from unhunch.desk.policy import Asks, Hold
from unhunch.journal.store import SqliteJournal

from .user import User

MINE = """# My own words.
[reminders.posture]
every = "45m"  # not too often
"""


def lived(user: User, *facts: f.Fact) -> User:
    """Start the daemon where these facts were left."""
    journal = SqliteJournal.open(user.journal)
    journal.append(facts)
    journal.close()
    user.start()
    return user


def ago(**length: float) -> datetime:
    """So long before now."""
    return datetime.now(UTC) - timedelta(**length)


@pytest.fixture
def asked(user: User) -> Iterator[User]:
    """Somebody who was asked whether posture is wanted."""
    user.write(MINE)
    names = ("posture",)
    asks = f.PromptShown(at=ago(minutes=1), prompt=1, reminders=names, asks=Asks.HOW_OFTEN)
    yield lived(user, f.BoutBegan(at=ago(hours=1)), asks)


@pytest.fixture
def paused(user: User) -> Iterator[User]:
    """Somebody who paused two days ago until they resume, and was asked about it."""
    pause = f.HoldBegan(at=ago(days=2), hold=Hold.PAUSED, fixed=True)
    asks = f.PromptShown(at=ago(minutes=1), prompt=1, reminders=(), asks=Asks.RESUME)
    yield lived(user, f.BoutBegan(at=ago(days=3)), pause, asks)


def reminders(user: User) -> list[str]:
    """The reminders that the daemon goes by."""
    return [each["reminder"] for each in user.status()["reminders"]]


def test_turn_off_writes_the_settings_as_the_command_does(asked: User) -> None:
    """Comments and order stay, and the daemon goes by it without a restart."""
    before = reminders(asked)
    said = asked("answer", "turn_off")
    asked.wait_until(lambda: "posture" not in reminders(asked))

    assert "posture" in before
    assert (0, "Turned off: posture.\n") == (said.code, said.out)
    assert f"{MINE}enabled = false\n" == asked.settings.read_text(encoding="utf-8")
    assert ["posture"] == asked.facts("settings_changed")[-1]["removed"]


def turned_off(*, already: bool = False) -> list[f.Fact]:
    """An answer after which the daemon was killed; `already`: when the settings had followed."""
    names, at = ("posture",), ago(minutes=1)
    facts: list[f.Fact] = [
        f.Started(at=ago(hours=1), reminders=names),
        f.TurnedOff(at=at, reminder="posture"),
    ]
    return [*facts, f.SettingsChanged(at=at, removed=names)] if already else facts


def test_turn_off_is_made_up_for_when_the_daemon_was_killed_in_between(user: User) -> None:
    """At the next start the settings are written."""
    user.write(MINE)
    lived(user, *turned_off())
    user.wait_until(lambda: "posture" not in reminders(user))

    assert f"{MINE}enabled = false\n" == user.settings.read_text(encoding="utf-8")


@pytest.mark.parametrize("started", [False, True])
def test_who_turned_it_on_again_keeps_it(user: User, started: bool) -> None:
    """Once the settings had followed, or a start had seen to it, they alone count."""
    user.write(MINE)
    later = [f.Started(at=ago(seconds=30), reminders=("posture",))] if started else []
    lived(user, *turned_off(already=not started), *later)
    user("config", "set", "reminders.eyes.enabled", "false")
    user.wait_until(lambda: "eyes" not in reminders(user))

    assert "posture" in reminders(user)


def test_turn_off_that_fails_is_said(asked: User) -> None:
    """Settings that cannot be read are left alone; the user is told what to do by hand."""
    asked.write("[reminders.posture\n")
    said = asked("answer", "turn_off")
    asked.wait_until(lambda: "posture is not turned off" in asked.said())

    assert 0 == said.code
    assert "unhunch config set reminders.posture.enabled false" in asked.said()
    assert "[reminders.posture\n" == asked.settings.read_text(encoding="utf-8")


def test_fewer_is_kept_and_status_shows_it(asked: User) -> None:
    """The factor is in the journal, in `status`, and there after a restart."""
    said = asked("answer", "fewer")
    asked("quit")
    asked.ends()
    asked.start()
    [posture] = [each for each in asked.status()["reminders"] if each["reminder"] == "posture"]

    assert (0, "Fewer of these: posture.\n") == (said.code, said.out)
    assert 1.25 == posture["factor"]


def test_what_was_said_survives_forgetting(asked: User) -> None:
    """`journal forget` takes the facts, and neither the wish nor that it was asked."""
    asked("answer", "fewer")
    today = ago().date().isoformat()
    forgot = asked("journal", "forget", "--from", "2020-01-01", "--to", today, "--yes")
    [posture] = [each for each in asked.status()["reminders"] if each["reminder"] == "posture"]

    assert 0 == forgot.code, forgot.err
    assert [["posture", 1.25]] == asked.facts("forgotten")[-1]["wished"]
    assert [] == asked.facts("interval_wished")
    assert 1.25 == posture["factor"]


def test_a_pause_that_was_asked_about_is_open_after_a_restart(paused: User) -> None:
    """`status` tells the question and the words that it takes."""
    prompt = paused.status()["prompt"]

    assert ("Still paused?", ["resume", "one_more_day"]) == (prompt["title"], prompt["answers"])


def test_one_more_day_by_command(paused: User) -> None:
    """The pause goes on, and no question is open."""
    said, status = paused("answer", "one_more_day"), paused.status()

    assert (0, "Paused until you resume.\n") == (said.code, said.out)
    assert (["paused"], None) == ([each["hold"] for each in status["holds"]], status["prompt"])


@pytest.mark.parametrize("words", [("answer", "resume"), ("resume",)])
def test_resume_by_command(paused: User, words: tuple[str, ...]) -> None:
    """Either way the pause is over and the question answered."""
    said = paused(*words)

    assert (0, "Prompts are on again.\n") == (said.code, said.out)
    assert ["resume"] == [fact["answer"] for fact in paused.facts("prompt_answered")]
    assert [] == paused.status()["holds"]
