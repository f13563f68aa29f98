"""The check-in as pages: what is kept, when, and what never is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from unhunch.body.facts import CheckedIn, FlagsAnswered
from unhunch.body.requests import AcceptStatement
from unhunch.body.terms import SAFETY_LIST, TINGLING, WEAKNESS
from unhunch.web.drafts import Drafts
from unhunch.words.catalogue import catalogue

from .rig import MORNING, Pages, Visitor


def nothing_hurts(visitor: Visitor) -> Visitor:
    """Answer as somebody whom nothing hurts, up to the review."""
    return visitor.presses("next").presses("next", choice="no").presses("next", choice="no")


def in_pain(visitor: Visitor, neck: str = "4") -> Visitor:
    """Answer all the questions that a pain in the neck brings, up to the review."""
    return visitor.presses("next", **{"pain.neck": neck}).answers_no()


def last_of(pages: Pages) -> CheckedIn:
    """Return the newest check-in in the journal."""
    return [fact for fact in pages.facts() if isinstance(fact, CheckedIn)][-1]


# --- the statement ---------------------------------------------------------------------------


def test_the_statement_comes_before_the_first_check_in(pages: Pages) -> None:
    """Nobody is asked anything before the first-run statement was accepted, and once is enough."""
    visitor = pages.visitor(accepted=False)
    assert "Before you begin" == visitor.heading
    assert "call 112" in visitor.text

    visitor.presses("accept")
    assert "Does anything hurt? Where?" == visitor.heading

    assert "Does anything hurt? Where?" == pages.visitor(accepted=False).heading
    assert ["StatementAccepted"] == pages.kinds()


def test_a_statement_that_cannot_be_kept_was_not_accepted(pages: Pages) -> None:
    """The page says why, and can be sent again."""
    visitor = pages.visitor(accepted=False)
    pages.is_broken = True

    visitor.presses("accept")

    assert 503 == visitor.page.status_code
    assert "the disk is full" in visitor.text
    assert "Before you begin" == visitor.heading


# --- a whole one -----------------------------------------------------------------------------


def test_nothing_hurts_is_three_answers(pages: Pages) -> None:
    """Somebody without pain answers three questions, and each of them was asked and denied."""
    visitor = nothing_hurts(pages.visitor()).presses("send")

    assert "Noted" == visitor.heading
    assert "Your check-in counts for 2026-03-02." in visitor.text
    told = last_of(pages)
    assert () == told.pain
    assert () == told.yes
    assert {*TINGLING, *WEAKNESS} == set(told.no)
    assert not told.safety_list
    assert MORNING == told.at


def test_a_first_pain_brings_the_safety_list(pages: Pages) -> None:
    """Scores are kept by region, and "None of these" denies every item of the list."""
    in_pain(pages.visitor()).presses("send")

    told = last_of(pages)
    assert (("neck", 4),) == told.pain
    assert told.safety_list
    assert set(SAFETY_LIST) <= set(told.no)


def test_the_review_shows_what_will_be_kept(pages: Pages) -> None:
    """Before it is sent, everybody can read what they said, in words."""
    text = in_pain(pages.visitor(), neck="4").text

    assert "Neck: 4 of 10" in text
    assert "This counts for 2026-03-02. Nothing is noted before you send it." in text


def test_half_a_check_in_is_nothing(pages: Pages) -> None:
    """Until it is sent, the journal knows of no check-in; in memory it waits for today."""
    pages.visitor().presses("next", **{"pain.neck": "9"})

    assert ["StatementAccepted"] == pages.kinds()
    assert pages.drafts.has_unsent


def test_sending_before_the_end_sends_nothing(pages: Pages) -> None:
    """Whoever goes around the questions is led back to the first that is open."""
    visitor = pages.visitor()
    mark = visitor.path.removeprefix("/form/")

    visitor.page = visitor._follow(visitor.sends("send", path=f"/form/{mark}/review"))

    assert "Does anything hurt? Where?" == visitor.heading
    assert ["StatementAccepted"] == pages.kinds()


# --- back and correct ------------------------------------------------------------------------


def test_back_keeps_what_was_answered(pages: Pages) -> None:
    """Going back shows the answer that was given, and it can be another."""
    visitor = pages.visitor().presses("next", **{"pain.neck": "4"}).presses("back")
    assert 'name="pain.neck" value="4" checked' in visitor.text

    in_pain(visitor, neck="6").presses("send")

    assert (("neck", 6),) == last_of(pages).pain


def test_a_correction_drops_what_it_makes_unasked(pages: Pages) -> None:
    """With the pain gone from the map, what was asked about it is not kept."""
    visitor = in_pain(pages.visitor(), neck="8")
    mark = visitor.path.split("/")[2]

    visitor.opens(f"/form/{mark}?card=1&review").presses("next", **{"pain.neck": "0"})
    assert "Check your answers" == visitor.heading
    visitor.presses("send")

    told = last_of(pages)
    assert () == told.pain
    assert not told.safety_list
    assert {*TINGLING, *WEAKNESS} == set(told.no)


def test_a_form_of_a_question_that_is_not_asked_any_more_changes_nothing(pages: Pages) -> None:
    """Two windows on one check-in: the older one cannot answer what the newer made unasked."""
    visitor = pages.visitor().presses("next", **{"pain.neck": "4"})
    older = visitor.page
    mark = visitor.path.split("?")[0].removeprefix("/form/")
    visitor.opens(f"/form/{mark}?card=1").presses("next", **{"pain.neck": "0"})

    visitor.page = older
    visitor.presses("next", choice="radiates_arm")

    assert "tingling" in visitor.heading
    nothing = visitor.presses("next", choice="no").presses("next", choice="no").presses("send")
    assert "Noted" == nothing.heading
    assert () == last_of(pages).yes


def test_skipped_is_unknown(pages: Pages) -> None:
    """Who skips a question has said neither yes nor no."""
    visitor = pages.visitor().presses("next").presses("skip").presses("next", choice="no")
    assert "Skipped" in visitor.text

    visitor.presses("send")

    assert set(WEAKNESS) == set(last_of(pages).no)


# --- once ------------------------------------------------------------------------------------


def test_sent_twice_counts_once(pages: Pages) -> None:
    """A double click, a reload, the back button: one check-in."""
    visitor = nothing_hurts(pages.visitor())
    review = visitor.page
    visitor.presses("send")

    visitor.page = review
    visitor.presses("send")

    assert "Noted" == visitor.heading
    assert 1 == pages.kinds().count("CheckedIn")


def test_sent_again_after_an_error_counts_once(pages: Pages) -> None:
    """It was kept, but the page was told that it was not: sent again, it is the same one."""
    visitor = nothing_hurts(pages.visitor())
    pages.loses_answers = True
    visitor.presses("send")
    assert "the daemon did not answer" in visitor.text
    pages.loses_answers = False

    visitor.presses("send")

    assert "Noted" == visitor.heading
    assert 1 == pages.kinds().count("CheckedIn")


def test_what_cannot_be_kept_is_still_in_the_form(pages: Pages) -> None:
    """The page says that nothing was noted and why; the answers are there to be sent again."""
    visitor = in_pain(pages.visitor(), neck="5")
    pages.is_broken = True
    visitor.presses("send")
    assert 503 == visitor.page.status_code
    assert "the disk is full" in visitor.text
    assert "Neck: 5 of 10" in visitor.text

    pages.is_broken = False
    visitor.presses("send")

    assert (("neck", 5),) == last_of(pages).pain


def test_a_check_in_outlives_the_daemon(pages: Pages) -> None:
    """With nobody to keep it, the page keeps it under the daemon's own lock."""
    nothing_hurts(pages.visitor()).presses("send")

    assert ["StatementAccepted", "CheckedIn"] == pages.kinds()


