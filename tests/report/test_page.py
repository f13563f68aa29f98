"""What stands on the page, in words."""

import re
from datetime import timedelta
from html import unescape

import pytest

from unhunch.body import facts as b
from unhunch.body.terms import BRIDGE_ANSWERS, FLAGS, PROFESSIONALS, REGIONS, SAFETY_LIST
from unhunch.fact import Fact
from unhunch.report import Period, Person, locale_of, to_html
from unhunch.report.chart import small_chart
from unhunch.words.catalogue import ENGLISH

from .diaries import (
    TALKATIVE,
    TODAY,
    at,
    day,
    felt,
    listed,
    reported,
    ten_years,
    usual_spring,
)
from .languages import WORDY


def text(html: str) -> str:
    """The words of a page, each piece on a line."""
    body = html.partition("<body")[2].partition(">")[2]
    return unescape("\n".join(re.findall(r"[^<>\s][^<>]*(?=<)", body)))


def page(facts: list[Fact], **more: object) -> str:
    """The words of the page of these facts."""
    return text(to_html(reported(facts, locale="en_GB", **more), ENGLISH))  # type: ignore[arg-type]


def test_the_sections_stand_in_the_order_of_the_specification() -> None:
    """Who and when, own words, safety list, where, course, character, impact, exposure, tried."""
    words = page(usual_spring(), person=Person(name="Jo", free_text="My neck.", goals="Help."))
    order = (
        "Jo",
        "Check-ins on",
        "My neck.",
        "Help.",
        "Safety list",
        "Where it hurts",
        "Course over time",
        "Character of the pain",
        "Impact",
        "Days at the computer",
        "Tried so far",
        "Professionals seen",
        "Self-reported with",
    )
    places = [words.index(each) for each in order]

    assert sorted(places) == places


def test_the_footer_is_that_of_the_specification() -> None:
    """With program, version and ruleset."""
    footer = (
        "Self-reported with Unhunch 0.2.0, ruleset 0.2. Not a diagnosis, not validated. "
        "Scores are worst pain in the last 24 h, 0-10."
    )

    assert footer == page([]).splitlines()[-1]


def test_how_complete_the_diary_is_stands_at_the_top() -> None:
    """In one line, with the days on leave."""
    facts = [
        felt(day(1)),
        felt(day(4)),
        b.WasOnLeave(at=at(day(6), 8), first=day(6), last=day(6)),
    ]
    line = "Check-ins on 2 days. Expected on 0 days at the computer. 1 day on leave."

    assert line in page(facts)


def test_an_unticked_list_says_when_it_was_asked_last() -> None:
    """Never more than that: no comfort, and what was never asked is named apart."""
    asked, never = page([listed(day(7))]), page([])
    partly = page([felt(day(7), no=[flag for flag in SAFETY_LIST if flag != "fever"])])

    assert "No safety-list items ticked; last asked 16 Mar 2026." in asked
    assert "Never asked" not in asked
    assert "No safety-list items ticked. The list was not asked yet." in never
    assert "Never asked: every item of the list." in never
    assert "Never asked: A fever, or feeling hot and shivery." in partly


def test_every_ticked_item_is_named_however_many_there_are() -> None:
    """With its state: open ones first, then checked ones."""
    facts: list[Fact] = [
        listed(day(1), *SAFETY_LIST[:12]),
        b.SeenProfessional(at=at(day(2))),
        listed(day(3), *SAFETY_LIST[12:]),
    ]
    report = reported(facts)
    words = text(to_html(report, ENGLISH))

    assert 24 == len(report.safety_list.ticked)
    assert "And 6 more, not checked:" in words
    assert "And 12 more, checked:" in words


def test_a_mistake_is_told_as_one() -> None:
    """Ticked and taken back."""
    facts = [listed(day(1), "fever"), b.Retracted(at=at(day(1), 17), flag="fever")]

    assert "ticked by mistake, taken back" in page(facts)


def test_a_long_period_says_what_the_picture_shows() -> None:
    """The last 26 weeks of ten years, and of many episodes the newest."""
    words = page(ten_years(), period=Period(from_=TODAY - timedelta(days=3652), to=TODAY))

    assert "since 29 Nov 2025: the last 26 weeks of the period" in words
    assert re.search(r"And \d+ more\.", words)


