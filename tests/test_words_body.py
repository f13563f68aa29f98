"""Everything that is said about the body has a name, and every question has its words."""

import re
import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhunch.body import facts as f
from unhunch.body.asked import not_discussed
from unhunch.body.checkin import Draft, answered, next_question, questions
from unhunch.body.question import Question
from unhunch.body.terms import FLAGS, GROUPS, PROFESSIONALS, REGIONS, Level
from unhunch.words import body, questionnaire
from unhunch.words.body import statement
from unhunch.words.catalogue import ENGLISH
from unhunch.words.questionnaire import QuestionText, question_text

from .body.test_checkin import EMERGENCY, HISTORIES, TODAY, after, answer_to, draft, reported

CONDITIONS = re.compile(
    r"stroke|heart|meningitis|cauda|fracture|tumou?r|infection|thrombosis|arteritis|aneurysm"
    r"|myelopathy|radiculopathy|arthritis|disc\b|hernia|sciatica|angina|dissection",
    re.IGNORECASE,
)


def said(question: Question) -> QuestionText:
    """A question in English."""
    return question_text(ENGLISH, question, date.isoformat)


def test_everything_has_a_name() -> None:
    """No key of the rules is ever shown as it is."""
    assert list(REGIONS) == list(body.REGIONS)
    assert list(GROUPS) == list(body.GROUPS)
    assert list(FLAGS) == list(body.FLAGS)
    assert list(PROFESSIONALS) == list(body.PROFESSIONALS)


def everything() -> list[str]:
    """Every text of the two modules."""
    tables = [
        value
        for module in (body, questionnaire)
        for name, value in vars(module).items()
        if not name.startswith("__")
    ]
    found: list[str] = [each for each in tables if isinstance(each, str) and " " in each]
    for table in tables:
        if isinstance(table, dict):
            for text in table.values():
                found.extend(text if isinstance(text, tuple) else [text])
    return [text for text in found if isinstance(text, str)]


@pytest.mark.parametrize("text", sorted(set(everything())))
def test_the_words_are_plain(text: str) -> None:
    """Short sentences, no condition, no "you have", nothing that was detected."""
    assert not CONDITIONS.search(text)
    assert not re.search(r"you have (?!had|weak|noticed|ever)|detect", text, re.IGNORECASE)
    # The fixed sentences of the specification are as long as they are there.
    if text not in (questionnaire.EVERYBODY, body.STATEMENT):
        assert all(len(each.split()) < 21 for each in re.split(r"[.?!:]\s", text))


def test_no_two_things_to_tick_read_alike() -> None:
    """Each label says something of its own."""
    labels = [*body.FLAGS.values(), *body.REGIONS.values()]

    assert len(labels) == len(set(labels))


def test_the_statement_names_whom_to_call() -> None:
    """In an emergency nothing is noted here."""
    assert "don't check in here: call 112. Your notes stay" in statement(ENGLISH, "112")
    assert "call your local emergency number. " in statement(ENGLISH)


@settings(deadline=None)
@given(history=st.sampled_from(HISTORIES), alone=st.booleans(), data=st.data())
def test_every_question_has_its_words(history, alone, data) -> None:
    """A title, a label for each option, and no value left open."""
    made = Draft(form="", day=TODAY, alone=alone)
    while (question := next_question(history, made)) is not None:
        text = said(question)
        lines = [text.title, *text.more, *text.lines, *(label for _, label in text.options)]

        assert question.options == tuple(option for option, _ in text.options)
        assert all(line and "{" not in line and "_" not in line for line in lines)
        assert text.more
        made = answered(history, made, question.key, answer_to(data, question))


def test_a_silence_is_asked_about_with_its_day_and_place() -> None:
    """One place, or several in one sentence."""
    watched = f.LevelChanged(at=reported(days_ago=9).at, level=Level.WATCH)
    one = after(reported(days_ago=9, neck=4), watched)
    some = after(reported(days_ago=9, neck=4, lower_back=3), watched)

    assert (
        "Since your last check-in on 2026-03-01, how has the pain been (Neck)?"
        == said(questions(one, draft(one))[0]).title
    )
    assert "(Neck, Lower back)" in said(questions(some, draft(some))[0]).title


def test_an_emergency_is_asked_about_in_the_words_it_was_ticked_in() -> None:
    """Still so, stopped, or looked at."""
    history = after(*EMERGENCY)
    text = said(questions(history, draft(history))[1])

    assert "You ticked: “Pain, tightness or pressure in the chest”. Is it still so?" == text.title
    assert ["It is still so", "It has stopped", "I've been checked for this"] == [
        label for _, label in text.options
    ]


@pytest.mark.parametrize(("region", "shown"), [("upper_back", True), ("neck", False)])
def test_new_pain_between_the_shoulders_has_a_line_of_its_own(region: str, shown: bool) -> None:
    """The line about bones and steroids is there for everybody."""
    new = {"where": region, f"score_{region}": "2"}
    [listed] = [each for each in questions(after(), draft(after(), **new)) if each.key == "safety"]

    assert questionnaire.EVERYBODY in said(listed).lines
    assert shown == (questionnaire.BETWEEN_THE_SHOULDERS in said(listed).lines)


def test_the_ends_of_the_scale_are_named() -> None:
    """0 is no pain, 10 the worst imaginable; between them there are numbers alone."""
    hurts = draft(after(), where="neck")
    options = dict(said(questions(after(), hurts)[1]).options)

    assert ("0: no pain", "10: worst pain imaginable") == (options["0"], options["10"])
    assert set(options.values()) - {options["0"], options["10"]} <= {*string.digits}


def test_what_was_not_talked_about_can_be_named_after_a_visit() -> None:
    """By the words it was ticked in."""
    text = said(not_discussed(("fever",)))

    assert (("fever", body.FLAGS["fever"]), ("none", "We talked about all of them")) == text.options