# --- midnight --------------------------------------------------------------------------------


def test_a_page_left_open_over_midnight_asks_for_which_day(pages: Pages) -> None:
    """It would count for another day than it said: that is said first, and then it is sent."""
    pages.now = MORNING.replace(hour=23, minute=58)
    visitor = nothing_hurts(pages.visitor())
    pages.now += timedelta(minutes=5)

    visitor.presses("send")
    assert 409 == visitor.page.status_code
    assert "It is a new day since this page was opened." in visitor.text
    assert "Send for 2026-03-03" in visitor.text
    assert "CheckedIn" not in pages.kinds()

    visitor.presses("send")
    assert "Your check-in counts for 2026-03-03." in visitor.text
    assert pages.now == last_of(pages).at


def test_yesterdays_half_check_in_is_not_continued(pages: Pages) -> None:
    """What was answered about yesterday is not taken for today's."""
    pages.visitor().presses("next", **{"pain.neck": "7"})
    pages.now += timedelta(days=1)

    assert 'name="pain.neck" value="0" checked' in pages.visitor().text


# --- begun again -----------------------------------------------------------------------------


def test_a_check_in_that_was_begun_goes_on(pages: Pages) -> None:
    """A window closed by accident: opened again, the answers are there."""
    pages.visitor().presses("next", **{"pain.neck": "3"})

    again = pages.visitor()

    assert "Does the pain spread?" == again.heading
    assert 'value="3" checked' in again.opens(f"{again.path}?card=1").text


def test_starting_again_forgets_what_was_begun(pages: Pages) -> None:
    """Nothing is left of it."""
    visitor = in_pain(pages.visitor(), neck="3")

    visitor.opens("/checkin?anew")

    assert "Does anything hurt? Where?" == visitor.heading
    assert not pages.drafts.has_unsent


def test_only_some_forms_are_remembered() -> None:
    """Memory does not grow with what is opened and left."""
    drafts = Drafts()
    forms = [drafts.new("checkin", MORNING.date()) for _ in range(20)]

    assert [False] * 12 + [True] * 8 == [drafts.get(form.mark) is not None for form in forms]


