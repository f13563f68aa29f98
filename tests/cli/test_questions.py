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


WEEK = "# Once a week.\n[week]\n"


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
def told(user: User) -> Iterator[User]:
    """Somebody whose weekly notice is open, with a sentence in it."""
    user.write(WEEK)
    yield lived(user, *three_weeks(), in_week(Asks.WEEK))


@pytest.fixture
def asked_weekly(user: User) -> Iterator[User]:
    """Somebody who was asked whether there were too many prompts."""
    user.write(WEEK)
    yield lived(user, *three_weeks(), in_week(Asks.HOW_MANY))


def three_weeks() -> list[f.Fact]:
    """Three hours on each morning of three weeks."""
    noon = datetime.now().astimezone().replace(hour=12)
    return [
        f.BoutEnded(at=noon - timedelta(days=days), sat=timedelta(hours=3))
        for days in range(22, 0, -1)
    ]


def in_week(asks: Asks) -> f.PromptShown:
    """What comes once a week was shown a moment ago."""
    return f.PromptShown(at=ago(seconds=30), prompt=1, reminders=(), asks=asks)


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


def test_turning_the_weekly_notice_off_writes_the_settings(told: User) -> None:
    """As `unhunch config set week.notice false` does, and the daemon goes by it."""
    prompt = told.status()["prompt"]
    said = told("answer", "turn_off")
    told.wait_until(lambda: told.facts("settings_changed"))

    assert ["open", "turn_off", "read"] == prompt["answers"]
    assert prompt["body"].startswith("You sat 3 h a day on 7 days, about as long as")
    assert (0, "There will be no weekly notice any more.\n") == (said.code, said.out)
    assert f"{WEEK}notice = false\n" == told.settings.read_text(encoding="utf-8")
    assert ["[week]"] == told.facts("settings_changed")[-1]["removed"]


@pytest.mark.parametrize("already", [False, True])
def test_the_notice_is_turned_off_though_the_daemon_was_killed(user: User, already: bool) -> None:
    """At the next start, unless the settings had followed and somebody wants it again."""
    user.write(WEEK)
    facts: list[f.Fact] = [f.Started(at=ago(hours=1)), f.TurnedOff(at=ago(), reminder="[week]")]
    if already:
        facts.append(f.SettingsChanged(at=ago(), removed=("[week]",)))
    lived(user, *facts)
    if already:
        user("config", "set", "reminders.eyes.enabled", "false")
        user.wait_until(lambda: "eyes" not in reminders(user))
    else:
        user.wait_until(lambda: user.facts("settings_changed"))

    assert already is ("notice = false" not in user.settings.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("word", "reply", "factor"),
    [
        ("too_many", "There will be more time between prompts: a quarter more.", 1.25),
        ("right", "It stays as it is.", 1.0),
        ("too_few", "There will be less time between prompts: 15 % less.", 0.85),
    ],
)
def test_the_weekly_question_by_command(
    asked_weekly: User, word: str, reply: str, factor: float
) -> None:
    """One reply for all reminders, and `status` tells each factor and where it comes from."""
    said = asked_weekly("answer", word)
    paces = {
        each["reminder"]: (each["factor"], each["backed_off"], each["wished"])
        for each in asked_weekly.status()["reminders"]
    }
    told = asked_weekly("status").out

    assert (0, f"{reply}\n") == (said.code, said.out)
    assert {
        **dict.fromkeys(("sitting", "stretch", "posture"), (factor, 1.0, factor)),
        **dict.fromkeys(("checkin", "eyes"), (1.0, 1.0, 1.0)),
    } == paces
    assert (f"by your answers x {factor:g}" in told) is (factor != 1)


def test_the_page_of_the_week_by_command(told: User) -> None:
    """The answer is kept; without a browser the way round is told."""
    said = told("answer", "open")

    assert (0, "The page of your week is opened.\n") == (said.code, said.out)
    assert ["open"] == [fact["answer"] for fact in told.facts("prompt_answered")]


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
