"""The suggestion as a page: what it says, what can be answered, and what each answer does."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from unhunch.body.facts import (
    CheckedIn,
    FlagsAnswered,
    LevelChanged,
    SeenProfessional,
    StatementAccepted,
    SuggestionAnswered,
    SuggestionShown,
)
from unhunch.body.terms import RULESET, Level
from unhunch.fact import Fact

from .rig import MORNING, Pages

NEVER_THERE = ("exercise", "stretch", "posture", "summary", "/report", "/care", "ease with time")


def ticked(pages: Pages, *flags: str, level: Level, rule: str) -> None:
    """These flags were ticked an hour ago, and the suggestion was shown since."""
    at = MORNING - timedelta(hours=1)
    pages.has(
        StatementAccepted(at=at, ruleset=RULESET),
        FlagsAnswered(at=at, yes=flags, safety_list=True),
        LevelChanged(at=at, level=level, rules=(rule,)),
        SuggestionShown(at=at, level=level, rules=(rule,)),
    )


def weeks_of_pain(*, shown: bool = True) -> Iterator[Fact]:
    """Yield 28 days of a neck that hurts at 5, and the suggestion that follows."""
    yield StatementAccepted(at=MORNING - timedelta(days=30), ruleset=RULESET)
    for days in range(28, -1, -2):
        yield CheckedIn(at=MORNING - timedelta(days=days, hours=1), pain=(("neck", 5),))
    if shown:
        yield LevelChanged(at=MORNING, level=Level.CONSIDER, rules=("C1b",))
        yield SuggestionShown(at=MORNING, level=Level.CONSIDER, rules=("C1b",))


def newest(pages: Pages, count: int = 1) -> list[Fact]:
    """Return the newest facts in the journal."""
    return list(pages.facts())[-count:]


def test_with_nothing_to_suggest_the_page_says_so(pages: Pages) -> None:
    """An empty diary is no reason for anything."""
    visitor = pages.visitor("suggestion")

    assert "Nothing to suggest" == visitor.heading


def test_urgent_says_what_was_ticked_and_whom_to_call(pages: Pages) -> None:
    """What was reported, the advice, and no tip, exercise or summary anywhere on the page."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")

    text = pages.visitor("suggestion").text

    order = ["You ticked chest pain.", "call 112", "Don't drive yourself.", "I'm getting help"]
    assert sorted(order, key=text.index) == order
    main = text.partition("<main")[2].partition("</main>")[0].lower()
    assert [] == [word for word in NEVER_THERE if word in main]


@pytest.mark.parametrize(
    ("level", "rule", "flag", "answers"),
    [
        (Level.URGENT, "E1", "chest_pain", ["getting_help", "seen", "mistake", "over"]),
        (Level.SOON, "S1", "electric_shock", ["booked", "seen", "mistake", "over", "tomorrow"]),
    ],
)
def test_each_level_offers_its_answers(
    pages: Pages, level: Level, rule: str, flag: str, answers: list[str]
) -> None:
    """Those of the specification, in its order."""
    ticked(pages, flag, level=level, rule=rule)

    text = pages.visitor("suggestion").text

    words = {"seen": 'href="/suggestion/seen"'}
    places = [text.index(words.get(each, f'name="answer" value="{each}"')) for each in answers]
    assert sorted(places) == places


def test_consider_rests_on_scores_and_offers_a_summary(pages: Pages) -> None:
    """Nothing was ticked, so nothing was ticked by mistake."""
    pages.has(*weeks_of_pain())

    visitor = pages.visitor("suggestion")

    assert "It may be worth talking to a professional" == visitor.heading
    assert "out of 10" in visitor.text
    assert 'href="/report"' in visitor.text
    for answer in ("booked", "not_now", "never"):
        assert f'value="{answer}"' in visitor.text
    assert 'value="mistake"' not in visitor.text


def test_it_has_stopped(pages: Pages) -> None:
    """The reply asks to tell a professional today, and what was ticked is denied from now on."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")

    visitor = pages.visitor("suggestion").presses("answer", answer="over")

    assert "Because it can come back, please tell a health professional today" in visitor.text
    answered, denied = newest(pages, 2)
    assert SuggestionAnswered(at=MORNING, level=Level.URGENT, answer="over") == answered
    assert isinstance(denied, FlagsAnswered)
    assert ("chest_pain",) == denied.no


def test_ticked_by_mistake_takes_it_back(pages: Pages) -> None:
    """The tick is gone, and so is the suggestion."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")

    visitor = pages.visitor("suggestion").presses("answer", answer="mistake")

    assert "Taken back." in visitor.text
    assert "Nothing to suggest" == visitor.opens("/suggestion").heading


def test_an_answer_that_is_not_offered_is_none(pages: Pages) -> None:
    """`never` silences no emergency, whatever a form says."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")
    before = pages.kinds()

    for answer in ("never", "not_now", "nonsense", ""):
        visitor = pages.visitor("suggestion").presses("answer", answer=answer)
        assert "Get medical help now" == visitor.heading

    assert before == pages.kinds()


def test_an_answer_that_cannot_be_kept_can_be_given_again(pages: Pages) -> None:
    """The page says why, and stays."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")
    visitor = pages.visitor("suggestion")
    pages.is_broken = True

    visitor.presses("answer", answer="getting_help")

    assert 503 == visitor.page.status_code
    assert "the disk is full" in visitor.text
    assert "Get medical help now" == visitor.heading


