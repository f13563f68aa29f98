"""What is typed in the terminal is understood as an answer, or it is said what was expected."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhunch.body.checkin import Draft, answered, next_question
from unhunch.body.history import History
from unhunch.body.question import Answer, Question
from unhunch.cli.matching import NotUnderstood, names, read_answer
from unhunch.words.catalogue import ENGLISH
from unhunch.words.questionnaire import question_text

HURTS = Draft(form="", day=date(2026, 3, 10))
SCORED = answered(History(), HURTS, "where", ("neck",))
SPREADS = answered(History(), SCORED, "score:neck", ("2",))
TINGLES = answered(History(), SPREADS, "radiates", ())
ALONE = Draft(form="", day=date(2026, 3, 10), alone=True)


def asked(draft: Draft) -> Question:
    """The question that comes next."""
    question = next_question(History(), draft)
    assert question is not None
    return question


def read(draft: Draft, typed: str) -> Answer:
    """What was typed, as an answer to it."""
    question = asked(draft)
    return read_answer(question, question_text(ENGLISH, question, date.isoformat), typed)


@pytest.mark.parametrize(
    ("draft", "typed", "answer"),
    [
        (HURTS, "1", ("neck",)),
        (HURTS, "1,3", ("neck", "shoulder_l")),
        (HURTS, " 1 3  7 ", ("neck", "shoulder_l", "lower_back")),
        (HURTS, "1, 1", ("neck",)),
        (HURTS, "neck, lower back", ("neck", "lower_back")),
        (HURTS, "Left Shoulder", ("shoulder_l",)),
        (HURTS, "upper_back arm_r", ("upper_back", "arm_r")),
        (HURTS, "neck lower", ("neck", "lower_back")),
        (HURTS, "up", ("upper_back",)),
        (HURTS, "0", ("none",)),
        (HURTS, "none", ("none",)),
        (HURTS, "No", ("none",)),
        (HURTS, "nothing hurts", ("none",)),
        (SCORED, "0", ("0",)),
        (SCORED, "1", ("1",)),
        (SCORED, "10", ("10",)),
        (SPREADS, "skip", ()),
        (SPREADS, "0", ("none",)),
        (TINGLES, "n", ("no",)),
        (TINGLES, "Y", ("yes",)),
        (TINGLES, "yes", ("yes",)),
        (ALONE, "24", ("calf_swelling",)),
        (ALONE, "fever", ("fever",)),
        (ALONE, "a fever, one calf", ("fever", "calf_swelling")),
        (ALONE, "none of these", ("none",)),
    ],
)
def test_numbers_letters_and_words_are_answers(draft: Draft, typed: str, answer: Answer) -> None:
    """Also the beginning of a word, where only one begins so."""
    assert answer == read(draft, typed)


@pytest.mark.parametrize(
    ("draft", "typed", "said"),
    [
        (HURTS, "", "one or more of the numbers"),
        (HURTS, ",", "one or more of the numbers"),
        (HURTS, "8", "one or more of the numbers"),
        (HURTS, "knee", "one or more of the numbers"),
        (HURTS, "n", "1 (Neck), 0 (Nothing hurts)"),
        (HURTS, "left", "3 (Left shoulder), 5 (Left arm, wrist or hand)"),
        (HURTS, "0, 1", "Either some of them, or none."),
        (HURTS, "skip", "cannot be skipped"),
        (SCORED, "11", "a number from 0 to 10"),
        (SCORED, "-1", "a number from 0 to 10"),
        (SCORED, "4.5", "a number from 0 to 10"),
        (SCORED, "3 4", "Choose one of them."),
        (SCORED, "skip", "cannot be skipped"),
        (TINGLES, "maybe", "Type y or n."),
        (TINGLES, "1", "Type y or n."),
        (ALONE, "n", "could be more than one"),
    ],
)
def test_what_is_not_understood_says_what_was_expected(draft: Draft, typed: str, said: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(NotUnderstood) as told:
        read(draft, typed)

    assert said in str(told.value)


@given(draft=st.sampled_from([HURTS, SCORED, SPREADS, TINGLES, ALONE]), typed=st.text(max_size=12))
def test_whatever_is_typed_is_an_answer_or_not_understood(draft: Draft, typed: str) -> None:
    """An answer is one that the question takes."""
    try:
        answer = read(draft, typed)
    except NotUnderstood as error:
        assert str(error)
        return

    assert asked(draft).takes(answer)


@pytest.mark.parametrize("draft", [HURTS, SCORED, SPREADS, TINGLES, ALONE])
def test_every_option_can_be_typed_as_it_is_shown(draft: Draft) -> None:
    """By its number or letter, by its key and by its label."""
    question = asked(draft)
    text = question_text(ENGLISH, question, date.isoformat)
    for option, label in text.options:
        by_label = [label] if "," not in label else []
        for typed in (names(question)[option], option, *by_label):
            assert (option,) == read_answer(question, text, typed)
