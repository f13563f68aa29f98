"""unhunch care: visits, appointments, ticks taken back, where an exercise hurt."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.leftovers import end_programs_of
from unhunch.body.facts import ExerciseHurt, LevelChanged, SuggestionShown
from unhunch.body.terms import Level
from unhunch.journal.store import SqliteJournal

from .terminal import Terminal
from .user import User


@pytest.fixture
def ticked(user: User) -> Iterator[User]:
    """Somebody who ticked two things on the safety list."""
    assert 0 == user("checkin", "--safety", given="y\nshape_change, calf_swelling\n").code
    yield user


def kept(user: User, kind: str) -> list[dict[str, object]]:
    """The facts of a kind, without their moment."""
    return [{name: value for name, value in f.items() if name != "at"} for f in user.facts(kind)]


def test_a_visit_is_noted(ticked: User) -> None:
    """On a day, with somebody, and what was not talked about stays open."""
    said = ticked(
        *("care", "seen", "2026-01-05", "--who", "physio", "--not-discussed", "calf_swelling")
    )

    assert (0, "Noted.\n") == (said.code, said.out)
    assert [
        {
            "kind": "seen_professional",
            "on": "2026-01-05",
            "who": "physio",
            "kept": ["calf_swelling"],
        }
    ] == kept(ticked, "seen_professional")


def test_a_visit_at_a_terminal_asks_what_was_not_talked_about(ticked: User) -> None:
    """All that is open is listed, in the words it was ticked in."""
    person = Terminal(ticked, "care", "seen")
    try:
        listed = person.answers("2")
        code, last = person.ends()
    finally:
        person.stop()

    assert " 1  A new lump, swelling or change of shape" in listed
    assert " 2  One calf that is swollen and painful" in listed
    assert (0, "Noted.\n") == (code, last)
    [fact] = kept(ticked, "seen_professional")
    assert (None, ["calf_swelling"]) == (fact["on"], fact["kept"])


def test_leaving_at_that_question_notes_no_visit(ticked: User) -> None:
    """And it is said."""
    person = Terminal(ticked, "care", "seen")
    try:
        person.answers("quit")
        code, last = person.ends()
    finally:
        person.stop()

    assert (1, "Nothing was stored.\n") == (code, last)
    assert [] == kept(ticked, "seen_professional")


def test_an_appointment_is_noted(user: User) -> None:
    """For a day, or for one that is not known yet; the statement is not needed for it."""
    assert [0, 0] == [user("care", "booked").code, user("care", "booked", "2026-12-24").code]
    assert [None, "2026-12-24"] == [fact["on"] for fact in kept(user, "booked")]


def test_a_tick_is_taken_back_once(ticked: User) -> None:
    """The second time there is none left, which repeats nothing."""
    first, second = (ticked("care", "retract", "shape_change") for _ in range(2))

    assert (0, "Noted.\n") == (first.code, first.out)
    assert (1, "unhunch: There is no tick of it left to take back.\n") == (second.code, second.err)
    assert [{"kind": "retracted", "flag": "shape_change"}] == kept(ticked, "retracted")


def test_where_an_exercise_hurt(user: User) -> None:
    """Only when it is asked about; none: nowhere any more."""
    said = user("care", "hurt", "neck")
    assert (1, True) == (said.code, "No exercise waits" in said.err)

    store = SqliteJournal.open(user.journal)
    store.append([ExerciseHurt(at=store._now(), exercises=("hug_stretch",))])
    store.close()
    assert 0 == user("care", "hurt", "lower_back", "neck").code
    assert [["neck", "lower_back"]] == [fact["regions"] for fact in kept(user, "hurt_located")]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["seen", "yesterday"], "'yesterday' is no date, expected one like 2026-08-20"),
        (["seen", "2026-01-01", "2026-01-02"], "at most one DATE"),
        (["seen", "--who", "uncle"], "expected one of: gp, physio, "),
        (["seen", "--not-discussed", "ghosts"], "--not-discussed: unknown 'ghosts'"),
        (["booked", "--who", "gp"], "--who and --not-discussed go with seen"),
        (["booked", "soon"], "is no date"),
        (["retract"], "the one FLAG"),
        (["retract", "ghosts"], "unknown 'ghosts', expected one of: radiates_neck_shoulder"),
        (["hurt"], "one or more of neck, "),
        (["hurt", "knee"], "unknown 'knee'"),
        (["healed"], "'healed'"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told(user: User, words: list[str], why: str) -> None:
    """Exit code 2, and what was expected; nothing is made by it."""
    said = user("care", *words)

    assert (2, "") == (said.code, said.out)
    assert why in said.err
    assert not user.journal.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["seen", "2999-01-01"], "The day of the visit is yet to come"),
        (["seen", "1926-01-01"], "too long ago"),
        (["seen", "--not-discussed", "fever"], "Not everything named as not discussed is open"),
        (["booked", "2126-01-01"], "too far off"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused(user: User, words: list[str], why: str) -> None:
    """Exit code 1, with the reason."""
    said = user("care", *words)

    assert (1, "") == (said.code, said.out)
    assert why in said.err


def test_a_suggestion_is_answered_with_the_words_that_it_offers(ticked: User) -> None:
    """As `unhunch assess` says; without a daemon, too."""
    unasked = ticked("answer", "booked")
    now = datetime.now(UTC)
    shown = SuggestionShown(at=now, level=Level.SOON, rules=("S9", "S15"))
    journal = SqliteJournal.open(ticked.journal)
    journal.append([LevelChanged(at=now, level=Level.SOON, rules=shown.rules), shown])
    journal.close()
    offered = ticked("assess").out.partition("Words: ")[2].splitlines()[0]
    wrong, length = ticked("answer", "never"), ticked("answer", "booked", "5m")
    said = ticked("answer", "booked")

    assert (1, "unhunch: No suggestion is open.\n") == (unasked.code, unasked.err)
    assert "booked (Booked), seen (Already seen)" in offered
    assert (1, 2) == (wrong.code, length.code)
    assert 0 == said.code
    assert "Noted. If it gets worse quickly before then, call your local emergency number.\n" == (
        said.out
    )
    assert [{"kind": "suggestion_answered", "level": "soon", "answer": "booked"}] == kept(
        ticked, "suggestion_answered"
    )


def test_alone_it_opens_the_self_care_page(user: User) -> None:
    """A link that works once, in words, and the page behind it."""
    try:
        said = user("care")
        link = re.search(r"http://127\.0\.0\.1:\S+$", said.out.strip())
        assert link, said
        page = build_opener(HTTPCookieProcessor(CookieJar())).open(link[0], timeout=20).read()
    finally:
        end_programs_of(user.home)

    assert "If it does not, open this link" in said.out
    assert b"<h1>" in page and b"Breaks" in page