def test_dates_and_numbers_are_written_as_the_country_does() -> None:
    """5.5 is 5,5 in German, and a date has its points."""
    facts = [felt(day(75), neck=5), felt(day(76), neck=6)]
    german = text(to_html(reported(facts, locale="de"), ENGLISH))

    assert "5,5" in german
    assert "24.05.2026" in german
    assert "24 May 2026" in page(facts)


@pytest.mark.parametrize(
    ("environ", "language", "locale"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en", "en_GB"),
        ({"LANG": "de_AT.UTF-8", "LC_TIME": "de_CH.UTF-8"}, "de", "de_CH"),
        ({"LANG": "fr_FR.UTF-8"}, "en", "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_GB.UTF-8"}, "en", "en"),
        ({"LANG": "en_GB@euro"}, "en", "en_GB"),
        ({}, "de", "de"),
    ],
)
def test_the_country_is_the_desktop_s_where_it_speaks_the_language(
    environ: dict[str, str], language: str, locale: str
) -> None:
    """Another country's dates in one's own language would be read wrongly."""
    assert locale == locale_of(environ, language)


def test_an_unknown_locale_is_written_as_english_is() -> None:
    """A broken setting costs nobody the report."""
    assert "May 24, 2026" in text(
        to_html(reported([felt(day(76), neck=3)], locale="xx-!"), ENGLISH)
    )


def test_what_a_person_types_is_text_and_never_markup() -> None:
    """A name that looks like HTML stays a name."""
    html = to_html(reported([], person=Person(name="<script>alert(1)</script>")), ENGLISH)

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_page_asks_nobody_for_anything() -> None:
    """No address, no source, no script, no font: one file."""
    html = to_html(reported(usual_spring(), person=TALKATIVE), ENGLISH)

    assert [] == re.findall(r"https?:|//|\bsrc=|\bhref=|url\(|@import|<script|<link", html)


def test_the_page_knows_no_colour_but_black_and_white() -> None:
    """Neither in the style nor in the picture."""
    html = to_html(reported(usual_spring()), ENGLISH)

    assert {"#fff", "#000"} == set(re.findall(r"#[0-9a-f]{3,6}\b|rgb\(|hsl\(", html))


def test_a_gap_in_a_picture_is_blank_and_a_zero_is_not() -> None:
    """A day without pain has a foot; a day without a check-in has nothing."""
    assert 2 == small_chart([0, None, 10], "").count("<rect")
    assert 0 == small_chart([None, None], "").count("<rect")


def test_every_word_of_the_diary_has_a_name_on_the_page() -> None:
    """Nothing is told in the program's own words for it."""
    facts: list[Fact] = []
    for number, answer in enumerate(BRIDGE_ANSWERS):
        facts.append(felt(day(number * 12), **dict.fromkeys(REGIONS, 4)))
        facts.append(b.Bridged(at=at(day(number * 12), 15), answer=answer))
    for number, who in enumerate(PROFESSIONALS):
        facts.append(b.SeenProfessional(at=at(day(60 + number)), who=who))
    facts.append(felt(day(75), yes=FLAGS, **dict.fromkeys(REGIONS, 4)))
    words = set(re.findall(r"[a-z_]+", page(facts)))

    assert set() == words & {
        each for each in (*FLAGS, *REGIONS, *BRIDGE_ANSWERS, *PROFESSIONALS) if "_" in each
    }


def test_an_exercise_is_told_by_its_name() -> None:
    """The caller knows the names; without one the key has to do."""
    report = reported(usual_spring())
    words = text(to_html(report, ENGLISH, {"chin-glide": "Chin glide (retraction)"}))

    assert "Chin glide (retraction)" in words
    assert "neck turns" in words


def test_every_word_on_the_page_comes_from_the_catalogue() -> None:
    """In another language no English is left; months are named by the calendar."""
    names = {key: f"{key} äußerst" for key in ("chin-glide", "neck-turns")}
    html = to_html(reported(usual_spring(), locale="de"), WORDY, names)
    words = [line.strip() for line in text(html).splitlines() if re.search("[A-Za-z]{3}", line)]

    assert len(words) > 50
    assert {"Apr", "Mai"} == {line for line in words if "äußerst" not in line}
