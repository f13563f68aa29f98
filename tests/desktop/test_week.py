"""The weekly notice and the weekly question on a real desktop: seen, read, answered by a click."""

from datetime import datetime, timedelta

import pytest

from unhunch.daemon.alive import AliveFile
from unhunch.daemon.clock import Reading, boot_id, read_clocks
from unhunch.desk import facts as f
from unhunch.desk.policy import Answer
from unhunch.fact import Fact
from unhunch.journal.store import SqliteJournal

from .rig.browser import Browser
from .rig.desktop import Desktop
from .rig.home import Home
from .rig.unhunch import Unhunch
from .rig.waiting import wait_until

pytestmark = pytest.mark.desktop

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUESTION = 3
"""So many days after the notice the question comes."""


def lived(home: Home) -> None:
    """Two weeks at the desk, the second with longer days; for the last hour the machine slept."""
    now = datetime.now().astimezone()
    facts: list[Fact] = [f.Started(at=now - timedelta(days=15))]
    for ago in range(14, 0, -1):
        at, number = now.replace(hour=12) - timedelta(days=ago), 15 - ago
        facts += [
            f.PromptShown(at=at, prompt=number, reminders=("stretch",)),
            f.PromptAnswered(at=at, prompt=number, answer=Answer.DONE, by="user"),
            f.BoutEnded(at=at, sat=timedelta(hours=4 if ago > 7 else 5)),
        ]
    hour = now - timedelta(hours=1)
    journal = SqliteJournal.open(home.journal, now=lambda: hour)
    journal.append([*facts, f.BoutBegan(at=hour - timedelta(minutes=1))])
    journal.close()
    clocks = read_clocks()
    asleep = Reading(hour, clocks.monotonic, clocks.boot - 3600)
    alive = home.folder / ".local/state/unhunch/alive"
    alive.parent.mkdir(parents=True, exist_ok=True)
    AliveFile(alive, boot_id()).touch(asleep, hour, at_once=True)


def week(ago: int) -> str:
    """The settings of a week that began so many days ago."""
    day = DAYS[(datetime.now().astimezone().weekday() - ago) % 7]
    return f'# Mine.\n[week]\nday = "{day}"\nat = "00:00"\n'


@pytest.fixture
def told(desktop: Desktop, browser: Browser, home: Home, unhunch: Unhunch) -> Desktop:
    """A desktop with the weekly notice on the screen."""
    lived(home)
    unhunch.settings(week(0))
    unhunch.start()
    desktop.person.moves()
    desktop.person.reads_notice("Your week to ")
    return desktop


def test_the_weekly_notice_opens_the_page(
    told: Desktop, browser: Browser, unhunch: Unhunch
) -> None:
    """What changed in one sentence, and My week… is one click away."""
    told.screenshot("week-notice")

    assert told.person.sees_notice("You sat 5 h a day on 7 days, 1 h more than in the week before")

    told.person.presses("My week…")
    with browser.page() as page:
        page.wait_for_selector("h1")

        assert "week" in page.url

    assert "open" == unhunch.wait_for_fact("prompt_answered", answer="open")["answer"]
    wait_until(lambda: not told.person.sees_notice(), "the notice is gone")


def test_the_weekly_notice_is_off_with_one_click(
    told: Desktop, home: Home, unhunch: Unhunch
) -> None:
    """The settings say so, and what else is in the file stays."""
    told.person.presses("Turn off")
    unhunch.wait_for_fact("settings_changed")
    text = (home.config / "unhunch/config.toml").read_text(encoding="utf-8")

    assert f"{week(0)}notice = false\n" == text
    wait_until(lambda: not told.person.sees_notice(), "the notice is gone")


def test_the_weekly_question_is_answered_with_one_click(
    desktop: Desktop, home: Home, unhunch: Unhunch
) -> None:
    """Too many: what prompts by an interval comes after a quarter more of it."""
    lived(home)
    unhunch.settings(f"{week(QUESTION)}notice = false\n")
    unhunch.start()
    desktop.person.moves()
    desktop.person.reads_notice("How many prompts?")
    desktop.screenshot("week-question")
    desktop.person.presses("Too many")
    unhunch.wait_for_fact("interval_wished", reminder="posture")

    assert {"sitting": 1.25, "stretch": 1.25, "posture": 1.25, "checkin": 1.0, "eyes": 1.0} == {
        each["reminder"]: each["factor"] for each in unhunch.status()["reminders"]
    }
    wait_until(lambda: not desktop.person.sees_notice(), "the question is gone")