def test_before_it_was_shown_it_can_be_answered_too(pages: Pages) -> None:
    """Without a daemon nobody has shown it yet: what was said counts all the same."""
    at = MORNING - timedelta(hours=1)
    pages.has(
        StatementAccepted(at=at, ruleset=RULESET),
        FlagsAnswered(at=at, yes=("chest_pain",), safety_list=True),
    )

    visitor = pages.visitor("suggestion")
    assert 'value="getting_help"' not in visitor.text
    visitor.presses("answer", answer="over")

    [denied] = newest(pages)
    assert isinstance(denied, FlagsAnswered)
    assert ("chest_pain",) == denied.no


def checks_in(pages: Pages) -> str:
    """Return the heading of the page after a check-in like those before."""
    visitor = pages.visitor().presses("next", **{"pain.neck": "5"}).answers_no()
    return visitor.presses("send").heading


def test_a_suggestion_that_was_put_off_rests_after_a_check_in(pages: Pages) -> None:
    """ "Not now" is heard: the next check-in ends with "Noted", and the page is still there."""
    pages.has(*weeks_of_pain())
    assert "It may be worth talking to a professional" == checks_in(pages)

    pages.visitor("suggestion").presses("answer", answer="not_now")

    assert "Noted" == checks_in(pages)
    visitor = pages.visitor("suggestion")
    assert "It may be worth talking to a professional" == visitor.heading
    pages.now += timedelta(days=14)
    assert "It may be worth talking to a professional" == checks_in(pages)


def test_what_is_worse_does_not_rest(pages: Pages) -> None:
    """ "Don't suggest this" silences no safety list."""
    pages.has(*weeks_of_pain())
    pages.visitor("suggestion").presses("answer", answer="never")

    visitor = pages.visitor("safety").presses("next", choice="electric_shock").answers_no()

    assert "Please speak to a health professional soon" == visitor.presses("send").heading


def test_after_booking_the_summary_is_at_hand(pages: Pages) -> None:
    """Whoever has an appointment can make the page to take along."""
    pages.has(*weeks_of_pain())

    visitor = pages.visitor("suggestion").presses("answer", answer="booked")

    assert 'href="/report"' in visitor.text


# --- already seen ----------------------------------------------------------------------------


def test_what_was_not_discussed_stays_open(pages: Pages) -> None:
    """A visit closes what was talked about, and only that."""
    ticked(pages, "chest_pain", "worst_headache", level=Level.URGENT, rule="E1")
    visitor = pages.visitor("suggestion").opens("/suggestion/seen")

    visitor.presses("note", on="2026-03-02", who="gp", discussed=["chest_pain"])

    assert "Noted" == visitor.heading
    assert [SeenProfessional(at=MORNING, who="gp", kept=("worst_headache",))] == newest(pages)
    assert "You ticked the worst headache so far." in visitor.opens("/suggestion").text


def test_a_visit_of_another_day_is_noted_for_that_day(pages: Pages) -> None:
    """What was ticked after it was not discussed, and stays."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")
    visitor = pages.visitor("suggestion").opens("/suggestion/seen")

    visitor.presses("note", on="2026-03-01", who="", discussed=["chest_pain"])

    [noted] = newest(pages)
    assert SeenProfessional(at=MORNING, on=(MORNING - timedelta(days=1)).date()) == noted
    assert "Get medical help now" == visitor.opens("/suggestion").heading


def test_seen_today_and_all_of_it_answers_the_suggestion(pages: Pages) -> None:
    """The plain case is one answer and one visit."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")
    visitor = pages.visitor("suggestion").opens("/suggestion/seen")

    visitor.presses("note", on="2026-03-02", who="", discussed=["chest_pain"])

    assert ["SuggestionAnswered", "SeenProfessional"] == pages.kinds()[-2:]
    assert "Noted as checked." in visitor.text


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "", "2026-03-03", "1999-01-01"])
def test_an_impossible_day_is_asked_again(pages: Pages, day: str) -> None:
    """A day that is not there, still to come or long ago: nothing is noted."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")
    before = pages.kinds()
    visitor = pages.visitor("suggestion").opens("/suggestion/seen")

    visitor.presses("note", on=day, who="", discussed=["chest_pain"])

    assert visitor.page.status_code in (422, 503)
    assert 'role="alert"' in visitor.text
    assert before == pages.kinds()


def test_a_person_that_there_is_not(pages: Pages) -> None:
    """Only the people that are offered."""
    ticked(pages, "chest_pain", level=Level.URGENT, rule="E1")
    visitor = pages.visitor("suggestion").opens("/suggestion/seen")

    visitor.presses("note", on="2026-03-02", who="wizard", discussed=["chest_pain"])

    assert 400 == visitor.page.status_code
