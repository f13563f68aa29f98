"""unhunch report: the page and the data, where they go, and what is left alone."""

import json
import stat
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unhunch.body import facts as b
from unhunch.fact import Fact
from unhunch.journal.store import SqliteJournal

from .user import User

NOW = datetime.now(UTC)
TODAY = NOW.date()


def days_ago(days: int) -> datetime:
    """A moment of that day."""
    return NOW - timedelta(days=days)


def keep(user: User, facts: Sequence[Fact]) -> None:
    """Write these facts into the journal, as the daemon would."""
    user.journal.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    store = SqliteJournal.open(user.journal)
    store.append(facts)
    store.close()


@pytest.fixture
def hurting(user: User) -> User:
    """Somebody whose neck hurt three days ago, and half a year ago."""
    keep(
        user,
        [
            b.CheckedIn(at=days_ago(180), pain=(("neck", 9),)),
            b.CheckedIn(at=days_ago(3), pain=(("neck", 4),)),
        ],
    )
    return user


def test_the_page_goes_to_a_file_for_this_user_alone(hurting: User) -> None:
    """It says where, and only the owner can read it."""
    said = hurting("report", "--out", "page.html", "--name", "Jo <Example>")
    page = hurting.folder / "page.html"

    assert said.code == 0, said.err
    assert "page.html" in said.out
    assert 0o600 == stat.S_IMODE(page.stat().st_mode)
    assert "Jo &lt;Example&gt;" in page.read_text(encoding="utf-8")


def test_the_data_goes_to_a_file_or_to_a_program(hurting: User) -> None:
    """The same JSON both ways: twelve weeks up to today, and what the journal holds of them."""
    hurting("report", "--out", "data.json")
    kept = json.loads((hurting.folder / "data.json").read_text(encoding="utf-8"))
    told = json.loads(hurting("report", "--json").out)
    first = TODAY - timedelta(days=83)

    assert {"from": str(first), "to": str(TODAY)} == told["meta"]["period"]
    assert 1 == told["completeness"]["report_days"]
    assert (4, 4) == (told["regions"][0]["current"], told["regions"][0]["worst_28d"])
    assert {key: part for key, part in kept.items() if key != "meta"} == {
        key: part for key, part in told.items() if key != "meta"
    }


def test_the_page_goes_to_standard_output_where_that_is_no_terminal(hurting: User) -> None:
    """As it is, so that it can be piped; no file is made."""
    said = hurting("report")

    assert said.code == 0
    assert said.out.startswith("<!DOCTYPE html>")
    assert [] == list(hurting.folder.glob("*.html"))


def test_the_period_can_be_chosen(hurting: User) -> None:
    """Both days are included."""
    day = days_ago(180).date()
    told = json.loads(hurting("report", "--json", "--from", str(day), "--to", str(day)).out)

    assert 1 == told["completeness"]["report_days"]
    assert 9 == told["regions"][0]["worst_28d"]


def test_an_earlier_report_is_replaced(hurting: User) -> None:
    """And becomes readable by its owner alone, whatever it was before."""
    page = hurting.folder / "page.html"
    hurting("report", "--out", "page.html", "--words", "first")
    page.chmod(0o644)
    said = hurting("report", "--out", "page.html", "--words", "second")

    assert said.code == 0
    assert "second" in page.read_text(encoding="utf-8")
    assert 0o600 == stat.S_IMODE(page.stat().st_mode)
    assert [page] == [path for path in hurting.folder.iterdir() if path.is_file()]


@pytest.mark.parametrize("name", ["thesis.html", "numbers.json"])
def test_any_other_file_is_left_as_it_is(hurting: User, name: str) -> None:
    """Refused, with its name."""
    other = hurting.folder / name
    other.write_text("<h1>mine</h1>")
    said = hurting("report", "--out", name)

    assert (1, "") == (said.code, said.out)
    assert name in said.err
    assert "<h1>mine</h1>" == other.read_text()


@pytest.mark.parametrize("name", ["nowhere/page.html", "folder.html"])
def test_a_place_that_cannot_be_written_is_told(hurting: User, name: str) -> None:
    """A sentence with the place, and nothing is left behind."""
    (hurting.folder / "folder.html").mkdir()
    before = sorted(hurting.folder.iterdir())
    said = hurting("report", "--out", name)

    assert said.code == 1
    assert Path(name).name in said.err
    assert before == sorted(hurting.folder.iterdir())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--out", "page.pdf"], ".html or .json"),
        (["--out", "page.html", "--json"], "--json"),
        (["--from", "soon"], "soon"),
        (["--from", "2026-02-02", "--to", "2026-01-01"], "2026-02-02"),
        (["--to", "9999-12-31"], "9999-12-31"),
        (["--words", "x" * 281], "--words"),
        (["--goals", "x" * 281], "--goals"),
        (["--name", "x" * 81], "--name"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_wrong_use_is_told_and_writes_nothing(hurting: User, words: list[str], named: str) -> None:
    """Exit code 2 and a sentence that names it."""
    said = hurting("report", *words)

    assert (2, "") == (said.code, said.out)
    assert named in said.err
    assert [] == [path for path in hurting.folder.iterdir() if path.suffix]


def test_without_a_journal_the_report_is_empty(user: User) -> None:
    """Nothing was reported, and no journal is made by asking."""
    told = json.loads(user("report", "--json").out)

    assert (0, None) == (told["completeness"]["report_days"], told["safety_list"]["last_asked"])
    assert not user.journal.exists()


def test_a_damaged_journal_is_told(user: User) -> None:
    """With its path; no half report is written."""
    user.journal.parent.mkdir(parents=True)
    user.journal.write_bytes(b"this is no journal" * 100)
    said = user("report", "--out", "page.html")

    assert (1, "") == (said.code, said.out)
    assert str(user.journal) in said.err
    assert not (user.folder / "page.html").exists()


def test_everything_can_be_asked_for(hurting: User) -> None:
    """A period from the year 1 on begins with the diary; one that ends there is empty."""
    told = json.loads(hurting("report", "--json", "--from", "0001-01-01").out)
    nothing = json.loads(hurting("report", "--json", "--to", "0001-01-02").out)

    assert str(days_ago(180).date()) == told["meta"]["period"]["from"]
    assert 2 == told["completeness"]["report_days"]
    assert {"from": "0001-01-01", "to": "0001-01-02"} == nothing["meta"]["period"]
    assert 0 == nothing["completeness"]["report_days"]
