"""unhunch journal forget, where something about the body is among it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from unhunch.body import facts as f
from unhunch.body.terms import RULESET, Level
from unhunch.cli.forgetting import gone_with
from unhunch.fact import Fact
from unhunch.wire.messages import Forget

from .reported import end_pages, keep
from .terminal import Terminal
from .user import User

NOON = datetime.now(UTC).replace(hour=0, minute=5)
BEFORE = NOON - timedelta(days=5)
AFTER = NOON - timedelta(days=2)
DAY = str(BEFORE.date())
RANGE = ("--from", DAY, "--to", DAY)


def story() -> list[Fact]:
    """Something urgent five days ago; a check-in and the level as displayed two days ago."""
    return [
        f.StatementAccepted(at=NOON - timedelta(days=9), ruleset=RULESET),
        f.CheckedIn(at=BEFORE, pain=(("neck", 5),), yes=("saddle_numb", "weight_loss"), form="f1"),
        f.LevelChanged(at=AFTER, level=Level.URGENT, rules=("E2",)),
        f.SuggestionShown(at=AFTER, level=Level.URGENT, rules=("E2",)),
        f.CheckedIn(at=AFTER + timedelta(hours=1), pain=(("neck", 2),), form="f2"),
    ]


@pytest.fixture(params=[False, True], ids=["alone", "daemon"])
def reporter(user: User, request: pytest.FixtureRequest) -> Iterator[User]:
    """Somebody who reported something urgent, with a daemon and without."""
    keep(user, story())
    if request.param:
        user.start()
    yield user
    user.stop()
    end_pages(user)


def reported(user: User) -> list[str]:
    """The marks of the check-ins that are left."""
    return [str(fact["form"]) for fact in user.facts("checked_in")]


@pytest.mark.parametrize("words", [RANGE, ("--before", str(AFTER.date())), ("--all",)])
def test_what_is_open_is_named_and_stays(reporter: User, words: tuple[str, ...]) -> None:
    """Where nobody can be asked it is refused, exit code 1, and not one check-in is gone."""
    said = reporter("journal", "forget", *words)

    assert (1, "") == (said.code, said.out)
    assert [
        "unhunch: You reported something on these days that is still open:",
        f"unhunch:   Numbness or tingling between your legs or around your bottom ({DAY})",
        f"unhunch:   Losing weight without trying ({DAY})",
        "unhunch: Once it is forgotten, Unhunch no longer suggests seeing a professional about it.",
        "unhunch: Nothing was forgotten. To forget it all the same, add --yes.",
    ] == said.err.splitlines()
    assert ["f1", "f2"] == reported(reporter)


def test_with_yes_it_goes(reporter: User) -> None:
    """And only the days that were named."""
    said = reporter("journal", "forget", *RANGE, "--yes")

    assert (0, "1 fact forgotten.\n") == (said.code, said.out)
    assert ["f2"] == reported(reporter)


@pytest.mark.parametrize(
    ("typed", "told", "left"),
    [
        ("y", (0, "1 fact forgotten.\n"), ["f2"]),
        ("", (1, "Nothing was forgotten.\n"), ["f1", "f2"]),
        ("no", (1, "Nothing was forgotten.\n"), ["f1", "f2"]),
    ],
)
def test_at_a_terminal_it_is_asked(
    reporter: User, typed: str, told: tuple[int, str], left: list[str]
) -> None:
    """Only a yes is a yes; Enter alone keeps everything."""
    person = Terminal(reporter, "journal", "forget", *RANGE)
    try:
        shown = person.answers(typed)
        last = person.ends()
    finally:
        person.stop()

    assert "Numbness or tingling between your legs" in shown
    assert "Forget it all the same? [y/N]" in shown
    assert told == last
    assert left == reported(reporter)


def test_days_with_nothing_open_are_forgotten_without_a_word(reporter: User) -> None:
    """What stays open elsewhere is no reason to ask."""
    said = reporter("journal", "forget", "--from", str(AFTER.date()), "--to", str(AFTER.date()))

    assert (0, "") == (said.code, said.err)
    assert ["f1"] == reported(reporter)


def test_a_running_daemon_goes_by_what_is_left(user: User) -> None:
    """The level as displayed falls at once, and no suggestion is open any more; a new start
    comes to the same."""
    keep(user, story())
    user.start()
    try:
        assert [] == user.facts("level_changed")[1:]
        assert 0 == user("journal", "forget", *RANGE, "--yes").code
        user.wait_until(lambda: user.facts("level_changed")[1:])
        levels = [fact["level"] for fact in user.facts("level_changed")]
        user.ends(15)
        user.start()
    finally:
        user.stop()
        end_pages(user)

    assert ["urgent", "self_care"] == levels
    assert levels == [fact["level"] for fact in user.facts("level_changed")]


def test_an_item_that_was_ticked_on_other_days_too_does_not_go() -> None:
    """It is named only when no day is left that holds it; a visit that goes names nothing."""
    twice = [*story(), f.FlagsAnswered(at=AFTER, yes=("saddle_numb", "weight_loss"))]
    seen = [*story(), f.SeenProfessional(at=AFTER)]
    day, today = Forget(first=BEFORE.date(), last=BEFORE.date()), NOON.date()

    assert ["saddle_numb", "weight_loss"] == [i.flag for i in gone_with(story(), day, today)]
    assert () == gone_with(twice, day, today)
    assert () == gone_with(seen, day, today)
    assert 2 == len(gone_with(twice, Forget(everything=True), today))


def made_by(user: User) -> Iterator[Path]:
    """Every file and folder that the program made for itself."""
    for folder in user.folder.rglob("unhunch"):
        yield from (folder, *folder.rglob("*"))


def test_no_file_of_an_open_page_keeps_anything(user: User) -> None:
    """A check-in that was begun on a page is in that process's memory and in no file; the page is
    still there afterwards, and goes by what is left."""
    keep(user, story()[:1])
    opened = user("checkin", "--web", "--safety")
    link = re.search(r"http://\S+", opened.out)
    assert link, opened
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    try:
        page = browser.open(link[0]).read().decode()
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
        [action] = re.findall(r'<form method="post" action="([^"]+)"', page)[:1]
        address = link[0].split("/enter/")[0]
        answers = [*hidden, ("choice", "saddle_numb"), ("next", "next")]
        sent = Request(
            address + action,
            data=urlencode(answers).encode(),
            headers={"Origin": address, "Sec-Fetch-Site": "same-origin"},
        )
        begun = browser.open(sent).read().decode()
        open_to_others = [path for path in made_by(user) if path.stat().st_mode & 0o077]
        said = user("journal", "forget", "--all", "--yes")
        after = browser.open(f"{address}/care").status
        files = [path for path in user.folder.rglob("*") if path.is_file()]
        found = [path for path in files if b"saddle_numb" in path.read_bytes()]
    finally:
        end_pages(user)

    assert "Numbness or tingling between your legs" in begun
    assert (0, 200, []) == (said.code, after, found)
    assert user.run / "unhunch" / "pages" in files
    assert [] == open_to_others
