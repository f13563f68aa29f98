"""The weekly notice in words: one true sentence, neutral, and nothing of the body."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.instants import NINE, POLICY, after, instant, sat_down
from unhunch.body.facts import CheckedIn, LevelChanged, SuggestionShown
from unhunch.body.terms import Level
from unhunch.daemon.face import face_of
from unhunch.daemon.notices import Look, notice_of
from unhunch.desk import facts as f
from unhunch.desk.instant import Instant, recalled
from unhunch.desk.policy import Asks
from unhunch.desk.reviewing import Review
from unhunch.desk.scene import scene, view_of
from unhunch.desk.weekly import Sums
from unhunch.fact import Fact
from unhunch.words.catalogue import ENGLISH, catalogue
from unhunch.words.scenes import answer_hint, prompt_body, prompt_title, status_line
from unhunch.words.weekly import week_body

SUNDAY = date(2026, 3, 8)


def week(minutes: int, *, days: int = 5, breaks: int = 14) -> Sums:
    """A week with so many minutes a day."""
    return Sums(days=days, sat=days * timedelta(minutes=minutes), breaks=breaks, prompts=20)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (310, 350, "You sat 5 h 10 min a day on 5 days, 40 min less than in the week before,"),
        (310, 250, "You sat 5 h 10 min a day on 5 days, 1 h more than in the week before,"),
        (310, 306, "You sat 5 h 10 min a day on 5 days, about as long as in the week before,"),
    ],
)
def test_one_sentence(now: int, before: int, said: str) -> None:
    """How long, on how many days, beside the week before, and the breaks."""
    told = Review(until=SUNDAY, now=week(now), before=week(before))

    assert f"{said} and took 14 breaks." == week_body(ENGLISH, told)


def test_too_little_to_compare_is_said() -> None:
    """And one break is no breaks."""
    told = Review(until=SUNDAY, now=week(45, days=3, breaks=1), before=None)

    assert (
        "You sat 45 min a day on 3 days, and took 1 break. "
        "There is too little of the week before to compare."
    ) == week_body(ENGLISH, told)


def test_in_german() -> None:
    """The same, in order."""
    told = Review(until=SUNDAY, now=week(310), before=week(350))

    assert (
        "Du hast an 5 Tagen im Mittel 5 h 10 min gesessen, 40 min weniger als in der Woche davor, "
        "und 14 Pausen gemacht."
    ) == week_body(catalogue("de", {}), told)


# --- on the screen -------------------------------------------------------------------------------

TOLD = NINE + timedelta(days=14)
"""Monday, two weeks later."""


def weeks() -> list[Fact]:
    """Two weeks of sitting, and the notice of the second."""
    facts: list[Fact] = [
        f.BoutEnded(at=NINE + timedelta(days=n, hours=1), sat=timedelta(minutes=60 - 10 * (n > 6)))
        for n in (0, 1, 2, 7, 8, 9)
    ]
    return [*facts, sat_down(), f.PromptShown(at=TOLD, prompt=1, reminders=(), asks=Asks.WEEK)]


def look(*, show_details: bool = False) -> Look:
    """English, somewhere."""
    return Look(
        zone=UTC, trouble="", on_screen=timedelta(minutes=2), sound=False, show_details=show_details
    )


def reported(now: datetime) -> Instant:
    """Somebody who reported something a fortnight ago and answered nothing."""
    facts: list[Fact] = [
        CheckedIn(at=after(0), pain=(("neck", 2),), yes=("weakness_arm_one",)),
        LevelChanged(at=after(0), level=Level.SOON, rules=("S2",)),
        *(
            SuggestionShown(
                at=NINE + timedelta(days=n), level=Level.SOON, rules=("S2",), again=n > 0
            )
            for n in (0, 1, 3, 7)
        ),
    ]
    here = instant([*facts, *weeks()], now)
    return Instant(
        state=here.state, now=now, seen=here.seen, policy=POLICY, body=recalled([*facts, *weeks()])
    )


def test_the_notice_as_it_is_shown() -> None:
    """Its days, its sentence, three buttons, and how to answer without them."""
    shown = scene(instant(weeks(), TOLD + timedelta(seconds=1))).prompt
    assert shown is not None
    notice = notice_of(shown, look(), in_tray=True)

    assert "Your week to 2026-03-15" == notice.title == prompt_title(ENGLISH, shown)
    assert (
        "You sat 50 min a day on 3 days, 10 min less than in the week before, and took 0 breaks."
    ) == notice.body
    assert ["My week…", "Turn off", "OK"] == [each.label for each in notice.buttons]
    assert not notice.urgent
    assert "unhunch answer open (open, turn_off, read)" in answer_hint(ENGLISH, shown)


@pytest.mark.parametrize("show_details", [False, True])
def test_what_was_reported_is_a_neutral_line_and_comes_first(show_details: bool) -> None:
    """The words of a suggestion's notification, and its button; nothing that was said."""
    shown = scene(reported(TOLD + timedelta(seconds=1))).prompt
    assert shown is not None
    notice = notice_of(shown, look(show_details=show_details), in_tray=True)

    assert "Please open your last check-in." == notice.body.splitlines()[-1]
    assert ["Open", "My week…", "Turn off"] == [each.label for each in notice.buttons]
    assert "page:suggestion" == notice.buttons[0].key
    for word in ("weak", "arm", "neck", "soon", "pain"):
        assert word not in f"{notice.title} {notice.body}".lower()


def test_the_menu_has_all_answers() -> None:
    """Of both, with what each means."""
    facts = weeks()
    asked = f.PromptShown(at=TOLD, prompt=1, reminders=(), asks=Asks.HOW_MANY)

    def labels(*facts: Fact) -> list[str]:
        shown = scene(instant(facts, TOLD + timedelta(seconds=1)))
        return [entry.label for entry in face_of(ENGLISH, shown, UTC, "").menu]

    assert ["Your week to 2026-03-15", "My week…", "Turn off", "OK"] == labels(*facts)[2:6]
    assert ["How many prompts?", "Too many", "Right", "Too few"] == labels(*facts[:-1], asked)[2:6]


def test_one_that_waits_has_a_name() -> None:
    """Put back by a meeting it is told as what it is."""
    meeting = f.HoldBegan(at=TOLD + timedelta(minutes=1), hold="meeting")
    shown = scene(instant([*weeks(), meeting], TOLD + timedelta(minutes=2)))
    menu = [entry.label for entry in face_of(ENGLISH, shown, UTC, "").menu]

    assert "The notice of the week waits" in menu
    assert "pause" not in status_line(ENGLISH, shown, UTC)


def test_the_question_as_it_is_shown() -> None:
    """One line and three buttons."""
    asked = f.PromptShown(at=TOLD, prompt=1, reminders=(), asks=Asks.HOW_MANY)
    here = instant([*weeks()[:-1], asked], TOLD + timedelta(seconds=1))
    shown = view_of(here.state.prompts[0], here)

    assert shown is not None
    assert (
        "How many prompts?",
        "Were there too many in the last 7 days, the right number, or too few?",
    ) == (prompt_title(ENGLISH, shown), prompt_body(ENGLISH, shown))