# --- what makes no sense ---------------------------------------------------------------------


@pytest.mark.parametrize("score", ["11", "-1", "4.5", "", "four", "٤", " 4", "1e1", ["1", "2"]])
def test_a_score_off_the_scale_is_refused(pages: Pages, score: str | list[str]) -> None:
    """The page says what a score is, and the answer is not taken."""
    visitor = pages.visitor().presses("next", **{"pain.neck": score})

    assert 422 == visitor.page.status_code
    assert "A score is a whole number from 0 to 10." in visitor.text
    assert not pages.drafts.has_unsent


@pytest.mark.parametrize("choice", ["maybe", "", ["yes", "no"], []])
def test_what_is_no_answer_is_asked_again(pages: Pages, choice: str | list[str]) -> None:
    """An option that is not offered, two where one is asked for, or none at all."""
    visitor = pages.visitor().presses("next").presses("next", choice=choice)

    assert 422 == visitor.page.status_code
    assert "Choose an answer, or skip the question." in visitor.text


def test_none_of_these_stands_alone(pages: Pages) -> None:
    """Something and none of it cannot both be true."""
    visitor = pages.visitor("safety").presses("next", choice=["fever", "none"])

    assert 422 == visitor.page.status_code
    assert "You chose “None of these” and something else." in visitor.text
    assert 'value="fever" checked' in visitor.text


@pytest.mark.parametrize(
    "path", ["/form/nobody", "/form/nobody/review", "/form/nobody/done", "/form/", "/form"]
)
def test_a_form_that_there_is_not(pages: Pages, path: str) -> None:
    """An address from another day leads to a page that says so."""
    visitor = pages.visitor().opens(path)

    assert 404 == visitor.page.status_code
    assert "There is no such page" == visitor.heading


@pytest.mark.parametrize("card", ["0", "99", "-1", "x", "1e0", "²", "9999999999999999999999"])
def test_a_step_that_there_is_not(pages: Pages, card: str) -> None:
    """The address of a card that is not there shows the first that is open."""
    visitor = pages.visitor()

    assert "Does anything hurt? Where?" == visitor.opens(f"{visitor.path}?card={card}").heading


# --- the safety list -------------------------------------------------------------------------


def test_the_safety_list_alone(pages: Pages) -> None:
    """It is no check-in: a day with nothing else has no report of pain."""
    visitor = pages.visitor("safety").presses("next", choice="none").presses("send")

    assert "Your answers to the safety list count for 2026-03-02." in visitor.text
    [told] = [fact for fact in pages.facts() if isinstance(fact, FlagsAnswered)]
    assert SAFETY_LIST == told.no
    assert "CheckedIn" not in pages.kinds()


def test_the_safety_list_has_a_line_for_everybody(pages: Pages) -> None:
    """What the program never asks is said to all, and "None of these" comes last."""
    text = pages.visitor("safety").text

    assert "If you have ever had cancer, have weak bones or take long-term steroids" in text
    assert text.index('value="none"') > max(text.index(f'value="{flag}"') for flag in SAFETY_LIST)
    assert "This app cannot see an emergency." in text


def test_what_is_urgent_is_said_before_the_end(pages: Pages) -> None:
    """Who ticks an emergency reads what to do at once, not after more questions."""
    visitor = pages.visitor("safety").presses("next", choice="chest_pain")

    assert "Public health advice is to get medical help now: call 112." in visitor.text
    assert ["StatementAccepted"] == pages.kinds()


def test_the_suggestion_follows_at_once(pages: Pages) -> None:
    """After sending, what is suggested stands on the very page that says "noted"."""
    visitor = pages.visitor("safety").presses("next", choice="chest_pain").presses("send")

    assert "Get medical help now" == visitor.heading
    assert "Noted. It counts for 2026-03-02." in visitor.text
    assert timedelta(minutes=15) == pages.lifetime.left


def test_the_process_may_go_when_nothing_is_left_to_do(pages: Pages) -> None:
    """Noted, and nothing to suggest: the pages close soon after."""
    nothing_hurts(pages.visitor()).presses("send")

    assert timedelta(minutes=3) == pages.lifetime.left


def test_accepting_twice_is_accepting(pages: Pages) -> None:
    """The statement sent twice is kept once."""
    pages.keep(AcceptStatement())
    visitor = pages.visitor(accepted=False)

    assert "Does anything hurt? Where?" == visitor.heading
    assert ["StatementAccepted"] == pages.kinds()


def test_pages_speak_the_language_of_the_settings(pages: Pages) -> None:
    """In German from the first page on, and the browser is told so."""
    pages.app = pages.served(replace(pages.outside(), words=catalogue("de", {})))

    visitor = pages.visitor(accepted=False)

    assert "Bevor du beginnst" == visitor.heading
    assert '<html lang="de">' in visitor.text
