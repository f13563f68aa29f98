"""What anybody may read over a shoulder, and what only the user may."""

import re
from datetime import date, timedelta

import pytest

from unhunch.body.assess import Fired
from unhunch.body.marked import Marked
from unhunch.body.terms import FLAGS, REGIONS, Level
from unhunch.desk.asking import TAPS
from unhunch.words.catalogue import ENGLISH
from unhunch.words.notices import (
    Notice,
    checkin_notice,
    neutral_notice,
    suggestion_notice,
    tingling_notice,
    weakness_notice,
)
from unhunch.words.phrases import flag_phrase, pain_phrase
from unhunch.words.suggesting import TITLES
from unhunch.words.watching import neutral_line, watch_line

from .telling import TELLER, TODAY, counted, every_case, item, say_date
from .test_suggesting import text_of

THURSDAY = date(2026, 3, 5)
SMALL_WORDS = {"with", "your", "both", "that", "when", "makes", "more", "from", "this", "using"}


def telling_words() -> set[str]:
    """Every word that says what was reported or how serious it is."""
    phrases = [flag_phrase(ENGLISH, flag) for flag in FLAGS]
    phrases += [pain_phrase(ENGLISH, (region,)) for region in REGIONS]
    phrases += [*TITLES.values(), *(level.value for level in Level if level is not Level.NONE)]
    found = {word for phrase in phrases for word in re.findall(r"[a-z]{3,}", phrase.lower())}
    return (found - SMALL_WORDS - {"now", "last", "the", "you", "for", "and", "please"}) | {
        "pain",
        "doctor",
        "emergency",
        "symptom",
        "health",
    }


def reveals(text: str) -> set[str]:
    """The telling words in it."""
    return set(re.findall(r"[a-z]+", text.lower())) & telling_words()


@pytest.mark.parametrize("fired", list(every_case()), ids=lambda each: f"{each.rule}-{each.level}")
def test_without_details_a_notification_says_nothing(fired: Fired) -> None:
    """No region, no flag, no level, no number; the same for all that was reported."""
    text = text_of(fired)
    notice = suggestion_notice(ENGLISH, text, show_details=False)

    assert notice == neutral_notice(ENGLISH, text.level)
    assert notice.title == "Unhunch"
    assert "last check-in" in notice.body
    assert not reveals(notice.title + " " + notice.body)
    assert not re.search(r"\d", notice.body)


def test_the_watch_for_telling_words_works() -> None:
    """It finds what it looks for."""
    assert reveals("You reported tingling in one hand.") >= {"tingling", "hand"}
    assert reveals("Get medical help now: urgent") >= {"medical", "urgent"}


def test_with_details_it_is_the_suggestion_itself() -> None:
    """Where the user allowed it."""
    notice = suggestion_notice(ENGLISH, text_of(item("E1", "chest_pain")), show_details=True)

    assert notice == Notice(
        title="Get medical help now",
        body="You ticked chest pain. Public health advice is to get medical help now: call 112. "
        "Don't drive yourself.",
    )


def test_with_details_what_is_suggested_is_not_cut_off() -> None:
    """Of several rules that count one is enough here; the page has them all."""
    text = text_of(counted("C1b", 13), counted("C2", 6))
    notice = suggestion_notice(ENGLISH, text, show_details=True)

    assert 2 == len(text.told.paragraphs)
    assert text.told.paragraphs[0] in notice.body
    assert text.told.paragraphs[1] not in notice.body
    assert notice.body.endswith(text.suggested.paragraphs[-1])


@pytest.mark.parametrize(
    ("ago", "day"),
    [
        (0, "earlier today"),
        (1, "yesterday"),
        (2, "Saturday"),
        (6, "Tuesday"),
        (7, "23 February 2026"),
        (40, "21 January 2026"),
    ],
)
def test_the_question_of_a_checkin(ago: int, day: str) -> None:
    """Since the last one, as a person says days."""
    notice = checkin_notice(ENGLISH, TODAY - timedelta(days=ago), TODAY, say_date)

    assert notice.body == f"Any pain in your neck, shoulders or back since {day}?"


def test_the_first_question_ever() -> None:
    """There is no day to count from."""
    notice = checkin_notice(ENGLISH, None, TODAY, say_date)

    assert notice.body == "Any pain in your neck, shoulders or back today?"


def test_the_three_taps() -> None:
    """None, No, No: the first button of each question."""
    assert TAPS == (("None", "A little", "A lot"), ("No", "Yes"), ("No", "Yes"))
    assert tingling_notice(ENGLISH).body == "Any tingling or numbness?"
    assert weakness_notice(ENGLISH).body == (
        "Any new weakness, something you could do last week and cannot do now?"
    )


def test_the_watch_line_to_the_letter() -> None:
    """content.md, template watch."""
    line = watch_line(
        TELLER,
        (counted("W1"),),
        marked=Marked(regions=("neck",), times=3, checkins=5),
        again=THURSDAY,
    )

    assert line == (
        "You've marked neck pain on 3 of the last 5 check-ins. We'll ask again on Thursday. "
        "Moving often usually helps."
    )


@pytest.mark.parametrize(
    ("fired", "again", "line"),
    [
        (
            counted("W1"),
            None,
            "You've marked neck pain on 3 days over the last 10 days. Moving often usually helps.",
        ),
        (
            counted("W3", 1, flags=("tingling_arm_one",)),
            TODAY,
            "You've marked tingling in one hand on 1 day over the last 2 weeks. "
            "We'll ask again today.",
        ),
        (
            counted("W7", 3),
            date(2026, 3, 9),
            "You marked neck pain on 3 days before a break in your check-ins. "
            "We'll ask again on 9 March 2026. Moving often usually helps.",
        ),
    ],
)
def test_other_reasons_to_watch(fired: Fired, again: date | None, line: str) -> None:
    """By the rule; an arm or a leg is not told to move."""
    assert watch_line(TELLER, (fired,), again=again) == line


def test_a_single_checkin() -> None:
    """One is singular."""
    marked = Marked(regions=("lower_back",), times=1, checkins=1)
    line = watch_line(TELLER, (counted("W2"),), marked=marked, again=None)

    assert line.startswith("You've marked lower-back pain on your last check-in.")


def test_the_neutral_line() -> None:
    """A tooltip is read by whoever sits next to it."""
    lines = [neutral_line(TELLER, again) for again in (None, TODAY, THURSDAY)]

    assert lines == [
        "A check-in is in the menu.",
        "The next check-in is today.",
        "The next check-in is on Thursday.",
    ]
    assert [set(), set(), set()] == [reveals(line) for line in lines]
